package org.lockstep.bench.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private final Table table =
      new Table(
          List.of("a machine", "a library"),
          List.of(
              TableRow.compared(
                      "%s of its time",
                      new double[] {0.5, 0.9, 0.8}, "an epoch", "1 s", "1.25 s, X")
                  .computedWith("B, C kernel"),
              TableRow.skipped("another | one", "X is not here").computedWith("B, C kernel")),
          List.of("a note", "another"));

  @Test
  void theTableIsMarkdownWithAlignedColumns() {
    assertThat(table.markdown())
        .isEqualTo(
            """
            - a machine
            - a library

            | Ratio            | Measure       | Lockstep | Compared with | Lockstep's BLAS | Ratios seen  |
            | ---------------- | ------------- | -------- | ------------- | --------------- | ------------ |
            | 0.80 of its time | an epoch      | 1 s      | 1.25 s, X     | B, C kernel     | 0.50 to 0.90 |
            | skipped          | another \\| one | -        | X is not here | -               | -            |

            - a note
            - another
            """);
  }

  @Test
  void theTableIsAlsoWrittenAsCsv() {
    assertThat(table.csv())
        .isEqualTo(
            """
            Ratio,Measure,Lockstep,Compared with,Lockstep's BLAS,Ratios seen
            0.80 of its time,an epoch,1 s,"1.25 s, X","B, C kernel",0.50 to 0.90
            skipped,another | one,-,X is not here,-,-
            """);
  }

  @Test
  void csvFieldsAreQuotedOnlyIfNecessary() {
    assertThat(Table.quoted("say \"x\"")).isEqualTo("\"say \"\"x\"\"\"");
    assertThat(Table.quoted("x y")).isEqualTo("x y");
  }

  @Test
  void aRowThatNamesItsBlasKeepsIt() {
    TableRow line = TableRow.alone("a measure", "1 s", "-").computedWith("B, C kernel");
    assertThat(line.computedWith("others").blas()).isEqualTo("B, C kernel");
  }

  @Test
  void theHeadNamesEachSideOnceAfterTheRemarks() {
    Head head = new Head();
    head.side("NumPy 2: X");
    head.remark("a machine");
    head.side("Lockstep: Y");
    head.side("NumPy 2: X");
    assertThat(head.lines()).containsExactly("a machine", "NumPy 2: X", "Lockstep: Y");
  }

  @Test
  void everyMeasurementIsWrittenAsCsv() {
    Measurements measurements = new Measurements();
    assertThat(measurements.csv()).isEqualTo("row,measure,side,setting,round,value\n");
    measurements.add("epoch-50", "an epoch, float (s)", "Python", "1 thread", 2, 0.125);
    assertThat(measurements.csv())
        .isEqualTo(
            """
            row,measure,side,setting,round,value
            epoch-50,"an epoch, float (s)",Python,1 thread,2,0.125000000
            """);
  }
}
