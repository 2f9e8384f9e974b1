package org.lockstep.spark.ml;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import org.lockstep.spark.settings.ColumnSettings;
import org.lockstep.spark.settings.ComputeSettings;
import org.lockstep.spark.settings.DataSettings;
import org.lockstep.spark.settings.LoopSettings;
import org.lockstep.spark.settings.NetworkSettings;
import org.lockstep.spark.settings.OptimizerSettings;

/**
 * The parameters that estimators and their models share, named as Spark names them where it has a
 * name. A getter gives the value that counts, set or by default; where neither says, it throws
 * {@link java.util.NoSuchElementException}.
 */
public interface MlpParams extends Params {

  /** What stands behind these methods; for the methods of this package. */
  MlpState state();

  /** The parameters behind the next methods; for the methods of this package. */
  default SettingParams settingParams() {
    return state().settings;
  }

  /** Units of each hidden layer; none for a linear model. */
  default IntArrayParam hiddenLayers() {
    return settingParams().get(NetworkSettings.HIDDEN);
  }

  /** The value of {@link #hiddenLayers}. */
  default int[] getHiddenLayers() {
    return (int[]) settingParams().value(this, NetworkSettings.HIDDEN);
  }

  /** The activation of hidden layers: relu, leaky-relu, tanh, sigmoid or identity. */
  default Param<String> activation() {
    return settingParams().get(NetworkSettings.ACTIVATION);
  }

  /** The value of {@link #activation}. */
  default String getActivation() {
    return (String) settingParams().value(this, NetworkSettings.ACTIVATION);
  }

  /** The activation of the last layer: softmax, sigmoid or linear. */
  default Param<String> outputActivation() {
    return settingParams().get(NetworkSettings.OUTPUT_ACTIVATION);
  }

  /** The value of {@link #outputActivation}. */
  default String getOutputActivation() {
    return (String) settingParams().value(this, NetworkSettings.OUTPUT_ACTIVATION);
  }

  /** What is minimised: cross-entropy, squared-error, huber, ..., perhaps with a constant. */
  default Param<String> loss() {
    return settingParams().get(NetworkSettings.LOSS);
  }

  /** The value of {@link #loss}. */
  default String getLoss() {
    return (String) settingParams().value(this, NetworkSettings.LOSS);
  }

  /** Whether layers have biases. */
  default BooleanParam bias() {
    return settingParams().get(NetworkSettings.BIAS);
  }

  /** The value of {@link #bias}. */
  default boolean getBias() {
    return (Boolean) settingParams().value(this, NetworkSettings.BIAS);
  }

  /** The probability of dropping a hidden unit while training. */
  default DoubleParam dropout() {
    return settingParams().get(NetworkSettings.DROPOUT);
  }

  /** The value of {@link #dropout}. */
  default double getDropout() {
    return (Double) settingParams().value(this, NetworkSettings.DROPOUT);
  }

  /** Initial weights: he, xavier, lecun, normal:SD or zeros. */
  default Param<String> init() {
    return settingParams().get(NetworkSettings.INIT);
  }

  /** The value of {@link #init}. */
  default String getInit() {
    return (String) settingParams().value(this, NetworkSettings.INIT);
  }

  /** The standard deviation of initial biases around 0. */
  default DoubleParam initBiases() {
    return settingParams().get(NetworkSettings.INIT_BIASES);
  }

  /** The value of {@link #initBiases}. */
  default double getInitBiases() {
    return (Double) settingParams().value(this, NetworkSettings.INIT_BIASES);
  }

  /** A file of initial weights: a saved model, a run, or an npz that NumPy wrote. */
  default Param<String> initFrom() {
    return settingParams().get(NetworkSettings.INIT_FROM);
  }

  /** The value of {@link #initFrom}. */
  default String getInitFrom() {
    return (String) settingParams().value(this, NetworkSettings.INIT_FROM);
  }

  /** The optimizer: sgd, momentum, nesterov or adam. */
  default Param<String> solver() {
    return settingParams().get(OptimizerSettings.OPTIMIZER);
  }

  /** The value of {@link #solver}. */
  default String getSolver() {
    return (String) settingParams().value(this, OptimizerSettings.OPTIMIZER);
  }

  /** The learning rate. */
  default DoubleParam stepSize() {
    return settingParams().get(OptimizerSettings.LEARNING_RATE);
  }

  /** The value of {@link #stepSize}. */
  default double getStepSize() {
    return (Double) settingParams().value(this, OptimizerSettings.LEARNING_RATE);
  }

  /** How the learning rate changes by epoch: constant, step, exponential or cosine. */
  default Param<String> schedule() {
    return settingParams().get(OptimizerSettings.SCHEDULE);
  }

  /** The value of {@link #schedule}. */
  default String getSchedule() {
    return (String) settingParams().value(this, OptimizerSettings.SCHEDULE);
  }

  /** The factor of the schedules step and exponential. */
  default DoubleParam decay() {
    return settingParams().get(OptimizerSettings.DECAY);
  }

  /** The value of {@link #decay}. */
  default double getDecay() {
    return (Double) settingParams().value(this, OptimizerSettings.DECAY);
  }

  /** Epochs between two drops of the schedule step. */
  default IntParam decayEvery() {
    return settingParams().get(OptimizerSettings.DECAY_EVERY);
  }

  /** The value of {@link #decayEvery}. */
  default int getDecayEvery() {
    return (Integer) settingParams().value(this, OptimizerSettings.DECAY_EVERY);
  }

  /** λ of ½·λ·‖W‖², over weights and not biases. */
  default DoubleParam regParam() {
    return settingParams().get(OptimizerSettings.L2);
  }

  /** The value of {@link #regParam}. */
  default double getRegParam() {
    return (Double) settingParams().value(this, OptimizerSettings.L2);
  }

  /** The largest Euclidean norm of the mean gradient. */
  default DoubleParam clipNorm() {
    return settingParams().get(OptimizerSettings.CLIP_NORM);
  }

  /** The value of {@link #clipNorm}. */
  default double getClipNorm() {
    return (Double) settingParams().value(this, OptimizerSettings.CLIP_NORM);
  }

  /** Rows of each step, all tasks together; more than there are means all. */
  default LongParam batchSize() {
    return settingParams().get(LoopSettings.BATCH_SIZE);
  }

  /** The value of {@link #batchSize}. */
  default long getBatchSize() {
    return (Long) settingParams().value(this, LoopSettings.BATCH_SIZE);
  }

  /** Epochs: passes over the rows. */
  default IntParam maxIter() {
    return settingParams().get(LoopSettings.EPOCHS);
  }

  /** The value of {@link #maxIter}. */
  default int getMaxIter() {
    return (Integer) settingParams().value(this, LoopSettings.EPOCHS);
  }

  /** Steps after which to end. */
  default LongParam maxSteps() {
    return settingParams().get(LoopSettings.MAX_STEPS);
  }

  /** The value of {@link #maxSteps}. */
  default long getMaxSteps() {
    return (Long) settingParams().value(this, LoopSettings.MAX_STEPS);
  }

  /** epoch: a new order of rows each epoch; none: their own order. */
  default Param<String> shuffle() {
    return settingParams().get(LoopSettings.SHUFFLE);
  }

  /** The value of {@link #shuffle}. */
  default String getShuffle() {
    return (String) settingParams().value(this, LoopSettings.SHUFFLE);
  }

  /** The seed of every random choice. */
  default LongParam seed() {
    return settingParams().get(LoopSettings.SEED);
  }

  /** The value of {@link #seed}. */
  default long getSeed() {
    return (Long) settingParams().value(this, LoopSettings.SEED);
  }

  /** The precision of all arithmetic: float or double. */
  default Param<String> precision() {
    return settingParams().get(LoopSettings.PRECISION);
  }

  /** The value of {@link #precision}. */
  default String getPrecision() {
    return (String) settingParams().value(this, LoopSettings.PRECISION);
  }

  /** Whose weights the model has: last, best-loss or best-accuracy, on the validation rows. */
  default Param<String> keep() {
    return settingParams().get(LoopSettings.KEEP);
  }

  /** The value of {@link #keep}. */
  default String getKeep() {
    return (String) settingParams().value(this, LoopSettings.KEEP);
  }

  /** Epochs without improvement on the validation rows after which to end. */
  default IntParam patience() {
    return settingParams().get(LoopSettings.EARLY_STOPPING);
  }

  /** The value of {@link #patience}. */
  default int getPatience() {
    return (Integer) settingParams().value(this, LoopSettings.EARLY_STOPPING);
  }

  /** The smallest improvement that counts for patience. */
  default DoubleParam tol() {
    return settingParams().get(LoopSettings.TOL);
  }

  /** The value of {@link #tol}. */
  default double getTol() {
    return (Double) settingParams().value(this, LoopSettings.TOL);
  }

  /** Where loss or gradient is no longer finite: stop, or rollback to the last checkpoint. */
  default Param<String> onNan() {
    return settingParams().get(LoopSettings.ON_NAN);
  }

  /** The value of {@link #onNan}. */
  default String getOnNan() {
    return (String) settingParams().value(this, LoopSettings.ON_NAN);
  }

  /** The scaling of features: none, unit, center, standard, minmax or maxabs. */
  default Param<String> scale() {
    return settingParams().get(DataSettings.SCALE);
  }

  /** The value of {@link #scale}. */
  default String getScale() {
    return (String) settingParams().value(this, DataSettings.SCALE);
  }

  /** The share of rows to hold out for validation, chosen at random. */
  default DoubleParam validationFraction() {
    return settingParams().get(DataSettings.VALIDATION_FRACTION);
  }

  /** The value of {@link #validationFraction}. */
  default double getValidationFraction() {
    return (Double) settingParams().value(this, DataSettings.VALIDATION_FRACTION);
  }

  /** resident: tasks that stay for the fit; job: one Spark job per step; auto. */
  default Param<String> engine() {
    return settingParams().get(ComputeSettings.ENGINE);
  }

  /** The value of {@link #engine}. */
  default String getEngine() {
    return (String) settingParams().value(this, ComputeSettings.ENGINE);
  }

  /** Logical shards of the rows; part of the result's bits. */
  default IntParam shards() {
    return settingParams().get(ComputeSettings.SHARDS);
  }

  /** The value of {@link #shards}. */
  default int getShards() {
    return (Integer) settingParams().value(this, ComputeSettings.SHARDS);
  }

  /** The most task slots that the fit takes. */
  default IntParam tasks() {
    return settingParams().get(ComputeSettings.TASKS);
  }

  /** The value of {@link #tasks}. */
  default int getTasks() {
    return (Integer) settingParams().value(this, ComputeSettings.TASKS);
  }

  /** What multiplies: auto, java, native or mkl. */
  default Param<String> blas() {
    return settingParams().get(ComputeSettings.BLAS);
  }

  /** The value of {@link #blas}. */
  default String getBlas() {
    return (String) settingParams().value(this, ComputeSettings.BLAS);
  }

  // --- No settings of the command line -----------------------------------------------------------

  /** The parameters behind the next methods; for the methods of this package. */
  default OwnParams ownParams() {
    return state().own;
  }

  /** Raw columns that are the features, instead of featuresCol. */
  default StringArrayParam inputCols() {
    return ownParams().inputs;
  }

  /** The value of {@link #inputCols}. */
  default String[] getInputCols() {
    return getOrDefault(inputCols());
  }

  /** Columns of {@link #inputCols} that hold texts whose words become features. */
  default StringArrayParam textCols() {
    return ownParams().texts;
  }

  /** The value of {@link #textCols}. */
  default String[] getTextCols() {
    return getOrDefault(textCols());
  }

  /** How words find their features; see {@link #textCols}. */
  default Param<String> textKind() {
    return settingParams().get(ColumnSettings.TEXT_KIND);
  }

  /** The value of {@link #textKind}, set or by default. */
  default String getTextKind() {
    return (String) settingParams().value(this, ColumnSettings.TEXT_KIND);
  }

  /** Most features of a column of text; see {@link #textCols}. */
  default IntParam textFeatures() {
    return settingParams().get(ColumnSettings.TEXT_FEATURES);
  }

  /** The value of {@link #textFeatures}, set or by default. */
  default int getTextFeatures() {
    return (Integer) settingParams().value(this, ColumnSettings.TEXT_FEATURES);
  }

  /** The column that gives the rows their order; without it, their content does. */
  default Param<String> orderCol() {
    return ownParams().order;
  }

  /** The value of {@link #orderCol}. */
  default String getOrderCol() {
    return getOrDefault(orderCol());
  }

  /** The boolean column of rows to hold out for validation. */
  default Param<String> validationIndicatorCol() {
    return ownParams().validationIndicator;
  }

  /** The value of {@link #validationIndicatorCol}. */
  default String getValidationIndicatorCol() {
    return getOrDefault(validationIndicatorCol());
  }

  /** What to do with rows whose features are null or not finite: error, skip or keep. */
  default Param<String> handleInvalid() {
    return ownParams().handleInvalid;
  }

  /** The value of {@link #handleInvalid}. */
  default String getHandleInvalid() {
    return getOrDefault(handleInvalid());
  }

  /** Sizes of all layers from features to outputs, as MLlib has them; instead of hiddenLayers. */
  default IntArrayParam layers() {
    return ownParams().layers;
  }

  /** The value of {@link #layers}. */
  default int[] getLayers() {
    return getOrDefault(layers());
  }

  /** Where checkpoints of a fit are kept, from which the same fit goes on. */
  default Param<String> checkpointDir() {
    return ownParams().checkpointDir;
  }

  /** The value of {@link #checkpointDir}. */
  default String getCheckpointDir() {
    return getOrDefault(checkpointDir());
  }

  /** Epochs between checkpoints; -1: as {@link #checkpointEvery} says. */
  default IntParam checkpointInterval() {
    return ownParams().checkpointInterval;
  }

  /** The value of {@link #checkpointInterval}. */
  default int getCheckpointInterval() {
    return (Integer) getOrDefault(checkpointInterval());
  }

  /** Epochs or seconds between checkpoints: 2, 30s. */
  default Param<String> checkpointEvery() {
    return settingParams().get(LoopSettings.CHECKPOINT_EVERY);
  }

  /** The value of {@link #checkpointEvery}. */
  default String getCheckpointEvery() {
    return (String) settingParams().value(this, LoopSettings.CHECKPOINT_EVERY);
  }
}
