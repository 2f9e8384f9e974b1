package org.lockstep.spark.settings;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.error.Mention;
import org.lockstep.model.loss.OutputActivation;
import org.lockstep.model.text.Text;
import org.lockstep.model.text.Words;

/**
 * Named jobs: options, in pairs of name and value, which the user's own override. {@code $DATA} is
 * the folder that the environment variable {@code LOCKSTEP_DATA} names, else {@code data}.
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
   * 2024, on a user's table: what suits many, tuned on others.
   */
  TABULAR(
      "--optimizer adam --beta2 0.95 --schedule coslog4 --rate-factors scale 6, b 0.1 --scale"
          + " robust --batch-size 256 --epochs 256 --early-stopping none --validation-fraction 0.2"
          + " --keep-ties last",
      layers("selu")
          + " --output-activation softmax --learning-rate 0.04 --label-smoothing 0.1 --keep"
          + " best-accuracy",
      layers("mish") + " --target-scale clipped --learning-rate 0.07 --keep best-rmse");

  /** What the first ones have in common, unless they say otherwise: the classics that they are. */
  private static final String CLASSIC =
      "--optimizer sgd --validation-fraction 0 --early-stopping none";

  /** The setting that names one. */
  private static final String NAME = "preset";

  /** The option that names one. */
  public static final String OPTION = "--" + NAME;

  /** What it is. */
  public static final String HELP =
      "A named job whose settings any other option overrides: digits, mnist, cifar10-shallow,"
          + " cifar10-deep, cats or multi-linear; with --data, tabular: the best defaults for"
          + " tables, in more time, or plain-sgd: 10 epochs of gradient descent on all rows"
          + " [digits, when there is no --data].";

  /** The environment variable that names the folder of data sets. */
  private static final String FOLDER = "LOCKSTEP_DATA";

  private static final Set<String> PARTS = Set.of("test", "validation");

  private final String dataSet;
  private final String options; // of any task
  private final String ofClasses;
  private final String ofNumbers;

  /**
   * A job of the classics.
   *
   * @param dataSet what {@code scripts/get-data} fetches for it; empty for none
   */
  Preset(String dataSet, String options) {
    this.dataSet = dataSet;
    this.options = CLASSIC + " " + options;
    this.ofClasses = "";
    this.ofNumbers = "";
  }

  /** A job on a user's data, whose task decides some of it. */
  Preset(String options, String ofClasses, String ofNumbers) {
    this.dataSet = "";
    this.options = options;
    this.ofClasses = ofClasses;
    this.ofNumbers = ofNumbers;
  }

  private static String layers(String activation) {
    String block = "dense 256 ntk, " + activation + ", ";
    return "--network scaling, " + block.repeat(3) + "output ntk zeros";
  }

  /** As on the command line. */
  public String text() {
    return Words.of(this);
  }

  /** What to do where the data of a preset of this name is not there. */
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
   * A user's settings, by name, behind those of a preset that they do not override.
   *
   * @param name of the preset; null for none, which without data means the digits
   * @param catalogue of the settings that are wanted
   * @param task that the data turns out to be of, which decides some of a preset's
   * @throws BadInputException for a name that no preset has
   */
  public static Map<String, String> complete(
      String name, Map<String, String> own, Catalogue catalogue, Task task) {
    String folder = Optional.ofNullable(System.getenv(FOLDER)).orElse("data");
    return complete(name, own, catalogue, task, folder);
  }

  /** The same, for the data sets in this folder. */
  public static Map<String, String> complete(
      String name, Map<String, String> own, Catalogue catalogue, Task task, String folder) {
    if (name == null && own.containsKey("data")) {
      return own;
    }
    Preset preset = name == null ? DIGITS : named(name);
    Map<String, String> all = preset.settings(folder, task);
    all.keySet().removeAll(overridden(own.keySet()));
    boolean hasOtherRows = preset.isOfOwnData() && own.containsKey("data");
    if ((hasOtherRows && !namesValidation(own)) || "0".equals(own.get("validation-fraction"))) {
      all.keySet().removeAll(List.of("keep", "keep-ties")); // no epoch is judged
    }
    if (LbfgsSettings.isNamed(own.get("optimizer"))) {
      all.keySet().removeAll(LbfgsSettings.refusedNames());
    }
    if (hasOtherOutput(own)) {
      all.remove("target-scale"); // that of a linear one
    }
    if (IdleSettings.startsNothing(own.get("network"))) {
      all.remove("init");
    }
    all.keySet().removeIf(setting -> catalogue.find(setting).isEmpty());
    all.putAll(own);
    return all;
  }

  /**
   * The preset of a name.
   *
   * @throws BadInputException for a name that no preset has
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
   * Its values of those settings that have a meaning without its data: neither the order of rows,
   * which is that of its files, nor the best epoch, which its validation rows tell.
   */
  public Map<String, String> withoutData(Task task) {
    Map<String, String> settings = settings("", task);
    settings.remove("shuffle");
    if (isOfOwnData()) {
      settings.remove("keep");
    }
    return settings;
  }

  /** Whether it names its data. */
  private boolean isOfOwnData() {
    return settings("", Task.CLASSIFICATION).containsKey("data");
  }

  /**
   * The preset's own settings, by name.
   *
   * @param folder of data sets
   * @param task that the data is of
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
      settings.remove("output-activation"); // each output is a probability of its own
    }
    return settings;
  }

  /** Whether the user's output of numbers is not a linear one, as far as that can be read. */
  private static boolean hasOtherOutput(Map<String, String> own) {
    Optional<OutputActivation> named =
        Optional.ofNullable(own.get("output-activation"))
            .flatMap(word -> Words.find(OutputActivation.class, word));
    return named
        .map(activation -> activation != OutputActivation.LINEAR)
        .orElse(Words.of(Loss.Kind.POISSON).equals(own.get("loss")));
  }

  private static boolean namesValidation(Map<String, String> own) {
    return own.keySet().stream().anyMatch(name -> name.startsWith("validation"));
  }

  /** What the user's own settings make void: themselves, and other ways to say the same. */
  private static Set<String> overridden(Set<String> own) {
    Set<String> overridden = new HashSet<>(own);
    for (String part : PARTS) {
      if (own.contains(part) || own.contains(part + "-fraction")) {
        overridden.addAll(List.of(part, part + "-labels", part + "-rows", part + "-fraction"));
      } else if (own.contains(part + "-rows")) {
        overridden.add(part + "-fraction");
      }
    }
    if (own.contains("split-after")) {
      overridden.addAll(List.of("test", "test-labels", "test-rows", "test-fraction"));
    }
    if (own.contains("data")) { // the numbers are those of other rows
      overridden.add("rows");
      PARTS.forEach(part -> overridden.add(part + "-rows"));
    }
    // What hangs on another setting goes with it.
    if (own.contains("network")) {
      overridden.addAll(NetworkSettings.PARTS);
      overridden.add("init-biases");
    }
    if (!Collections.disjoint(own, NetworkSettings.PARTS)) {
      overridden.add("network");
    }
    if (own.contains("bias")) {
      overridden.add("init-biases");
    }
    if (own.contains("schedule")) {
      overridden.addAll(List.of("decay", "decay-every"));
    }
    if (own.contains("loss") || own.contains("output-activation")) {
      overridden.addAll(List.of("loss", "output-activation", "label-smoothing"));
    }
    if (own.contains("keep")) {
      overridden.add("keep-ties");
    }
    if (own.contains("optimizer")) {
      overridden.add("beta2");
    }
    return overridden;
  }
}
