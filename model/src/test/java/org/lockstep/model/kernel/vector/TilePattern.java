package org.lockstep.model.kernel.vector;

import java.util.List;
import java.util.Locale;

/**
 * The source of tiles: small blocks of C whose sums stay in registers while the inner index runs.
 *
 * @param type Float or Double
 * @param rows whether the left factor lies in rows, or in columns
 */
record TilePattern(String type, boolean rows) {
  private static final List<Integer> HEIGHTS = List.of(1, 2, 3, 4, 5, 6, 12, 13);

  /** The longest line that the format allows, and its end. */
  private static final int LINE = 101;

  private static final String HEAD =
      """
      package org.lockstep.model.kernel.vector;

      import static org.lockstep.model.kernel.vector.Lanes.$TYPE;
      import static org.lockstep.model.kernel.vector.Lanes.$TYPES;
      import static org.lockstep.model.kernel.vector.Lanes.$CONSTANT;

      import jdk.incubator.vector.$TypeVector;

      /**
       * Tiles of C = A·B, named by rows x vectors, for a left factor in $orders.
       *
       * <p>All read from {@code s}: the sums to begin with at {@code start}, one tile after the other;
       * elements of A at {@code left}; the panel of B at {@code right}. The sums go to {@code c}, in rows
       * {@code ld} apart.
       *
       * <p>Each is one plain loop: with another one inside, C2 makes an object of every vector. The
       * distances of what a step reads are constant, so that one register is enough to find it.
       */
      final class $Type$OrderTiles {
        private $Type$OrderTiles() {}

        static void run(
            int width,
            int height,
            $type[] s,
            int start,
            int left,
            int right,
            $type[] c,
            int at,
            int ld,
            int k) {
          if (width == 2) {
            switch (height) {
      $TWO
              default -> throw new IllegalArgumentException(height + " x 2");
            }
          } else {
            switch (height) {
      $ONE
              default -> throw new IllegalArgumentException(height + " x 1");
            }
          }
        }
      """;

  String text() {
    StringBuilder text =
        new StringBuilder(
            HEAD.replace("$TWO", cases(2))
                .replace("$ONE", cases(1))
                .replace("$CONSTANT", rows ? "$TYPE_ROW" : "PANEL")
                .replace("$Order", rows ? "Row" : "Column")
                .replace("$orders", rows ? "rows" : "columns"));
    for (int width = 2; width > 0; width--) {
      for (int height : HEIGHTS) {
        tile(text, height, width);
      }
    }
    return text.append("}\n")
        .toString()
        .replace("$TYPE", type.toUpperCase(Locale.ROOT))
        .replace("$Type", type)
        .replace("$type", type.toLowerCase(Locale.ROOT));
  }

  private static String cases(int width) {
    StringBuilder text = new StringBuilder();
    for (int height : HEIGHTS) {
      String tile = "tile" + height + "x" + width;
      String ld = height > 1 ? ", ld" : "";
      text.append("        case " + height + " -> " + tile);
      text.append("(s, start, left, right, c, at" + ld + ", k);\n");
    }
    return text.toString().stripTrailing();
  }

  private void tile(StringBuilder text, int height, int width) {
    String array = type.toLowerCase(Locale.ROOT) + "[]";
    String name = "  private static void tile" + height + "x" + width + "(";
    String ld = height > 1 ? ", int ld" : ""; // of one row, no other is found
    String parameters =
        array + " s, int start, int left, int right, " + array + " c, int at" + ld + ", int k) {\n";
    boolean fits = name.length() + parameters.length() <= LINE;
    text.append("\n" + name + (fits ? "" : "\n      ") + parameters);
    for (int r = 0; r < height; r++) {
      for (int v = 0; v < width; v++) {
        String from = plus("start", r * width + v, "$TYPES");
        text.append("    $TypeVector " + sum(r, v) + " = $TypeVector.fromArray($TYPE, s, ");
        text.append(from + ");\n");
      }
    }
    text.append("    for (int p = 0; p < k; p++) {\n");
    text.append("      int a = left + p" + (rows ? "" : " * PANEL") + ";\n");
    text.append("      int b = right + p * " + (width == 1 ? "$TYPES" : "(2 * $TYPES)") + ";\n");
    for (int v = 0; v < width; v++) {
      text.append("      $TypeVector b" + v + " = $TypeVector.fromArray($TYPE, s, ");
      text.append(plus("b", v, "$TYPES") + ");\n");
    }
    for (int r = 0; r < height; r++) {
      String from = rows ? plus("a", r, "$TYPE_ROW") : r == 0 ? "a" : "a + " + r;
      text.append(
          "      $TypeVector a" + r + " = $TypeVector.broadcast($TYPE, s[" + from + "]);\n");
      for (int v = 0; v < width; v++) {
        text.append("      " + sum(r, v) + " = a" + r + ".fma(b" + v + ", " + sum(r, v) + ");\n");
      }
    }
    text.append("    }\n");
    for (int r = 0; r < height; r++) {
      for (int v = 0; v < width; v++) {
        String to = plus(plus("at", r, "ld"), v, "$TYPES");
        text.append("    " + sum(r, v) + ".intoArray(c, " + to + ");\n");
      }
    }
    text.append("  }\n");
  }

  /** The sums of row 0 are c0a and c0b. */
  private static String sum(int row, int vector) {
    return "c" + row + (vector == 0 ? "a" : "b");
  }

  private static String plus(String base, int times, String what) {
    return switch (times) {
      case 0 -> base;
      case 1 -> base + " + " + what;
      default -> base + " + " + times + " * " + what;
    };
  }
}
