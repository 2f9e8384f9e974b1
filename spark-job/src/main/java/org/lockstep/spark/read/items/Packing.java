package org.lockstep.spark.read.items;

/** How items are packed into a file. */
public enum Packing {
  /** As they are: any item can be read without those before it. */
  NONE,
  /** The file is gzipped. */
  GZIP,
  /** Deflated, in an entry of a zip archive. */
  ZIP,
  /** In chunks of an HDF5 file, which are perhaps compressed. */
  HDF5;

  /** Whether several tasks can share the file. */
  public boolean isSplittable() {
    return this == NONE || this == HDF5;
  }
}
