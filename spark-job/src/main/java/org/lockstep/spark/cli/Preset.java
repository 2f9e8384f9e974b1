package org.lockstep.spark.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lockstep.model.error.BadInputException;

/** Named jobs: options, in pairs of name and value, which the user's own override. */
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
   * A command line with the preset's options in place of {@code --preset NAME}, without those that
   * the user's own override. {@code train} without data means preset digits.
   */
  static List<String> expand(List<String> args) {
    if (args.isEmpty() || !args.get(0).equals("train")) {
      return args;
    }
    List<String> own = new ArrayList<>();
    List<Preset> presets = new ArrayList<>();
    for (int i = 1; i < args.size(); i++) {
      String arg = args.get(i);
      if (arg.equals(OPTION) && i + 1 < args.size()) {
        presets.add(named(args.get(++i)));
      } else if (arg.startsWith(OPTION + "=")) {
        presets.add(named(arg.substring(OPTION.length() + 1)));
      } else {
        own.add(arg);
      }
    }
    if (presets.size() > 1) {
      throw BadInputException.at(OPTION, "one preset", Integer.toString(presets.size()));
    }
    Set<String> overridden = overridden(own);
    if (presets.isEmpty() && !overridden.contains("--data")) {
      presets.add(DIGITS);
    }
    List<String> expanded = new ArrayList<>(List.of("train"));
    presets.forEach(preset -> expanded.addAll(preset.without(overridden)));
    expanded.addAll(own);
    return expanded;
  }

  private static Set<String> overridden(List<String> own) {
    Set<String> names = new HashSet<>();
    own.forEach(arg -> names.add(arg.replaceFirst("=.*", "")));
    if (names.contains("--test")) {
      names.add("--test-fraction"); // rows of their own instead
    }
    return names;
  }

  private List<String> without(Set<String> overridden) {
    String[] words = options.split(" ", -1);
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < words.length; i += 2) {
      if (!overridden.contains(words[i])) {
        kept.add(words[i]);
        kept.add(words[i + 1]);
      }
    }
    return kept;
  }

  private static Preset named(String name) {
    for (Preset preset : values()) {
      if (preset.name().equalsIgnoreCase(name)) {
        return preset;
      }
    }
    throw BadInputException.at(OPTION, "digits", BadInputException.quote(name));
  }
}
