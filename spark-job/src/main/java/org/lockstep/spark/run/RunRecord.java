package org.lockstep.spark.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.RunFingerprint;
import org.lockstep.model.score.Score;
import org.lockstep.model.text.Words;
import org.lockstep.spark.engine.HostReport;
import org.lockstep.spark.engine.StepEngine;
import org.lockstep.spark.fit.FitData;
import org.lockstep.spark.fit.FitPlan;
import org.lockstep.spark.fit.TaskFailures;
import org.lockstep.spark.read.source.Secrets;
import org.lockstep.spark.settings.OptionNames;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.store.Published;
import org.lockstep.spark.store.RecordFile;
import org.lockstep.spark.table.Snapshot;
import org.lockstep.spark.table.SourceFile;
import org.lockstep.spark.train.EpochReport;
import org.lockstep.spark.train.EpochReport.Errors;
import org.lockstep.spark.train.EpochReport.HeldOut;
import org.lockstep.spark.train.TrainingResult;

/**
 * Writes {@code run.json}: a run's settings, its data, its environment and how it ended. {@link
 * RunText} describes the run on the screen.
 */
final class RunRecord {
  /** The checksum of initial weights that come from a file. */
  static final String INITIAL_WEIGHTS = "initial_weights_crc32c";

  private static final String TARGET_SCALING = "target_scaling";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final String runId;
  private final TrainingSettings settings;
  private final FitData data;
  private final FitPlan plan;
  private final ObjectNode json = JSON.createObjectNode();

  /**
   * A record of a run that begins or resumes.
   *
   * @param earlier its record so far, if it resumes
   */
  RunRecord(
      Optional<EarlierRun> earlier,
      RunFingerprint fingerprint,
      TrainingSettings settings,
      FitData data,
      FitPlan plan) {
    this.runId = earlier.map(EarlierRun::runId).orElseGet(() -> UUID.randomUUID().toString());
    this.settings = settings;
    this.data = data;
    this.plan = plan;
    json.put("written_by", RecordFile.WRITTEN_BY);
    json.put("run_id", runId);
    json.put("started", earlier.map(EarlierRun::started).orElse(Instant.now().toString()));
    earlier.ifPresent(run -> json.put("resumed", Instant.now().toString()));
    json.set("configuration", configuration());
    json.set("data", dataNode());
    if (!data.targetScaling().isNone()) {
      json.set(TARGET_SCALING, targetScalingNode());
    }
    json.set("fingerprint", fingerprint.toJson());
    json.set("versions", versions());
    json.set("hosts", hosts());
    earlier
        .flatMap(EarlierRun::initialWeights)
        .ifPresent(checksum -> json.put(INITIAL_WEIGHTS, checksum));
    json.putObject("ended").put("how", "running");
  }

  String runId() {
    return runId;
  }

  void engine(StepEngine engine) {
    ObjectNode configuration = (ObjectNode) json.get("configuration");
    configuration.put("engine", engine.name());
    configuration.put("tasks", engine.tasks());
  }

  /** Adds the hosts that computed the run before it was resumed. */
  void computedBefore(List<JsonNode> hosts) {
    Set<JsonNode> all = new LinkedHashSet<>(hosts);
    json.get("hosts").forEach(all::add);
    json.putArray("hosts").addAll(all);
  }

  void initialWeights(String checksum) {
    json.put(INITIAL_WEIGHTS, checksum);
  }

  void ended(TrainingResult result) {
    ObjectNode ended = json.putObject("ended");
    ended.put("how", Words.of(result.end()));
    ended.put("detail", result.detail());
    ended.put("at", Instant.now().toString());
    ended.put(RunEnd.EPOCH_OF_MODEL, result.epoch());
    if (!result.reports().isEmpty()) {
      json.set("final", metrics(result.reportOfParameters().orElseThrow()));
    }
  }

  /** Records the score on the part of the data that judges the model best. */
  void scored(Part part, Score score, TargetSchema target) {
    json.putObject("metrics").set(Words.of(part), ScoreRecord.of(score, target));
  }

  void failed(Throwable failure) {
    ObjectNode ended = json.putObject("ended");
    ended.put("how", "failed");
    String message = String.valueOf(OptionNames.messageOf(failure)).lines().findFirst().orElse("");
    String told = OptionNames.withDashes(TaskFailures.describe(failure).orElse(message));
    ended.put("detail", Secrets.hide(told, settings.source().secrets()));
    ended.put("at", Instant.now().toString());
  }

  void write(Path path, Configuration configuration) throws IOException {
    Published.write(path, configuration, out -> out.write(JSON.writeValueAsBytes(json)));
  }

  /** Every setting in effect, including those decided by the data. */
  private ObjectNode configuration() {
    ObjectNode node = JSON.valueToTree(TrainingSettings.CATALOGUE.record(settings.values()));
    node.put("task", Words.of(data.target().task()));
    ArrayNode target = node.putArray("target");
    data.target().columns().forEach(target::add);
    node.put("network", plan.program().network().text());
    node.put("output_loss", plan.program().network().outputLoss().text());
    settings.recipe().network().initFrom().ifPresent(file -> node.put("init", file));
    ArrayNode weights = node.putArray("class_weights");
    plan.program().targets().classWeights().forEach(weights::add);
    node.put("batch_size", plan.training().length().batches().batchSize());
    node.put("scale", Words.of(data.scaling().kind()));
    node.put("shards", data.tree().shards());
    if (data.target().task() == Task.REGRESSION) {
      node.put("target_scale", Words.of(data.targetScaling().kind()));
    }
    return node;
  }

  private ObjectNode targetScalingNode() {
    TargetScaling scaling = data.targetScaling();
    ObjectNode node = JSON.createObjectNode().put("kind", Words.of(scaling.kind()));
    Arrays.stream(scaling.shift()).forEach(node.putArray("shift")::add);
    Arrays.stream(scaling.scale()).forEach(node.putArray("scale")::add);
    if (scaling.isClipped()) {
      Arrays.stream(scaling.low()).forEach(node.putArray("low")::add);
      Arrays.stream(scaling.high()).forEach(node.putArray("high")::add);
    }
    return node;
  }

  /**
   * Returns how a run's targets are scaled; empty if they are not.
   *
   * @throws BadInputException if the record is not valid
   */
  static Optional<TargetScaling> targetScaling(String place, JsonNode record) {
    JsonNode node = record.path(TARGET_SCALING);
    if (node.isMissingNode()) {
      return Optional.empty();
    }
    try {
      TargetScaling.Kind kind =
          Words.find(TargetScaling.Kind.class, node.path("kind").asText()).orElseThrow();
      double[] shift = numbers(node, "shift");
      double[] scale = numbers(node, "scale");
      return Optional.of(
          kind == TargetScaling.Kind.CLIPPED
              ? TargetScaling.clipped(shift, scale, numbers(node, "low"), numbers(node, "high"))
              : new TargetScaling(kind, shift, scale));
    } catch (IllegalArgumentException | NoSuchElementException | NullPointerException e) {
      throw BadInputException.at(
          place, "a scaling of targets", BadInputException.quote(node.toString()), e);
    }
  }

  private static double[] numbers(JsonNode node, String field) {
    return JSON.convertValue(node.path(field), double[].class);
  }

  private ObjectNode dataNode() {
    ObjectNode node = JSON.createObjectNode();
    for (Part part : Part.values()) {
      node.put(Words.of(part) + "_rows", data.survey().rows(part));
    }
    node.put("features", data.input().width());
    node.put("stored_as", Words.of(data.shards().kind()));
    ArrayNode files = node.putArray("files");
    for (SourceFile file : data.files()) {
      Optional<Snapshot> snapshot = Snapshot.of(file.path());
      if (snapshot.isPresent()) {
        node.withArray("snapshots")
            .addObject()
            .put("source", snapshot.get().source())
            .put(snapshot.get().option(), Long.parseLong(snapshot.get().id()));
        continue;
      }
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
          .put("blas", host.blas().library())
          .put("kernel", host.way())
          .put("rounding", host.blas().rounding())
          .put("java", host.java());
    }
    return node;
  }

  private ObjectNode metrics(EpochReport report) {
    String accuracy = data.target().task() == Task.REGRESSION ? "r2" : "accuracy";
    ObjectNode node = JSON.createObjectNode();
    node.put("epoch", report.epoch());
    node.put("step", report.step());
    node.put("train_loss", report.trainLoss());
    node.put("train_" + accuracy, report.trainAccuracy());
    add(node, "train", report.trainErrors());
    add(node, "validation", accuracy, report.validation());
    add(node, "test", accuracy, report.test());
    return node;
  }

  private static void add(ObjectNode node, String part, String accuracy, HeldOut heldOut) {
    heldOut.loss().ifPresent(loss -> node.put(part + "_loss", loss));
    heldOut.accuracy().ifPresent(value -> node.put(part + "_" + accuracy, value));
    add(node, part, heldOut.errors());
  }

  private static void add(ObjectNode node, String part, Errors errors) {
    errors.rmse().ifPresent(value -> node.put(part + "_rmse", value));
    errors.mae().ifPresent(value -> node.put(part + "_mae", value));
  }

  private static String version() {
    String version = RunRecord.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
