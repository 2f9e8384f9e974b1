package org.lockstep.serve;

import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.lockstep.model.file.Model;
import org.lockstep.model.kernel.Products;
import org.lockstep.model.predict.NamedRow;
import org.lockstep.model.predict.NotFiniteException;
import org.lockstep.model.predict.Scorer;

/** Predicts one row of a table at a time, on any thread. */
final class TableScorer {
  private final NamedRow named;
  private final Scorer scorer;

  TableScorer(Model model, Products blas) {
    this.named = new NamedRow(model.input());
    this.scorer = Scorer.ofMany(model, blas, 1);
  }

  /**
   * The outputs of a row.
   *
   * @throws Refusal if they are not numbers
   */
  double[] score(TableRows.Given row) throws Refusal {
    double[] outputs = scorer.outputs(named.values(row.values()));
    if (NotFiniteException.among(outputs).isPresent()) {
      throw new Refusal(
          HttpStatus.UNPROCESSABLE_ENTITY_422, "row.overflow", Map.of("row", row.number()));
    }
    return outputs;
  }
}
