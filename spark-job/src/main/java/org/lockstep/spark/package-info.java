/** Training on Spark: the entry point. Data flows read, shard, engine, train, log and io. */
package org.lockstep.spark;
