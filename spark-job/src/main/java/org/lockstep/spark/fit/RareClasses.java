package org.lockstep.spark.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.spark.table.Categories;

/** Finds classes with too few rows to learn. */
final class RareClasses {
  private RareClasses() {}

  /**
   * Notes to the user about such classes, one line each.
   *
   * @param counts of training rows, by class
   */
  static List<String> notes(TargetSchema target, long[] counts) {
    List<String> notes = new ArrayList<>();
    add(notes, target, counts, 0, "no training row: it is never predicted", "no training row");
    add(notes, target, counts, 1, "one training row: too few to learn it", "one training row each");
    return notes;
  }

  private static void add(
      List<String> notes,
      TargetSchema target,
      long[] counts,
      long rows,
      String ofOne,
      String ofMany) {
    List<String> classes =
        IntStream.range(0, counts.length)
            .filter(c -> counts[c] == rows)
            .mapToObj(target.classes()::get)
            .toList();
    if (classes.size() == 1) {
      notes.add("class " + Categories.shorten(classes) + " has " + ofOne);
    } else if (!classes.isEmpty()) {
      notes.add("classes " + Categories.shorten(classes) + " have " + ofMany);
    }
  }
}
