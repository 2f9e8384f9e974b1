package org.lockstep.model.file;

import java.util.List;

/**
 * The data's fingerprint, by which the data is recognised.
 *
 * @param shards S, the number of logical shards that the rows are dealt to
 * @param trainRows rows to train on
 * @param validationRows rows to validate on
 * @param testRows rows to test on
 * @param checksums the CRC-32C of the rows in each shard, in the order of the shards
 * @param files the files that the rows came from
 */
public record DataFingerprint(
    int shards,
    long trainRows,
    long validationRows,
    long testRows,
    List<Integer> checksums,
    List<DataFile> files) {
  public DataFingerprint {
    checksums = List.copyOf(checksums);
    files = List.copyOf(files);
    if (shards < 1 || checksums.size() != shards) {
      throw new IllegalArgumentException(checksums.size() + " checksums of " + shards + " shards");
    }
  }

  /**
   * A file as it was when it was read.
   *
   * @param path fully qualified
   * @param length in bytes
   * @param modified in milliseconds since 1970
   */
  public record DataFile(String path, long length, long modified) {}
}
