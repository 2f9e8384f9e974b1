package org.lockstep.bench.row;

import java.util.List;
import org.lockstep.bench.table.TableRow;

/** A measure of the table: takes it and returns its lines. */
public interface BenchRow {
  /** The word that selects the row. */
  String name();

  /** How it is measured, in one sentence for readers of the table. */
  String how();

  /** Takes the measure. */
  List<TableRow> measure(BenchContext bench);
}
