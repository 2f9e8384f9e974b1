package org.lockstep.model.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.lockstep.model.error.BadInputException;

/**
 * What every parser of bytes from outside promises, whatever the bytes: a value, or a {@link
 * BadInputException} with one line for the user; and memory in proportion to the bytes. That it
 * ends at all is for the fuzzer to watch, which has a timeout.
 */
public final class Untrusted {
  /** For buffers of a fixed size, of which a parser may have some, and for the fuzzer's hooks. */
  private static final long FREE_BYTES = 64 << 20;

  private static final int LONGEST_MESSAGE = 1000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Untrusted() {}

  /** Turns bytes into something; what that is does not matter here. */
  public interface Parser {
    /** Whatever this throws but {@link BadInputException} is a finding. */
    void parse(byte[] bytes) throws Exception;
  }

  /**
   * Parses the bytes.
   *
   * @param mostPerByte how many bytes the parser may allocate for each byte of input, beside some
   *     of a fixed number
   * @throws AssertionError where a promise is broken that no exception tells
   */
  public static void parse(byte[] bytes, long mostPerByte, Parser parser) throws Exception {
    parseWithin(FREE_BYTES + mostPerByte * bytes.length, bytes, parser);
  }

  /**
   * The same for a parser of which a few bytes may rightly ask much.
   *
   * @param most bytes that it may allocate
   */
  public static void parseWithin(long most, byte[] bytes, Parser parser) throws Exception {
    long allocated = allocated(bytes, parser);
    if (allocated > most) { // once more, since the first time classes are loaded too
      allocated = allocated(bytes, parser);
    }
    if (allocated > most) {
      throw new AssertionError(
          "expected at most " + most + " bytes of memory but " + allocated + " were allocated");
    }
  }

  /** Fails unless the action refuses what it is given. */
  public static void refused(Runnable action) {
    try {
      action.run();
    } catch (BadInputException e) {
      checkMessage(e.getMessage());
      return;
    }
    throw new AssertionError("expected a refusal but found none");
  }

  private static long allocated(byte[] bytes, Parser parser) throws Exception {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      parser.parse(bytes);
    } catch (BadInputException e) {
      checkMessage(e.getMessage());
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static void checkMessage(String message) {
    boolean isOneLine =
        message.startsWith("[")
            && message.length() <= LONGEST_MESSAGE
            && message.codePoints().noneMatch(Untrusted::movesTheCursor);
    if (!isOneLine) {
      throw new AssertionError("expected one line for the user but found " + message);
    }
  }

  /** Line ends, and what a terminal takes for a command. */
  private static boolean movesTheCursor(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
