package org.lockstep.spark.read.source;

import java.util.List;
import java.util.Locale;

/** Recognises images by their file names. */
public final class ImageNames {
  /** The suffixes of the formats that are read. */
  public static final List<String> SUFFIXES = List.of("png", "jpg", "jpeg", "gif", "bmp");

  private ImageNames() {}

  /** Whether a file is an image by its name. */
  public static boolean isImage(String name) {
    String suffix = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return SUFFIXES.contains(suffix);
  }
}
