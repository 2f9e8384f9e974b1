package org.lockstep.spark.read.items;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.read.source.FileHead;
import org.lockstep.spark.table.SourceFile;

/**
 * An IDX file whose header and length were checked.
 *
 * @param items where the items are in it
 */
record IdxFile(SourceFile file, IdxHeader header, ItemFile items) {
  /**
   * Opens a file. Only the header of a gzipped file is unpacked here; {@link ItemCheck} does the
   * rest.
   *
   * @param name the file's name, for messages
   * @throws BadInputException if it is not IDX, or cannot be as long as its header says
   */
  static IdxFile open(Configuration configuration, SourceFile file, String name) {
    try {
      boolean gzip = FileHead.isGzip(configuration, file);
      IdxHeader header =
          IdxHeader.parse(FileHead.bytes(configuration, file, name, IdxHeader.LONGEST), name);
      ItemFile items =
          new ItemFile(
              new Container(file.path(), name, gzip ? Packing.GZIP : Packing.NONE, ""),
              new ItemLayout(
                  header.headerBytes(),
                  header.itemBytes(),
                  header.items(),
                  header.itemSize(),
                  header.type(),
                  false));
      long end = items.layout().end();
      if (!gzip && file.length() != end) {
        throw wrongLength(items, Long.toString(file.length()));
      }
      if (gzip && !Deflate.canHold(file.length(), end)) {
        throw wrongLength(items, "a gzip of " + file.length() + ", which cannot hold that many");
      }
      if (gzip && Deflate.isBomb(file.length(), end)) {
        throw BadInputException.at(name, Deflate.NO_BOMB, end + " bytes from " + file.length());
      }
      return new IdxFile(file, header, items);
    } catch (IOException e) {
      throw FileErrors.explain(file.path(), e);
    }
  }

  String name() {
    return items.name();
  }

  private static BadInputException wrongLength(ItemFile items, String found) {
    return BadInputException.at(items.name(), ItemCheck.expectedLength(items), found);
  }
}
