package org.lockstep.bench.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Who is compared. */
public enum ComparedSide {
  /** {@code train} as it is. */
  DEFAULTS("Lockstep, defaults", List.of("train")),
  /** The preset for tables. */
  PRESET("Lockstep, `--preset tabular`", List.of("train", "--preset", "tabular")),
  /** The preset with all that its authors have. */
  FULL("Lockstep, `--preset tabular-full`", List.of("train", "--preset", "tabular-full")),
  /** Five of the simple one together. */
  MEMBERS(
      "Lockstep, `--preset tabular --members 5`",
      List.of("train", "--preset", "tabular", "--members", "5")),
  /** A search around the preset, whose best is trained as five. */
  TUNE(
      "Lockstep, `tune --minutes 10 --members 5`",
      List.of("tune", "--minutes", "10", "--members", "5")),
  /** scikit-learn's network. */
  SKLEARN("scikit-learn's MLP"),
  /** scikit-learn's boosted trees. */
  HISTGB("HistGradientBoosting"),
  /** XGBoost's. */
  XGBOOST("XGBoost"),
  /** RealMLP-TD-S of its authors. */
  PYTABKIT("pytabkit's RealMLP-TD-S");

  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of strings
  private final List<String> command; // null for others than Lockstep

  ComparedSide(String title, List<String> command) {
    this.title = title;
    this.command = command;
  }

  ComparedSide(String title) {
    this(title, null);
  }

  /** As on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For people. */
  String title() {
    return title;
  }

  /** Whether it is Lockstep. */
  boolean isOurs() {
    return command != null;
  }

  /** Of ours, the command and what it is told beside data and target. */
  List<String> command() {
    return command;
  }

  /** Those that are compared unless others are named: all but the one that takes ten minutes. */
  public static List<ComparedSide> usual() {
    return Arrays.stream(values()).filter(side -> side != TUNE).toList();
  }
}
