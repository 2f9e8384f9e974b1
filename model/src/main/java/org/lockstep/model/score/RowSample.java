package org.lockstep.model.score;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.lockstep.model.random.RandomStream;
import org.lockstep.model.random.RandomStream.Purpose;

/**
 * A sample of a regression's rows, for a picture: those with the smallest random numbers, each a
 * function of the row's index. So the choice does not depend on how rows are spread over tasks.
 */
final class RowSample implements Serializable {
  private static final long serialVersionUID = 1L;

  static final int MOST_ROWS = 2000;
  private static final long SEED = 0;

  private ArrayList<Row> rows = new ArrayList<>(); // at most twice as many as the sample keeps
  private transient RandomStream stream;

  /** A class rather than a record, for Kryo. */
  private static final class Row implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long place;
    private final long index;
    private final double[] actual;
    private final double[] predicted;

    Row(long place, long index, double[] actual, double[] predicted) {
      this.place = place;
      this.index = index;
      this.actual = actual;
      this.predicted = predicted;
    }

    long place() {
      return place;
    }

    long index() {
      return index;
    }
  }

  private static final Comparator<Row> BY_PLACE =
      Comparator.comparingLong(Row::place).thenComparingLong(Row::index);

  void add(long index, double[] y, double[] a) {
    if (stream == null) {
      stream = new RandomStream(Purpose.SHOWN_ROWS, SEED, index, 0, 0);
    }
    stream.reset(Purpose.SHOWN_ROWS, SEED, index, 0, 0);
    rows.add(new Row(stream.nextLong(), index, y.clone(), a.clone()));
    if (rows.size() >= 2 * MOST_ROWS) {
      keepFew();
    }
  }

  void merge(RowSample other) {
    rows.addAll(other.rows);
    keepFew();
  }

  private void keepFew() {
    if (rows.size() > MOST_ROWS) {
      PriorityQueue<Row> kept = new PriorityQueue<>(BY_PLACE.reversed());
      for (Row row : rows) {
        kept.add(row);
        if (kept.size() > MOST_ROWS) {
          kept.poll();
        }
      }
      rows = new ArrayList<>(kept);
    }
  }

  /** The rows, in order of their index. */
  List<ScoreDetails.Shown> shown() {
    keepFew();
    return rows.stream()
        .sorted(Comparator.comparingLong(Row::index))
        .map(row -> new ScoreDetails.Shown(row.index, numbers(row.actual), numbers(row.predicted)))
        .toList();
  }

  private static List<Double> numbers(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
