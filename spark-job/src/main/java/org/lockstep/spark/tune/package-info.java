/** Random search around the preset tabular by successive halving. */
package org.lockstep.spark.tune;
