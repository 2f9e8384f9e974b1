/**
 * Files of numbers in which every row has the same length: IDX, CIFAR-10, HDF5, NumPy.
 *
 * <p>A format finds the place, length and type of its items in a header ({@code ItemFile}, {@code
 * StoredArray}); {@code ItemTable} reads ranges of them in tasks. Lengths are checked against the
 * file's before anything is allocated. A new format of this kind gives an {@code ItemFile} and
 * needs no Spark code.
 */
package org.lockstep.spark.read.items;
