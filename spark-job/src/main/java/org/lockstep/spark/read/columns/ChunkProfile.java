package org.lockstep.spark.read.columns;

import java.io.Serializable;
import org.lockstep.spark.table.Finding;
import org.lockstep.spark.table.TargetProfile;
import org.roaringbitmap.RoaringBitmap;

/**
 * What one chunk of a source of lines holds. Lines are counted from 0 in the chunk. It travels from
 * a task to the driver, so it is a class and not a record, which Kryo cannot carry.
 */
public final class ChunkProfile implements Serializable {
  private static final long serialVersionUID = 1L;
  static final long NONE = -1;

  final String file;
  final long start;

  /** All lines, including the header and blank lines. */
  long lines;

  long firstBlank = NONE;
  long lastFilled = NONE;

  /** In LibSVM's format, the largest index. */
  public int largestIndex;

  /** In LibSVM's format, how many values are not 0. */
  public long entries;

  /** The first thing wrong in this chunk by itself; null if nothing. */
  public Finding problem;

  /** What each column holds; null for ignored columns. */
  public final ColumnProfile[] columns;

  private RoaringBitmap dropped; // lines that are left out; null for none
  private long continued; // of these, lines that continue the row above
  private long rows; // rows whose target was looked at
  private TargetProfile targets; // null before the first

  ChunkProfile(Chunk chunk, ColumnProfile[] columns) {
    file = chunk.file();
    start = chunk.start();
    this.columns = columns;
  }

  /** Whether the chunk begins its file and has fewer lines than this. */
  public boolean beginsWithFewerThan(int some) {
    return start == 0 && lines < some;
  }

  /** Notes where lines are blank. */
  public void sawLine(long line, boolean isBlank) {
    if (!isBlank) {
      lastFilled = line;
    } else if (firstBlank == NONE) {
      firstBlank = line;
    }
  }

  /** Notes a line that continues the row above it and is not a row itself. */
  public void goOn(long line) {
    drop(line);
    continued++;
  }

  /** Leaves a line out. */
  void drop(long line) {
    if (dropped == null) {
      dropped = new RoaringBitmap();
    }
    dropped.add(Math.toIntExact(line));
  }

  /** Looks at the target of the next row: a text, or a number if the text is null. */
  void addTarget(String text, double number) {
    if (targets == null) {
      targets = new TargetProfile(text != null);
    }
    if (text == null) {
      targets.add(rows, number);
    } else {
      targets.add(rows, text);
    }
    rows++;
  }

  /** The single target, in rows counted from 0; null if there is none. */
  TargetProfile targets() {
    return targets;
  }

  /** How many of the lines that are left out belong to rows above them. */
  long continued() {
    return continued;
  }

  /** How many lines are left out. */
  long dropped() {
    return dropped == null ? 0 : dropped.getLongCardinality();
  }

  /**
   * The line of a row.
   *
   * @param row the row's number from 0, not counting lines left out
   * @param header how many lines come before the rows
   */
  long line(long row, int header) {
    long line = row + header;
    if (dropped != null) {
      for (long before = -1, left = 0; left != before; line = row + header + left) {
        before = left;
        left = dropped.rankLong(Math.toIntExact(line));
      }
    }
    return line;
  }
}
