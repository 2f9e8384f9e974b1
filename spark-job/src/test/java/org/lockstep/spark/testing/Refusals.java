package org.lockstep.spark.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.lockstep.spark.cli.ExitCode;

/**
 * Commands that must be refused: one line, the exit code of bad input, nothing on standard output,
 * and no new file. In options and in messages, {@code @} is the test's folder.
 */
public record Refusals(Folder folder) {
  private static final String TRAIN =
      "train --preset=plain-sgd --epochs=1 --hidden=2 --quiet --output @run ";

  /** Runs {@code train} and returns the line of the refusal. */
  public String ofTrain(String options) throws IOException {
    return of(TRAIN + options);
  }

  /** Runs a command, whose words are separated by spaces, and returns the line of the refusal. */
  public String of(String line) throws IOException {
    String before = folder.contents();
    String message = CommandResult.of(words(line)).mistake(ExitCode.BAD_INPUT);
    assertThat(folder.contents()).as("nothing is half-written").isEqualTo(before);
    return message.replace(folder.path() + "/", "@");
  }

  /** Trains successfully, into {@code @run}. */
  public CommandResult trains(String options) {
    CommandResult result = CommandResult.of(words(TRAIN + options)).done();
    assertThat(folder.path().resolve("run/model.npz")).exists();
    return result;
  }

  private String[] words(String line) {
    return Stream.of(line.strip().split(" +", -1))
        .map(word -> word.replace("@", folder.path() + "/"))
        .toArray(String[]::new);
  }
}
