package org.lockstep.model.choice;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Named;
import org.lockstep.model.text.Text;
import org.lockstep.model.text.Words;

/**
 * An option that users choose by a word, and perhaps a constant after it: {@code leaky-relu 0.2}.
 *
 * @param <T> the type of the options
 */
public interface Choice<T extends Choice<T>> extends Named {

  /** The name of the constant that users can choose, if there is one. */
  default Optional<String> constantName() {
    return Optional.empty();
  }

  /** What that constant must be, for messages: {@code a slope between 0 and 1}. */
  default Optional<String> constantRange() {
    return Optional.empty();
  }

  /** That constant's value; NaN if there is none. */
  default double constant() {
    return Double.NaN;
  }

  /**
   * The same option with another value of its constant.
   *
   * @throws IllegalArgumentException if the value is out of range
   * @throws UnsupportedOperationException if there is no constant
   */
  default T withConstant(double value) {
    throw new UnsupportedOperationException(word());
  }

  /**
   * Returns an option as users write it.
   *
   * @param all the options, with their usual constants
   */
  static <T extends Choice<T>> String text(T one, List<T> all) {
    return one.constantName().isEmpty() || all.contains(one)
        ? one.word()
        : one.word() + " " + Text.number(one.constant());
  }

  /** The words of all options, as a message lists them. */
  static String words(List<? extends Named> all) {
    return all.stream().map(Named::word).collect(joining(", "));
  }

  /**
   * Reads what {@link #text} writes.
   *
   * @param place where the text is, for messages
   * @param all the options, with their usual constants
   * @throws BadInputException if the text is not an option
   */
  static <T extends Choice<T>> T parse(String place, String text, List<T> all) {
    String[] words = text.strip().split("\\s+", 2);
    T usual =
        Words.find(all, words[0])
            .orElseThrow(
                () ->
                    BadInputException.at(
                        place, "one of " + words(all), BadInputException.quote(text)));
    if (words.length == 1) {
      return usual;
    }
    String found = BadInputException.quote(words[1]);
    String range =
        usual
            .constantRange()
            .orElseThrow(() -> BadInputException.at(place, usual.word() + " alone", found));
    try {
      return usual.withConstant(Double.parseDouble(words[1]));
    } catch (IllegalArgumentException e) { // not a number, or out of range
      throw BadInputException.at(place, range + " behind " + usual.word(), found);
    }
  }
}
