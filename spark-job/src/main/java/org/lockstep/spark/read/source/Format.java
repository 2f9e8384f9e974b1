package org.lockstep.spark.read.source;

/** The file formats a user can name. */
public enum Format {
  /** Text, fields separated by commas. */
  CSV,
  /** Parquet: a vector column, or columns of numbers and text. */
  PARQUET,
  /** The layout of MNIST's files: images and labels, plain or gzipped. */
  IDX,
  /** Sparse text, {@code label index:value ...}. */
  LIBSVM,
  /** CIFAR-10's binary batches. */
  CIFAR10,
  /** HDF5's data sets. */
  HDF5,
  /** NumPy's arrays, zipped or one alone. */
  NPZ,
  /** A folder, or a zip archive, of images by class. */
  IMAGES
}
