package org.lockstep.serve;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import org.lockstep.model.file.ModelFile;

/** Finds and opens a model among local files: the server has no Hadoop. */
final class ModelSource {
  private static final String MODEL = "model.npz";
  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:.*");

  private ModelSource() {}

  /**
   * Reads a model.
   *
   * @param name a model file or the directory of a run, as a path or a {@code file:} URI
   * @throws BadInputException if there is none, or it is damaged
   */
  static Model read(String name) throws IOException {
    Path path = path(name);
    Optional<BasicFileAttributes> there = look(name, path);
    if (there.isEmpty()) {
      throw BadInputException.at(
          name, "a model file, or the directory of a run", "nothing at " + path);
    }
    if (there.get().isDirectory()) {
      path = path.resolve(MODEL);
      there = look(name, path);
      if (there.isEmpty()) {
        throw BadInputException.at(name, MODEL + " in this directory", "none");
      }
      if (there.get().isDirectory()) {
        throw BadInputException.at(name, MODEL + " in this directory", "a directory of this name");
      }
    }
    try (InputStream in = open(name, path)) {
      return ModelFile.read(name, in);
    }
  }

  private static InputStream open(String name, Path path) {
    try {
      return Files.newInputStream(path);
    } catch (IOException e) {
      throw notReadable(name, e);
    }
  }

  /** The attributes of a path. Only a path that the system reports as absent is absent. */
  private static Optional<BasicFileAttributes> look(String name, Path path) {
    try {
      return Optional.of(Files.readAttributes(path, BasicFileAttributes.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw notReadable(name, e);
    }
  }

  private static BadInputException notReadable(String name, IOException failure) {
    String found =
        failure instanceof AccessDeniedException
            ? "no permission"
            : failure instanceof FileSystemException told && told.getReason() != null
                ? told.getReason()
                : failure.getClass().getSimpleName();
    return BadInputException.at(name, "a readable file", found, failure);
  }

  private static Path path(String name) {
    try {
      if (name.startsWith("file:")) {
        return Path.of(URI.create(name.replace(" ", "%20")).getSchemeSpecificPart());
      }
      Path path = Path.of(name);
      if (SCHEME.matcher(name).matches() && Files.notExists(path)) {
        throw BadInputException.at(
            name, "a local file, which serve reads without Hadoop", "a path elsewhere");
      }
      return path.toAbsolutePath();
    } catch (IllegalArgumentException e) {
      throw BadInputException.at(name, "a path", BadInputException.quote(name), e);
    }
  }
}
