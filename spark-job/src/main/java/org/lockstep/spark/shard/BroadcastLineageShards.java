package org.lockstep.spark.shard;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.Dependency;
import org.apache.spark.NarrowDependency;
import org.apache.spark.Partition;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.BlockManagerId;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Shards that do not ship their lineage with every task. Spark sends an RDD and everything it is
 * computed from to every task of every job. For shards that is a whole query plan, and sending it
 * thousands of times costs more than small steps. Here the recipe is broadcast once, and only a
 * task whose shard has gone from the cache reads it. The driver still knows the parents, so it
 * schedules, places and recomputes as for any RDD.
 *
 * <p>The shards are meant to be persisted: each {@link #compute} runs the recipe.
 */
final class BroadcastLineageShards extends RDD<ShardGroup> {
  private static final long serialVersionUID = 1L;
  private static final ClassTag<ShardGroup> TAG = ClassTag$.MODULE$.apply(ShardGroup.class);

  private final transient RDD<ShardGroup> parent;
  private final transient List<String> executors; // as Spark task locations
  private final Broadcast<byte[]> recipe;
  private List<Integer> checksums = List.of(); // of each shard, once they are known
  private String source = "";

  private BroadcastLineageShards(
      RDD<ShardGroup> parent, List<String> executors, Broadcast<byte[]> recipe) {
    super(parent.sparkContext(), dependencies(parent), TAG);
    this.parent = parent;
    this.executors = executors;
    this.recipe = recipe;
  }

  /** The same shards, to be persisted and used in many jobs. */
  static JavaRDD<ShardGroup> of(JavaRDD<ShardGroup> shards) {
    RDD<ShardGroup> parent = shards.rdd();
    parent.partitions(); // computed here, once
    decideDependencies(parent);
    ByteBuffer bytes =
        SparkEnv.get()
            .closureSerializer()
            .newInstance()
            .serialize(parent, ClassTag$.MODULE$.apply(RDD.class));
    byte[] recipe = new byte[bytes.remaining()];
    bytes.get(recipe);
    Broadcast<byte[]> shared =
        parent.sparkContext().broadcast(recipe, ClassTag$.MODULE$.apply(byte[].class));
    return new BroadcastLineageShards(parent, executors(), shared).toJavaRDD();
  }

  /**
   * Makes each RDD compute its dependencies now. An RDD after a shuffle can find its dependency
   * only on the driver, and carries it to the tasks.
   */
  private static void decideDependencies(RDD<?> rdd) {
    CollectionConverters.asJava(rdd.dependencies())
        .forEach(
            dependency -> {
              if (dependency instanceof NarrowDependency<?> narrow) {
                decideDependencies(narrow.rdd());
              }
            });
  }

  /** Requires recomputed shards to have these checksums, in every job from now on. */
  void pin(List<Integer> known, String name) {
    checksums = List.copyOf(known);
    source = name;
  }

  @Override
  public Partition[] getPartitions() {
    return Arrays.stream(parent.partitions()).map(LeanPartition::new).toArray(Partition[]::new);
  }

  /** The current executors, ordered by id; none in local mode. */
  @SuppressWarnings("deprecation") // the replacement is meant for Scala code
  private static List<String> executors() {
    return scala.collection.JavaConverters.asJavaCollection(
            SparkEnv.get().blockManager().master().getMemoryStatus().keys())
        .stream()
        .filter(manager -> !manager.isDriver())
        .sorted(
            Comparator.comparing((BlockManagerId manager) -> manager.executorId().length())
                .thenComparing(BlockManagerId::executorId))
        .map(manager -> "executor_" + manager.host() + "_" + manager.executorId())
        .toList();
  }

  /**
   * Prefers the same executor for neighbouring shards, so that their sums can be added there. This
   * is only a preference: if it cannot be met, Spark places the shards elsewhere.
   */
  @Override
  public Seq<String> getPreferredLocations(Partition split) {
    int shards = parent.getNumPartitions();
    List<String> wish =
        executors.isEmpty()
            ? List.of()
            : List.of(executors.get((int) ((long) split.index() * executors.size() / shards)));
    return CollectionConverters.asScala(wish).toList();
  }

  @Override
  public scala.collection.Iterator<ShardGroup> compute(Partition split, TaskContext context) {
    RDD<ShardGroup> restored =
        SparkEnv.get()
            .closureSerializer()
            .newInstance()
            .deserialize(
                ByteBuffer.wrap(recipe.value()),
                Thread.currentThread().getContextClassLoader(),
                ClassTag$.MODULE$.apply(RDD.class));
    scala.collection.Iterator<ShardGroup> made;
    try {
      made = restored.iterator(((LeanPartition) split).parent, context);
    } catch (Throwable t) { // Scala code can throw undeclared exceptions
      if (t instanceof ShardedRows.UnexpectedRowException && !checksums.isEmpty()) {
        throw changed(split.index());
      }
      throw ShardFailure.of("shard " + split.index(), t);
    }
    return checksums.isEmpty() ? made : CollectionConverters.asScala(checked(made));
  }

  private Iterator<ShardGroup> checked(scala.collection.Iterator<ShardGroup> made) {
    List<ShardGroup> groups = new ArrayList<>(1);
    while (made.hasNext()) {
      ShardGroup group = made.next();
      if (group.checksum() != checksums.get(group.index())) {
        throw changed(group.index());
      }
      groups.add(group);
    }
    return groups.iterator();
  }

  private BadInputException changed(int shard) {
    return BadInputException.at(
        source,
        "the rows that the run started with",
        Text.format("different ones when shard %d was read again", shard));
  }

  private static Seq<Dependency<?>> dependencies(RDD<ShardGroup> parent) {
    return CollectionConverters.asScala(List.<Dependency<?>>of(new DriverSideDependency(parent)))
        .toList();
  }

  /** A one-to-one dependency that only the driver knows. */
  private static final class DriverSideDependency extends NarrowDependency<ShardGroup> {
    private static final long serialVersionUID = 1L;

    private final transient RDD<ShardGroup> parent;

    DriverSideDependency(RDD<ShardGroup> parent) {
      super(null); // an RDD passed here would travel with the tasks
      this.parent = parent;
    }

    @Override
    public RDD<ShardGroup> rdd() {
      return parent;
    }

    @Override
    public Seq<Object> getParents(int partition) {
      return CollectionConverters.asScala(List.<Object>of(partition)).toList();
    }
  }

  private static final class LeanPartition implements Partition {
    private static final long serialVersionUID = 1L;

    private final Partition parent;

    LeanPartition(Partition parent) {
      this.parent = parent;
    }

    @Override
    public int index() {
      return parent.index();
    }

    @Override
    public int hashCode() {
      return index();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof LeanPartition that && that.index() == index();
    }
  }
}
