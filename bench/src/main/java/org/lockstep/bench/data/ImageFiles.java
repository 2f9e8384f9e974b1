package org.lockstep.bench.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file of images and the file of their labels, under MNIST's names. */
public record ImageFiles(Path images, Path labels) {

  /** The files of a part of MNIST, {@code train} or {@code t10k}, plain or gzipped. */
  static Optional<ImageFiles> find(Path directory, String part) {
    for (String suffix : new String[] {"", ".gz"}) {
      ImageFiles files = in(directory, part, suffix);
      if (Files.isRegularFile(files.images) && Files.isRegularFile(files.labels)) {
        return Optional.of(files);
      }
    }
    return Optional.empty();
  }

  /** The names of the files of a part. */
  static ImageFiles in(Path directory, String part, String suffix) {
    return new ImageFiles(
        directory.resolve(part + "-images-idx3-ubyte" + suffix),
        directory.resolve(part + "-labels-idx1-ubyte" + suffix));
  }
}
