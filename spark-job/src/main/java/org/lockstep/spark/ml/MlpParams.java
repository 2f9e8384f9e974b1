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
import org.lockstep.spark.settings.ConstantSettings;
import org.lockstep.spark.settings.DataSettings;
import org.lockstep.spark.settings.EnsembleSettings;
import org.lockstep.spark.settings.LbfgsSettings;
import org.lockstep.spark.settings.LoopSettings;
import org.lockstep.spark.settings.NetworkSettings;
import org.lockstep.spark.settings.OptimizerSettings;
import org.lockstep.spark.settings.ScheduleSettings;

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

  /** All layers in one line, as in {@code dense 256, batch-norm, silu}. */
  default Param<String> network() {
    return settingParams().get(NetworkSettings.NETWORK);
  }

  /** The value of {@link #network}. */
  default String getNetwork() {
    return (String) settingParams().value(this, NetworkSettings.NETWORK);
  }

  /** Units of each hidden layer; none for a linear model. */
  default IntArrayParam hiddenLayers() {
    return settingParams().get(NetworkSettings.HIDDEN);
  }

  /** The value of {@link #hiddenLayers}. */
  default int[] getHiddenLayers() {
    return (int[]) settingParams().value(this, NetworkSettings.HIDDEN);
  }

  /** The activation of hidden layers. */
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

  /** The probability of dropping a feature while training. */
  default DoubleParam inputDropout() {
    return settingParams().get(NetworkSettings.INPUT_DROPOUT);
  }

  /** The value of {@link #inputDropout}. */
  default double getInputDropout() {
    return (Double) settingParams().value(this, NetworkSettings.INPUT_DROPOUT);
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

  /** The optimizer: sgd, momentum, nesterov, adam, adamw, rmsprop or adagrad. */
  default Param<String> solver() {
    return settingParams().get(OptimizerSettings.OPTIMIZER);
  }

  /** The value of {@link #solver}. */
  default String getSolver() {
    return (String) settingParams().value(this, OptimizerSettings.OPTIMIZER);
  }

  /** The learning rate. */
  default DoubleParam stepSize() {
    return settingParams().get(ScheduleSettings.LEARNING_RATE);
  }

  /** The value of {@link #stepSize}. */
  default double getStepSize() {
    return (Double) settingParams().value(this, ScheduleSettings.LEARNING_RATE);
  }

  /**
   * How the learning rate changes: constant, step, exponential, cosine, flat-cosine, coslog4,
   * one-cycle or plateau.
   */
  default Param<String> schedule() {
    return settingParams().get(ScheduleSettings.SCHEDULE);
  }

  /** The value of {@link #schedule}. */
  default String getSchedule() {
    return (String) settingParams().value(this, ScheduleSettings.SCHEDULE);
  }

  /** The factor of the schedules step, exponential and plateau. */
  default DoubleParam decay() {
    return settingParams().get(ScheduleSettings.DECAY);
  }

  /** The value of {@link #decay}. */
  default double getDecay() {
    return (Double) settingParams().value(this, ScheduleSettings.DECAY);
  }

  /** Epochs between two drops of the schedule step. */
  default IntParam decayEvery() {
    return settingParams().get(ScheduleSettings.DECAY_EVERY);
  }

  /** The value of {@link #decayEvery}. */
  default int getDecayEvery() {
    return (Integer) settingParams().value(this, ScheduleSettings.DECAY_EVERY);
  }

  /** Epochs that may be no better before the schedule plateau drops. */
  default IntParam plateauPatience() {
    return settingParams().get(ScheduleSettings.PLATEAU_PATIENCE);
  }

  /** The value of {@link #plateauPatience}. */
  default int getPlateauPatience() {
    return (Integer) settingParams().value(this, ScheduleSettings.PLATEAU_PATIENCE);
  }

  /** Epochs, or a fraction of one, in which the learning rate grows to its full size. */
  default DoubleParam warmUp() {
    return settingParams().get(ScheduleSettings.WARM_UP);
  }

  /** The value of {@link #warmUp}. */
  default double getWarmUp() {
    return (Double) settingParams().value(this, ScheduleSettings.WARM_UP);
  }

  /** How the weight decay changes: constant, cosine, flat-cosine or coslog4. */
  default Param<String> weightDecaySchedule() {
    return settingParams().get(ScheduleSettings.WEIGHT_DECAY_SCHEDULE);
  }

  /** The value of {@link #weightDecaySchedule}. */
  default String getWeightDecaySchedule() {
    return (String) settingParams().value(this, ScheduleSettings.WEIGHT_DECAY_SCHEDULE);
  }

  /** How the probability of dropout changes: constant, cosine, flat-cosine or coslog4. */
  default Param<String> dropoutSchedule() {
    return settingParams().get(ScheduleSettings.DROPOUT_SCHEDULE);
  }

  /** The value of {@link #dropoutSchedule}. */
  default String getDropoutSchedule() {
    return (String) settingParams().value(this, ScheduleSettings.DROPOUT_SCHEDULE);
  }

  /** The share of the velocity that stays, of momentum, nesterov and rmsprop. */
  default DoubleParam momentum() {
    return settingParams().get(ConstantSettings.MOMENTUM);
  }

  /** The value of {@link #momentum}. */
  default double getMomentum() {
    return (Double) settingParams().value(this, ConstantSettings.MOMENTUM);
  }

  /** The share of the mean gradient that stays, of adam and adamw. */
  default DoubleParam beta1() {
    return settingParams().get(ConstantSettings.BETA1);
  }

  /** The value of {@link #beta1}. */
  default double getBeta1() {
    return (Double) settingParams().value(this, ConstantSettings.BETA1);
  }

  /** The share of the mean square that stays, of adam, adamw and rmsprop. */
  default DoubleParam beta2() {
    return settingParams().get(ConstantSettings.BETA2);
  }

  /** The value of {@link #beta2}. */
  default double getBeta2() {
    return (Double) settingParams().value(this, ConstantSettings.BETA2);
  }

  /** What keeps the quotient of a step finite, of adam, adamw, rmsprop and adagrad. */
  default DoubleParam epsilon() {
    return settingParams().get(ConstantSettings.EPSILON);
  }

  /** The value of {@link #epsilon}. */
  default double getEpsilon() {
    return (Double) settingParams().value(this, ConstantSettings.EPSILON);
  }

  /** λ of ½·λ·‖W‖², over weights and not biases. */
  default DoubleParam regParam() {
    return settingParams().get(OptimizerSettings.L2);
  }

  /** The value of {@link #regParam}. */
  default double getRegParam() {
    return (Double) settingParams().value(this, OptimizerSettings.L2);
  }

  /** λ of λ·Σ|W|, over weights and not biases. */
  default DoubleParam l1() {
    return settingParams().get(OptimizerSettings.L1);
  }

  /** The value of {@link #l1}. */
  default double getL1() {
    return (Double) settingParams().value(this, OptimizerSettings.L1);
  }

  /** λ of what each step takes from weights, η·λ·W. */
  default DoubleParam weightDecay() {
    return settingParams().get(OptimizerSettings.WEIGHT_DECAY);
  }

  /** The value of {@link #weightDecay}. */
  default double getWeightDecay() {
    return (Double) settingParams().value(this, OptimizerSettings.WEIGHT_DECAY);
  }

  /** Factors of the learning rate by array, as in {@code b 0.1, W1 0.5}. */
  default Param<String> rateFactors() {
    return settingParams().get(OptimizerSettings.RATE_FACTORS);
  }

  /** The value of {@link #rateFactors}. */
  default String getRateFactors() {
    return (String) settingParams().value(this, OptimizerSettings.RATE_FACTORS);
  }

  /** The largest Euclidean norm of the mean gradient. */
  default DoubleParam clipNorm() {
    return settingParams().get(OptimizerSettings.CLIP_NORM);
  }

  /** The value of {@link #clipNorm}. */
  default double getClipNorm() {
    return (Double) settingParams().value(this, OptimizerSettings.CLIP_NORM);
  }

  /** How many of its latest steps lbfgs estimates the curvature from. */
  default IntParam history() {
    return settingParams().get(LbfgsSettings.HISTORY);
  }

  /** The value of {@link #history}. */
  default int getHistory() {
    return (Integer) settingParams().value(this, LbfgsSettings.HISTORY);
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

  /**
   * How many networks are trained, from the seed and those that follow it, and predict together by
   * the mean of their outputs.
   */
  default IntParam members() {
    return settingParams().get(EnsembleSettings.MEMBERS);
  }

  /** The value of {@link #members}. */
  default int getMembers() {
    return (Integer) settingParams().value(this, EnsembleSettings.MEMBERS);
  }

  /** Which of several epochs that are as good is the best: first or last. */
  default Param<String> keepTies() {
    return settingParams().get(LoopSettings.KEEP_TIES);
  }

  /** The value of {@link #keepTies}. */
  default String getKeepTies() {
    return (String) settingParams().value(this, LoopSettings.KEEP_TIES);
  }

  /** The decay of the moving average of the weights, if it is wanted. */
  default DoubleParam average() {
    return settingParams().get(LoopSettings.AVERAGE);
  }

  /** The value of {@link #average}. */
  default double getAverage() {
    return (Double) settingParams().value(this, LoopSettings.AVERAGE);
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
