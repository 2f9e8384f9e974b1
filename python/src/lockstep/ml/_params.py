"""The parameters of estimators and models, written out of those of the Java side.

Do not edit: PythonParametersTest says how to write it anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pyspark.ml.param import Param, Params, TypeConverters

from lockstep.ml._keywords import WithKeywords, keywords

if TYPE_CHECKING:
    from typing_extensions import Self

DEFAULTS: dict[str, Any] = {
    "activation": "relu",
    "batchSize": 100,
    "bias": True,
    "blas": "auto",
    "checkpointInterval": -1,
    "clipNorm": float("inf"),
    "dropout": 0.0,
    "dropoutSchedule": "constant",
    "engine": "auto",
    "handleInvalid": "error",
    "hiddenLayers": [100],
    "init": "xavier",
    "initBiases": 0.0,
    "inputDropout": 0.0,
    "keepTies": "first",
    "l1": 0.0,
    "labelSmoothing": 0.0,
    "maxIter": 100,
    "members": 1,
    "onNan": "stop",
    "patience": 0,
    "precision": "float",
    "rateFactors": "",
    "regParam": 0.0,
    "schedule": "constant",
    "seed": 1,
    "shuffle": "epoch",
    "solver": "adam",
    "textFeatures": 10000,
    "textKind": "tfidf",
    "tol": 0.0,
    "validationFraction": 0.0,
    "warmUp": 0.0,
    "weightDecaySchedule": "constant",
}


PRESETS: dict[str, dict[str, Any]] = {
    "digits": {
        "activation": "relu",
        "batchSize": 9223372036854775807,
        "hiddenLayers": [50],
        "init": "normal:0.01",
        "maxIter": 1000,
        "outputActivation": "softmax",
        "patience": 0,
        "scale": "standard",
        "solver": "sgd",
        "stepSize": 0.03,
        "validationFraction": 0.0,
    },
    "mnist": {
        "activation": "sigmoid",
        "batchSize": 50,
        "hiddenLayers": [100],
        "init": "normal:0.01",
        "initBiases": 0.01,
        "loss": "squared-error",
        "maxIter": 30,
        "outputActivation": "sigmoid",
        "patience": 0,
        "scale": "unit",
        "solver": "sgd",
        "stepSize": 0.5,
        "validationFraction": 0.0,
    },
    "cifar10-shallow": {
        "activation": "relu",
        "batchSize": 500,
        "decay": 0.95,
        "hiddenLayers": [100],
        "init": "normal:0.001",
        "maxIter": 21,
        "maxSteps": 2000,
        "outputActivation": "softmax",
        "patience": 0,
        "regParam": 0.6,
        "scale": "center",
        "schedule": "exponential",
        "solver": "sgd",
        "stepSize": 0.001,
        "validationFraction": 0.0,
    },
    "cifar10-deep": {
        "activation": "relu",
        "batchSize": 25,
        "hiddenLayers": [100, 100, 100, 100, 100],
        "init": "he",
        "maxIter": 20,
        "outputActivation": "softmax",
        "patience": 0,
        "scale": "standard",
        "solver": "sgd",
        "stepSize": 0.02,
        "validationFraction": 0.0,
    },
    "cats": {
        "activation": "relu",
        "batchSize": 9223372036854775807,
        "hiddenLayers": [20, 7, 5],
        "init": "xavier",
        "loss": "cross-entropy",
        "maxIter": 2500,
        "outputActivation": "sigmoid",
        "patience": 0,
        "scale": "unit",
        "seed": 2,
        "solver": "sgd",
        "stepSize": 0.0075,
        "validationFraction": 0.0,
    },
    "multi-linear": {
        "activation": "sigmoid",
        "batchSize": 1,
        "bias": False,
        "hiddenLayers": [7, 5],
        "init": "normal:1.0",
        "maxIter": 10,
        "outputActivation": "sigmoid",
        "patience": 0,
        "scale": "none",
        "seed": 2,
        "solver": "sgd",
        "stepSize": 0.01,
        "validationFraction": 0.0,
    },
    "plain-sgd": {
        "init": "he",
        "maxIter": 10,
        "patience": 0,
        "solver": "sgd",
        "validationFraction": 0.0,
    },
    "tabular": {
        "batchSize": 9223372036854775806,
        "beta2": 0.95,
        "keep": "best-accuracy",
        "keepTies": "last",
        "labelSmoothing": 0.1,
        "maxIter": 256,
        "network": "scaling, dense 256 ntk, selu, dense 256 ntk, selu, dense 256 ntk, selu, output ntk zeros",
        "outputActivation": "softmax",
        "patience": 0,
        "rateFactors": "scale 6, b 0.1",
        "scale": "robust",
        "schedule": "coslog4",
        "solver": "adam",
        "stepSize": 0.04,
        "validationFraction": 0.2,
    },
    "tabular-full": {
        "batchSize": 9223372036854775806,
        "beta2": 0.95,
        "dropoutSchedule": "flat-cosine",
        "keep": "best-accuracy",
        "keepTies": "last",
        "labelSmoothing": 0.1,
        "maxIter": 256,
        "network": "embedding 8 if-any, periodic-embedding if-any, scaling, dense 256 ntk data, parametric selu, dropout 0.15, dense 256 ntk data, parametric selu, dropout 0.15, dense 256 ntk data, parametric selu, dropout 0.15, output ntk zeros",
        "outputActivation": "softmax",
        "patience": 0,
        "rateFactors": "scale 6, b 0.1, mix 0.1, frequency 0.1, phase 0.1, wave 0.1, wavebias 0.1",
        "scale": "robust",
        "schedule": "coslog4",
        "solver": "adamw",
        "stepSize": 0.04,
        "validationFraction": 0.2,
        "weightDecay": 0.02,
        "weightDecaySchedule": "flat-cosine",
    },
}

# Where several labels have others.
PRESETS_OF_LABELS: dict[str, dict[str, Any]] = {
    "tabular": {
        "batchSize": 9223372036854775806,
        "beta2": 0.95,
        "keep": "best-accuracy",
        "keepTies": "last",
        "labelSmoothing": 0.1,
        "maxIter": 256,
        "network": "scaling, dense 256 ntk, selu, dense 256 ntk, selu, dense 256 ntk, selu, output ntk zeros",
        "patience": 0,
        "rateFactors": "scale 6, b 0.1",
        "scale": "robust",
        "schedule": "coslog4",
        "solver": "adam",
        "stepSize": 0.04,
        "validationFraction": 0.2,
    },
    "tabular-full": {
        "batchSize": 9223372036854775806,
        "beta2": 0.95,
        "dropoutSchedule": "flat-cosine",
        "keep": "best-accuracy",
        "keepTies": "last",
        "labelSmoothing": 0.1,
        "maxIter": 256,
        "network": "embedding 8 if-any, periodic-embedding if-any, scaling, dense 256 ntk data, parametric selu, dropout 0.15, dense 256 ntk data, parametric selu, dropout 0.15, dense 256 ntk data, parametric selu, dropout 0.15, output ntk zeros",
        "patience": 0,
        "rateFactors": "scale 6, b 0.1, mix 0.1, frequency 0.1, phase 0.1, wave 0.1, wavebias 0.1",
        "scale": "robust",
        "schedule": "coslog4",
        "solver": "adamw",
        "stepSize": 0.04,
        "validationFraction": 0.2,
        "weightDecay": 0.02,
        "weightDecaySchedule": "flat-cosine",
    },
}

# Where a regressor has others.
PRESETS_OF_NUMBERS: dict[str, dict[str, Any]] = {
    "tabular": {
        "batchSize": 9223372036854775806,
        "beta2": 0.95,
        "keep": "best-rmse",
        "keepTies": "last",
        "maxIter": 256,
        "network": "scaling, dense 256 ntk, mish, dense 256 ntk, mish, dense 256 ntk, mish, output ntk zeros",
        "patience": 0,
        "rateFactors": "scale 6, b 0.1",
        "scale": "robust",
        "schedule": "coslog4",
        "solver": "adam",
        "stepSize": 0.07,
        "targetScale": "clipped",
        "validationFraction": 0.2,
    },
    "tabular-full": {
        "batchSize": 9223372036854775806,
        "beta2": 0.95,
        "dropoutSchedule": "flat-cosine",
        "keep": "best-rmse",
        "keepTies": "last",
        "maxIter": 256,
        "network": "embedding 8 if-any, periodic-embedding if-any, scaling, dense 256 ntk data, parametric mish, dropout 0.15, dense 256 ntk data, parametric mish, dropout 0.15, dense 256 ntk data, parametric mish, dropout 0.15, output ntk zeros",
        "patience": 0,
        "rateFactors": "scale 6, b 0.1, mix 0.1, frequency 0.1, phase 0.1, wave 0.1, wavebias 0.1",
        "scale": "robust",
        "schedule": "coslog4",
        "solver": "adamw",
        "stepSize": 0.2,
        "targetScale": "clipped",
        "validationFraction": 0.2,
        "weightDecay": 0.02,
        "weightDecaySchedule": "flat-cosine",
    },
}


class SharedParams(WithKeywords):
    activation: Param[str] = Param(
        Params._dummy(),
        "activation",
        "Activation of hidden layers: relu, leaky-relu, tanh, sigmoid, identity, elu, selu, gelu, gelu-tanh, silu, mish, softplus, hard-tanh or hard-swish, or one with its own constant, as in leaky-relu 0.2 and elu 0.5 [relu]",
        typeConverter=TypeConverters.toString,
    )

    def getActivation(self) -> str:
        """The value of `activation`, set or by default."""
        return self.getOrDefault(self.activation)

    average: Param[float] = Param(
        Params._dummy(),
        "average",
        "Evaluate and end with an exponential moving average of the weights; each step replaces the share 1 - D of it, as in 0.999 [no average]",
        typeConverter=TypeConverters.toFloat,
    )

    def getAverage(self) -> float:
        """The value of `average`, set or by default."""
        return self.getOrDefault(self.average)

    batchSize: Param[int] = Param(
        Params._dummy(),
        "batchSize",
        "Rows of each step, over all tasks; full; or by-rows: 256, or for very many rows the power of two that makes an epoch of at most 2,048 steps, up to 8,192 [100; all rows with lbfgs]",
        typeConverter=TypeConverters.toInt,
    )

    def getBatchSize(self) -> int:
        """The value of `batchSize`, set or by default."""
        return self.getOrDefault(self.batchSize)

    beta1: Param[float] = Param(
        Params._dummy(),
        "beta1",
        "Share of the mean gradient that is kept [0.9 for adam and adamw]",
        typeConverter=TypeConverters.toFloat,
    )

    def getBeta1(self) -> float:
        """The value of `beta1`, set or by default."""
        return self.getOrDefault(self.beta1)

    beta2: Param[float] = Param(
        Params._dummy(),
        "beta2",
        "Share of the mean square that is kept [0.999 for adam and adamw, 0.99 for rmsprop]",
        typeConverter=TypeConverters.toFloat,
    )

    def getBeta2(self) -> float:
        """The value of `beta2`, set or by default."""
        return self.getOrDefault(self.beta2)

    bias: Param[bool] = Param(
        Params._dummy(),
        "bias",
        "Whether layers have biases [true]",
        typeConverter=TypeConverters.toBoolean,
    )

    def getBias(self) -> bool:
        """The value of `bias`, set or by default."""
        return self.getOrDefault(self.bias)

    blas: Param[str] = Param(
        Params._dummy(),
        "blas",
        "The implementation of matrix products: native: a BLAS library; mkl: Intel's; java: our own products, the same bits on every processor; auto: native if it works, otherwise java [auto]",
        typeConverter=TypeConverters.toString,
    )

    def getBlas(self) -> str:
        """The value of `blas`, set or by default."""
        return self.getOrDefault(self.blas)

    checkpointDir: Param[str] = Param(
        Params._dummy(),
        "checkpointDir",
        "Directory for checkpoints of a fit, from which the same fit continues after an interruption; deleted when the fit is done",
        typeConverter=TypeConverters.toString,
    )

    def getCheckpointDir(self) -> str:
        """The value of `checkpointDir`, set or by default."""
        return self.getOrDefault(self.checkpointDir)

    checkpointEvery: Param[str] = Param(
        Params._dummy(),
        "checkpointEvery",
        "Checkpoint after this many epochs, or seconds as in 30s, and once at the end [30s; 1 with onNan rollback]",
        typeConverter=TypeConverters.toString,
    )

    def getCheckpointEvery(self) -> str:
        """The value of `checkpointEvery`, set or by default."""
        return self.getOrDefault(self.checkpointEvery)

    checkpointInterval: Param[int] = Param(
        Params._dummy(),
        "checkpointInterval",
        "Epochs between checkpoints, or -1 for the value of checkpointEvery",
        typeConverter=TypeConverters.toInt,
    )

    def getCheckpointInterval(self) -> int:
        """The value of `checkpointInterval`, set or by default."""
        return self.getOrDefault(self.checkpointInterval)

    clipNorm: Param[float] = Param(
        Params._dummy(),
        "clipNorm",
        "Largest Euclidean norm of the mean gradient [no limit]",
        typeConverter=TypeConverters.toFloat,
    )

    def getClipNorm(self) -> float:
        """The value of `clipNorm`, set or by default."""
        return self.getOrDefault(self.clipNorm)

    decay: Param[float] = Param(
        Params._dummy(),
        "decay",
        "Factor of the schedules step, exponential and plateau [0.1, 0.95 and 0.1]",
        typeConverter=TypeConverters.toFloat,
    )

    def getDecay(self) -> float:
        """The value of `decay`, set or by default."""
        return self.getOrDefault(self.decay)

    decayEvery: Param[int] = Param(
        Params._dummy(),
        "decayEvery",
        "Epochs between two drops of the schedule step [10]",
        typeConverter=TypeConverters.toInt,
    )

    def getDecayEvery(self) -> int:
        """The value of `decayEvery`, set or by default."""
        return self.getOrDefault(self.decayEvery)

    dropout: Param[float] = Param(
        Params._dummy(),
        "dropout",
        "Probability of dropping a hidden unit while training [0]",
        typeConverter=TypeConverters.toFloat,
    )

    def getDropout(self) -> float:
        """The value of `dropout`, set or by default."""
        return self.getOrDefault(self.dropout)

    dropoutSchedule: Param[str] = Param(
        Params._dummy(),
        "dropoutSchedule",
        "Schedule of the dropout probability: constant, cosine, flat-cosine or coslog4 [constant]",
        typeConverter=TypeConverters.toString,
    )

    def getDropoutSchedule(self) -> str:
        """The value of `dropoutSchedule`, set or by default."""
        return self.getOrDefault(self.dropoutSchedule)

    engine: Param[str] = Param(
        Params._dummy(),
        "engine",
        "resident: tasks that stay for the whole run; job: one Spark job per step; auto: resident if it can run [auto]",
        typeConverter=TypeConverters.toString,
    )

    def getEngine(self) -> str:
        """The value of `engine`, set or by default."""
        return self.getOrDefault(self.engine)

    epsilon: Param[float] = Param(
        Params._dummy(),
        "epsilon",
        "Keeps the quotient of a step finite [1.0E-8 for adam, adamw and rmsprop, 1.0E-10 for adagrad]",
        typeConverter=TypeConverters.toFloat,
    )

    def getEpsilon(self) -> float:
        """The value of `epsilon`, set or by default."""
        return self.getOrDefault(self.epsilon)

    handleInvalid: Param[str] = Param(
        Params._dummy(),
        "handleInvalid",
        "Rows whose features are null or not finite: error, skip, or keep (without a prediction; a fit leaves them out); of inputCols, keep fills missing values [error]",
        typeConverter=TypeConverters.toString,
    )

    def getHandleInvalid(self) -> str:
        """The value of `handleInvalid`, set or by default."""
        return self.getOrDefault(self.handleInvalid)

    hiddenLayers: Param[list[int]] = Param(
        Params._dummy(),
        "hiddenLayers",
        "Units of each hidden layer, as in 100,50, or none [100]",
        typeConverter=TypeConverters.toListInt,
    )

    def getHiddenLayers(self) -> list[int]:
        """The value of `hiddenLayers`, set or by default."""
        return self.getOrDefault(self.hiddenLayers)

    history: Param[int] = Param(
        Params._dummy(),
        "history",
        "Number of recent steps from which lbfgs estimates the curvature; each takes twice the memory of the weights [10]",
        typeConverter=TypeConverters.toInt,
    )

    def getHistory(self) -> int:
        """The value of `history`, set or by default."""
        return self.getOrDefault(self.history)

    init: Param[str] = Param(
        Params._dummy(),
        "init",
        "Initial weights: he, xavier, lecun, normal:SD or zeros [xavier]",
        typeConverter=TypeConverters.toString,
    )

    def getInit(self) -> str:
        """The value of `init`, set or by default."""
        return self.getOrDefault(self.init)

    initBiases: Param[float] = Param(
        Params._dummy(),
        "initBiases",
        "Standard deviation of initial biases around 0 [0]",
        typeConverter=TypeConverters.toFloat,
    )

    def getInitBiases(self) -> float:
        """The value of `initBiases`, set or by default."""
        return self.getOrDefault(self.initBiases)

    initFrom: Param[str] = Param(
        Params._dummy(),
        "initFrom",
        "Initial weights W1, b1, ... from a file: a model.npz, or an npz written by NumPy",
        typeConverter=TypeConverters.toString,
    )

    def getInitFrom(self) -> str:
        """The value of `initFrom`, set or by default."""
        return self.getOrDefault(self.initFrom)

    inputCols: Param[list[str]] = Param(
        Params._dummy(),
        "inputCols",
        "Raw columns to use as features, instead of featuresCol: numbers, texts, dates, true and false",
        typeConverter=TypeConverters.toListString,
    )

    def getInputCols(self) -> list[str]:
        """The value of `inputCols`, set or by default."""
        return self.getOrDefault(self.inputCols)

    inputDropout: Param[float] = Param(
        Params._dummy(),
        "inputDropout",
        "Probability of dropping a feature while training [0]",
        typeConverter=TypeConverters.toFloat,
    )

    def getInputDropout(self) -> float:
        """The value of `inputDropout`, set or by default."""
        return self.getOrDefault(self.inputDropout)

    keep: Param[str] = Param(
        Params._dummy(),
        "keep",
        "Which epoch's weights to end with, by the validation rows: last, best-loss, best-accuracy, best-r2, best-rmse or best-mae; the last three are for regressions only [best-loss with patience, otherwise last]",
        typeConverter=TypeConverters.toString,
    )

    def getKeep(self) -> str:
        """The value of `keep`, set or by default."""
        return self.getOrDefault(self.keep)

    keepTies: Param[str] = Param(
        Params._dummy(),
        "keepTies",
        "Which of several equally good epochs keep chooses [first]",
        typeConverter=TypeConverters.toString,
    )

    def getKeepTies(self) -> str:
        """The value of `keepTies`, set or by default."""
        return self.getOrDefault(self.keepTies)

    l1: Param[float] = Param(
        Params._dummy(),
        "l1",
        "Adds λ·Σ|W| to the loss, over weights, not biases [0]",
        typeConverter=TypeConverters.toFloat,
    )

    def getL1(self) -> float:
        """The value of `l1`, set or by default."""
        return self.getOrDefault(self.l1)

    layers: Param[list[int]] = Param(
        Params._dummy(),
        "layers",
        "Sizes of all layers from features to classes or targets, as in MLlib; instead of hiddenLayers",
        typeConverter=TypeConverters.toListInt,
    )

    def getLayers(self) -> list[int]:
        """The value of `layers`, set or by default."""
        return self.getOrDefault(self.layers)

    loss: Param[str] = Param(
        Params._dummy(),
        "loss",
        "cross-entropy or squared-error (half of the square); for numbers also huber, absolute-error, poisson (counts; the output is exp) and quantile; huber and quantile can have a constant, as in huber 0.5 and quantile 0.9 [from the task]",
        typeConverter=TypeConverters.toString,
    )

    def getLoss(self) -> str:
        """The value of `loss`, set or by default."""
        return self.getOrDefault(self.loss)

    maxIter: Param[int] = Param(
        Params._dummy(),
        "maxIter",
        "Maximum passes over the rows [100]",
        typeConverter=TypeConverters.toInt,
    )

    def getMaxIter(self) -> int:
        """The value of `maxIter`, set or by default."""
        return self.getOrDefault(self.maxIter)

    maxSteps: Param[int] = Param(
        Params._dummy(),
        "maxSteps",
        "End after this many steps",
        typeConverter=TypeConverters.toInt,
    )

    def getMaxSteps(self) -> int:
        """The value of `maxSteps`, set or by default."""
        return self.getOrDefault(self.maxSteps)

    members: Param[int] = Param(
        Params._dummy(),
        "members",
        "Train this many networks on the same rows, with the seed and those that follow it; the model predicts the mean of their outputs [1]",
        typeConverter=TypeConverters.toInt,
    )

    def getMembers(self) -> int:
        """The value of `members`, set or by default."""
        return self.getOrDefault(self.members)

    momentum: Param[float] = Param(
        Params._dummy(),
        "momentum",
        "Share of the velocity that is kept [0.9 for momentum and nesterov, 0 for rmsprop]",
        typeConverter=TypeConverters.toFloat,
    )

    def getMomentum(self) -> float:
        """The value of `momentum`, set or by default."""
        return self.getOrDefault(self.momentum)

    network: Param[str] = Param(
        Params._dummy(),
        "network",
        "The whole network, as in dense 256, batch-norm, silu, dropout 0.1, dense 64, mish, in place of hiddenLayers, activation, bias, dropout, inputDropout",
        typeConverter=TypeConverters.toString,
    )

    def getNetwork(self) -> str:
        """The value of `network`, set or by default."""
        return self.getOrDefault(self.network)

    onNan: Param[str] = Param(
        Params._dummy(),
        "onNan",
        "If loss or gradient is no longer finite: stop, or rollback to the last checkpoint with half the learning rate, at most three times [stop]",
        typeConverter=TypeConverters.toString,
    )

    def getOnNan(self) -> str:
        """The value of `onNan`, set or by default."""
        return self.getOrDefault(self.onNan)

    orderCol: Param[str] = Param(
        Params._dummy(),
        "orderCol",
        "Column that orders the rows; without it, their content does",
        typeConverter=TypeConverters.toString,
    )

    def getOrderCol(self) -> str:
        """The value of `orderCol`, set or by default."""
        return self.getOrDefault(self.orderCol)

    outputActivation: Param[str] = Param(
        Params._dummy(),
        "outputActivation",
        "Activation of the last layer: softmax, sigmoid, linear or exp [from the task]",
        typeConverter=TypeConverters.toString,
    )

    def getOutputActivation(self) -> str:
        """The value of `outputActivation`, set or by default."""
        return self.getOrDefault(self.outputActivation)

    patience: Param[int] = Param(
        Params._dummy(),
        "patience",
        "End when the validation loss, or another measure by which the best epoch is kept, has not improved for this many epochs; none or 0: never [none]",
        typeConverter=TypeConverters.toInt,
    )

    def getPatience(self) -> int:
        """The value of `patience`, set or by default."""
        return self.getOrDefault(self.patience)

    plateauPatience: Param[int] = Param(
        Params._dummy(),
        "plateauPatience",
        "Epochs that can be no better before the schedule plateau drops, by the measure that keep watches [10]",
        typeConverter=TypeConverters.toInt,
    )

    def getPlateauPatience(self) -> int:
        """The value of `plateauPatience`, set or by default."""
        return self.getOrDefault(self.plateauPatience)

    precision: Param[str] = Param(
        Params._dummy(),
        "precision",
        "float or double [float]",
        typeConverter=TypeConverters.toString,
    )

    def getPrecision(self) -> str:
        """The value of `precision`, set or by default."""
        return self.getOrDefault(self.precision)

    rateFactors: Param[str] = Param(
        Params._dummy(),
        "rateFactors",
        "Multiplies the learning rate of single arrays, as in b 0.1, W1 0.5: W1 by 0.5, and all b by 0.1; 0 freezes an array [1 for all]",
        typeConverter=TypeConverters.toString,
    )

    def getRateFactors(self) -> str:
        """The value of `rateFactors`, set or by default."""
        return self.getOrDefault(self.rateFactors)

    regParam: Param[float] = Param(
        Params._dummy(),
        "regParam",
        "Adds ½·λ·‖W‖² to the loss, over weights, not biases [0]",
        typeConverter=TypeConverters.toFloat,
    )

    def getRegParam(self) -> float:
        """The value of `regParam`, set or by default."""
        return self.getOrDefault(self.regParam)

    scale: Param[str] = Param(
        Params._dummy(),
        "scale",
        "none, unit (divided by 255), center, standard, minmax, maxabs (divided by the largest magnitude) or robust (by the quartiles, clipped smoothly), fitted to the training rows [maxabs for sparse rows, otherwise standard]",
        typeConverter=TypeConverters.toString,
    )

    def getScale(self) -> str:
        """The value of `scale`, set or by default."""
        return self.getOrDefault(self.scale)

    schedule: Param[str] = Param(
        Params._dummy(),
        "schedule",
        "Schedule of the learning rate: constant; by epoch step, exponential or cosine; by step flat-cosine, coslog4 or one-cycle; plateau drops when epochs are no better on the validation rows [constant]",
        typeConverter=TypeConverters.toString,
    )

    def getSchedule(self) -> str:
        """The value of `schedule`, set or by default."""
        return self.getOrDefault(self.schedule)

    seed: Param[int] = Param(
        Params._dummy(),
        "seed",
        "Seed of every random choice [1]",
        typeConverter=TypeConverters.toInt,
    )

    def getSeed(self) -> int:
        """The value of `seed`, set or by default."""
        return self.getOrDefault(self.seed)

    shards: Param[int] = Param(
        Params._dummy(),
        "shards",
        "Logical shards of the rows; the bits of the result depend on it [from the batch size: one for 25 rows, a power of two, at most 64]",
        typeConverter=TypeConverters.toInt,
    )

    def getShards(self) -> int:
        """The value of `shards`, set or by default."""
        return self.getOrDefault(self.shards)

    shuffle: Param[str] = Param(
        Params._dummy(),
        "shuffle",
        "epoch: a new order each epoch; none: the order of the data, as always with lbfgs, whose steps use all rows [epoch]",
        typeConverter=TypeConverters.toString,
    )

    def getShuffle(self) -> str:
        """The value of `shuffle`, set or by default."""
        return self.getOrDefault(self.shuffle)

    solver: Param[str] = Param(
        Params._dummy(),
        "solver",
        "sgd, momentum, nesterov, adam, adamw, rmsprop, adagrad or lbfgs, as PyTorch defines them [adam]",
        typeConverter=TypeConverters.toString,
    )

    def getSolver(self) -> str:
        """The value of `solver`, set or by default."""
        return self.getOrDefault(self.solver)

    stepSize: Param[float] = Param(
        Params._dummy(),
        "stepSize",
        "How far a step goes [0.1 for sgd, 0.01 for momentum, nesterov and adagrad, 0.001 for adam, adamw and rmsprop, 1 for lbfgs]",
        typeConverter=TypeConverters.toFloat,
    )

    def getStepSize(self) -> float:
        """The value of `stepSize`, set or by default."""
        return self.getOrDefault(self.stepSize)

    tasks: Param[int] = Param(
        Params._dummy(),
        "tasks",
        "Maximum tasks at a time, of one core each [one for each core, but no more than shards]",
        typeConverter=TypeConverters.toInt,
    )

    def getTasks(self) -> int:
        """The value of `tasks`, set or by default."""
        return self.getOrDefault(self.tasks)

    textCols: Param[list[str]] = Param(
        Params._dummy(),
        "textCols",
        "Columns of inputCols that hold texts whose words become features, such as messages or titles",
        typeConverter=TypeConverters.toListString,
    )

    def getTextCols(self) -> list[str]:
        """The value of `textCols`, set or by default."""
        return self.getOrDefault(self.textCols)

    textFeatures: Param[int] = Param(
        Params._dummy(),
        "textFeatures",
        "Maximum features of a text column: the most frequent words, or the number of hash buckets [10000]",
        typeConverter=TypeConverters.toInt,
    )

    def getTextFeatures(self) -> int:
        """The value of `textFeatures`, set or by default."""
        return self.getOrDefault(self.textFeatures)

    textKind: Param[str] = Param(
        Params._dummy(),
        "textKind",
        "How words become features: tfidf looks them up in a vocabulary, hashing hashes them; both weight them by TF-IDF [tfidf]",
        typeConverter=TypeConverters.toString,
    )

    def getTextKind(self) -> str:
        """The value of `textKind`, set or by default."""
        return self.getOrDefault(self.textKind)

    tol: Param[float] = Param(
        Params._dummy(),
        "tol",
        "The smallest improvement that counts for patience; with lbfgs, also the relative decrease of the training loss at which to end [0; 1e-6 with lbfgs]",
        typeConverter=TypeConverters.toFloat,
    )

    def getTol(self) -> float:
        """The value of `tol`, set or by default."""
        return self.getOrDefault(self.tol)

    validationFraction: Param[float] = Param(
        Params._dummy(),
        "validationFraction",
        "Hold out this share of the training rows for validation [0.0]",
        typeConverter=TypeConverters.toFloat,
    )

    def getValidationFraction(self) -> float:
        """The value of `validationFraction`, set or by default."""
        return self.getOrDefault(self.validationFraction)

    validationIndicatorCol: Param[str] = Param(
        Params._dummy(),
        "validationIndicatorCol",
        "Boolean column: rows where it is true are held out for validation",
        typeConverter=TypeConverters.toString,
    )

    def getValidationIndicatorCol(self) -> str:
        """The value of `validationIndicatorCol`, set or by default."""
        return self.getOrDefault(self.validationIndicatorCol)

    warmUp: Param[float] = Param(
        Params._dummy(),
        "warmUp",
        "Let the learning rate of any schedule begin near 0 and grow to its full size, step by step, over this many epochs; can be less than one, as in 0.5 [0]",
        typeConverter=TypeConverters.toFloat,
    )

    def getWarmUp(self) -> float:
        """The value of `warmUp`, set or by default."""
        return self.getOrDefault(self.warmUp)

    weightDecay: Param[float] = Param(
        Params._dummy(),
        "weightDecay",
        "Subtracts η·λ·W from weights, not biases, in each step; adds nothing to the loss [0.01 for adamw, otherwise 0]",
        typeConverter=TypeConverters.toFloat,
    )

    def getWeightDecay(self) -> float:
        """The value of `weightDecay`, set or by default."""
        return self.getOrDefault(self.weightDecay)

    weightDecaySchedule: Param[str] = Param(
        Params._dummy(),
        "weightDecaySchedule",
        "Schedule of the weight decay: constant, cosine, flat-cosine or coslog4 [constant]",
        typeConverter=TypeConverters.toString,
    )

    def getWeightDecaySchedule(self) -> str:
        """The value of `weightDecaySchedule`, set or by default."""
        return self.getOrDefault(self.weightDecaySchedule)


class EstimatorParams(SharedParams):
    callerVersion: Param[str] = Param(
        Params._dummy(),
        "callerVersion",
        "The caller's version of Lockstep, which must be this one; Python sets it for a fit",
        typeConverter=TypeConverters.toString,
    )

    def getCallerVersion(self) -> str:
        """The value of `callerVersion`, set or by default."""
        return self.getOrDefault(self.callerVersion)

    labelCols: Param[list[str]] = Param(
        Params._dummy(),
        "labelCols",
        "Columns of several targets, instead of labelCol: numbers for a regressor, labels of 0 and 1 for a classifier",
        typeConverter=TypeConverters.toListString,
    )

    def getLabelCols(self) -> list[str]:
        """The value of `labelCols`, set or by default."""
        return self.getOrDefault(self.labelCols)

    weightCol: Param[str] = Param(
        Params._dummy(),
        "weightCol",
        "weight column name. If this is not set or empty, we treat all instance weights as 1.0",
        typeConverter=TypeConverters.toString,
    )

    def getWeightCol(self) -> str:
        """The value of `weightCol`, set or by default."""
        return self.getOrDefault(self.weightCol)


class EstimatorSetters(EstimatorParams):
    def setActivation(self, value: str) -> Self:
        """Activation of hidden layers: relu, leaky-relu, tanh, sigmoid, identity, elu, selu, gelu, gelu-tanh, silu, mish, softplus, hard-tanh or hard-swish, or one with its own constant, as in leaky-relu 0.2 and elu 0.5 [relu]"""
        return self._set(activation=value)

    def setAverage(self, value: float) -> Self:
        """Evaluate and end with an exponential moving average of the weights; each step replaces the share 1 - D of it, as in 0.999 [no average]"""
        return self._set(average=value)

    def setBatchSize(self, value: int) -> Self:
        """Rows of each step, over all tasks; full; or by-rows: 256, or for very many rows the power of two that makes an epoch of at most 2,048 steps, up to 8,192 [100; all rows with lbfgs]"""
        return self._set(batchSize=value)

    def setBeta1(self, value: float) -> Self:
        """Share of the mean gradient that is kept [0.9 for adam and adamw]"""
        return self._set(beta1=value)

    def setBeta2(self, value: float) -> Self:
        """Share of the mean square that is kept [0.999 for adam and adamw, 0.99 for rmsprop]"""
        return self._set(beta2=value)

    def setBias(self, value: bool) -> Self:
        """Whether layers have biases [true]"""
        return self._set(bias=value)

    def setBlas(self, value: str) -> Self:
        """The implementation of matrix products: native: a BLAS library; mkl: Intel's; java: our own products, the same bits on every processor; auto: native if it works, otherwise java [auto]"""
        return self._set(blas=value)

    def setCheckpointDir(self, value: str) -> Self:
        """Directory for checkpoints of a fit, from which the same fit continues after an interruption; deleted when the fit is done."""
        return self._set(checkpointDir=value)

    def setCheckpointEvery(self, value: str) -> Self:
        """Checkpoint after this many epochs, or seconds as in 30s, and once at the end [30s; 1 with onNan rollback]"""
        return self._set(checkpointEvery=value)

    def setCheckpointInterval(self, value: int) -> Self:
        """Epochs between checkpoints, or -1 for the value of checkpointEvery."""
        return self._set(checkpointInterval=value)

    def setClipNorm(self, value: float) -> Self:
        """Largest Euclidean norm of the mean gradient [no limit]"""
        return self._set(clipNorm=value)

    def setDecay(self, value: float) -> Self:
        """Factor of the schedules step, exponential and plateau [0.1, 0.95 and 0.1]"""
        return self._set(decay=value)

    def setDecayEvery(self, value: int) -> Self:
        """Epochs between two drops of the schedule step [10]"""
        return self._set(decayEvery=value)

    def setDropout(self, value: float) -> Self:
        """Probability of dropping a hidden unit while training [0]"""
        return self._set(dropout=value)

    def setDropoutSchedule(self, value: str) -> Self:
        """Schedule of the dropout probability: constant, cosine, flat-cosine or coslog4 [constant]"""
        return self._set(dropoutSchedule=value)

    def setEngine(self, value: str) -> Self:
        """resident: tasks that stay for the whole run; job: one Spark job per step; auto: resident if it can run [auto]"""
        return self._set(engine=value)

    def setEpsilon(self, value: float) -> Self:
        """Keeps the quotient of a step finite [1.0E-8 for adam, adamw and rmsprop, 1.0E-10 for adagrad]"""
        return self._set(epsilon=value)

    def setHandleInvalid(self, value: str) -> Self:
        """Rows whose features are null or not finite: error, skip, or keep (without a prediction; a fit leaves them out); of inputCols, keep fills missing values [error]"""
        return self._set(handleInvalid=value)

    def setHiddenLayers(self, value: Sequence[int]) -> Self:
        """Units of each hidden layer, as in 100,50, or none [100]"""
        return self._set(hiddenLayers=value)

    def setHistory(self, value: int) -> Self:
        """Number of recent steps from which lbfgs estimates the curvature; each takes twice the memory of the weights [10]"""
        return self._set(history=value)

    def setInit(self, value: str) -> Self:
        """Initial weights: he, xavier, lecun, normal:SD or zeros [xavier]"""
        return self._set(init=value)

    def setInitBiases(self, value: float) -> Self:
        """Standard deviation of initial biases around 0 [0]"""
        return self._set(initBiases=value)

    def setInitFrom(self, value: str) -> Self:
        """Initial weights W1, b1, ... from a file: a model.npz, or an npz written by NumPy."""
        return self._set(initFrom=value)

    def setInputCols(self, value: Sequence[str]) -> Self:
        """Raw columns to use as features, instead of featuresCol: numbers, texts, dates, true and false."""
        return self._set(inputCols=value)

    def setInputDropout(self, value: float) -> Self:
        """Probability of dropping a feature while training [0]"""
        return self._set(inputDropout=value)

    def setKeep(self, value: str) -> Self:
        """Which epoch's weights to end with, by the validation rows: last, best-loss, best-accuracy, best-r2, best-rmse or best-mae; the last three are for regressions only [best-loss with patience, otherwise last]"""
        return self._set(keep=value)

    def setKeepTies(self, value: str) -> Self:
        """Which of several equally good epochs keep chooses [first]"""
        return self._set(keepTies=value)

    def setL1(self, value: float) -> Self:
        """Adds λ·Σ|W| to the loss, over weights, not biases [0]"""
        return self._set(l1=value)

    def setLabelCols(self, value: Sequence[str]) -> Self:
        """Columns of several targets, instead of labelCol: numbers for a regressor, labels of 0 and 1 for a classifier."""
        return self._set(labelCols=value)

    def setLayers(self, value: Sequence[int]) -> Self:
        """Sizes of all layers from features to classes or targets, as in MLlib; instead of hiddenLayers."""
        return self._set(layers=value)

    def setLoss(self, value: str) -> Self:
        """cross-entropy or squared-error (half of the square); for numbers also huber, absolute-error, poisson (counts; the output is exp) and quantile; huber and quantile can have a constant, as in huber 0.5 and quantile 0.9 [from the task]"""
        return self._set(loss=value)

    def setMaxIter(self, value: int) -> Self:
        """Maximum passes over the rows [100]"""
        return self._set(maxIter=value)

    def setMaxSteps(self, value: int) -> Self:
        """End after this many steps."""
        return self._set(maxSteps=value)

    def setMembers(self, value: int) -> Self:
        """Train this many networks on the same rows, with the seed and those that follow it; the model predicts the mean of their outputs [1]"""
        return self._set(members=value)

    def setMomentum(self, value: float) -> Self:
        """Share of the velocity that is kept [0.9 for momentum and nesterov, 0 for rmsprop]"""
        return self._set(momentum=value)

    def setNetwork(self, value: str) -> Self:
        """The whole network, as in dense 256, batch-norm, silu, dropout 0.1, dense 64, mish, in place of hiddenLayers, activation, bias, dropout, inputDropout."""
        return self._set(network=value)

    def setOnNan(self, value: str) -> Self:
        """If loss or gradient is no longer finite: stop, or rollback to the last checkpoint with half the learning rate, at most three times [stop]"""
        return self._set(onNan=value)

    def setOrderCol(self, value: str) -> Self:
        """Column that orders the rows; without it, their content does."""
        return self._set(orderCol=value)

    def setOutputActivation(self, value: str) -> Self:
        """Activation of the last layer: softmax, sigmoid, linear or exp [from the task]"""
        return self._set(outputActivation=value)

    def setPatience(self, value: int) -> Self:
        """End when the validation loss, or another measure by which the best epoch is kept, has not improved for this many epochs; none or 0: never [none]"""
        return self._set(patience=value)

    def setPlateauPatience(self, value: int) -> Self:
        """Epochs that can be no better before the schedule plateau drops, by the measure that keep watches [10]"""
        return self._set(plateauPatience=value)

    def setPrecision(self, value: str) -> Self:
        """float or double [float]"""
        return self._set(precision=value)

    def setRateFactors(self, value: str) -> Self:
        """Multiplies the learning rate of single arrays, as in b 0.1, W1 0.5: W1 by 0.5, and all b by 0.1; 0 freezes an array [1 for all]"""
        return self._set(rateFactors=value)

    def setRegParam(self, value: float) -> Self:
        """Adds ½·λ·‖W‖² to the loss, over weights, not biases [0]"""
        return self._set(regParam=value)

    def setScale(self, value: str) -> Self:
        """none, unit (divided by 255), center, standard, minmax, maxabs (divided by the largest magnitude) or robust (by the quartiles, clipped smoothly), fitted to the training rows [maxabs for sparse rows, otherwise standard]"""
        return self._set(scale=value)

    def setSchedule(self, value: str) -> Self:
        """Schedule of the learning rate: constant; by epoch step, exponential or cosine; by step flat-cosine, coslog4 or one-cycle; plateau drops when epochs are no better on the validation rows [constant]"""
        return self._set(schedule=value)

    def setSeed(self, value: int) -> Self:
        """Seed of every random choice [1]"""
        return self._set(seed=value)

    def setShards(self, value: int) -> Self:
        """Logical shards of the rows; the bits of the result depend on it [from the batch size: one for 25 rows, a power of two, at most 64]"""
        return self._set(shards=value)

    def setShuffle(self, value: str) -> Self:
        """epoch: a new order each epoch; none: the order of the data, as always with lbfgs, whose steps use all rows [epoch]"""
        return self._set(shuffle=value)

    def setSolver(self, value: str) -> Self:
        """sgd, momentum, nesterov, adam, adamw, rmsprop, adagrad or lbfgs, as PyTorch defines them [adam]"""
        return self._set(solver=value)

    def setStepSize(self, value: float) -> Self:
        """How far a step goes [0.1 for sgd, 0.01 for momentum, nesterov and adagrad, 0.001 for adam, adamw and rmsprop, 1 for lbfgs]"""
        return self._set(stepSize=value)

    def setTasks(self, value: int) -> Self:
        """Maximum tasks at a time, of one core each [one for each core, but no more than shards]"""
        return self._set(tasks=value)

    def setTextCols(self, value: Sequence[str]) -> Self:
        """Columns of inputCols that hold texts whose words become features, such as messages or titles."""
        return self._set(textCols=value)

    def setTextFeatures(self, value: int) -> Self:
        """Maximum features of a text column: the most frequent words, or the number of hash buckets [10000]"""
        return self._set(textFeatures=value)

    def setTextKind(self, value: str) -> Self:
        """How words become features: tfidf looks them up in a vocabulary, hashing hashes them; both weight them by TF-IDF [tfidf]"""
        return self._set(textKind=value)

    def setTol(self, value: float) -> Self:
        """The smallest improvement that counts for patience; with lbfgs, also the relative decrease of the training loss at which to end [0; 1e-6 with lbfgs]"""
        return self._set(tol=value)

    def setValidationFraction(self, value: float) -> Self:
        """Hold out this share of the training rows for validation [0.0]"""
        return self._set(validationFraction=value)

    def setValidationIndicatorCol(self, value: str) -> Self:
        """Boolean column: rows where it is true are held out for validation."""
        return self._set(validationIndicatorCol=value)

    def setWarmUp(self, value: float) -> Self:
        """Let the learning rate of any schedule begin near 0 and grow to its full size, step by step, over this many epochs; can be less than one, as in 0.5 [0]"""
        return self._set(warmUp=value)

    def setWeightCol(self, value: str) -> Self:
        """weight column name. If this is not set or empty, we treat all instance weights as 1.0."""
        return self._set(weightCol=value)

    def setWeightDecay(self, value: float) -> Self:
        """Subtracts η·λ·W from weights, not biases, in each step; adds nothing to the loss [0.01 for adamw, otherwise 0]"""
        return self._set(weightDecay=value)

    def setWeightDecaySchedule(self, value: str) -> Self:
        """Schedule of the weight decay: constant, cosine, flat-cosine or coslog4 [constant]"""
        return self._set(weightDecaySchedule=value)


class ClassifierParams(EstimatorSetters):
    classWeights: Param[str] = Param(
        Params._dummy(),
        "classWeights",
        "Give all classes the same weight, however many rows they have; or multiply the weights of their rows by a weight for each class, as in spam=5,ham=1 (others have 1; a name with a comma or an equals sign goes in double quotes)",
        typeConverter=TypeConverters.toString,
    )

    def getClassWeights(self) -> str:
        """The value of `classWeights`, set or by default."""
        return self.getOrDefault(self.classWeights)

    def setClassWeights(self, value: str | Mapping[Any, float]) -> Self:
        """Give all classes the same weight, however many rows they have; or multiply the weights of their rows by a weight for each class, as in spam=5,ham=1 (others have 1; a name with a comma or an equals sign goes in double quotes)."""
        return self._set(classWeights=value)

    labelSmoothing: Param[float] = Param(
        Params._dummy(),
        "labelSmoothing",
        "Share of each target that cross-entropy spreads evenly over all classes [0]",
        typeConverter=TypeConverters.toFloat,
    )

    def getLabelSmoothing(self) -> float:
        """The value of `labelSmoothing`, set or by default."""
        return self.getOrDefault(self.labelSmoothing)

    def setLabelSmoothing(self, value: float) -> Self:
        """Share of each target that cross-entropy spreads evenly over all classes [0]"""
        return self._set(labelSmoothing=value)

    @keywords
    def __init__(
        self,
        *,
        activation: str = "relu",
        average: float | None = None,
        batchSize: int = 100,
        beta1: float | None = None,
        beta2: float | None = None,
        bias: bool = True,
        blas: str = "auto",
        checkpointDir: str | None = None,
        checkpointEvery: str | None = None,
        checkpointInterval: int = -1,
        classWeights: str | Mapping[Any, float] | None = None,
        clipNorm: float = float("inf"),
        decay: float | None = None,
        decayEvery: int | None = None,
        dropout: float = 0.0,
        dropoutSchedule: str = "constant",
        engine: str = "auto",
        epsilon: float | None = None,
        featuresCol: str = "features",
        handleInvalid: str = "error",
        hiddenLayers: Sequence[int] = (100,),
        history: int | None = None,
        init: str = "xavier",
        initBiases: float = 0.0,
        initFrom: str | None = None,
        inputCols: Sequence[str] | None = None,
        inputDropout: float = 0.0,
        keep: str | None = None,
        keepTies: str = "first",
        l1: float = 0.0,
        labelCol: str = "label",
        labelCols: Sequence[str] | None = None,
        labelSmoothing: float = 0.0,
        layers: Sequence[int] | None = None,
        loss: str | None = None,
        maxIter: int = 100,
        maxSteps: int | None = None,
        members: int = 1,
        momentum: float | None = None,
        network: str | None = None,
        onNan: str = "stop",
        orderCol: str | None = None,
        outputActivation: str | None = None,
        patience: int = 0,
        plateauPatience: int | None = None,
        precision: str = "float",
        predictionCol: str = "prediction",
        probabilityCol: str = "probability",
        rateFactors: str = "",
        rawPredictionCol: str = "rawPrediction",
        regParam: float = 0.0,
        scale: str | None = None,
        schedule: str = "constant",
        seed: int = 1,
        shards: int | None = None,
        shuffle: str = "epoch",
        solver: str = "adam",
        stepSize: float | None = None,
        tasks: int | None = None,
        textCols: Sequence[str] | None = None,
        textFeatures: int = 10000,
        textKind: str = "tfidf",
        thresholds: Sequence[float] | None = None,
        tol: float = 0.0,
        validationFraction: float = 0.0,
        validationIndicatorCol: str | None = None,
        warmUp: float = 0.0,
        weightCol: str | None = None,
        weightDecay: float | None = None,
        weightDecaySchedule: str = "constant",
        preset: str | None = None,
    ) -> None:
        super().__init__()
        self._begin()

    @keywords
    def setParams(
        self,
        *,
        activation: str = "relu",
        average: float | None = None,
        batchSize: int = 100,
        beta1: float | None = None,
        beta2: float | None = None,
        bias: bool = True,
        blas: str = "auto",
        checkpointDir: str | None = None,
        checkpointEvery: str | None = None,
        checkpointInterval: int = -1,
        classWeights: str | Mapping[Any, float] | None = None,
        clipNorm: float = float("inf"),
        decay: float | None = None,
        decayEvery: int | None = None,
        dropout: float = 0.0,
        dropoutSchedule: str = "constant",
        engine: str = "auto",
        epsilon: float | None = None,
        featuresCol: str = "features",
        handleInvalid: str = "error",
        hiddenLayers: Sequence[int] = (100,),
        history: int | None = None,
        init: str = "xavier",
        initBiases: float = 0.0,
        initFrom: str | None = None,
        inputCols: Sequence[str] | None = None,
        inputDropout: float = 0.0,
        keep: str | None = None,
        keepTies: str = "first",
        l1: float = 0.0,
        labelCol: str = "label",
        labelCols: Sequence[str] | None = None,
        labelSmoothing: float = 0.0,
        layers: Sequence[int] | None = None,
        loss: str | None = None,
        maxIter: int = 100,
        maxSteps: int | None = None,
        members: int = 1,
        momentum: float | None = None,
        network: str | None = None,
        onNan: str = "stop",
        orderCol: str | None = None,
        outputActivation: str | None = None,
        patience: int = 0,
        plateauPatience: int | None = None,
        precision: str = "float",
        predictionCol: str = "prediction",
        probabilityCol: str = "probability",
        rateFactors: str = "",
        rawPredictionCol: str = "rawPrediction",
        regParam: float = 0.0,
        scale: str | None = None,
        schedule: str = "constant",
        seed: int = 1,
        shards: int | None = None,
        shuffle: str = "epoch",
        solver: str = "adam",
        stepSize: float | None = None,
        tasks: int | None = None,
        textCols: Sequence[str] | None = None,
        textFeatures: int = 10000,
        textKind: str = "tfidf",
        thresholds: Sequence[float] | None = None,
        tol: float = 0.0,
        validationFraction: float = 0.0,
        validationIndicatorCol: str | None = None,
        warmUp: float = 0.0,
        weightCol: str | None = None,
        weightDecay: float | None = None,
        weightDecaySchedule: str = "constant",
        preset: str | None = None,
    ) -> Self:
        """Sets several parameters, by keyword."""
        return self._set(**self._input_kwargs)


class RegressorParams(EstimatorSetters):
    targetScale: Param[str] = Param(
        Params._dummy(),
        "targetScale",
        "How numeric targets are scaled for training: none; standard, in deviations from their mean; clipped, as standard, with predictions within the range of the training targets; or log, as standard, of their logarithms; fitted to the training rows; predictions and errors are in the targets' own unit [standard for a linear output, otherwise none]",
        typeConverter=TypeConverters.toString,
    )

    def getTargetScale(self) -> str:
        """The value of `targetScale`, set or by default."""
        return self.getOrDefault(self.targetScale)

    def setTargetScale(self, value: str) -> Self:
        """How numeric targets are scaled for training: none; standard, in deviations from their mean; clipped, as standard, with predictions within the range of the training targets; or log, as standard, of their logarithms; fitted to the training rows; predictions and errors are in the targets' own unit [standard for a linear output, otherwise none]"""
        return self._set(targetScale=value)

    @keywords
    def __init__(
        self,
        *,
        activation: str = "relu",
        average: float | None = None,
        batchSize: int = 100,
        beta1: float | None = None,
        beta2: float | None = None,
        bias: bool = True,
        blas: str = "auto",
        checkpointDir: str | None = None,
        checkpointEvery: str | None = None,
        checkpointInterval: int = -1,
        clipNorm: float = float("inf"),
        decay: float | None = None,
        decayEvery: int | None = None,
        dropout: float = 0.0,
        dropoutSchedule: str = "constant",
        engine: str = "auto",
        epsilon: float | None = None,
        featuresCol: str = "features",
        handleInvalid: str = "error",
        hiddenLayers: Sequence[int] = (100,),
        history: int | None = None,
        init: str = "xavier",
        initBiases: float = 0.0,
        initFrom: str | None = None,
        inputCols: Sequence[str] | None = None,
        inputDropout: float = 0.0,
        keep: str | None = None,
        keepTies: str = "first",
        l1: float = 0.0,
        labelCol: str = "label",
        labelCols: Sequence[str] | None = None,
        layers: Sequence[int] | None = None,
        loss: str | None = None,
        maxIter: int = 100,
        maxSteps: int | None = None,
        members: int = 1,
        momentum: float | None = None,
        network: str | None = None,
        onNan: str = "stop",
        orderCol: str | None = None,
        outputActivation: str | None = None,
        patience: int = 0,
        plateauPatience: int | None = None,
        precision: str = "float",
        predictionCol: str = "prediction",
        rateFactors: str = "",
        regParam: float = 0.0,
        scale: str | None = None,
        schedule: str = "constant",
        seed: int = 1,
        shards: int | None = None,
        shuffle: str = "epoch",
        solver: str = "adam",
        stepSize: float | None = None,
        targetScale: str | None = None,
        tasks: int | None = None,
        textCols: Sequence[str] | None = None,
        textFeatures: int = 10000,
        textKind: str = "tfidf",
        tol: float = 0.0,
        validationFraction: float = 0.0,
        validationIndicatorCol: str | None = None,
        warmUp: float = 0.0,
        weightCol: str | None = None,
        weightDecay: float | None = None,
        weightDecaySchedule: str = "constant",
        preset: str | None = None,
    ) -> None:
        super().__init__()
        self._begin()

    @keywords
    def setParams(
        self,
        *,
        activation: str = "relu",
        average: float | None = None,
        batchSize: int = 100,
        beta1: float | None = None,
        beta2: float | None = None,
        bias: bool = True,
        blas: str = "auto",
        checkpointDir: str | None = None,
        checkpointEvery: str | None = None,
        checkpointInterval: int = -1,
        clipNorm: float = float("inf"),
        decay: float | None = None,
        decayEvery: int | None = None,
        dropout: float = 0.0,
        dropoutSchedule: str = "constant",
        engine: str = "auto",
        epsilon: float | None = None,
        featuresCol: str = "features",
        handleInvalid: str = "error",
        hiddenLayers: Sequence[int] = (100,),
        history: int | None = None,
        init: str = "xavier",
        initBiases: float = 0.0,
        initFrom: str | None = None,
        inputCols: Sequence[str] | None = None,
        inputDropout: float = 0.0,
        keep: str | None = None,
        keepTies: str = "first",
        l1: float = 0.0,
        labelCol: str = "label",
        labelCols: Sequence[str] | None = None,
        layers: Sequence[int] | None = None,
        loss: str | None = None,
        maxIter: int = 100,
        maxSteps: int | None = None,
        members: int = 1,
        momentum: float | None = None,
        network: str | None = None,
        onNan: str = "stop",
        orderCol: str | None = None,
        outputActivation: str | None = None,
        patience: int = 0,
        plateauPatience: int | None = None,
        precision: str = "float",
        predictionCol: str = "prediction",
        rateFactors: str = "",
        regParam: float = 0.0,
        scale: str | None = None,
        schedule: str = "constant",
        seed: int = 1,
        shards: int | None = None,
        shuffle: str = "epoch",
        solver: str = "adam",
        stepSize: float | None = None,
        targetScale: str | None = None,
        tasks: int | None = None,
        textCols: Sequence[str] | None = None,
        textFeatures: int = 10000,
        textKind: str = "tfidf",
        tol: float = 0.0,
        validationFraction: float = 0.0,
        validationIndicatorCol: str | None = None,
        warmUp: float = 0.0,
        weightCol: str | None = None,
        weightDecay: float | None = None,
        weightDecaySchedule: str = "constant",
        preset: str | None = None,
    ) -> Self:
        """Sets several parameters, by keyword."""
        return self._set(**self._input_kwargs)


class ModelParams(SharedParams):
    answer: Param[str] = Param(
        Params._dummy(),
        "answer",
        "What transform returns: predictions; or what the model knows: history, about, or file; for callers over Spark Connect [predictions]",
        typeConverter=TypeConverters.toString,
    )

    def getAnswer(self) -> str:
        """The value of `answer`, set or by default."""
        return self.getOrDefault(self.answer)


