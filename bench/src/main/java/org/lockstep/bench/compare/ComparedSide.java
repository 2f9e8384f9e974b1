package org.lockstep.bench.compare;

import java.util.List;
import java.util.Locale;

/** Who is compared. */
public enum ComparedSide {
  /** {@code train} as it is. */
  DEFAULTS("Lockstep, defaults", List.of()),
  /** The preset for tables. */
  PRESET("Lockstep, `--preset tabular`", List.of("--preset", "tabular")),
  /** Five of them together. */
  MEMBERS("the same, `--members 5`", List.of("--preset", "tabular", "--members", "5")),
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
  private final List<String> options; // null for others than Lockstep

  ComparedSide(String title, List<String> options) {
    this.title = title;
    this.options = options;
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
    return options != null;
  }

  /** Options of {@code train}, of ours. */
  List<String> options() {
    return options;
  }
}
