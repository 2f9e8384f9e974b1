package org.lockstep.spark.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.error.Mention;
import org.lockstep.model.text.Text;
import org.lockstep.model.text.Words;

/**
 * Named jobs: options in pairs of name and value, which the user's own options override. {@code
 * $DATA} is the folder named by the environment variable {@code LOCKSTEP_DATA}, or else {@code
 * data}.
 */
public enum Preset {
  /**
   * The embedded 1797 digits, a random 60/40 split, standardised, 64-50-10 with relu and softmax,
   * full batch.
   */
  DIGITS(
      "",
      "--data builtin:digits --missing refuse --test-fraction 0.4 --stratify false --scale standard"
          + " --hidden 50 --activation relu --output-activation softmax --init normal:0.01"
          + " --learning-rate 0.03 --batch-size full --epochs 1000 --output runs/digits"),

  /** MNIST in file order, 784-100-10, sigmoid everywhere, squared error. */
  MNIST(
      "mnist",
      "--data $DATA/mnist/train-images-idx3-ubyte.gz --test $DATA/mnist/t10k-images-idx3-ubyte.gz"
          + " --scale unit --hidden 100 --activation sigmoid --output-activation sigmoid"
          + " --loss squared-error --init normal:0.01 --init-biases 0.01 --learning-rate 0.5"
          + " --batch-size 50 --shuffle none --epochs 30 --output runs/mnist"),

  /** CIFAR-10, 3072-100-10 with relu and softmax; keeps the best epoch on the validation rows. */
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

  /** Cat or not: HDF5, 12288-20-7-5-1, full batch, cross-entropy. */
  CATS(
      "cats",
      "--data $DATA/cat-noncat/train_catvnoncat.h5 --test $DATA/cat-noncat/test_catvnoncat.h5"
          + " --scale unit --hidden 20,7,5 --activation relu --output-activation sigmoid"
          + " --loss cross-entropy --init xavier --learning-rate 0.0075 --batch-size full"
          + " --epochs 2500 --seed 2 --output runs/cats"),

  /** Three linear targets at once, 6-7-5-3 without biases, one row per step, in order. */
  MULTI_LINEAR(
      "",
      "--data generated:multi-linear --target y1,y2,y3 --missing refuse --test-rows 8000:10000"
          + " --scale none"
          + " --hidden 7,5 --activation sigmoid --output-activation sigmoid --bias false"
          + " --init normal:1 --learning-rate 0.01 --batch-size 1 --shuffle none --epochs 10"
          + " --seed 2 --output runs/multi-linear"),

  /**
   * Gradient descent on all rows of a user's data, 10 times: nothing held out, nothing adaptive.
   */
  PLAIN_SGD("", "--init he --epochs 10"),

  /**
   * RealMLP-TD-S of D. Holzmüller, L. Grinsztajn and I. Steinwart, "Better by Default", NeurIPS
   * 2024, on a user's table: defaults that were tuned on other tables and suit many.
   */
  TABULAR(
      ofTables("adam", "scale 6, b 0.1"),
      simple("selu") + ofClasses(0.04),
      simple("mish") + ofNumbers(0.07)),

  /**
   * RealMLP-TD from the same paper, with embeddings of numbers and categories, dropout, weight
   * decay and trainable activations. More accurate on many tables, and takes half as much time
   * again.
   */
  TABULAR_FULL(
      ofTables("adamw", "scale 6, b 0.1, mix 0.1, frequency 0.1, phase 0.1, wave 0.1, wavebias 0.1")
          + " --weight-decay 0.02 --weight-decay-schedule flat-cosine"
          + " --dropout-schedule flat-cosine",
      full("selu") + ofClasses(0.04),
      full("mish") + ofNumbers(0.2));

  /** The shared options of the classic jobs, which each of them can override. */
  private static final String CLASSIC =
      "--optimizer sgd --validation-fraction 0 --early-stopping none";

  /** The setting that names a preset. */
  private static final String NAME = "preset";

  /** The option that names a preset. */
  public static final String OPTION = "--" + NAME;

  /** The option's help text. */
  public static final String HELP =
      "A named job; other options override its settings: digits, mnist, cifar10-shallow,"
          + " cifar10-deep, cats or multi-linear; with --data, tabular: a network for tables,"
          + " which takes longer; tabular-full: the same with embeddings and dropout, which"
          + " takes half as long again; or plain-sgd: 10 epochs of gradient descent on all rows"
          + " [digits, if there is no --data].";

  /** The environment variable that names the folder of data sets. */
  private static final String FOLDER = "LOCKSTEP_DATA";

  private final String dataSet;
  private final String options; // for any task
  private final String ofClasses;
  private final String ofNumbers;

  /**
   * A classic job.
   *
   * @param dataSet what {@code scripts/get-data} fetches for it; empty for none
   */
  Preset(String dataSet, String options) {
    this.dataSet = dataSet;
    this.options = CLASSIC + " " + options;
    this.ofClasses = "";
    this.ofNumbers = "";
  }

  /** A job on a user's data, whose task decides some of the options. */
  Preset(String options, String ofClasses, String ofNumbers) {
    this.dataSet = "";
    this.options = options;
    this.ofClasses = ofClasses;
    this.ofNumbers = ofNumbers;
  }

  private static String ofTables(String optimizer, String factors) {
    return Text.format(
        "--optimizer %s --beta2 0.95 --schedule coslog4 --rate-factors %s --scale robust"
            + " --batch-size by-rows --epochs 256 --early-stopping none --validation-fraction 0.2"
            + " --keep-ties last",
        optimizer, factors);
  }

  private static String ofClasses(double rate) {
    return Text.format(
        " --output-activation softmax --learning-rate %s --label-smoothing 0.1 --keep"
            + " best-accuracy",
        rate);
  }

  private static String ofNumbers(double rate) {
    return Text.format(" --target-scale clipped --learning-rate %s --keep best-rmse", rate);
  }

  private static String simple(String activation) {
    return layers("", "dense 256 ntk, " + activation);
  }

  private static String full(String activation) {
    return layers(
        "embedding 8 if-any, periodic-embedding if-any, ",
        "dense 256 ntk data, parametric " + activation + ", dropout 0.15");
  }

  private static String layers(String first, String block) {
    return "--network " + first + "scaling, " + (block + ", ").repeat(3) + "output ntk zeros";
  }

  /** The preset's name on the command line. */
  public String text() {
    return Words.of(this);
  }

  /** Says what to do if the data of the preset with this name is missing. */
  public static Optional<String> hint(String name) {
    return Words.find(Preset.class, name)
        .filter(preset -> !preset.dataSet.isEmpty())
        .map(
            preset ->
                Text.format(
                    "; scripts/get-data %s fetches it, or %s names the folder of data sets",
                    preset.dataSet, FOLDER));
  }

  /**
   * A preset's settings that the user does not override, followed by the user's own, by name.
   *
   * @param name the preset's name; null for none, which without data means the digits
   * @param catalogue the settings to return
   * @param task the task of the data, which decides some of a preset's settings
   * @throws BadInputException if no preset has this name
   */
  public static Map<String, String> complete(
      String name, Map<String, String> own, Catalogue catalogue, Task task) {
    String folder = Optional.ofNullable(System.getenv(FOLDER)).orElse("data");
    return complete(name, own, catalogue, task, folder);
  }

  /** The same, with the data sets in this folder. */
  public static Map<String, String> complete(
      String name, Map<String, String> own, Catalogue catalogue, Task task, String folder) {
    if (name == null && own.containsKey("data")) {
      return own;
    }
    Preset preset = name == null ? DIGITS : named(name);
    Map<String, String> all = preset.settings(folder, task);
    new PresetOverrides(own).applyTo(all);
    boolean hasOtherRows = preset.isOfOwnData() && own.containsKey("data");
    if (hasOtherRows && !namesValidation(own)) {
      all.keySet().removeAll(PresetOverrides.JUDGED); // no epoch is evaluated on validation rows
    }
    all.keySet().removeIf(setting -> catalogue.find(setting).isEmpty());
    all.putAll(own);
    return all;
  }

  /**
   * The preset with this name.
   *
   * @throws BadInputException if no preset has this name
   */
  public static Preset named(String name) {
    return Words.find(Preset.class, name)
        .orElseThrow(
            () ->
                BadInputException.at(
                    Mention.of(NAME),
                    "one of " + Words.all(Preset.class),
                    BadInputException.quote(name)));
  }

  /**
   * The settings that make sense without the preset's data. Leaves out the order of rows, which
   * belongs to its files, and, if the preset names its data, the epoch to keep, which its
   * validation rows decide.
   */
  public Map<String, String> withoutData(Task task) {
    Map<String, String> settings = settings("", task);
    settings.remove("shuffle");
    if (isOfOwnData()) {
      settings.remove("keep");
    }
    return settings;
  }

  /** Whether the preset names its data. */
  private boolean isOfOwnData() {
    return settings("", Task.CLASSIFICATION).containsKey("data");
  }

  /**
   * The preset's own settings, by name.
   *
   * @param folder the folder of the data sets
   * @param task the task of the data
   */
  public Map<String, String> settings(String folder, Task task) {
    Map<String, String> settings = new LinkedHashMap<>();
    String all = options + " " + (task == Task.REGRESSION ? ofNumbers : ofClasses);
    for (String pair : (" " + all).split(" " + OptionNames.DASHES, -1)) {
      String[] words = pair.split(" ", 2);
      if (words.length == 2) {
        settings.put(words[0], words[1].strip().replace("$DATA", folder));
      }
    }
    if (!ofClasses.isEmpty() && task != Task.CLASSIFICATION) {
      settings.remove("output-activation"); // each output is a probability in its own right
    }
    return settings;
  }

  private static boolean namesValidation(Map<String, String> own) {
    return own.keySet().stream().anyMatch(name -> name.startsWith("validation"));
  }
}
