package org.lockstep.spark.ml;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.spark.testing.LostShards;
import org.lockstep.spark.testing.SparkForTests;

/** Concurrent fits, cancelled fits and resumed fits. */
@Tag("slow")
class FitLifeTest {
  private static final Dataset<Row> ROWS = Frames.classes(120, 3);
  private static final double[] BITS = Frames.bits(Frames.classifier().fit(ROWS));

  @TempDir Path directory;

  @Test
  void concurrentFitsInDifferentPoolsGiveTheSameBits() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<double[]>> fits = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String pool = "pool-" + i;
        fits.add(
            threads.submit(
                () -> {
                  SparkForTests.context().setLocalProperty("spark.scheduler.pool", pool);
                  return Frames.bits(Frames.classifier().fit(ROWS));
                }));
      }
      for (Future<double[]> fit : fits) {
        assertThat(fit.get(1, TimeUnit.MINUTES)).isEqualTo(BITS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void concurrentFitsTakeTurns() throws Exception {
    // Each would take all cores for minutes, so all reach a first epoch only if they take turns.
    CountDownLatch first = new CountDownLatch(3);
    ExecutorService threads = Executors.newFixedThreadPool(3);
    SparkContext context = SparkForTests.context().sc();
    try {
      List<Future<?>> fits = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        long seed = i;
        fits.add(
            threads.submit(
                () -> {
                  context.setJobGroup("turns", "turns", true);
                  Frames.classifier()
                      .setShards(2)
                      .setSeed(seed)
                      .setMaxIter(100_000_000)
                      .addListener(
                          report -> {
                            if (report.epoch() == 1) {
                              first.countDown();
                            }
                          })
                      .fit(ROWS);
                }));
      }
      assertThat(first.await(1, TimeUnit.MINUTES)).isTrue();
      while (fits.stream().anyMatch(fit -> !fit.isDone())) {
        context.cancelJobGroup("turns"); // a fit that waits for its turn has no job to cancel
        for (Future<?> fit : fits) {
          try {
            fit.get(1, TimeUnit.SECONDS);
          } catch (java.util.concurrent.TimeoutException e) {
            // still running: cancel again in the next round
          } catch (java.util.concurrent.ExecutionException e) {
            assertThat(e).hasRootCauseInstanceOf(SparkException.class);
          }
        }
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(Frames.bits(Frames.classifier().fit(ROWS))).isEqualTo(BITS);
  }

  @Test
  void aCancelledJobGroupEndsTheFitAndLeavesTheSessionUsable() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    SparkContext context = SparkForTests.context().sc();
    Set<Integer> before = SparkForTests.context().getPersistentRDDs().keySet();
    for (String engine : List.of("resident", "job")) {
      ExecutorService thread = Executors.newSingleThreadExecutor();
      try {
        Future<?> fit =
            thread.submit(
                () -> {
                  context.setJobGroup("mine", "a fit to cancel", true);
                  return Frames.classifier()
                      .setEngine(engine)
                      .setMaxIter(100_000_000)
                      .addListener(report -> running.countDown())
                      .fit(ROWS);
                });
        assertThat(running.await(1, TimeUnit.MINUTES)).isTrue();
        while (!fit.isDone()) { // between two jobs there is none to cancel
          context.cancelJobGroup("mine");
          Thread.onSpinWait();
        }
        assertThatThrownBy(fit::get)
            .cause()
            .isInstanceOf(SparkException.class)
            .hasMessageContaining("cancelled");
      } finally {
        thread.shutdownNow();
      }
    }
    assertThat(Frames.bits(Frames.classifier().fit(ROWS))).isEqualTo(BITS);
    assertThat(SparkForTests.context().getPersistentRDDs().keySet()).isSubsetOf(before);
  }

  @Test
  void anInterruptedFitResumesFromItsLastCheckpointToTheSameBits() throws IOException {
    MlpClassifier kept =
        Frames.classifier()
            .setMaxIter(9)
            .setCheckpointDir(directory.resolve("kept").toString())
            .setCheckpointInterval(2)
            .setOnNan("rollback"); // waits until each checkpoint is written
    double[] bits = Frames.bits(Frames.classifier().setMaxIter(9).fit(ROWS));
    MlpClassifier interrupted =
        kept.copy(new org.apache.spark.ml.param.ParamMap())
            .addListener(
                report -> {
                  if (report.epoch() == 6) {
                    throw new IllegalStateException("the power is gone");
                  }
                });
    assertThatThrownBy(() -> interrupted.fit(ROWS)).hasMessage("the power is gone");

    List<Integer> epochs = new ArrayList<>();
    MlpClassificationModel model =
        kept.addListener(report -> epochs.add(report.epoch())).fit(ROWS.repartition(5));

    assertThat(epochs).containsExactly(5, 6, 7, 8, 9);
    assertThat(Frames.bits(model)).isEqualTo(bits);
    assertThat(model.summary().objectiveHistory()).hasSize(9);
    try (var left = Files.list(directory.resolve("kept"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aDifferentFitDoesNotResumeAnInterruptedOne() {
    MlpClassifier kept =
        Frames.classifier()
            .setCheckpointDir(directory.toString())
            .setCheckpointInterval(1)
            .addListener(
                report -> {
                  if (report.epoch() == 3) {
                    throw new IllegalStateException("the power is gone");
                  }
                });
    assertThatThrownBy(() -> kept.fit(ROWS)).hasMessage("the power is gone");
    List<Integer> epochs = new ArrayList<>();
    Frames.classifier()
        .setSeed(99)
        .setCheckpointDir(directory.toString())
        .addListener(report -> epochs.add(report.epoch()))
        .fit(ROWS);
    assertThat(epochs).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void aFitFromAnotherInitialModelDoesNotResumeAnInterruptedOne() {
    MlpClassifier kept =
        Frames.classifier().setCheckpointDir(directory.toString()).setOnNan("rollback");
    MlpClassifier interrupted =
        kept.copy(new org.apache.spark.ml.param.ParamMap())
            .setInitialModel(Frames.classifier().setSeed(8).fit(ROWS))
            .addListener(
                report -> {
                  if (report.epoch() == 3) {
                    throw new IllegalStateException("the power is gone");
                  }
                });
    assertThatThrownBy(() -> interrupted.fit(ROWS)).hasMessage("the power is gone");
    List<Integer> epochs = new ArrayList<>();
    kept.setInitialModel(Frames.classifier().setSeed(9).fit(ROWS))
        .addListener(report -> epochs.add(report.epoch()))
        .fit(ROWS);
    assertThat(epochs).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void aFitBeginsWithTheInitialModel() {
    MlpClassificationModel model = Frames.classifier().setMaxIter(30).fit(ROWS);
    double before = model.summary().objectiveHistory()[29];
    MlpClassificationModel more =
        Frames.classifier().setInitialModel(model).setMaxIter(1).setStepSize(1e-9).fit(ROWS);
    assertThat(more.summary().objectiveHistory()[0]).isLessThan(1.1 * before);
    assertThat(more.model().scaling().shift()).isEqualTo(model.model().scaling().shift());
    assertThatThrownBy(
            () -> Frames.classifier().setHiddenLayers(9).setInitialModel(model).fit(ROWS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[initialModel] expected 4-9-3, relu, softmax-cross-entropy but found 4-8-3, relu,"
                + " softmax-cross-entropy");
  }

  @Test
  void rowsThatDifferWhenReadAgainAreRefused() {
    Dataset<Row> random =
        SparkForTests.session()
            .range(120)
            .withColumn("label", col("id").mod(3))
            .withColumn(
                "features",
                org.apache
                    .spark
                    .sql
                    .functions
                    .udf(
                        () ->
                            org.apache.spark.ml.linalg.Vectors.dense(
                                Math.random(), Math.random(), 0, 1),
                        org.apache.spark.ml.linalg.SQLDataTypes.VectorType())
                    .asNondeterministic()
                    .apply());
    MlpClassifier mlp =
        Frames.classifier()
            .setEngine("job")
            .addListener(
                report -> {
                  if (report.epoch() == 2) {
                    LostShards.loseAll(SparkForTests.context());
                  }
                });
    assertThatThrownBy(() -> mlp.fit(random))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[the DataFrame] expected the rows that the run started with but found different ones"
                + " when shard 0 was read again");
  }

  @Test
  void rowsReadAgainAfterALossGiveTheSameBits() {
    MlpClassifier mlp =
        Frames.classifier()
            .setEngine("job")
            .addListener(
                report -> {
                  if (report.epoch() == 2) {
                    LostShards.loseAll(SparkForTests.context());
                  }
                });
    assertThat(Frames.bits(mlp.fit(ROWS.repartition(7)))).isEqualTo(BITS);
  }
}
