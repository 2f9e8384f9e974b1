/**
 * What a user decides about a training: each {@link org.lockstep.spark.settings.Setting} once, with
 * its name, type, default, check and help. The command line's options, {@code run.json}, what must
 * be the same when a run is resumed, the parameters of Spark ML and the page of options come from
 * there.
 */
package org.lockstep.spark.settings;
