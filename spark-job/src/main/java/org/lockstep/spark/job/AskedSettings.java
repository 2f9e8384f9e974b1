package org.lockstep.spark.job;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lockstep.model.network.Initializer;
import org.lockstep.model.text.Words;
import org.lockstep.spark.job.TrainingSettings.NetworkSettings;
import org.lockstep.spark.job.TrainingSettings.OptimizerSettings;
import org.lockstep.spark.job.TrainingSettings.RunSettings;
import org.lockstep.spark.read.ReadOptions;
import org.lockstep.spark.table.HeldOut;
import org.lockstep.spark.table.RowRange;

/**
 * The settings that decide what a run comes to, by the names of their options: what must be the
 * same when it is resumed. How it is computed is not among them (engine, tasks, BLAS, checkpoints),
 * nor what the data decides; the number of shards is part of the data's fingerprint.
 */
final class AskedSettings {
  private final Map<String, String> values = new LinkedHashMap<>();

  private AskedSettings() {}

  static Map<String, String> of(TrainingSettings settings) {
    AskedSettings asked = new AskedSettings();
    asked.add(settings.data());
    asked.add(settings.network());
    asked.add(settings.optimizer());
    asked.add(settings.run());
    return asked.values;
  }

  private void put(String option, Object value) {
    values.put(option, value.toString());
  }

  private void put(String option, Optional<?> value) {
    value.ifPresent(given -> put(option, given instanceof Enum<?> e ? Words.of(e) : given));
  }

  private void add(TrainingSettings.Data data) {
    add("--data", "--labels", "--rows", data.train());
    put("--target", String.join(",", data.train().target()));
    put("--weight", data.train().weight());
    put("--format", data.train().format());
    put("--header", Words.of(data.train().header()));
    put("--image-size", data.train().imageSize());
    data.validation()
        .ifPresent(read -> add("--validation", "--validation-labels", "--validation-rows", read));
    data.test().ifPresent(read -> add("--test", "--test-labels", "--test-rows", read));
    add("--validation", data.heldOutValidation());
    add("--test", data.heldOutTest());
    put("--task", data.task());
    put("--scale", data.scale());
  }

  private void add(String path, String labels, String rows, ReadOptions read) {
    put(path, read.path());
    put(labels, read.labels());
    if (!read.rows().equals(RowRange.ALL)) {
      put(rows, read.rows().text());
    }
  }

  private void add(String option, HeldOut heldOut) {
    if (heldOut instanceof HeldOut.Rows rows) {
      put(option + "-rows", rows.range().text());
    } else if (heldOut.isAny()) {
      put(option + "-fraction", heldOut.share());
    }
  }

  private void add(NetworkSettings network) {
    put(
        "--hidden",
        network.hidden().isEmpty()
            ? "none"
            : network.hidden().stream().map(String::valueOf).collect(joining(",")));
    put("--activation", Words.of(network.activation()));
    put("--output-activation", network.outputActivation());
    put("--loss", network.loss());
    put("--bias", network.bias());
    put("--dropout", network.dropout());
    put("--init", nameOf(network.initializerInEffect()));
    put("--init-biases", network.biasDeviation());
    put("--init-from", network.initFrom());
  }

  /** As on the command line. */
  static String nameOf(Initializer initializer) {
    return initializer instanceof Initializer.Normal normal
        ? "normal:" + normal.deviation()
        : initializer.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }

  private void add(OptimizerSettings optimizer) {
    put("--optimizer", Words.of(optimizer.rule()));
    put("--learning-rate", optimizer.rate());
    put("--schedule", Words.of(optimizer.schedule()));
    put("--decay", optimizer.decay());
    optimizer.decayEvery().ifPresent(epochs -> put("--decay-every", epochs));
    put("--l2", optimizer.l2());
    if (optimizer.clipNorm() < Double.POSITIVE_INFINITY) {
      put("--clip-norm", optimizer.clipNorm());
    }
    if (optimizer.balanceClasses()) {
      put("--class-weights", "balanced");
    }
  }

  private void add(RunSettings run) {
    put("--batch-size", run.batchSize().isPresent() ? run.batchSize().getAsLong() : "full");
    put("--epochs", run.epochs());
    run.maxSteps().ifPresent(steps -> put("--max-steps", steps));
    put("--shuffle", run.shuffle() ? "epoch" : "none");
    put("--seed", run.seed());
    put("--precision", Words.of(run.precision()));
    put("--keep", Words.of(run.keep()));
    run.earlyStopping().ifPresent(epochs -> put("--early-stopping", epochs));
    put("--on-nan", Words.of(run.onNan()));
    if (run.onNan() == OnNan.ROLLBACK) {
      put("--checkpoint-every", run.checkpoints().text()); // decides how far it goes back
    }
  }
}
