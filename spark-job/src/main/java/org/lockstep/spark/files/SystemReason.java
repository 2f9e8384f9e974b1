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
 * The operating system's words for a failure. Java passes on the words but not the error number,
 * and the words are in the user's language. So this JVM provokes each failure once, to learn its
 * words here.
 *
 * <p>A failure that cannot be provoked is known in English only.
 */
public enum SystemReason {
  /** A file that is not there. */
  NO_FILE("No such file or directory"),
  /** A file that the user is not allowed to use. */
  NO_PERMISSION("Permission denied"),
  /** A full disk. */
  NO_SPACE("No space left on device"),
  /** A process that has reached its limit of open files. */
  NO_DESCRIPTOR("Too many open files");

  private final String english;

  SystemReason(String english) {
    this.english = english;
  }

  /** In English, as our own messages are. */
  public String english() {
    return english;
  }

  /** In the words that this JVM gets. */
  String here() {
    return Heard.WORDS.get(this);
  }

  /** Whether these are its words, here or on an English machine. */
  boolean is(String reason) {
    return reason.equals(english) || reason.equals(here());
  }

  /** Whether a message contains its words, from here or from an English machine. */
  public boolean isIn(String message) {
    return message.contains(english) || message.contains(here());
  }

  /** The words of all reasons, collected when the first is requested. */
  private static final class Heard {
    static final Map<SystemReason, String> WORDS = new EnumMap<>(SystemReason.class);

    static {
      for (SystemReason reason : values()) {
        WORDS.put(reason, reason.english);
      }
      hear(NO_FILE, Heard::openNothing);
      if (!WORDS.get(NO_FILE).equals(NO_FILE.english)) { // if one is in English, all are
        hear(NO_PERMISSION, Heard::runDirectory);
        hear(NO_SPACE, Heard::writeToFullDevice);
        hear(NO_DESCRIPTOR, Heard::openBeyondLimit);
      }
    }

    private interface Provocation {
      /** Provokes the failure. The first group of its message is the system's words. */
      Matcher message() throws IOException;
    }

    private static void hear(SystemReason reason, Provocation provocation) {
      try {
        Matcher message = provocation.message();
        if (message.matches()) {
          WORDS.put(reason, message.group(1));
        }
      } catch (IOException e) { // not possible here: the English words stay
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

    /** Runs a directory, which nobody is allowed to do, root included. */
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

    /** Uses a shell, whose first error loads its translations while it can still open files. */
    private static Matcher openBeyondLimit() throws IOException {
      Process shell =
          new ProcessBuilder("bash", "-c", ": <''; ulimit -n 3; : </dev/null")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (BufferedReader said = shell.errorReader()) { // in the system's charset
        String line = said.lines().reduce("", (before, last) -> last);
        return Pattern.compile(".*: (.+)").matcher(line);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
  }
}
