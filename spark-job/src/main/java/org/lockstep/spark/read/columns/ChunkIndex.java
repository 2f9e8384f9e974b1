package org.lockstep.spark.read.columns;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.table.Finding;
import org.lockstep.spark.table.RowPlaces;
import org.lockstep.spark.table.SourceFile;
import org.lockstep.spark.table.TargetProfile;

/**
 * Where each chunk's rows begin, computed from the number of lines in the chunks before it: the
 * first row's index in the whole source and the first line's number in its file.
 */
public final class ChunkIndex implements RowPlaces {
  /** Words for the place of a line. */
  private interface Place {
    /**
     * What follows the file's name, as {@code :17}.
     *
     * @param file the path
     * @param line the line's number, from 0
     */
    String of(String file, long line);
  }

  /**
   * One chunk, as the second pass needs it.
   *
   * @param firstRow the index of its first row
   * @param lines its lines without the header and the blank end
   * @param rows how many of those lines are not left out
   * @param header how many lines come before its rows
   */
  public record Entry(long firstRow, long lines, long rows, int header) implements Serializable {}

  private final Source source;
  private final Place place;
  private final List<ChunkProfile> chunks;
  private final long[] firstLine;
  private final long[] firstRow;
  private final int[] header;
  private final int[] fileOrder;
  private final Map<String, Long> firstBlank = new HashMap<>();
  private long count;

  /**
   * The index of lines.
   *
   * @param before how many lines of a chunk come before its rows
   */
  public static ChunkIndex ofLines(
      Source source, ToIntFunction<Chunk> before, List<ChunkProfile> profiles) {
    return new ChunkIndex(source, (file, line) -> ":" + (line + 1), before, profiles);
  }

  /** The index of rows that are not lines. */
  public static ChunkIndex ofRows(Source source, List<ChunkProfile> profiles) {
    return ofRecords(source, (file, line) -> ":row " + (line + 1), profiles);
  }

  /**
   * The index of records whose place a function gives.
   *
   * @param place gives what follows a file's name, for its path and a record's number, from 0
   */
  public static ChunkIndex ofRecords(
      Source source, BiFunction<String, Long, String> place, List<ChunkProfile> profiles) {
    return new ChunkIndex(source, place::apply, chunk -> 0, profiles);
  }

  /** The index of rows in our own order: a row's number tells nobody where to look. */
  public static ChunkIndex ofContent(Source source, List<ChunkProfile> profiles) {
    return ofRecords(source, (file, line) -> "", profiles);
  }

  /** Puts the chunks in order: by file as the source lists them, then by position. */
  private ChunkIndex(
      Source source, Place place, ToIntFunction<Chunk> before, List<ChunkProfile> profiles) {
    this.source = source;
    this.place = place;
    Map<String, Integer> order = new HashMap<>();
    for (SourceFile file : source.files()) {
      order.put(file.path(), order.size());
    }
    chunks =
        profiles.stream()
            .sorted(
                Comparator.comparing((ChunkProfile chunk) -> order.get(chunk.file))
                    .thenComparing(chunk -> chunk.start))
            .toList();
    firstLine = new long[chunks.size()];
    firstRow = new long[chunks.size()];
    header = new int[chunks.size()];
    fileOrder = new int[chunks.size()];
    for (int i = 0; i < firstLine.length; i++) {
      ChunkProfile chunk = chunks.get(i);
      boolean sameFile = i > 0 && chunks.get(i - 1).file.equals(chunk.file);
      firstLine[i] = sameFile ? firstLine[i - 1] + chunks.get(i - 1).lines : 0;
      fileOrder[i] = order.get(chunk.file);
      int most = before.applyAsInt(new Chunk(chunk.file, chunk.start));
      header[i] = (int) Math.min(most, chunk.lines);
      if (chunk.firstBlank != ChunkProfile.NONE) {
        firstBlank.putIfAbsent(chunk.file, firstLine[i] + chunk.firstBlank);
      }
    }
    for (int i = 0; i < firstRow.length; i++) {
      firstRow[i] = count;
      count += rows(i);
    }
  }

  public List<ChunkProfile> chunks() {
    return chunks;
  }

  /** The single target in all rows; empty if it was not looked at or there is no row. */
  Optional<TargetProfile> targets() {
    TargetProfile all = null;
    for (int i = 0; i < firstRow.length; i++) {
      TargetProfile targets = chunks.get(i).targets();
      if (targets != null) {
        all = all == null ? new TargetProfile(targets.isText()) : all;
        all.append(targets, firstRow[i]);
      }
    }
    return Optional.ofNullable(all);
  }

  /** Whether a file begins with a header. */
  boolean hasHeader() {
    return Arrays.stream(header).anyMatch(lines -> lines > 0);
  }

  /** The number of rows left out. */
  public long dropped() {
    return chunks.stream().mapToLong(chunk -> chunk.dropped() - chunk.continued()).sum();
  }

  /** The number of rows. */
  public long count() {
    return count;
  }

  /** The first blank line with a filled line after it. */
  private Optional<LinePlace> innerBlank() {
    for (int i = 0; i < firstLine.length; i++) {
      ChunkProfile chunk = chunks.get(i);
      Long blank = firstBlank.get(chunk.file);
      if (blank != null
          && chunk.lastFilled != ChunkProfile.NONE
          && firstLine[i] + chunk.lastFilled > blank) {
        return Optional.of(new LinePlace(fileOrder[i], chunk.file, blank));
      }
    }
    return Optional.empty();
  }

  /**
   * Fails with the source's first problem if there is one.
   *
   * @param problems gives the problems of a chunk
   */
  public void failOnFirst(Function<ChunkProfile, List<Finding>> problems) {
    Optional<LinePlace> first = innerBlank();
    Finding problem = null;
    for (int i = 0; i < chunks.size(); i++) {
      for (Finding own : problems.apply(chunks.get(i))) {
        LinePlace at = place(i, own.position);
        if (first.isEmpty() || at.compareTo(first.get()) < 0) {
          first = Optional.of(at);
          problem = own;
        }
      }
    }
    if (first.isPresent()) {
      String words = words(first.get());
      throw problem == null
          ? BadInputException.at(words, "a row of data", "an empty line")
          : problem.at(words);
    }
  }

  /** The place of a line of a chunk. */
  private LinePlace place(int chunk, long line) {
    return new LinePlace(fileOrder[chunk], chunks.get(chunk).file, firstLine[chunk] + line);
  }

  /** A line: smaller is earlier in the source. {@code line} counts from 0. */
  private record LinePlace(int fileOrder, String file, long line) implements Comparable<LinePlace> {
    @Override
    public int compareTo(LinePlace other) {
      int byFile = Integer.compare(fileOrder, other.fileOrder);
      return byFile != 0 ? byFile : Long.compare(line, other.line);
    }
  }

  /** A line's place as a user would look for it. */
  private String words(LinePlace line) {
    return source.nameOf(line.file()) + place.of(line.file(), line.line());
  }

  /** The chunks for the second pass. */
  public Map<Chunk, Entry> entries() {
    Map<Chunk, Entry> entries = new HashMap<>();
    for (int i = 0; i < firstRow.length; i++) {
      ChunkProfile chunk = chunks.get(i);
      entries.put(
          new Chunk(chunk.file, chunk.start), new Entry(firstRow[i], lines(i), rows(i), header[i]));
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
    return words(place(chunk, chunks.get(chunk).line(row - firstRow[chunk], header[chunk])));
  }

  private long rows(int i) {
    return lines(i) - chunks.get(i).dropped();
  }

  private long lines(int i) {
    ChunkProfile chunk = chunks.get(i);
    Long blank = firstBlank.get(chunk.file);
    long end = blank == null ? chunk.lines : Math.min(chunk.lines, blank - firstLine[i]);
    return Math.max(0, end - header[i]);
  }
}
