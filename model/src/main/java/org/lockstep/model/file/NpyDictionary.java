package org.lockstep.model.file;

import java.util.ArrayList;
import java.util.List;
import org.lockstep.model.error.BadInputException;

/**
 * The Python literal inside an npy header, parsed by hand: exactly the keys {@code descr}, {@code
 * fortran_order} and {@code shape}, in any order.
 *
 * @param descr the type's text; for a structured type, which is a list, the text of that list
 * @param shape the lengths, none negative
 */
record NpyDictionary(String descr, boolean fortranOrder, List<Long> shape) {

  /**
   * Reads the literal.
   *
   * @throws BadInputException if it is anything else
   */
  static NpyDictionary parse(String place, String text) {
    return new Parser(place, text).dictionary();
  }

  private static final class Parser {
    private static final int MOST_DIMENSIONS = 32; // as in NumPy
    private static final int MOST_DIGITS = 18; // fits in a long

    private final String place;
    private final String text;
    private int at;

    Parser(String place, String text) {
      this.place = place;
      this.text = text;
    }

    NpyDictionary dictionary() {
      String descr = null;
      Boolean fortranOrder = null;
      List<Long> shape = null;
      expect('{');
      while (!accept('}')) {
        String key = string();
        expect(':');
        if (key.equals("descr") && descr == null) {
          descr = peek() == '[' ? text.substring(at) : string();
          if (peek() == '[') { // a structured type, which the caller refuses by its text
            return new NpyDictionary(descr, false, List.of());
          }
        } else if (key.equals("fortran_order") && fortranOrder == null) {
          fortranOrder = bool();
        } else if (key.equals("shape") && shape == null) {
          shape = tuple();
        } else {
          throw damaged();
        }
        if (!accept(',')) {
          expect('}');
          break;
        }
      }
      if (!text.substring(at).isBlank() || descr == null || fortranOrder == null || shape == null) {
        throw damaged();
      }
      return new NpyDictionary(descr, fortranOrder, shape);
    }

    private String string() {
      char quote = peek() == '"' ? '"' : '\'';
      expect(quote);
      int end = text.indexOf(quote, at);
      if (end < 0) {
        throw damaged();
      }
      String string = text.substring(at, end);
      at = end + 1;
      return string;
    }

    private boolean bool() {
      peek();
      for (boolean value : new boolean[] {true, false}) {
        String word = value ? "True" : "False";
        if (text.startsWith(word, at)) {
          at += word.length();
          return value;
        }
      }
      throw damaged();
    }

    private List<Long> tuple() {
      List<Long> lengths = new ArrayList<>();
      expect('(');
      while (!accept(')')) {
        lengths.add(number());
        if (!accept(',')) {
          expect(')');
          break;
        }
      }
      if (lengths.size() > MOST_DIMENSIONS) {
        throw damaged();
      }
      return lengths;
    }

    private long number() {
      peek();
      int start = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      if (at == start || at - start > MOST_DIGITS) {
        throw damaged();
      }
      long number = Long.parseLong(text.substring(start, at));
      accept('L'); // Python 2 wrote long numbers this way
      return number;
    }

    /** The next character that is not blank; 0 at the end. */
    private char peek() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean accept(char c) {
      boolean found = peek() == c;
      at += found ? 1 : 0;
      return found;
    }

    private void expect(char c) {
      if (!accept(c)) {
        throw damaged();
      }
    }

    private BadInputException damaged() {
      return BadInputException.at(
          place,
          "a npy header with descr, fortran_order and shape",
          BadInputException.quote(text.strip()));
    }
  }
}
