package org.lockstep.spark.read.items;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Judges deflated data before it is unpacked, and unpacks it without trusting any length. */
public final class Deflate {
  /**
   * Deflate cannot shrink further than 1032 to 1: two bits encode a repetition of at most 258 bytes
   * (RFC 1951, section 3.2.5).
   */
  public static final long MOST_RATIO = 1032;

  /** Data that unpacks to at most this many bytes is not a bomb, however small it was. */
  public static final long HARMLESS_BYTES = 64L << 20;

  /** Real data of that size shrinks by a factor of some tens at most. */
  public static final int LARGEST_RATIO = 250;

  /** What a message says was expected if a bomb is found. */
  public static final String NO_BOMB =
      "data that unpacks to at most " + LARGEST_RATIO + " times its size";

  private Deflate() {}

  /** Whether this many packed bytes can unpack to this many bytes. */
  public static boolean canHold(long packed, long unpacked) {
    return unpacked / MOST_RATIO <= packed;
  }

  /** Whether so few packed bytes unpack to so many that they were made to fill memory. */
  public static boolean isBomb(long packed, long unpacked) {
    return unpacked > HARMLESS_BYTES && unpacked / LARGEST_RATIO > packed;
  }

  /**
   * Unpacks data of a known length.
   *
   * @param isRaw without the header and the checksum of zlib
   * @throws DataFormatException saying what was found instead of that many bytes
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
    } catch (DataFormatException e) { // with zlib's words, or none
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
