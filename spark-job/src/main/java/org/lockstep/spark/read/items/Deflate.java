package org.lockstep.spark.read.items;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** What is known of deflated data before it is unpacked, and unpacking that trusts no length. */
public final class Deflate {
  /**
   * Deflate cannot shrink further than 1032 to 1: two bits tell a repetition of at most 258 bytes
   * (RFC 1951, section 3.2.5).
   */
  public static final long MOST_RATIO = 1032;

  /** Below this many bytes nothing is a bomb, however small it was. */
  public static final long HARMLESS_BYTES = 64L << 20;

  /** Real data of that size shrinks at most some tens of times. */
  public static final int LARGEST_RATIO = 250;

  /** What is expected where a bomb is found. */
  public static final String NO_BOMB =
      "data that unpacks to at most " + LARGEST_RATIO + " times its size";

  private Deflate() {}

  /** Whether so many packed bytes may be so many unpacked ones. */
  public static boolean canHold(long packed, long unpacked) {
    return unpacked / MOST_RATIO <= packed;
  }

  /** Whether so few packed bytes that are so many unpacked ones were made to fill memories. */
  public static boolean isBomb(long packed, long unpacked) {
    return unpacked > HARMLESS_BYTES && unpacked / LARGEST_RATIO > packed;
  }

  /**
   * Unpacks data of a known length.
   *
   * @param isRaw without the header and the checksum of zlib
   * @throws DataFormatException saying what is there instead of so many bytes
   */
  public static byte[] inflated(byte[] packed, int length, boolean isRaw)
      throws DataFormatException {
    Inflater inflater = new Inflater(isRaw);
    try {
      inflater.setInput(packed);
      byte[] whole = new byte[length];
      int done = 0;
      while (done < length) {
        int n = inflater.inflate(whole, done, length - done);
        if (n == 0) {
          throw new TellingException("the end after " + done);
        }
        done += n;
      }
      if (inflater.inflate(new byte[1]) > 0) {
        throw new TellingException("more than that");
      }
      return whole;
    } catch (TellingException e) {
      throw e;
    } catch (DataFormatException e) { // zlib's words, or none
      throw new TellingException("damaged ones");
    } finally {
      inflater.end();
    }
  }

  private static final class TellingException extends DataFormatException {
    private static final long serialVersionUID = 1L;

    TellingException(String found) {
      super(found);
    }
  }
}
