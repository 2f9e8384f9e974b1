package org.lockstep.model.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The runs of touched elements against a loop over single elements. */
class TouchedRowsTest {
  private static final int OFFSET = 3;
  private static final int ROWS = 7;
  private static final int COLUMNS = 4;
  private static final int LENGTH = OFFSET + ROWS * COLUMNS + 5;

  @Test
  void runsAreTheElementsOfTouchedRowsAndAllOutsideTheMatrix() {
    Random random = new Random(1);
    for (int set = 0; set < 1 << ROWS; set++) {
      TouchedRows rows = new TouchedRows(OFFSET, ROWS, COLUMNS);
      for (int row = 0; row < ROWS; row++) {
        if ((set >> row & 1) == 1) {
          rows.add(row);
          rows.add(row); // once is enough
        }
      }
      assertThat(rows.count()).isEqualTo(Integer.bitCount(set));
      for (int i = 0; i < 50; i++) {
        int from = random.nextInt(LENGTH + 1);
        int to = from + random.nextInt(LENGTH + 1 - from);
        boolean[] expected = new boolean[LENGTH];
        for (int k = from; k < to; k++) {
          int row = Math.floorDiv(k - OFFSET, COLUMNS);
          expected[k] = row < 0 || row >= ROWS || (set >> row & 1) == 1;
        }
        assertThat(inRuns(rows, from, to))
            .as("rows %s, %d to %d", set, from, to)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void withoutAMatrixAllIsOneRun() {
    TouchedRows all = new TouchedRows(0, 0, 0);
    assertThat(all.runFrom(2, 9)).isEqualTo(2);
    assertThat(all.runEnd(2, 9)).isEqualTo(9);
    assertThat(all.runFrom(9, 9)).isEqualTo(9);
  }

  @Test
  void clearedRowsAreForgotten() {
    for (int touched : new int[] {1, ROWS}) { // few, and all
      TouchedRows rows = new TouchedRows(OFFSET, ROWS, COLUMNS);
      for (int row = 0; row < touched; row++) {
        rows.add(row);
      }
      rows.clear();
      assertThat(rows.count()).isZero();
      assertThat(rows.runFrom(OFFSET, LENGTH)).isEqualTo(rows.end());
    }
  }

  private static boolean[] inRuns(TouchedRows rows, int from, int to) {
    boolean[] in = new boolean[LENGTH];
    int end;
    int last = -1;
    for (int start = rows.runFrom(from, to); start < to; start = rows.runFrom(end, to)) {
      end = rows.runEnd(start, to);
      assertThat(start).isGreaterThan(last).isLessThan(end); // whole runs, and none is empty
      last = end;
      for (int k = start; k < end; k++) {
        in[k] = true;
      }
    }
    return in;
  }
}
