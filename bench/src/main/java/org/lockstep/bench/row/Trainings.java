package org.lockstep.bench.row;

import java.util.ArrayList;
import java.util.List;
import org.lockstep.bench.data.ImageFiles;

/** The command lines of the networks that several rows train. */
final class Trainings {
  /** Tasks of a run unless stated otherwise, and the most threads that a peer is tried with. */
  static final int TASKS = 2;

  private Trainings() {}

  /** A relu network on images: the arguments of {@code train}. */
  static List<String> images(ImageFiles files, String hidden, int batch, int epochs) {
    return images(files, "--hidden", hidden, batch, epochs);
  }

  /** A network of these layers on images: the arguments of {@code train}. */
  static List<String> layers(ImageFiles files, String network, int batch, int epochs) {
    return images(files, "--network", network, batch, epochs);
  }

  private static List<String> images(
      ImageFiles files, String option, String network, int batch, int epochs) {
    return List.of(
        "--data",
        files.images().toString(),
        "--labels",
        files.labels().toString(),
        option,
        network,
        "--batch-size",
        Integer.toString(batch),
        "--epochs",
        Integer.toString(epochs),
        "--learning-rate",
        "0.01",
        "--shuffle",
        "none");
  }

  /** Puts the command before its arguments. */
  static List<String> train(List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("train", "--preset", "plain-sgd"));
    all.addAll(arguments);
    return all;
  }

  /** Appends more arguments. */
  static List<String> with(List<String> arguments, String... more) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    return all;
  }
}
