/** From a table of rows to cached shards with a stable order. */
package org.lockstep.spark.shard;
