package org.lockstep.bench.table;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a reader of the table must know first: on what it was measured, and who computes with what.
 */
public final class Head {
  private final List<String> remarks = new ArrayList<>();
  private final Set<String> sides = new LinkedHashSet<>();

  /** Adds a line on the whole. */
  public void remark(String text) {
    remarks.add(text);
  }

  /** Adds a side with what it computes with, once. */
  public void side(String text) {
    sides.add(text);
  }

  /** The remarks, then the sides in the order in which they appeared. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(remarks);
    lines.addAll(sides);
    return lines;
  }
}
