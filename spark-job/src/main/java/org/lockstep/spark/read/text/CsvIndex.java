package org.lockstep.spark.read.text;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.table.RowPlaces;
import org.lockstep.spark.table.SourceFile;

/**
 * Where each chunk's rows begin, from how many lines the chunks before it have: the first row's
 * index in the whole source and the first line's number in its file.
 */
public final class CsvIndex implements RowPlaces {
  /**
   * One chunk, as the second pass needs it.
   *
   * @param firstRow the index of its first row
   * @param rows how many rows it holds: its lines without header and blank end
   * @param header 1 if its first line is a header, else 0
   */
  record Entry(long firstRow, long rows, int header) implements Serializable {}

  private final Source source;
  private final List<CsvProfile> chunks;
  private final long[] firstLine;
  private final long[] firstRow;
  private final int[] header;
  private final int[] fileOrder;
  private final Map<String, Long> firstBlank = new HashMap<>();
  private long count;

  /** Puts the chunks in order: by file as the source lists them, then by position. */
  CsvIndex(Source source, CsvChecks checks, List<CsvProfile> profiles) {
    this.source = source;
    Map<String, Integer> order = new HashMap<>();
    for (SourceFile file : source.files()) {
      order.put(file.path(), order.size());
    }
    chunks =
        profiles.stream()
            .sorted(
                Comparator.comparing((CsvProfile chunk) -> order.get(chunk.file))
                    .thenComparing(chunk -> chunk.start))
            .toList();
    firstLine = new long[chunks.size()];
    firstRow = new long[chunks.size()];
    header = new int[chunks.size()];
    fileOrder = new int[chunks.size()];
    for (int i = 0; i < firstLine.length; i++) {
      CsvProfile chunk = chunks.get(i);
      boolean sameFile = i > 0 && chunks.get(i - 1).file.equals(chunk.file);
      firstLine[i] = sameFile ? firstLine[i - 1] + chunks.get(i - 1).lines : 0;
      fileOrder[i] = order.get(chunk.file);
      header[i] = checks.isHeader(new CsvLines.Chunk(chunk.file, chunk.start), 0) ? 1 : 0;
      if (chunk.firstBlank != CsvProfile.NONE) {
        firstBlank.putIfAbsent(chunk.file, firstLine[i] + chunk.firstBlank);
      }
    }
    for (int i = 0; i < firstRow.length; i++) {
      firstRow[i] = count;
      count += rows(i);
    }
  }

  List<CsvProfile> chunks() {
    return chunks;
  }

  /** All rows. */
  public long count() {
    return count;
  }

  /** The first blank line with a filled line after it. */
  Optional<LinePlace> innerBlank() {
    for (int i = 0; i < firstLine.length; i++) {
      CsvProfile chunk = chunks.get(i);
      Long blank = firstBlank.get(chunk.file);
      if (blank != null
          && chunk.lastFilled != CsvProfile.NONE
          && firstLine[i] + chunk.lastFilled > blank) {
        return Optional.of(new LinePlace(fileOrder[i], chunk.file, blank));
      }
    }
    return Optional.empty();
  }

  /** The place of a line of a chunk. */
  LinePlace place(int chunk, long line) {
    return new LinePlace(fileOrder[chunk], chunks.get(chunk).file, firstLine[chunk] + line);
  }

  /** A line: smaller is earlier in the source. {@code line} counts from 0. */
  record LinePlace(int fileOrder, String file, long line) implements Comparable<LinePlace> {
    @Override
    public int compareTo(LinePlace other) {
      int byFile = Integer.compare(fileOrder, other.fileOrder);
      return byFile != 0 ? byFile : Long.compare(line, other.line);
    }
  }

  /** A line's place as a user looks for it. */
  String words(LinePlace place) {
    return source.nameOf(place.file()) + ":" + (place.line() + 1);
  }

  /** The chunks for the second pass. */
  Map<CsvLines.Chunk, Entry> entries() {
    Map<CsvLines.Chunk, Entry> entries = new HashMap<>();
    for (int i = 0; i < firstRow.length; i++) {
      CsvProfile chunk = chunks.get(i);
      entries.put(
          new CsvLines.Chunk(chunk.file, chunk.start), new Entry(firstRow[i], rows(i), header[i]));
    }
    return entries;
  }

  @Override
  public String placeOf(long row) {
    if (row < 0 || row >= count) {
      throw new IndexOutOfBoundsException("row " + row + " of " + count);
    }
    int found = Arrays.binarySearch(firstRow, row);
    int chunk = found >= 0 ? found : -found - 2;
    // Chunks without rows share their first row with the next.
    while (rows(chunk) == 0 || firstRow[chunk] + rows(chunk) <= row) {
      chunk++;
    }
    return words(place(chunk, header[chunk] + row - firstRow[chunk]));
  }

  private long rows(int i) {
    CsvProfile chunk = chunks.get(i);
    Long blank = firstBlank.get(chunk.file);
    long end = blank == null ? chunk.lines : Math.min(chunk.lines, blank - firstLine[i]);
    return Math.max(0, end - header[i]);
  }
}
