package org.lockstep.spark.read.items;

/** How items are packed into a file. */
public enum Packing {
  /** Not packed: any item can be read without those before it. */
  NONE,
  /** The file is gzipped. */
  GZIP,
  /** Deflated, in an entry of a zip archive. */
  ZIP,
  /** In chunks of an HDF5 file, which can be compressed. */
  HDF5;

  /** Whether several tasks can share the file. */
  public boolean isSplittable() {
    return this == NONE || this == HDF5;
  }
}
