/** Permutation importance and partial dependence over rows in shards, as jobs of Spark. */
package org.lockstep.spark.importance;
