package org.lockstep.spark.fit;

import java.util.Optional;

/**
 * Over how many shards and tasks rows are spread.
 *
 * @param tasks the most to use; empty: one for each core
 */
public record Spread(ShardCount shards, Optional<Integer> tasks) {}
