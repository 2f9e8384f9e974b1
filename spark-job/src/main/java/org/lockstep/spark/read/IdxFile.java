package org.lockstep.spark.read;

import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.lockstep.model.error.BadInputException;

/**
 * An IDX file whose header and length were checked.
 *
 * @param name for messages
 */
record IdxFile(SourceFile file, String name, IdxHeader header, boolean gzip)
    implements Serializable {
  /** Deflate cannot shrink further than 1032 to 1. */
  private static final long GZIP_LIMIT = 1032;

  /**
   * Opens a file. Of a gzipped one only the header is unpacked here; {@link IdxCheck} does the
   * rest.
   *
   * @throws BadInputException if it is not IDX, or cannot be as long as its header says
   */
  static IdxFile open(Configuration configuration, SourceFile file, String name) {
    try {
      boolean gzip = FileHead.isGzip(configuration, file);
      IdxHeader header =
          IdxHeader.parse(FileHead.bytes(configuration, file, name, IdxHeader.LONGEST), name);
      if (!gzip && file.length() != header.fileBytes()) {
        throw wrongLength(name, header, Long.toString(file.length()));
      }
      if (gzip && header.fileBytes() / GZIP_LIMIT > file.length()) {
        throw wrongLength(
            name, header, "a gzip of " + file.length() + ", which cannot hold as many");
      }
      return new IdxFile(file, name, header, gzip);
    } catch (IOException e) {
      throw SourceFinder.explain(file.path(), e);
    }
  }

  /** The problem of a file whose length is not what its header says. */
  static BadInputException wrongLength(String name, IdxHeader header, String found) {
    return BadInputException.at(name, expectedLength(header), found);
  }

  static String expectedLength(IdxHeader header) {
    return header.fileBytes() + " bytes for " + header.items() + " items of " + header.itemBytes();
  }
}
