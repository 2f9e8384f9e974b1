package org.lockstep.spark.read.items;

import java.io.EOFException;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Words;
import org.lockstep.spark.files.Causes;
import org.lockstep.spark.table.Finding;
import scala.Tuple2;

/**
 * Checks files of items before their rows are used: a packed file must unpack to exactly the length
 * in its header (no more than that is ever unpacked), numbers must be finite, and labels that stand
 * for names must have one.
 *
 * @param names how many names the numbers stand for; 0 if they are plain numbers
 */
public record ItemCheck(ItemFile file, int names) implements Serializable {
  public boolean isNeeded() {
    return file.container().packing() != Packing.NONE
        || file.layout().type().hasInfinities()
        || names > 0;
  }

  /**
   * Checks what headers and files' lengths do not show.
   *
   * @throws BadInputException naming the file and the first bad item
   */
  public static void check(
      JavaSparkContext context,
      Broadcast<SerializableConfiguration> configuration,
      List<ItemCheck> checks) {
    List<ItemCheck> needed = checks.stream().filter(ItemCheck::isNeeded).toList();
    if (needed.isEmpty()) {
      return;
    }
    List<ItemRange> ranges = ItemRange.of(needed.stream().map(ItemCheck::file).toList());
    List<Tuple2<String, Finding>> findings =
        context
            .parallelize(ranges, ranges.size())
            .flatMap(range -> needed.get(range.file()).check(configuration.value().value(), range))
            .collect();
    if (!findings.isEmpty()) { // in the order of the ranges
      throw findings.get(0)._2().at(findings.get(0)._1());
    }
  }

  /** The first thing wrong in a range, with its place; empty if all is well. */
  public Iterator<Tuple2<String, Finding>> check(Configuration configuration, ItemRange range)
      throws ChecksumException {
    long item = range.from();
    try (ItemCursor cursor = ItemCursor.open(configuration, file, range.from())) {
      for (; item < range.to(); item++) {
        cursor.next();
        for (int i = 0; i < file.layout().itemSize(); i++) {
          double number = cursor.number(i);
          if (!Double.isFinite(number)) {
            return finding(placeOf(item), "finite numbers", Double.toString(number));
          }
          if (names > 0 && number >= names) {
            return finding(
                placeOf(item), "a label from 0 to " + (names - 1), Integer.toString((int) number));
          }
        }
      }
      boolean isToEnd = range.to() == file.items() && file.container().packing() != Packing.NONE;
      return isToEnd && !cursor.isAtEnd()
          ? finding(file.name(), expectedLength(file), "more than that")
          : List.<Tuple2<String, Finding>>of().iterator();
    } catch (EOFException e) {
      return finding(file.name(), expectedLength(file), "the end in item " + (item + 1));
    } catch (ChecksumException e) {
      throw e; // from the file system, which names the file; not the packing's own
    } catch (IOException e) {
      String kind =
          file.container().packing() == Packing.NONE
              ? "readable"
              : "whole " + Words.of(file.container().packing());
      return finding(file.name(), "a " + kind + " file", Causes.rootMessage(e));
    }
  }

  private String placeOf(long item) {
    return file.name() + ":item " + (item + 1);
  }

  private static Iterator<Tuple2<String, Finding>> finding(
      String place, String expected, String found) {
    return List.of(new Tuple2<>(place, new Finding(0, expected, found))).iterator();
  }

  /** The expected length, for messages. */
  static String expectedLength(ItemFile file) {
    return file.layout().end()
        + " bytes for "
        + file.items()
        + " items of "
        + file.layout().itemBytes();
  }
}
