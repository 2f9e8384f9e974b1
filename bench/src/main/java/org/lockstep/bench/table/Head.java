package org.lockstep.bench.table;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The facts that a reader of the table needs first: the machine, and what each side computes with.
 */
public final class Head {
  private final List<String> remarks = new ArrayList<>();
  private final Set<String> sides = new LinkedHashSet<>();

  /** Adds a line about the whole table. */
  public void remark(String text) {
    remarks.add(text);
  }

  /** Adds a side and what it computes with, once. */
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
