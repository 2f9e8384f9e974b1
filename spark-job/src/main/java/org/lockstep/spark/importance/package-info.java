/**
 * Permutation importance and partial dependence over rows in shards, as Spark jobs.
 *
 * <p>Rows are dealt to blocks that spread over the whole table ({@code BlockLayout}); a task
 * computes blocks, and only sums reach the driver, so that results do not depend on the number of
 * tasks. The computation itself is in {@code org.lockstep.model.importance}.
 */
package org.lockstep.spark.importance;
