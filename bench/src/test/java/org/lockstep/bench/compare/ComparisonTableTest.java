package org.lockstep.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.bench.run.BenchException;

class ComparisonTableTest {
  private static final ComparedTable TABLE =
      new ComparedTable("cars", "cars.csv", "price", "sold,bill", "");

  @TempDir private Path directory;

  private static Trial trial(ComparedSide side, int seed, double score, double seconds) {
    return new Trial("cars", side, seed, score, seconds / 2, seconds);
  }

  @Test
  void aRowHasTheMeanOfEachSideAndItsRange() {
    String table =
        new ComparisonTable(
                List.of(TABLE),
                List.of(ComparedSide.PRESET, ComparedSide.HISTGB, ComparedSide.XGBOOST),
                List.of(
                    trial(ComparedSide.PRESET, 0, 0.5, 10),
                    trial(ComparedSide.PRESET, 1, 0.7, 12),
                    trial(ComparedSide.PRESET, 2, 0.9, 30),
                    trial(ComparedSide.HISTGB, 0, 0.25, 1)))
            .markdown();
    assertThat(table)
        .contains(
            "| Table: target | Lockstep, `--preset tabular` | HistGradientBoosting | XGBoost |")
        .contains(
            "| cars: `price` (without `sold,bill`) | 0.700 (0.500 to 0.900) | 0.250 (0.250 to"
                + " 0.250) | - |")
        .contains("| cars: `price` (without `sold,bill`) | 12.0 (6.0) | 1.0 (0.5) | - |");
  }

  @Test
  void aTrialReadsBackAsWritten() {
    Trial trial = trial(ComparedSide.PYTABKIT, 4, 0.125, 7);
    assertThat(Trial.parse(trial.csv())).isEqualTo(trial);
    assertThatThrownBy(() -> Trial.parse("cars,nobody,1,2,3,4"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining(
            "expected table,side,seed,score,fit_seconds,seconds but found cars,nob");
  }

  @Test
  void aUsersTableNamesItsTargetAndOptionallyItsLeaks() throws IOException {
    Path file = Files.writeString(directory.resolve("a.b.csv"), "x,y\n1,2\n");
    assertThat(ComparedTable.parse(file + ":y"))
        .isEqualTo(new ComparedTable("a.b", file.toString(), "y", "", ""));
    assertThat(ComparedTable.parse(file + ":y:x").leaks()).isEqualTo("x");
    assertThatThrownBy(() -> ComparedTable.parse(file.toString()))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("expected FILE:TARGET[:COLUMNS] but found");
  }

  @Test
  void withoutDataSetsOnlyScikitLearnsTableIsKnown() {
    assertThat(ComparedTable.known(Optional.of(directory)))
        .extracting(ComparedTable::name)
        .containsExactly("breast-cancer");
  }
}
