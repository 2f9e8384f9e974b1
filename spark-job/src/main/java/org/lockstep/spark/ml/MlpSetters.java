package org.lockstep.spark.ml;

/**
 * Sets the parameters of an estimator. A value out of range is refused at once, by an {@link
 * IllegalArgumentException} of one line.
 *
 * @param <E> the estimator
 */
public interface MlpSetters<E> extends MlpParams {

  /** Sets {@link #network}: all layers in one line, as in {@code dense 256, batch-norm, silu}. */
  @SuppressWarnings("unchecked") // E is this class
  default E setNetwork(String value) {
    set(network(), value);
    return (E) this;
  }

  /** Sets {@link #hiddenLayers}: units of each hidden layer; none for a linear model. */
  @SuppressWarnings("unchecked") // E is this class
  default E setHiddenLayers(int... value) {
    set(hiddenLayers(), value);
    return (E) this;
  }

  /**
   * Sets {@link #activation}: the activation of hidden layers, as {@code silu} or {@code leaky-relu
   * 0.2}.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setActivation(String value) {
    set(activation(), value);
    return (E) this;
  }

  /**
   * Sets {@link #outputActivation}: the activation of the last layer: softmax, sigmoid or linear.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setOutputActivation(String value) {
    set(outputActivation(), value);
    return (E) this;
  }

  /** Sets {@link #loss}: what is minimised, as in quantile 0.9. */
  @SuppressWarnings("unchecked") // E is this class
  default E setLoss(String value) {
    set(loss(), value);
    return (E) this;
  }

  /** Sets {@link #bias}: whether layers have biases. */
  @SuppressWarnings("unchecked") // E is this class
  default E setBias(boolean value) {
    set(bias(), (Boolean) value);
    return (E) this;
  }

  /** Sets {@link #dropout}: the probability of dropping a hidden unit while training. */
  @SuppressWarnings("unchecked") // E is this class
  default E setDropout(double value) {
    set(dropout(), (Double) value);
    return (E) this;
  }

  /** Sets {@link #inputDropout}: the probability of dropping a feature while training. */
  @SuppressWarnings("unchecked") // E is this class
  default E setInputDropout(double value) {
    set(inputDropout(), (Double) value);
    return (E) this;
  }

  /** Sets {@link #init}: initial weights: he, xavier, lecun, normal:SD or zeros. */
  @SuppressWarnings("unchecked") // E is this class
  default E setInit(String value) {
    set(init(), value);
    return (E) this;
  }

  /** Sets {@link #initBiases}: the standard deviation of initial biases around 0. */
  @SuppressWarnings("unchecked") // E is this class
  default E setInitBiases(double value) {
    set(initBiases(), (Double) value);
    return (E) this;
  }

  /**
   * Sets {@link #initFrom}: A file of initial weights: a saved model, a run, or an npz that NumPy
   * wrote.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setInitFrom(String value) {
    set(initFrom(), value);
    return (E) this;
  }

  /**
   * Sets {@link #solver}: the optimizer: sgd, momentum, nesterov, adam, adamw, rmsprop or adagrad.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setSolver(String value) {
    set(solver(), value);
    return (E) this;
  }

  /** Sets {@link #stepSize}: the learning rate. */
  @SuppressWarnings("unchecked") // E is this class
  default E setStepSize(double value) {
    set(stepSize(), (Double) value);
    return (E) this;
  }

  /**
   * Sets {@link #schedule}: how the learning rate changes: constant, step, exponential, cosine,
   * flat-cosine, coslog4, one-cycle or plateau.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setSchedule(String value) {
    set(schedule(), value);
    return (E) this;
  }

  /** Sets {@link #decay}: the factor of the schedules step, exponential and plateau. */
  @SuppressWarnings("unchecked") // E is this class
  default E setDecay(double value) {
    set(decay(), (Double) value);
    return (E) this;
  }

  /** Sets {@link #decayEvery}: epochs between two drops of the schedule step. */
  @SuppressWarnings("unchecked") // E is this class
  default E setDecayEvery(int value) {
    set(decayEvery(), (Integer) value);
    return (E) this;
  }

  /**
   * Sets {@link #plateauPatience}: epochs that may be no better before the schedule plateau drops.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setPlateauPatience(int value) {
    set(plateauPatience(), (Integer) value);
    return (E) this;
  }

  /**
   * Sets {@link #warmUp}: epochs, or a fraction of one, in which the learning rate grows to its
   * full size.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setWarmUp(double value) {
    set(warmUp(), (Double) value);
    return (E) this;
  }

  /**
   * Sets {@link #weightDecaySchedule}: how the weight decay changes: constant, cosine, flat-cosine
   * or coslog4.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setWeightDecaySchedule(String value) {
    set(weightDecaySchedule(), value);
    return (E) this;
  }

  /**
   * Sets {@link #dropoutSchedule}: how the probability of dropout changes: constant, cosine,
   * flat-cosine or coslog4.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setDropoutSchedule(String value) {
    set(dropoutSchedule(), value);
    return (E) this;
  }

  /**
   * Sets {@link #momentum}: the share of the velocity that stays, of momentum, nesterov and
   * rmsprop.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setMomentum(double value) {
    set(momentum(), (Double) value);
    return (E) this;
  }

  /** Sets {@link #beta1}: the share of the mean gradient that stays, of adam and adamw. */
  @SuppressWarnings("unchecked") // E is this class
  default E setBeta1(double value) {
    set(beta1(), (Double) value);
    return (E) this;
  }

  /** Sets {@link #beta2}: the share of the mean square that stays, of adam, adamw and rmsprop. */
  @SuppressWarnings("unchecked") // E is this class
  default E setBeta2(double value) {
    set(beta2(), (Double) value);
    return (E) this;
  }

  /**
   * Sets {@link #epsilon}: what keeps the quotient of a step finite, of adam, adamw, rmsprop and
   * adagrad.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setEpsilon(double value) {
    set(epsilon(), (Double) value);
    return (E) this;
  }

  /** Sets {@link #regParam}: λ of ½·λ·‖W‖², over weights and not biases. */
  @SuppressWarnings("unchecked") // E is this class
  default E setRegParam(double value) {
    set(regParam(), (Double) value);
    return (E) this;
  }

  /** Sets {@link #l1}: λ of λ·Σ|W|, over weights and not biases. */
  @SuppressWarnings("unchecked") // E is this class
  default E setL1(double value) {
    set(l1(), (Double) value);
    return (E) this;
  }

  /** Sets {@link #weightDecay}: λ of what each step takes from weights, η·λ·W. */
  @SuppressWarnings("unchecked") // E is this class
  default E setWeightDecay(double value) {
    set(weightDecay(), (Double) value);
    return (E) this;
  }

  /**
   * Sets {@link #rateFactors}: factors of the learning rate by array, as in {@code b 0.1, W1 0.5}.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setRateFactors(String value) {
    set(rateFactors(), value);
    return (E) this;
  }

  /** Sets {@link #clipNorm}: the largest Euclidean norm of the mean gradient. */
  @SuppressWarnings("unchecked") // E is this class
  default E setClipNorm(double value) {
    set(clipNorm(), (Double) value);
    return (E) this;
  }

  /** Sets {@link #history}: how many of its latest steps lbfgs estimates the curvature from. */
  @SuppressWarnings("unchecked") // E is this class
  default E setHistory(int value) {
    set(history(), (Integer) value);
    return (E) this;
  }

  /**
   * Sets {@link #batchSize}: rows of each step, all tasks together; more than there are means all.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setBatchSize(long value) {
    set(batchSize(), (Long) value);
    return (E) this;
  }

  /** Sets {@link #maxIter}: epochs: passes over the rows. */
  @SuppressWarnings("unchecked") // E is this class
  default E setMaxIter(int value) {
    set(maxIter(), (Integer) value);
    return (E) this;
  }

  /** Sets {@link #maxSteps}: steps after which to end. */
  @SuppressWarnings("unchecked") // E is this class
  default E setMaxSteps(long value) {
    set(maxSteps(), (Long) value);
    return (E) this;
  }

  /** Sets {@link #shuffle}: epoch: a new order of rows each epoch; none: their own order. */
  @SuppressWarnings("unchecked") // E is this class
  default E setShuffle(String value) {
    set(shuffle(), value);
    return (E) this;
  }

  /** Sets {@link #seed}: the seed of every random choice. */
  @SuppressWarnings("unchecked") // E is this class
  default E setSeed(long value) {
    set(seed(), (Long) value);
    return (E) this;
  }

  /** Sets {@link #precision}: the precision of all arithmetic: float or double. */
  @SuppressWarnings("unchecked") // E is this class
  default E setPrecision(String value) {
    set(precision(), value);
    return (E) this;
  }

  /**
   * Sets {@link #keep}: whose weights the model has: last, best-loss or best-accuracy, on the
   * validation rows.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setKeep(String value) {
    set(keep(), value);
    return (E) this;
  }

  /**
   * Sets {@link #members}: how many networks are trained, from the seed and those that follow it,
   * and predict together by the mean of their outputs.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setMembers(int value) {
    set(members(), value);
    return (E) this;
  }

  /**
   * Sets {@link #keepTies}: which of several epochs that are as good is the best: first or last.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setKeepTies(String value) {
    set(keepTies(), value);
    return (E) this;
  }

  /** Sets {@link #average}: the decay of the moving average of the weights, if it is wanted. */
  @SuppressWarnings("unchecked") // E is this class
  default E setAverage(double value) {
    set(average(), (Double) value);
    return (E) this;
  }

  /**
   * Sets {@link #patience}: epochs without improvement on the validation rows after which to end.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setPatience(int value) {
    set(patience(), (Integer) value);
    return (E) this;
  }

  /** Sets {@link #tol}: the smallest improvement that counts for patience. */
  @SuppressWarnings("unchecked") // E is this class
  default E setTol(double value) {
    set(tol(), (Double) value);
    return (E) this;
  }

  /**
   * Sets {@link #onNan}: where loss or gradient is no longer finite: stop, or rollback to the last
   * checkpoint.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setOnNan(String value) {
    set(onNan(), value);
    return (E) this;
  }

  /**
   * Sets {@link #scale}: the scaling of features: none, unit, center, standard, minmax or maxabs.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setScale(String value) {
    set(scale(), value);
    return (E) this;
  }

  /**
   * Sets {@link #validationFraction}: the share of rows to hold out for validation, chosen at
   * random; of classes, the same share of each.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setValidationFraction(double value) {
    set(validationFraction(), (Double) value);
    return (E) this;
  }

  /**
   * Sets {@link #engine}: resident: tasks that stay for the fit; job: one Spark job per step; auto.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setEngine(String value) {
    set(engine(), value);
    return (E) this;
  }

  /** Sets {@link #shards}: logical shards of the rows; part of the result's bits. */
  @SuppressWarnings("unchecked") // E is this class
  default E setShards(int value) {
    set(shards(), (Integer) value);
    return (E) this;
  }

  /** Sets {@link #tasks}: the most task slots that the fit takes. */
  @SuppressWarnings("unchecked") // E is this class
  default E setTasks(int value) {
    set(tasks(), (Integer) value);
    return (E) this;
  }

  /** Sets {@link #blas}, what multiplies: auto, java, native or mkl. */
  @SuppressWarnings("unchecked") // E is this class
  default E setBlas(String value) {
    set(blas(), value);
    return (E) this;
  }

  // --- No settings of the command line -----------------------------------------------------------

  /**
   * Sets {@link #inputCols}: raw columns that are the features, instead of featuresCol: numbers,
   * texts, dates, true and false, of which some may be missing where handleInvalid is keep.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setInputCols(String... value) {
    set(inputCols(), value);
    return (E) this;
  }

  /** Sets {@link #textCols}: columns of inputCols that hold texts whose words become features. */
  @SuppressWarnings("unchecked") // E is this class
  default E setTextCols(String... value) {
    set(textCols(), value);
    return (E) this;
  }

  /** Sets {@link #textKind}: how words find their features: tfidf or hashing. */
  @SuppressWarnings("unchecked") // E is this class
  default E setTextKind(String value) {
    set(textKind(), value);
    return (E) this;
  }

  /** Sets {@link #textFeatures}: most features of a column of text. */
  @SuppressWarnings("unchecked") // E is this class
  default E setTextFeatures(int value) {
    set(textFeatures(), (Integer) value);
    return (E) this;
  }

  /**
   * Sets {@link #orderCol}: the column that gives the rows their order; without it, their content
   * does.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setOrderCol(String value) {
    set(orderCol(), value);
    return (E) this;
  }

  /**
   * Sets {@link #validationIndicatorCol}: the boolean column of rows to hold out for validation.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setValidationIndicatorCol(String value) {
    set(validationIndicatorCol(), value);
    return (E) this;
  }

  /**
   * Sets {@link #handleInvalid}: what to do with rows whose features are null or not finite: error,
   * skip or keep.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setHandleInvalid(String value) {
    set(handleInvalid(), value);
    return (E) this;
  }

  /**
   * Sets {@link #layers}: sizes of all layers from features to outputs, as MLlib has them; instead
   * of hiddenLayers. They are checked against the data.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setLayers(int... value) {
    set(layers(), value);
    return (E) this;
  }

  /**
   * Sets {@link #checkpointDir}: a directory below which an unfinished fit is kept. The same
   * estimator on the same rows goes on from there, to the bits of an undisturbed fit.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setCheckpointDir(String value) {
    set(checkpointDir(), value);
    return (E) this;
  }

  /** Sets {@link #checkpointInterval}: epochs between checkpoints; -1: as checkpointEvery says. */
  @SuppressWarnings("unchecked") // E is this class
  default E setCheckpointInterval(int value) {
    set(checkpointInterval(), (Integer) value);
    return (E) this;
  }

  /** Sets {@link #checkpointEvery}: epochs or seconds between checkpoints: 2, 30s. */
  @SuppressWarnings("unchecked") // E is this class
  default E setCheckpointEvery(String value) {
    set(checkpointEvery(), value);
    return (E) this;
  }
}
