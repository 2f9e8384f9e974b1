package org.lockstep.model.generate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.random.RandomStream;
import org.lockstep.model.random.RandomStream.Purpose;

/**
 * A synthetic data set. Each row is a pure function of (kind, seed, row) and of the targets' range
 * over all rows, so any part of the set can be generated anywhere, in any order.
 */
public final class SyntheticRows implements Serializable {
  private static final long serialVersionUID = 1L;

  /** About a terabyte of text. Far larger sets would have too many chunks to count. */
  static final long MOST_ROWS = 10_000_000_000L;

  private final SyntheticKind kind;
  private final long rows;
  private final long seed;
  private final int classes;
  private final TargetRange range; // of each target over all rows; null if not needed

  /**
   * Creates a set. If the kind needs the range of the targets, this generates all rows once, on all
   * cores of this JVM.
   *
   * @param classes K, for {@link SyntheticKind#CLASSES}
   * @throws BadInputException if there is no such set
   */
  public SyntheticRows(SyntheticKind kind, long rows, long seed, int classes) {
    check(kind, rows, classes, name -> name);
    this.kind = kind;
    this.rows = rows;
    this.seed = seed;
    this.classes = classes;
    this.range = kind.needsRange() ? rangeOfAll() : null;
  }

  /**
   * Checks that there is such a set, without generating it.
   *
   * @param placeOf maps {@code rows} or {@code classes} to the place where the user wrote its value
   * @throws BadInputException if there is no such set
   */
  public static void check(
      SyntheticKind kind, long rows, int classes, UnaryOperator<String> placeOf) {
    // A single row's targets have no range, and a single class leaves nothing to learn.
    long fewest = kind == SyntheticKind.LINEAR ? 1 : 2;
    if (rows < fewest) {
      throw BadInputException.at(placeOf.apply("rows"), "at least " + fewest, Long.toString(rows));
    }
    if (rows > MOST_ROWS) {
      throw BadInputException.at(
          placeOf.apply("rows"), "at most " + MOST_ROWS, Long.toString(rows));
    }
    if (classes < 2) {
      throw BadInputException.at(placeOf.apply("classes"), "at least 2", Integer.toString(classes));
    }
  }

  private TargetRange rangeOfAll() {
    return LongStream.range(0, rows)
        .parallel()
        .collect(
            () -> new TargetRange(kind.targets()),
            (seen, row) -> seen.add(rawTargets(row, new double[kind.features()])),
            TargetRange::merge);
  }

  /** The number of rows. */
  public long rows() {
    return rows;
  }

  /** The kind of the set. */
  public SyntheticKind kind() {
    return kind;
  }

  /** The names of the columns: features, then targets. */
  public List<String> columns() {
    List<String> names = new ArrayList<>(kind.featureNames());
    names.addAll(kind.targetNames());
    return names;
  }

  /**
   * The values of a row, in the order of {@link #columns}.
   *
   * @param row from 0
   */
  public double[] row(long row) {
    double[] values = new double[kind.features() + kind.targets()];
    double[] targets = rawTargets(row, values);
    for (int k = 0; k < targets.length; k++) {
      values[kind.features() + k] = target(k, targets[k]);
    }
    return values;
  }

  /**
   * The row as a line of a CSV file. Numbers are written so that reading them gives the same bits.
   */
  public String line(long row) {
    double[] values = row(row);
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < values.length; column++) {
      line.append(column == 0 ? "" : ",");
      if (kind.isOfClasses() && column == kind.features()) {
        line.append((int) values[column]);
      } else {
        line.append(values[column]);
      }
    }
    return line.toString();
  }

  /** Fills in the features and returns the targets before scaling or cutting. */
  private double[] rawTargets(long row, double[] features) {
    RandomStream random = new RandomStream(Purpose.SYNTHETIC_ROW, seed, row, 0, 0);
    if (kind == SyntheticKind.PARTICLES) {
      return new double[] {Collision.fill(random, row, features)};
    }
    for (int j = 0; j < kind.features(); j++) {
      features[j] = 5 * random.nextGaussian();
    }
    double[] targets = new double[kind.targets()];
    for (int k = 0; k < targets.length; k++) {
      targets[k] = kind.noiseless(k, features) + random.nextGaussian();
    }
    return targets;
  }

  private double target(int k, double raw) {
    return switch (kind) {
      case LINEAR, PARTICLES -> raw;
      // Without the limit, the largest target would be a class of its own.
      case CLASSES -> Math.min(classes - 1, Math.floor(classes * range.share(k, raw)));
      case MULTI_LINEAR -> range.share(k, raw);
    };
  }
}
