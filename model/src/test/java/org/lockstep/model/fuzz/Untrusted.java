package org.lockstep.model.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.lockstep.model.error.BadInputException;

/**
 * Checks the contract of every parser of external bytes: it returns a value, or throws a {@link
 * BadInputException} with one line for the user, in memory proportional to the bytes. The fuzzer's
 * timeout checks that it ends.
 */
public final class Untrusted {
  /** For a parser's buffers of fixed size, and for the fuzzer's hooks. */
  private static final long FREE_BYTES = 64 << 20;

  private static final int LONGEST_MESSAGE = 1000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Untrusted() {}

  /** A parser, whose result is ignored. */
  public interface Parser {
    /** Anything this throws except {@link BadInputException} is a finding. */
    void parse(byte[] bytes) throws Exception;
  }

  /**
   * Parses the bytes.
   *
   * @param mostPerByte how many bytes the parser may allocate for each byte of input, on top of a
   *     fixed number
   * @throws AssertionError if a message is not one line for the user, or the memory is exceeded
   */
  public static void parse(byte[] bytes, long mostPerByte, Parser parser) throws Exception {
    parseWithin(FREE_BYTES + mostPerByte * bytes.length, bytes, parser);
  }

  /**
   * Parses the bytes with a parser that may need much memory for a few bytes.
   *
   * @param most bytes that it may allocate
   */
  public static void parseWithin(long most, byte[] bytes, Parser parser) throws Exception {
    long allocated = allocated(bytes, parser);
    if (allocated > most) { // again, since the first call also loads classes
      allocated = allocated(bytes, parser);
    }
    if (allocated > most) {
      throw new AssertionError(
          "expected at most " + most + " bytes of memory but " + allocated + " were allocated");
    }
  }

  /** Fails unless the action throws a {@link BadInputException}. */
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

  /** Line ends, and characters that a terminal takes for commands. */
  private static boolean movesTheCursor(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
