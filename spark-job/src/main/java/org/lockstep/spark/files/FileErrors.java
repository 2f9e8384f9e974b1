package org.lockstep.spark.files;

import java.io.FileNotFoundException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
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

/** Explains a file system's failures to the user who named the file, one line each. */
public final class FileErrors {
  /** What messages say was found if there is no file. */
  public static final String NOTHING_THERE = "nothing there";

  /** What messages say was found if a permission is missing. */
  static final String NO_PERMISSION = "no permission";

  /** {@code /data/x.csv (Too many open files)}, as Java writes it; the reason is the system's. */
  private static final Pattern NOT_OPENED = Pattern.compile("/.* \\(([^()]+)\\)", Pattern.DOTALL);

  /** {@code Checksum error: file:/data/x.csv at 512 exp: 1 got: 2}, as Hadoop writes it. */
  private static final Pattern CHECKSUM_ERROR =
      Pattern.compile("Checksum error: (.+) at \\d+ exp: .*", Pattern.DOTALL);

  private FileErrors() {}

  /**
   * One line for a file system's failure.
   *
   * @param tried the file, fully qualified if that is known
   */
  public static BadInputException explain(String tried, Throwable failure) {
    Optional<BadInputException> explained = explanation(failure);
    if (explained.isPresent()) {
      return explained.get();
    }
    Optional<UnknownHostException> host = Causes.find(failure, UnknownHostException.class);
    if (host.isPresent()) {
      return unknownHost(tried, host.get(), failure);
    }
    if (failure instanceof UnsupportedFileSystemException
        || Causes.find(failure, ClassNotFoundException.class).isPresent()) {
      return BadInputException.at(
          tried,
          "a file system that is set up",
          "no connector for it (" + Causes.rootMessage(failure) + ")",
          failure);
    }
    if (Causes.find(failure, SocketException.class).isPresent()
        || Causes.find(failure, SocketTimeoutException.class).isPresent()) {
      return BadInputException.at(
          tried, "a file system that answers", Causes.rootMessage(failure), failure);
    }
    if (isDenied(failure)) {
      return BadInputException.at(tried, "a readable file", NO_PERMISSION, failure);
    }
    if (failure instanceof FileNotFoundException absent && !isUnopened(absent)) {
      return BadInputException.at(tried, "a file or a directory", NOTHING_THERE, failure);
    }
    String expected = failure instanceof IllegalArgumentException ? "a path" : "a readable file";
    return BadInputException.at(tried, expected, reason(failure), failure);
  }

  /** One line for a host whose name nothing resolves. */
  public static BadInputException unknownHost(
      String tried, UnknownHostException host, Throwable failure) {
    // Java can append why, as in "far: Name or service not known".
    String name = String.valueOf(host.getMessage()).replaceFirst("^(\\S+): .*", "$1");
    return BadInputException.at(
        tried, "a host that can be found", "that the name " + name + " is not known", failure);
  }

  /**
   * The line for a failure whose causes include a reported bad input, an unreadable file, or a file
   * whose checksum its file system found to be wrong. Empty for all others.
   */
  public static Optional<BadInputException> explanation(Throwable failure) {
    return Causes.find(failure, BadInputException.class)
        .or(() -> Causes.find(failure, UnreadableException.class).map(FileErrors::unreadable))
        .or(() -> Causes.find(failure, ChecksumException.class).flatMap(FileErrors::damaged));
  }

  /** Hadoop keeps checksums of local files in hidden files next to them. */
  private static Optional<BadInputException> damaged(ChecksumException damage) {
    Matcher message = CHECKSUM_ERROR.matcher(String.valueOf(damage.getMessage()));
    if (!message.matches()) {
      return Optional.empty();
    }
    String file = Text.line(message.group(1));
    return Optional.of(
        BadInputException.at(
            file,
            "content that matches its checksum (."
                + file.substring(file.lastIndexOf('/') + 1)
                + ".crc)",
            "other content: it is damaged, or was edited",
            damage));
  }

  private static BadInputException unreadable(UnreadableException failure) {
    return BadInputException.at(
        failure.place(), "a readable " + failure.kind(), failure.found(), failure);
  }

  /**
   * Why a file could not be opened or read, without the file name that Java's own message includes.
   */
  static String reason(Throwable failure) {
    String message = Causes.rootMessage(failure);
    Matcher notOpened = NOT_OPENED.matcher(message);
    return notOpened.matches() ? notOpened.group(1) : message;
  }

  /** Whether the system failed to open a file for a reason other than its absence. */
  private static boolean isUnopened(FileNotFoundException failure) {
    Matcher notOpened = NOT_OPENED.matcher(String.valueOf(failure.getMessage()));
    return notOpened.matches() && !SystemReason.NO_FILE.is(notOpened.group(1));
  }

  static boolean isDenied(Throwable failure) {
    return Causes.find(failure, AccessControlException.class).isPresent()
        || Causes.find(failure, AccessDeniedException.class).isPresent()
        || (failure instanceof FileNotFoundException
            && SystemReason.NO_PERMISSION.is(reason(failure)));
  }
}
