package org.lockstep.bench.row;

import java.util.List;
import org.lockstep.bench.table.TableRow;

/** One measure: knows how it is taken, and gives its lines of the table. */
public interface BenchRow {
  /** The word that selects it. */
  String name();

  /** How it is measured, in one sentence for the reader of the table. */
  String how();

  /** Takes it. */
  List<TableRow> measure(BenchContext bench);
}
