package org.lockstep.spark.read.images;

/**
 * Thrown if an image is not as it must be. The reader that knows its place makes a message of it.
 */
public final class UnfitImageException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String expected;
  private final String found;

  UnfitImageException(String expected, String found) {
    super("expected " + expected + " but found " + found);
    this.expected = expected;
    this.found = found;
  }

  public String expected() {
    return expected;
  }

  public String found() {
    return found;
  }
}
