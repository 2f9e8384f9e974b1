/**
 * The settings of a training. Each {@link org.lockstep.spark.settings.Setting} is defined once,
 * with its name, type, default, check and help. The command line's options, {@code run.json}, the
 * check of a resumed run, the Spark ML parameters and the page of options come from these
 * definitions.
 */
package org.lockstep.spark.settings;
