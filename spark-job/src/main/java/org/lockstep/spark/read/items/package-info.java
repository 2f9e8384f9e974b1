/** Files of numbers in which every row has the same length, whatever their format. */
package org.lockstep.spark.read.items;
