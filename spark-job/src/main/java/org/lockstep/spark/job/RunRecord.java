package org.lockstep.spark.job;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.lockstep.model.data.Task;
import org.lockstep.model.network.Initializer;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.spark.engine.HostReport;
import org.lockstep.spark.engine.StepEngine;
import org.lockstep.spark.io.Published;
import org.lockstep.spark.io.RunDirectory;
import org.lockstep.spark.read.SourceFile;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.train.EpochReport;
import org.lockstep.spark.train.TimeLedger;
import org.lockstep.spark.train.TrainingPlan;
import org.lockstep.spark.train.TrainingResult;

/**
 * {@code run.json}: what a run was asked to do, with what, and how it ended; and the same in words
 * for the screen.
 */
final class RunRecord {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final String runId;
  private final TrainingSettings settings;
  private final TrainingData data;
  private final ShardProgram program;
  private final TrainingPlan plan;
  private final ObjectNode json = JSON.createObjectNode();

  RunRecord(
      String runId,
      TrainingSettings settings,
      TrainingData data,
      ShardProgram program,
      TrainingPlan plan) {
    this.runId = runId;
    this.settings = settings;
    this.data = data;
    this.program = program;
    this.plan = plan;
    json.put("written_by", RunDirectory.WRITTEN_BY);
    json.put("run_id", runId);
    json.put("started", Instant.now().toString());
    json.set("configuration", configuration());
    json.set("data", dataNode());
    json.set("versions", versions());
    json.set("hosts", hosts());
    json.putObject("ended").put("how", "running");
  }

  String runId() {
    return runId;
  }

  /** The run in a few words, for the plot. */
  String title() {
    return shortName(settings.data().train().path()) + "  " + program.topology().text();
  }

  void engine(StepEngine engine) {
    ObjectNode configuration = (ObjectNode) json.get("configuration");
    configuration.put("engine", engine.name());
    configuration.put("tasks", engine.tasks());
  }

  void ended(TrainingResult result) {
    ObjectNode ended = json.putObject("ended");
    ended.put("how", Words.of(result.end()));
    ended.put("detail", result.detail());
    ended.put("at", Instant.now().toString());
    ended.put("epoch_of_model", result.epoch());
    if (!result.reports().isEmpty()) {
      json.set("final", metrics(result.reports().get(result.reports().size() - 1)));
    }
  }

  void failed(Throwable failure) {
    ObjectNode ended = json.putObject("ended");
    ended.put("how", "failed");
    ended.put("detail", String.valueOf(failure.getMessage()).lines().findFirst().orElse(""));
    ended.put("at", Instant.now().toString());
  }

  void write(Path path, Configuration configuration) throws IOException {
    Published.write(path, configuration, out -> out.write(JSON.writeValueAsBytes(json)));
  }

  /** The resolved plan, as lines for the screen. */
  List<String> describe() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Data      "
            + settings.data().train().path()
            + ": "
            + rowsInWords(Part.TRAIN, "training")
            + rowsInWords(Part.VALIDATION, "validation")
            + rowsInWords(Part.TEST, "test")
            + ", "
            + counted(data.input().width(), "feature"));
    lines.add(
        "Target    "
            + String.join(", ", data.target().columns())
            + ": "
            + Words.of(data.target().task())
            + (data.target().classes().isEmpty()
                ? ""
                : " with " + data.target().classes().size() + " classes"));
    lines.add(
        text(
            "Network   %s, %s, %s, %,d parameters, %s",
            program.topology().text(),
            Words.of(program.topology().activation()),
            Words.of(program.topology().outputLoss()),
            ParameterLayout.of(program.topology()).length(),
            Words.of(program.precision())));
    lines.add(
        text(
            "Training  %s of %s, batch %,d, %s, learning rate %s %s, scale %s, seed %d",
            counted(plan.epochs(), "epoch"),
            counted(plan.batches().stepsPerEpoch(), "step"),
            plan.batches().batchSize(),
            Words.of(plan.optimizer()),
            number(settings.optimizer().rate()),
            Words.of(settings.optimizer().schedule()),
            Words.of(data.scaling().kind()),
            settings.run().seed()));
    lines.add(
        text(
            "Running   %s on %s, one Spark job per step, %s",
            counted(data.tree().shards(), "shard"),
            counted(data.shards().getNumPartitions(), "task"),
            blasInWords()));
    mixture().ifPresent(lines::add);
    return lines;
  }

  /** What the run came to, as lines for the screen. */
  List<String> summary(TrainingResult result, RunDirectory directory) {
    List<String> lines = new ArrayList<>();
    if (result.end() != TrainingResult.End.DIVERGED) { // which is told as a failure
      lines.add(Words.of(result.end()) + ": " + result.detail());
    }
    if (!result.reports().isEmpty()) {
      EpochReport last = result.reports().get(result.reports().size() - 1);
      double seconds = result.reports().stream().mapToDouble(r -> r.time().seconds()).sum();
      lines.add(
          text(
              "train loss %.6f%s%s in %.1f s",
              last.trainLoss(),
              heldOut("validation", last.validation()),
              heldOut("test", last.test()),
              seconds));
      lines.add(timeInWords(result, last.step(), seconds));
    }
    lines.add("model     " + directory.model());
    lines.add("log       " + directory.log());
    if (!result.reports().isEmpty()) {
      lines.add("curves    " + directory.plot());
    }
    return lines;
  }

  /** Where the time went, and what a step costs beyond its arithmetic. */
  private static String timeInWords(TrainingResult result, long steps, double seconds) {
    double compute = total(result, TimeLedger::computeMillis);
    double exchange = total(result, TimeLedger::exchangeMillis);
    double update = total(result, TimeLedger::updateMillis);
    double other = total(result, TimeLedger::otherMillis);
    return text(
        "time      compute %.1f s, exchange %.1f s (%.2f ms a step), update %.1f s, other %.1f s"
            + " (log and progress %.2f s, %.1f %%)",
        compute / 1e3,
        exchange / 1e3,
        exchange / (double) steps,
        update / 1e3,
        other / 1e3,
        result.loggingSeconds(),
        100 * result.loggingSeconds() / seconds);
  }

  private static double total(TrainingResult result, ToDoubleFunction<TimeLedger> part) {
    return result.reports().stream().map(EpochReport::time).mapToDouble(part).sum();
  }

  private String heldOut(String name, EpochReport.HeldOut part) {
    if (part.loss().isEmpty()) {
      return "";
    }
    return text(
        ", %s loss %.6f, %s %s %.4f",
        name,
        part.loss().getAsDouble(),
        name,
        data.target().task() == Task.REGRESSION ? "R²" : "accuracy",
        part.accuracy().getAsDouble());
  }

  private java.util.Optional<String> mixture() {
    HostReport first = data.survey().hosts().first();
    boolean mixed = data.survey().hosts().stream().anyMatch(host -> !host.computesAs(first));
    return mixed
        ? java.util.Optional.of(
            "Warning   the hosts compute with different CPUs or BLAS libraries: the same bits are"
                + " promised for one kind only (see run.json)")
        : java.util.Optional.empty();
  }

  private String blasInWords() {
    return "BLAS "
        + data.survey().hosts().stream().map(HostReport::blas).distinct().collect(joining(", "));
  }

  private ObjectNode configuration() {
    TrainingSettings.NetworkSettings network = settings.network();
    ObjectNode node = JSON.createObjectNode();
    node.put("data", settings.data().train().path());
    settings.data().train().labels().ifPresent(path -> node.put("labels", path));
    settings.data().validation().ifPresent(read -> node.put("validation", read.path()));
    settings.data().test().ifPresent(read -> node.put("test", read.path()));
    node.put("validation_fraction", settings.data().validationFraction());
    node.put("test_fraction", settings.data().testFraction());
    settings.data().train().weight().ifPresent(column -> node.put("weight", column));
    node.put("task", Words.of(data.target().task()));
    ArrayNode target = node.putArray("target");
    data.target().columns().forEach(target::add);
    node.put("network", program.topology().text());
    node.put("activation", Words.of(network.activation()));
    node.put("output_loss", Words.of(program.topology().outputLoss()));
    node.put("bias", network.bias());
    node.put("dropout", network.dropout());
    node.put("init", network.initFrom().orElseGet(() -> nameOf(network.initializerInEffect())));
    node.put("optimizer", Words.of(plan.optimizer()));
    node.put("learning_rate", settings.optimizer().rate());
    node.put("schedule", Words.of(settings.optimizer().schedule()));
    settings.optimizer().decay().ifPresent(decay -> node.put("decay", decay));
    settings.optimizer().decayEvery().ifPresent(every -> node.put("decay_every", every));
    node.put("l2", settings.optimizer().l2());
    if (settings.optimizer().clipNorm() < Double.POSITIVE_INFINITY) {
      node.put("clip_norm", settings.optimizer().clipNorm());
    }
    ArrayNode weights = node.putArray("class_weights");
    program.classWeights().forEach(weights::add);
    node.put("batch_size", plan.batches().batchSize());
    node.put("epochs", plan.epochs());
    plan.maxSteps().ifPresent(steps -> node.put("max_steps", steps));
    plan.patience().ifPresent(epochs -> node.put("early_stopping", epochs));
    node.put("shuffle", plan.batches().shuffle() ? "epoch" : "none");
    node.put("seed", settings.run().seed());
    node.put("scale", Words.of(data.scaling().kind()));
    node.put("precision", Words.of(program.precision()));
    node.put("shards", data.tree().shards());
    node.put("blas", Words.of(program.blas()));
    return node;
  }

  private ObjectNode dataNode() {
    ObjectNode node = JSON.createObjectNode();
    for (Part part : Part.values()) {
      node.put(Words.of(part) + "_rows", data.survey().rows(part));
    }
    node.put("features", data.input().width());
    node.put("stored_as", Words.of(data.kind()));
    ArrayNode files = node.putArray("files");
    for (SourceFile file : data.files()) {
      files
          .addObject()
          .put("path", file.path())
          .put("length", file.length())
          .put("modified", Instant.ofEpochMilli(file.modified()).toString());
    }
    return node;
  }

  private static ObjectNode versions() {
    ObjectNode node = JSON.createObjectNode();
    node.put("lockstep", version());
    node.put("spark", org.apache.spark.package$.MODULE$.SPARK_VERSION());
    node.put("java", Runtime.version().toString());
    return node;
  }

  private ArrayNode hosts() {
    ArrayNode node = JSON.createArrayNode();
    for (HostReport host : data.survey().hosts()) {
      node.addObject()
          .put("host", host.host())
          .put("cpu", host.cpu())
          .put("blas", host.blas())
          .put("java", host.java());
    }
    return node;
  }

  private static ObjectNode metrics(EpochReport report) {
    ObjectNode node = JSON.createObjectNode();
    node.put("epoch", report.epoch());
    node.put("step", report.step());
    node.put("train_loss", report.trainLoss());
    node.put("train_accuracy", report.trainAccuracy());
    report.validation().loss().ifPresent(loss -> node.put("validation_loss", loss));
    report.validation().accuracy().ifPresent(value -> node.put("validation_accuracy", value));
    report.test().loss().ifPresent(loss -> node.put("test_loss", loss));
    report.test().accuracy().ifPresent(value -> node.put("test_accuracy", value));
    return node;
  }

  private static String version() {
    String version = RunRecord.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** As on the command line. */
  private static String nameOf(Initializer initializer) {
    return initializer instanceof Initializer.Normal normal
        ? "normal:" + normal.deviation()
        : initializer.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private String rowsInWords(Part part, String name) {
    long rows = data.survey().rows(part);
    if (part == Part.TRAIN) {
      return counted(rows, name + " row");
    }
    return rows == 0 ? "" : ", " + counted(rows, name + " row");
  }

  private static String counted(long number, String thing) {
    return text("%,d %s%s", number, thing, number == 1 ? "" : "s");
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e6
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** The last part of a path, or the whole of it. */
  private static String shortName(String path) {
    String name = path.replaceAll(".*[/:]", "");
    return name.isEmpty() ? path : name;
  }
}
