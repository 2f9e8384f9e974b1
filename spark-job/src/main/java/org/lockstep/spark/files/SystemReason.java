package org.lockstep.spark.files;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the system says of a failure. Java passes on its words and not its number, and the words are
 * in the user's language: so this JVM provokes each failure once, to hear how it is told here.
 *
 * <p>Where one cannot be provoked, it is known in English only.
 */
public enum SystemReason {
  /** A file that is not there. */
  NO_FILE("No such file or directory"),
  /** One that the user may not use. */
  NO_PERMISSION("Permission denied"),
  /** A disk that is full. */
  NO_SPACE("No space left on device"),
  /** A process with as many open files as it may have. */
  NO_DESCRIPTOR("Too many open files");

  private final String english;

  SystemReason(String english) {
    this.english = english;
  }

  /** In English, as our own messages are. */
  public String english() {
    return english;
  }

  /** As this JVM is told it. */
  String here() {
    return Heard.WORDS.get(this);
  }

  /** Whether these are its words, here or on a machine that speaks English. */
  boolean is(String reason) {
    return reason.equals(english) || reason.equals(here());
  }

  /** Whether a message has its words, from here or from a machine that speaks English. */
  public boolean isIn(String message) {
    return message.contains(english) || message.contains(here());
  }

  /** All of them, when the first is asked for. */
  private static final class Heard {
    static final Map<SystemReason, String> WORDS = new EnumMap<>(SystemReason.class);

    static {
      for (SystemReason reason : values()) {
        WORDS.put(reason, reason.english);
      }
      hear(NO_FILE, Heard::openNothing);
      if (!WORDS.get(NO_FILE).equals(NO_FILE.english)) { // one in English, all in English
        hear(NO_PERMISSION, Heard::runDirectory);
        hear(NO_SPACE, Heard::writeToFullDevice);
        hear(NO_DESCRIPTOR, Heard::openBeyondLimit);
      }
    }

    private interface Provocation {
      /** Matches a message whose first group is the system's words. */
      Matcher message() throws IOException;
    }

    private static void hear(SystemReason reason, Provocation provocation) {
      try {
        Matcher message = provocation.message();
        if (message.matches()) {
          WORDS.put(reason, message.group(1));
        }
      } catch (IOException e) { // not here: English is what is left
        return;
      }
    }

    private static Matcher openNothing() {
      try (InputStream in = new FileInputStream("")) {
        throw new IllegalStateException("a file without a name: " + in);
      } catch (IOException e) {
        return Pattern.compile(" \\((.+)\\)").matcher(e.getMessage());
      }
    }

    /** Which nobody may, root included. */
    private static Matcher runDirectory() {
      try {
        throw new IllegalStateException("a program: " + new ProcessBuilder("/").start());
      } catch (IOException e) {
        return Pattern.compile(".*error(?:=13, |: 13 \\()([^()]+)\\)?").matcher(e.getMessage());
      }
    }

    private static Matcher writeToFullDevice() throws IOException {
      OutputStream out = new FileOutputStream("/dev/full");
      try (out) {
        out.write(0);
        throw new IllegalStateException("room on " + out);
      } catch (IOException e) {
        return Pattern.compile("(.+)").matcher(e.getMessage());
      }
    }

    /** In a shell, which reads its translations while it still can. */
    private static Matcher openBeyondLimit() throws IOException {
      Process shell =
          new ProcessBuilder("bash", "-c", ": <''; ulimit -n 3; : </dev/null")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (BufferedReader said = shell.errorReader()) { // in the system's character map
        String line = said.lines().reduce("", (before, last) -> last);
        return Pattern.compile(".*: (.+)").matcher(line);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
  }
}
