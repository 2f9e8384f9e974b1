package org.lockstep.spark.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;
import org.lockstep.model.text.Words;

/**
 * Named jobs: options, in pairs of name and value, which the user's own override. {@code $DATA} is
 * the folder that the environment variable {@code LOCKSTEP_DATA} names, else {@code data}.
 */
enum Preset {
  /**
   * The embedded 1797 digits, a random 60/40 split, standardised, 64-50-10 with relu and softmax,
   * full batch.
   */
  DIGITS(
      "",
      "--data builtin:digits --test-fraction 0.4 --scale standard --hidden 50 --activation relu"
          + " --output-activation softmax --init normal:0.01 --optimizer sgd --learning-rate 0.03"
          + " --batch-size full --epochs 1000 --output runs/digits"),

  /** MNIST in file order, 784-100-10, sigmoid everywhere, squared error. */
  MNIST(
      "mnist",
      "--data $DATA/mnist/train-images-idx3-ubyte.gz --test $DATA/mnist/t10k-images-idx3-ubyte.gz"
          + " --scale unit --hidden 100 --activation sigmoid --output-activation sigmoid"
          + " --loss squared-error --init normal:0.01 --init-biases 0.01 --learning-rate 0.5"
          + " --batch-size 50 --shuffle none --epochs 30 --output runs/mnist"),

  /** CIFAR-10, 3072-100-10 with relu and softmax; the best of the validation rows is kept. */
  CIFAR10_SHALLOW(
      "cifar10",
      "--data $DATA/cifar10/data_batch_[1-5].bin --rows 0:49000 --validation-rows 49000:50000"
          + " --test $DATA/cifar10/test_batch.bin --test-rows 0:1000 --scale center --hidden 100"
          + " --activation relu --output-activation softmax --init normal:0.001 --l2 0.6"
          + " --learning-rate 0.001 --schedule exponential --decay 0.95 --batch-size 500"
          + " --epochs 21 --max-steps 2000 --keep best-accuracy --output runs/cifar10-shallow"),

  /** Five hidden layers that learn 50 images by heart: whether a deep network trains at all. */
  CIFAR10_DEEP(
      "cifar10",
      "--data $DATA/cifar10/data_batch_[1-5].bin --rows 0:50 --validation-rows 49000:50000"
          + " --scale standard --hidden 100,100,100,100,100 --activation relu"
          + " --output-activation softmax --init he --learning-rate 0.02 --batch-size 25"
          + " --epochs 20 --output runs/cifar10-deep"),

  /** Cats or not: HDF5, 12288-20-7-5-1, full batch, cross-entropy. */
  CATS(
      "cats",
      "--data $DATA/cat-noncat/train_catvnoncat.h5 --test $DATA/cat-noncat/test_catvnoncat.h5"
          + " --scale unit --hidden 20,7,5 --activation relu --output-activation sigmoid"
          + " --loss cross-entropy --init xavier --learning-rate 0.0075 --batch-size full"
          + " --epochs 2500 --seed 2 --output runs/cats"),

  /** Three linear targets at once by 6-7-5-3 without biases, one row a step, in order. */
  MULTI_LINEAR(
      "",
      "--data generated:multi-linear --target y1,y2,y3 --test-rows 8000:10000 --scale none"
          + " --hidden 7,5 --activation sigmoid --output-activation sigmoid --bias false"
          + " --init normal:1 --learning-rate 0.01 --batch-size 1 --shuffle none --epochs 10"
          + " --seed 2 --output runs/multi-linear");

  /** The option that names one. */
  static final String OPTION = "--preset";

  /** The environment variable that names the folder of data sets. */
  private static final String FOLDER = "LOCKSTEP_DATA";

  private static final Set<String> PARTS = Set.of("--test", "--validation");

  /** The commands that train, or do as if. */
  private static final Set<String> COMMANDS = Set.of("train", "gradcheck");

  private final String dataSet;
  private final String options;

  /**
   * A job.
   *
   * @param dataSet what {@code scripts/get-data} fetches for it; empty for none
   */
  Preset(String dataSet, String options) {
    this.dataSet = dataSet;
    this.options = options;
  }

  /** As on the command line. */
  String text() {
    return Words.of(this);
  }

  /** Every preset's name, separated by commas. */
  static String all() {
    return Words.all(Preset.class);
  }

  /** What to do where the data of a preset of this name is not there. */
  static Optional<String> hint(String name) {
    return Words.find(Preset.class, name)
        .filter(preset -> !preset.dataSet.isEmpty())
        .map(
            preset ->
                Text.format(
                    "; scripts/get-data %s fetches it, or %s names the folder of data sets",
                    preset.dataSet, FOLDER));
  }

  /**
   * A command line with the preset's options behind {@code --preset NAME}, without those that the
   * user's own override. {@code train} without data means preset digits.
   */
  static List<String> expand(List<String> args) {
    return expand(args, folder(), option -> true);
  }

  private static String folder() {
    return Optional.ofNullable(System.getenv(FOLDER)).orElse("data");
  }

  /** The same for a command that has only some of the options of {@code train}. */
  static List<String> expand(List<String> args, Predicate<String> known) {
    return expand(args, folder(), known);
  }

  /**
   * The same, for the data sets in this folder.
   *
   * @param known whether the command has an option of this name
   * @throws BadInputException for a name that no preset has, or several presets
   */
  static List<String> expand(List<String> args, String folder, Predicate<String> known) {
    if (args.isEmpty() || !COMMANDS.contains(args.get(0))) {
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
    List<String> expanded = new ArrayList<>(args.subList(0, 1));
    for (Preset preset : presets) {
      expanded.addAll(List.of(OPTION, preset.text()));
      expanded.addAll(preset.without(overridden, folder, known));
    }
    expanded.addAll(own);
    return expanded;
  }

  /** The options that the user's own make void: themselves, and other ways to say the same. */
  private static Set<String> overridden(List<String> own) {
    Set<String> names = new HashSet<>();
    own.forEach(arg -> names.add(arg.replaceFirst("=.*", "")));
    Set<String> overridden = new HashSet<>(names);
    for (String part : PARTS) {
      if (names.contains(part) || names.contains(part + "-fraction")) {
        overridden.addAll(List.of(part, part + "-labels", part + "-rows", part + "-fraction"));
      } else if (names.contains(part + "-rows")) {
        overridden.add(part + "-fraction");
      }
    }
    if (names.contains("--data")) { // the numbers are those of other rows
      overridden.add("--rows");
      PARTS.forEach(part -> overridden.add(part + "-rows"));
      if (names.stream().noneMatch(name -> name.startsWith("--validation"))) {
        overridden.add("--keep");
      }
    }
    // What hangs on another option goes with it.
    if (names.contains("--bias")) {
      overridden.add("--init-biases");
    }
    if (names.contains("--schedule")) {
      overridden.addAll(List.of("--decay", "--decay-every"));
    }
    if (names.contains("--loss") || names.contains("--output-activation")) {
      overridden.addAll(List.of("--loss", "--output-activation"));
    }
    return overridden;
  }

  private List<String> without(Set<String> overridden, String folder, Predicate<String> known) {
    String[] words = options.split(" ", -1);
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < words.length; i += 2) {
      if (!overridden.contains(words[i]) && known.test(words[i])) {
        kept.add(words[i]);
        kept.add(words[i + 1].replace("$DATA", folder));
      }
    }
    return kept;
  }

  private static Preset named(String name) {
    return Words.find(Preset.class, name)
        .orElseThrow(
            () -> BadInputException.at(OPTION, "one of " + all(), BadInputException.quote(name)));
  }
}
