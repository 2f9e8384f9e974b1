package org.lockstep.spark.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Tables in which a category of six values and a number determine the class. */
public final class CategoryTables {
  public static final List<String> PLACES = List.of("moor", "wood", "dune", "reef", "bog", "heath");

  private CategoryTables() {}

  /** Columns x, place, y, label: the class is even if the index of the place is. */
  public static String[] flowers(int rows) {
    Random random = new Random(3);
    List<String> lines = new ArrayList<>(List.of("x,place,y,label"));
    for (int i = 0; i < rows; i++) {
      int place = random.nextInt(PLACES.size());
      lines.add(
          random.nextGaussian()
              + ","
              + PLACES.get(place)
              + ","
              + random.nextGaussian()
              + ","
              + (place % 2 == 0 ? "even" : "odd"));
    }
    return lines.toArray(String[]::new);
  }
}
