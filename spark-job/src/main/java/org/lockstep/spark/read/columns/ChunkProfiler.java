package org.lockstep.spark.read.columns;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/**
 * The first pass over a source: one {@link ChunkProfile} per chunk. The rows end as {@link Chunk}
 * says.
 */
public abstract class ChunkProfiler implements FlatMapFunction<Iterator<Row>, ChunkProfile> {
  private static final long serialVersionUID = 1L;

  /** Looks at the lines of one task. */
  protected interface Look {
    /**
     * Looks at a line, or at a row that counts as one.
     *
     * @param profile the profile of its chunk, to add to
     * @param line the line's number in the chunk, from 0
     */
    void at(ChunkProfile profile, Chunk chunk, long line, Row row);
  }

  /** Returns a look; one for each task. */
  protected abstract Look look();

  /** Returns empty profiles for the columns of a chunk. */
  protected abstract ColumnProfile[] columns();

  @Override
  public final Iterator<ChunkProfile> call(Iterator<Row> rows) {
    Look look = look();
    List<ChunkProfile> profiles = new ArrayList<>();
    Chunk chunk = null;
    String encodedFile = null;
    ChunkProfile profile = null;
    while (rows.hasNext()) {
      Row row = rows.next();
      if (chunk == null || !chunk.holds(row, encodedFile)) {
        chunk = Chunk.of(row);
        encodedFile = Chunk.file(row);
        profile = new ChunkProfile(chunk, columns());
        profiles.add(profile);
      }
      look.at(profile, chunk, profile.lines++, row);
    }
    return profiles.iterator();
  }
}
