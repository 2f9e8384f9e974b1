package org.lockstep.serve;

import org.eclipse.jetty.http.HttpStatus;
import org.lockstep.model.kernel.Products;
import org.lockstep.model.math.Precision;
import org.lockstep.model.predict.ClassPrediction;
import org.lockstep.model.predict.NotFiniteException;
import org.lockstep.model.predict.Predictor;

/**
 * Predicts one image at a time, on any thread. A prediction takes a fraction of a millisecond, far
 * less than the network round trip, so one set of buffers is enough.
 */
final class Scorer {
  private final ImageModel served;
  private final Predictor predictor;
  private final double[] outputs;

  Scorer(ImageModel served, Products blas) {
    this.served = served;
    this.predictor = new Predictor(served.model(), blas, 1);
    this.outputs = new double[served.model().network().outputs()];
  }

  /**
   * The prediction for raw pixels.
   *
   * @throws Refusal if it is not a number
   */
  synchronized ClassPrediction score(double[] pixels) throws Refusal {
    predictor.load(pixels, 0);
    predictor.predict(1).loadRow(0, outputs);
    if (NotFiniteException.among(outputs).isPresent()) {
      throw new Refusal(HttpStatus.UNPROCESSABLE_ENTITY_422, "image.overflow");
    }
    return ClassPrediction.of(served.model().target(), outputs);
  }

  /** The precision that decides how many digits a probability has. */
  Precision precision() {
    return served.model().parameters().precision();
  }
}
