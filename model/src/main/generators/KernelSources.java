import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Writes the sources that follow from others: the tiles of a matrix product from a pattern, and
 * classes for {@code double}s from those for {@code float}s. The build runs this file as it is, as
 * {@code java KernelSources.java SOURCES TARGET}.
 */
final class KernelSources {
  private static final String PACKAGE = "org/lockstep/model/";

  /** Classes that differ only in the type of their numbers. */
  private static final List<String> PRECISIONS =
      List.of(
          "kernel/FloatSums",
          "kernel/vector/FloatBlocks",
          "kernel/vector/FloatPacking",
          "kernel/vector/FloatRow",
          "math/FloatMatrix",
          "math/FloatPeriodic",
          "math/FloatSparseProducts");

  private KernelSources() {}

  public static void main(String[] arguments) throws IOException {
    Path sources = Path.of(arguments[0], PACKAGE);
    Path target = Path.of(arguments[1], PACKAGE);
    for (String type : List.of("Float", "Double")) {
      for (boolean rows : new boolean[] {true, false}) {
        TilePattern tiles = new TilePattern(type, rows);
        write(target.resolve("kernel/vector/" + tiles.name() + ".java"), tiles.text());
      }
    }
    for (String name : PRECISIONS) {
      String floats = Files.readString(sources.resolve(name + ".java"));
      write(target.resolve(name.replace("Float", "Double") + ".java"), forDoubles(floats));
    }
  }

  /** The same in doubles, where a cast to float has no counterpart. */
  private static String forDoubles(String floats) {
    return floats
        .replace("(float) ", "")
        .replace("float", "double")
        .replace("Float", "Double")
        .replace("FLOAT", "DOUBLE");
  }

  /** Leaves a file that is right as it is, so that the compiler need not run again. */
  private static void write(Path file, String text) throws IOException {
    if (!Files.exists(file) || !Files.readString(file).equals(text)) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
  }
}

/**
 * The source of tiles: small blocks of C whose sums stay in registers while the inner index runs.
 *
 * @param type Float or Double
 * @param rows whether the left factor is stored in rows, or in columns
 */
record TilePattern(String type, boolean rows) {
  private static final List<Integer> HEIGHTS = List.of(1, 2, 3, 4, 5, 6, 12, 13);

  private static final String HEAD =
      """
      package org.lockstep.model.kernel.vector;

      import static org.lockstep.model.kernel.vector.Lanes.$TYPE;
      import static org.lockstep.model.kernel.vector.Lanes.$TYPES;
      import static org.lockstep.model.kernel.vector.Lanes.$TYPE_ROW;

      import jdk.incubator.vector.$TypeVector;

      /**
       * Tiles of C = A·B, named by rows x vectors, for a left factor in $orders.
       *
       * <p>The initial sums start at {@code s[start]}, in rows {@code ldS} apart; the elements of A at
       * {@code a[left]}, in rows $TYPE_ROW apart; the columns of B at {@code b[right]}, in rows {@code
       * ldB} apart. The results go to {@code c[at]}, in rows {@code ldC} apart.
       *
       * <p>Each tile is one plain loop: with a nested loop, C2 allocates every vector as an object. The
       * stride of A is a constant, so that one register is enough to address it.
       */
      final class $Type$OrderTiles {
        private $Type$OrderTiles() {}

        static void run(
            int width,
            int height,
            $type[] a,
            int left,
            $type[] b,
            int right,
            int ldB,
            $type[] s,
            int start,
            int ldS,
            $type[] c,
            int at,
            int ldC,
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

  String name() {
    return type + (rows ? "Row" : "Column") + "Tiles";
  }

  String text() {
    StringBuilder text =
        new StringBuilder(
            HEAD.replace("$TWO", cases(2))
                .replace("$ONE", cases(1))
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
      text.append("        case " + height + " -> " + tile);
      String ldS = height > 1 ? ", ldS" : ""; // a single row needs no distance
      String ldC = height > 1 ? ", ldC" : "";
      text.append("(a, left, b, right, ldB, s, start" + ldS + ", c, at" + ldC + ", k);\n");
    }
    return text.toString().stripTrailing();
  }

  private void tile(StringBuilder text, int height, int width) {
    text.append("\n  private static void tile" + height + "x" + width + "(\n");
    text.append("      $type[] a,\n      int left,\n      $type[] b,\n      int right,\n");
    text.append("      int ldB,\n      $type[] s,\n      int start,\n");
    text.append(height > 1 ? "      int ldS,\n" : "");
    text.append("      $type[] c,\n      int at,\n");
    text.append(height > 1 ? "      int ldC,\n" : "");
    text.append("      int k) {\n");
    for (int r = 0; r < height; r++) {
      for (int v = 0; v < width; v++) {
        String from = plus(plus("start", r, "ldS"), v, "$TYPES");
        text.append("    $TypeVector " + sum(r, v) + " = $TypeVector.fromArray($TYPE, s, ");
        text.append(from + ");\n");
      }
    }
    text.append("    for (int p = 0; p < k; p++) {\n");
    text.append("      int i = left + p" + (rows ? "" : " * $TYPE_ROW") + ";\n");
    text.append("      int j = right + p * ldB;\n");
    for (int v = 0; v < width; v++) {
      text.append("      $TypeVector b" + v + " = $TypeVector.fromArray($TYPE, b, ");
      text.append(plus("j", v, "$TYPES") + ");\n");
    }
    for (int r = 0; r < height; r++) {
      String from = rows ? plus("i", r, "$TYPE_ROW") : r == 0 ? "i" : "i + " + r;
      text.append(
          "      $TypeVector a" + r + " = $TypeVector.broadcast($TYPE, a[" + from + "]);\n");
      for (int v = 0; v < width; v++) {
        text.append("      " + sum(r, v) + " = a" + r + ".fma(b" + v + ", " + sum(r, v) + ");\n");
      }
    }
    text.append("    }\n");
    for (int r = 0; r < height; r++) {
      for (int v = 0; v < width; v++) {
        String to = plus(plus("at", r, "ldC"), v, "$TYPES");
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
