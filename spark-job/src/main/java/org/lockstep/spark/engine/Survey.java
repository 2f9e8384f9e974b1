package org.lockstep.spark.engine;

import java.io.Serializable;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.blas.BlasIdentity;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.reduce.ReductionTree;
import org.lockstep.model.shard.Moments;
import org.lockstep.model.shard.Shard;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.shard.ShardGroup;

/**
 * The first look at the shards, which also builds and caches them: how many rows each part has, the
 * statistics that scaling and class weights are fitted to, and what each host computes with.
 */
public final class Survey implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] rows = new long[Part.values().length];
  private final boolean[] weighs = new boolean[Part.values().length];
  private final TreeSet<HostReport> hosts = new TreeSet<>();
  private final TreeMap<Integer, Integer> checksums = new TreeMap<>(); // by shard
  private final long[] classCounts; // of training rows, or null
  private Moments moments; // of training rows, or null
  private Moments targetMoments; // of training rows, or null
  private JavaBytes<BadInputException> refusal; // of an executor, or null

  private Survey(int classes) {
    this.classCounts = classes > 0 ? new long[classes] : null;
  }

  /**
   * Surveys all shards in one job.
   *
   * @param categories by raw value of the training rows, how many categories it is an index of;
   *     null if nothing is fitted to the values
   * @param targetScale the target scaling to fit; none for none
   * @param classes the number of classes to count; 0 for none
   * @throws BadInputException if a native BLAS is required and an executor has none. Spark does not
   *     retry on another executor, where it might work
   */
  public static Survey of(
      JavaSparkContext context,
      JavaRDD<ShardGroup> shards,
      ReductionTree tree,
      BlasChoice blas,
      int[] categories,
      TargetScaling.Kind targetScale,
      int classes) {
    Survey survey =
        TreeJob.run(
                context,
                shards,
                tree,
                () -> {
                  try {
                    HostReport host = HostReport.ofThisJvm(blas);
                    return new TreeJob.Leaves<>(
                        group -> ofShard(group, host, categories, targetScale, classes),
                        Survey::merge);
                  } catch (BadInputException e) {
                    return new TreeJob.Leaves<>(group -> refused(e), Survey::merge);
                  }
                },
                Survey::merge)
            .value();
    if (survey.refusal != null) {
      throw survey.refusal.value();
    }
    return survey;
  }

  private static Survey refused(BadInputException refusal) {
    Survey survey = new Survey(0);
    survey.refusal = new JavaBytes<>(refusal);
    return survey;
  }

  private static Survey ofShard(
      ShardGroup group,
      HostReport host,
      int[] categories,
      TargetScaling.Kind targetScale,
      int classes) {
    Survey survey = new Survey(classes);
    for (Part part : Part.values()) {
      survey.rows[part.number()] = group.shard(part).rows();
      survey.weighs[part.number()] = group.shard(part).weighsAnything();
    }
    survey.hosts.add(host);
    survey.checksums.put(group.index(), group.checksum());
    Shard train = group.shard(Part.TRAIN);
    if (categories != null) {
      survey.moments = Moments.of(train, categories);
    }
    if (targetScale != TargetScaling.Kind.NONE) {
      survey.targetMoments = Moments.ofTargets(train, targetScale);
    }
    if (classes > 0) {
      train.countClasses(survey.classCounts);
    }
    return survey;
  }

  private Survey merge(Survey other) {
    if (refusal != null || other.refusal != null) {
      return refusal != null ? this : other; // the first by the order of shards
    }
    for (int part = 0; part < rows.length; part++) {
      rows[part] += other.rows[part];
      weighs[part] |= other.weighs[part];
    }
    hosts.addAll(other.hosts);
    checksums.putAll(other.checksums);
    moments = merged(moments, other.moments);
    targetMoments = merged(targetMoments, other.targetMoments);
    if (classCounts != null) {
      for (int c = 0; c < classCounts.length; c++) {
        classCounts[c] += other.classCounts[c];
      }
    }
    return this;
  }

  private static Moments merged(Moments left, Moments right) {
    return left == null ? right : right == null ? left : left.merge(right);
  }

  /** How many rows a part has. */
  public long rows(Part part) {
    return rows[part.number()];
  }

  /** Whether any row of a part weighs more than 0. */
  public boolean weighs(Part part) {
    return weighs[part.number()];
  }

  /** CRC-32C of each shard's rows, in the order of the shards. */
  public List<Integer> checksums() {
    return List.copyOf(checksums.values());
  }

  /** What the hosts compute with, sorted. */
  public SortedSet<HostReport> hosts() {
    return hosts;
  }

  /** Every BLAS in use; there is one if all hosts compute the same bits. */
  public SortedSet<BlasIdentity> blases() {
    return hosts.stream().map(HostReport::blas).collect(Collectors.toCollection(TreeSet::new));
  }

  /** The number of training rows of each class. */
  public long[] classCounts() {
    return classCounts;
  }

  /** The moments of the training rows; null if not requested. */
  public Moments moments() {
    return moments;
  }

  /** The moments of the training rows' targets; null if not requested. */
  public Moments targetMoments() {
    return targetMoments;
  }
}
