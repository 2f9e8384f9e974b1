package org.lockstep.spark.read;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.lockstep.model.error.BadInputException;

/**
 * Goes over an IDX file before its rows are used: a gzipped one must unpack to just the length its
 * header says (no more than that is ever unpacked), and its numbers must be finite.
 */
final class IdxCheck {
  private IdxCheck() {}

  /**
   * Checks what the header and the file's length do not tell.
   *
   * @throws BadInputException naming the file and the first bad item
   */
  static void check(
      JavaSparkContext context, Broadcast<SerializableConfiguration> configuration, IdxFile file) {
    boolean mayBeNotFinite =
        file.header().type() == IdxType.FLOAT || file.header().type() == IdxType.DOUBLE;
    if (!file.gzip() && !mayBeNotFinite) {
      return;
    }
    List<Finding> findings =
        context
            .parallelize(IdxRange.of(file.header(), file.gzip()))
            .flatMap(range -> check(configuration.value().value(), file, range).iterator())
            .collect();
    if (!findings.isEmpty()) {
      Finding first = findings.get(0);
      throw first.at(
          first.position < 0 ? file.name() : file.name() + ":item " + (first.position + 1));
    }
  }

  /** The first thing wrong in a range, if any; position -1 is the file as a whole. */
  private static List<Finding> check(Configuration configuration, IdxFile file, IdxRange range) {
    IdxHeader header = file.header();
    long item = range.from();
    try (IdxCursor cursor = new IdxCursor(configuration, file, range.from())) {
      for (; item < range.to(); item++) {
        cursor.next();
        for (int i = 0; i < header.itemSize(); i++) {
          if (!Double.isFinite(cursor.number(i))) {
            return List.of(new Finding(item, "finite numbers", Double.toString(cursor.number(i))));
          }
        }
      }
      if (range.to() == header.items() && !cursor.isAtEnd()) {
        return List.of(new Finding(-1, IdxFile.expectedLength(header), "more than that"));
      }
      return List.of();
    } catch (EOFException e) {
      return List.of(
          new Finding(-1, IdxFile.expectedLength(header), "the end in item " + (item + 1)));
    } catch (IOException e) {
      return List.of(new Finding(-1, "a whole gzip file", InputErrors.rootMessage(e)));
    }
  }
}
