package org.lockstep.spark.files;

import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;

/** What a file system's failures mean to who named the file: one line each. */
public final class FileErrors {
  /** What is found where there is no file. */
  public static final String NOTHING_THERE = "nothing there";

  /** {@code Checksum error: file:/data/x.csv at 512 exp: 1 got: 2}, as Hadoop writes it. */
  private static final Pattern CHECKSUM_ERROR =
      Pattern.compile("Checksum error: (.+) at \\d+ exp: .*", Pattern.DOTALL);

  private FileErrors() {}

  /**
   * One line for what a file system said.
   *
   * @param tried the file, fully qualified where that is known
   */
  public static BadInputException explain(String tried, Throwable failure) {
    Optional<BadInputException> told = told(failure);
    if (told.isPresent()) {
      return told.get();
    }
    Optional<UnknownHostException> host = Causes.find(failure, UnknownHostException.class);
    if (host.isPresent()) {
      return BadInputException.at(
          tried, "a host that can be found", host.get().getMessage(), failure);
    }
    if (failure instanceof UnsupportedFileSystemException
        || Causes.find(failure, ClassNotFoundException.class).isPresent()) {
      return BadInputException.at(
          tried,
          "a file system that is set up",
          "no connector for it (" + Causes.rootMessage(failure) + ")",
          failure);
    }
    if (Causes.find(failure, ConnectException.class).isPresent()) {
      return BadInputException.at(
          tried, "a file system that answers", Causes.rootMessage(failure), failure);
    }
    if (isDenied(failure)) {
      return BadInputException.at(tried, "a readable file", "no permission", failure);
    }
    if (failure instanceof FileNotFoundException) {
      return BadInputException.at(tried, "a file or a directory", NOTHING_THERE, failure);
    }
    String expected = failure instanceof IllegalArgumentException ? "a path" : "a readable file";
    return BadInputException.at(tried, expected, Causes.rootMessage(failure), failure);
  }

  /**
   * The line that a failure has somewhere in its causes: a bad input that was told, or the file
   * whose checksum its file system found to be wrong. Empty for all others.
   */
  public static Optional<BadInputException> told(Throwable failure) {
    return Causes.find(failure, BadInputException.class)
        .or(() -> Causes.find(failure, ChecksumException.class).flatMap(FileErrors::damaged));
  }

  /** Hadoop keeps checksums of local files in hidden files beside them. */
  private static Optional<BadInputException> damaged(ChecksumException damage) {
    Matcher message = CHECKSUM_ERROR.matcher(String.valueOf(damage.getMessage()));
    if (!message.matches()) {
      return Optional.empty();
    }
    String file = Text.line(message.group(1));
    return Optional.of(
        BadInputException.at(
            file,
            "what the checksum beside it was made from (."
                + file.substring(file.lastIndexOf('/') + 1)
                + ".crc)",
            "something else: it is damaged, or was edited",
            damage));
  }

  private static boolean isDenied(Throwable failure) {
    return Causes.find(failure, AccessControlException.class).isPresent()
        || Causes.find(failure, AccessDeniedException.class).isPresent()
        || (failure instanceof FileNotFoundException
            && String.valueOf(failure.getMessage()).contains("Permission denied"));
  }
}
