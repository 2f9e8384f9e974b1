package org.lockstep.bench.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The sides of a comparison. */
public enum ComparedSide {
  /** {@code train} with its defaults. */
  DEFAULTS("Lockstep, defaults", List.of("train")),
  /** The preset for tables. */
  PRESET("Lockstep, `--preset tabular`", List.of("train", "--preset", "tabular")),
  /** The preset with everything its authors use. */
  FULL("Lockstep, `--preset tabular-full`", List.of("train", "--preset", "tabular-full")),
  /** Five networks of the simple preset together. */
  MEMBERS(
      "Lockstep, `--preset tabular --members 5`",
      List.of("train", "--preset", "tabular", "--members", "5")),
  /** A search around the preset; its best trial is trained as five networks. */
  TUNE(
      "Lockstep, `tune --minutes 10 --members 5`",
      List.of("tune", "--minutes", "10", "--members", "5")),
  /** scikit-learn's network. */
  SKLEARN("scikit-learn's MLP"),
  /** scikit-learn's boosted trees. */
  HISTGB("HistGradientBoosting"),
  /** XGBoost's boosted trees. */
  XGBOOST("XGBoost"),
  /** RealMLP-TD-S by its authors. */
  PYTABKIT("pytabkit's RealMLP-TD-S");

  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of strings
  private final List<String> command; // null except for Lockstep

  ComparedSide(String title, List<String> command) {
    this.title = title;
    this.command = command;
  }

  ComparedSide(String title) {
    this(title, null);
  }

  /** The name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name for people. */
  String title() {
    return title;
  }

  /** Whether it is Lockstep. */
  boolean isOurs() {
    return command != null;
  }

  /** For Lockstep, the command and its options besides data and target. */
  List<String> command() {
    return command;
  }

  /** The sides compared by default: all except the one that takes ten minutes. */
  public static List<ComparedSide> usual() {
    return Arrays.stream(values()).filter(side -> side != TUNE).toList();
  }
}
