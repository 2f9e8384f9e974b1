package org.lockstep.spark.fit;

import java.io.Serializable;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.InputEncoder;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.file.Model;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.predict.Predictor;
import org.lockstep.model.predict.Scorer;
import org.lockstep.spark.engine.JavaBytes;
import org.lockstep.spark.engine.JvmBlas;

/** The parts of a model that prediction needs, in the form broadcast to executors. */
public final class ScoringModel implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int MOST_CHUNK_ROWS = 128;

  /** Limits a chunk's values in the widest layer: a few such layers fit into a task's memory. */
  private static final int MOST_CHUNK_VALUES = 1 << 26;

  private final JavaBytes<NetworkSpec> network;
  private final FlatVector parameters;
  private final InputEncoder encoder;
  private final Scaling scaling;
  private final TargetScaling targetScaling;
  private final BlasChoice blas;
  private final int features;
  private final int outputs;

  /** Takes these parts from a model. */
  public ScoringModel(Model model, BlasChoice blas) {
    this.network = new JavaBytes<>(model.network());
    this.parameters = model.parameters();
    this.encoder = InputEncoder.of(model.input());
    this.scaling = model.scaling();
    this.targetScaling = model.targetScaling();
    this.blas = blas;
    this.features = model.network().inputs();
    this.outputs = model.network().outputs();
  }

  /** Features of a row. */
  public int features() {
    return features;
  }

  /** Raw values of a row. */
  public int values() {
    return encoder.values();
  }

  /** Outputs of the network. */
  public int outputs() {
    return outputs;
  }

  /** A scorer of single rows. It gives them the same bits as they have in chunks. */
  public static Scorer scorer(Model model, BlasChoice blas) {
    return Scorer.ofMany(model, JvmBlas.readyOrWarn(blas).products(), chunkRows(model.network()));
  }

  /**
   * A predictor of chunks, with this JVM's BLAS. With fewer rows, BLAS may add in another order.
   * Whole chunks, whatever their unused rows contain, give a row the same bits wherever it comes,
   * with the same BLAS on the same kind of processor.
   */
  public Predictor predictor() {
    NetworkSpec shape = network.value();
    return new Predictor(
        shape,
        parameters,
        encoder,
        scaling,
        targetScaling,
        JvmBlas.readyOrWarn(blas).products(),
        chunkRows(shape));
  }

  /** The rows of a chunk: few enough to fit into arrays, however wide the network is. */
  static int chunkRows(NetworkSpec spec) {
    return Math.max(1, Math.min(MOST_CHUNK_ROWS, MOST_CHUNK_VALUES / spec.widest()));
  }
}
