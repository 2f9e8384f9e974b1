package org.lockstep.bench.row;

import java.util.List;
import java.util.Set;

/** All rows, in the order of the table. */
public final class BenchRows {
  private static final List<BenchRow> ALL =
      List.of(
          new FixedCostRow(false),
          new FixedCostRow(true),
          EpochRow.warm(50),
          EpochRow.warm(500),
          EpochRow.cold(50),
          EpochRow.cold(500),
          new PeakRow(),
          new ProductsRow(),
          new PeakShareRow(),
          new NormsRow(),
          new CheckpointRow(),
          new MllibSpeedRow(),
          new AccuracyRow(),
          new EstimatorRow(),
          new LbfgsRow(),
          new TablesRow(),
          new TwoFacesRow(),
          new PythonRow(),
          new FirstStepRow(),
          new CsvRow(),
          new ScoringRow(),
          new MultiLinearRow(),
          new GalleryRow(),
          new ScalingRow(),
          new MemoryRow(),
          new QuickStartRow());

  private BenchRows() {}

  /** The words that select the rows. */
  public static List<String> names() {
    return ALL.stream().map(BenchRow::name).toList();
  }

  /** The rows with these names; all rows if there are none. */
  public static List<BenchRow> named(Set<String> names) {
    return ALL.stream().filter(row -> names.isEmpty() || names.contains(row.name())).toList();
  }
}
