"""What Python adds to a fit, and what a prediction without a job costs.

  pyspark_fit.py ROWS EPOCHS ROUNDS

One PySpark session, local[2]: each round fits by lockstep.ml, and then by the same Java object, called directly, on the
same cached rows. Prints the medians: python and java in seconds, predict in milliseconds for one row of 784 numbers.
"""

import statistics
import sys
import time

import numpy as np
from pyspark.ml.functions import array_to_vector
from pyspark.sql import functions as F

import lockstep
from lockstep.ml import MlpClassifier


def seconds(action):
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def frame(spark, rows, width):
    numbers = F.array(*[F.rand(seed) for seed in range(width)])
    df = spark.range(0, rows, 1, 4).select((F.col("id") % 2).cast("double").alias("label"), numbers.alias("numbers"))
    df = df.select("label", array_to_vector("numbers").alias("features")).cache()
    df.count()
    return df


def main(rows, epochs, rounds):
    spark = lockstep.session({"spark.driver.memory": "4g", "spark.ui.enabled": "false"}, master="local[2]")
    df = frame(spark, rows, 28)
    mlp = MlpClassifier(hiddenLayers=[100], batchSize=1000, shards=8, maxIter=epochs)
    java = mlp._to_java()
    python_seconds, java_seconds = [], []
    for _ in range(rounds + 1):  # the first warms up
        python_seconds.append(seconds(lambda: mlp.fit(df)))
        java_seconds.append(seconds(lambda: java.fit(df._jdf)))
    print(f"result python {statistics.median(python_seconds[1:])}")
    print(f"result java {statistics.median(java_seconds[1:])}")

    digits = MlpClassifier(hiddenLayers=[100], maxIter=1).fit(frame(spark, 200, 784))
    row = np.random.default_rng(1).random(784)
    digits.predict(row)
    times = [seconds(lambda: digits.predict(row)) for _ in range(1000)]
    print(f"result predict {statistics.median(times) * 1000}")
    spark.stop()


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
