package org.lockstep.spark.cli;

import java.util.ArrayList;
import java.util.List;
import org.lockstep.model.error.BadInputException;

/** Named jobs: options that stand before the user's own, which override them. */
enum Preset {
  /**
   * The reference job: the embedded 1797 digits, a random 60/40 split, standardised, 64-50-10 with
   * relu and softmax, full batch.
   */
  DIGITS(
      "--data builtin:digits --test-fraction 0.4 --scale standard --hidden 50 --activation relu"
          + " --output-activation softmax --init normal:0.01 --optimizer sgd --learning-rate 0.03"
          + " --batch-size full --epochs 1000 --output runs/digits");

  /** The option that names one. */
  static final String OPTION = "--preset";

  private final String options;

  Preset(String options) {
    this.options = options;
  }

  /**
   * A command line with the preset's options in place of {@code --preset NAME}, before the user's
   * own. {@code train} without data means preset digits.
   */
  static List<String> expand(List<String> args) {
    if (args.isEmpty() || !args.get(0).equals("train")) {
      return args;
    }
    List<String> own = new ArrayList<>();
    Preset preset = null;
    boolean hasData = false;
    for (int i = 1; i < args.size(); i++) {
      String arg = args.get(i);
      if (arg.equals(OPTION) && i + 1 < args.size()) {
        preset = named(args.get(++i));
      } else if (arg.startsWith(OPTION + "=")) {
        preset = named(arg.substring(OPTION.length() + 1));
      } else {
        own.add(arg);
        hasData |= arg.equals("--data") || arg.startsWith("--data=");
      }
    }
    if (preset == null && !hasData) {
      preset = DIGITS;
    }
    List<String> expanded = new ArrayList<>(List.of("train"));
    if (preset != null) {
      expanded.addAll(List.of(preset.options.split(" ", -1)));
    }
    expanded.addAll(own);
    return expanded;
  }

  private static Preset named(String name) {
    for (Preset preset : values()) {
      if (preset.name().equalsIgnoreCase(name)) {
        return preset;
      }
    }
    throw BadInputException.at("--preset", "digits", BadInputException.quote(name));
  }
}
