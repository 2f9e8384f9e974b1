package org.lockstep.spark.fit;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.DataFingerprint;
import org.lockstep.model.file.DataFingerprint.DataFile;
import org.lockstep.model.reduce.ReductionTree;
import org.lockstep.model.shard.Shard;
import org.lockstep.spark.engine.Survey;
import org.lockstep.spark.shard.CachedShards;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.table.SourceFile;

/**
 * The data of a fit: read, divided, sharded, cached and surveyed.
 *
 * @param shards kept by the executors until this is closed
 * @param survey of all rows
 * @param files where the rows came from
 * @param notes what the user should know
 */
public record FitData(
    FitInputs inputs,
    FitTargets targets,
    CachedShards shards,
    Survey survey,
    List<SourceFile> files,
    List<String> notes)
    implements AutoCloseable {

  @Override
  public void close() {
    shards.rdd().unpersist();
  }

  /** The columns as the model has them. */
  public InputSchema input() {
    return inputs.schema();
  }

  /** From features to what the network sees. */
  public Scaling scaling() {
    return inputs.scaling().scaling();
  }

  /** What the targets mean. */
  public TargetSchema target() {
    return targets.schema();
  }

  /** From targets to what the network is to output. */
  public TargetScaling targetScaling() {
    return targets.scaling();
  }

  /** The tree over the S shards. */
  public ReductionTree tree() {
    return shards.tree();
  }

  /** The data's fingerprint. */
  public DataFingerprint fingerprint() {
    return new DataFingerprint(
        tree().shards(),
        survey.rows(Part.TRAIN),
        survey.rows(Part.VALIDATION),
        survey.rows(Part.TEST),
        survey.checksums(),
        files.stream()
            .map(file -> new DataFile(file.path(), file.length(), file.modified()))
            .toList());
  }

  /** The first training rows, at most {@code most}, as the only shard of a set of their own. */
  public Shard head(int most) {
    int each = (most - 1) / tree().shards() + 1; // rows are dealt to the shards in turn
    return Shard.head(
        shards.rdd().map(group -> group.shard(Part.TRAIN).head(each)).collect(), most);
  }

  /** The metric that serves as the accuracy of its models. */
  public String accuracyName() {
    return target().task() == Task.REGRESSION ? "R²" : "accuracy";
  }

  /** Whether there are rows to evaluate on. */
  public boolean isEvaluated() {
    return !evaluated().isEmpty();
  }

  /** The parts that have rows to evaluate on. */
  List<Part> evaluated() {
    return List.of(Part.VALIDATION, Part.TEST).stream()
        .filter(part -> survey.rows(part) > 0)
        .toList();
  }

  /**
   * Prepares data.
   *
   * @throws BadInputException naming the first place where it is invalid
   */
  public static FitData prepare(
      JavaSparkContext context, Sources sources, Preparation preparation) {
    return new FitPreparation(context, sources, preparation).run();
  }
}
