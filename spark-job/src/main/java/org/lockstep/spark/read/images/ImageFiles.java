package org.lockstep.spark.read.images;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.hadoop.conf.Configuration;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.files.Causes;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.read.items.Deflate;
import org.lockstep.spark.read.items.LocalHeader;
import org.lockstep.spark.read.items.ZipArchive;
import org.lockstep.spark.read.source.FileHead;
import org.lockstep.spark.read.source.ImageNames;
import org.lockstep.spark.read.source.PartNames;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.table.SourceFile;

/**
 * Lists the images of a source: files in folders, or the entries of zip archives, sorted by path.
 * Files not named as images are left out. The class of an image is the name of its folder, if that
 * is below the given path.
 */
final class ImageFiles {
  private static final int MOST_BYTES = 64 << 20;

  private final Configuration configuration;
  private final Source source;
  private final List<ImageFile> images = new ArrayList<>();

  private ImageFiles(Configuration configuration, Source source) {
    this.configuration = configuration;
    this.source = source;
  }

  /**
   * The images, at least one.
   *
   * @throws BadInputException if there is none, or an archive is not whole
   */
  static List<ImageFile> of(Configuration configuration, Source source) {
    ImageFiles files = new ImageFiles(configuration, source);
    for (SourceFile file : source.files()) {
      files.add(file);
    }
    if (files.images.isEmpty()) {
      throw BadInputException.at(
          source.given(),
          "images (" + String.join(", ", ImageNames.SUFFIXES) + ")",
          "none among "
              + source.files().size()
              + (source.files().size() == 1 ? " file" : " files"));
    }
    return files.images;
  }

  private void add(SourceFile file) {
    String name = source.nameOf(file.path());
    if (isZip(file, name)) {
      addEntries(file, name);
    } else if (ImageNames.isImage(file.path())) {
      checkLength(name, file.length());
      String root = source.qualifiedBase().toString();
      String below = file.path().equals(root) ? "" : file.path().substring(root.length());
      images.add(ImageFile.alone(file.path(), name, folderOf(below), (int) file.length()));
    }
  }

  /** Whether a file is a zip, by its name among others; a file given alone can have any name. */
  private boolean isZip(SourceFile file, String name) {
    if (file.path().toLowerCase(Locale.ROOT).endsWith(".zip")) {
      return true;
    }
    try {
      return source.files().size() == 1
          && FileHead.startsWith(
              FileHead.bytes(configuration, file, name, 4), new byte[] {'P', 'K', 3, 4});
    } catch (IOException e) {
      throw FileErrors.explain(file.path(), e);
    }
  }

  private void addEntries(SourceFile file, String name) {
    String part = source.part().map(p -> p.endsWith("/") ? p : p + "/").orElse("");
    List<ZipArchiveEntry> entries = new ArrayList<>();
    try (ZipArchive zip = ZipArchive.open(configuration, file.path())) {
      for (ZipArchiveEntry entry : zip.entries()) {
        if (entry.getName().startsWith(part) && isImage(entry)) {
          if (!zip.canRead(entry)) {
            throw BadInputException.at(
                PartNames.place(name, entry.getName()),
                "an entry that is stored or deflated",
                "another compression method");
          }
          entries.add(entry);
        }
      }
    } catch (IOException e) {
      throw FileErrors.explanation(e)
          .orElseGet(
              () -> BadInputException.at(name, "a whole zip archive", Causes.rootMessage(e), e));
    }
    if (entries.isEmpty()) {
      throw BadInputException.at(
          name,
          "images" + (part.isEmpty() ? "" : " in its folder " + BadInputException.quote(part)),
          "none");
    }
    entries.sort(Comparator.comparing(ZipArchiveEntry::getName));
    Set<String> names = new HashSet<>();
    for (ZipArchiveEntry entry : entries) {
      String place = PartNames.place(name, entry.getName());
      if (!names.add(entry.getName())) {
        throw BadInputException.at(place, "each entry once", "it twice");
      }
      images.add(image(file, place, entry, folderOf(entry.getName().substring(part.length()))));
    }
  }

  private static ImageFile image(
      SourceFile file, String place, ZipArchiveEntry entry, String label) {
    long packed = entry.getCompressedSize();
    long header = entry.getLocalHeaderOffset();
    checkLength(place, entry.getSize());
    checkLength(place, packed);
    if (header < 0 || header > file.length() - packed) {
      throw BadInputException.at(place, packed + " packed bytes", "the end of the archive");
    }
    boolean isDeflated = entry.getMethod() == ZipArchiveEntry.DEFLATED;
    if (isDeflated ? !Deflate.canHold(packed, entry.getSize()) : entry.getSize() != packed) {
      throw BadInputException.at(
          place,
          entry.getSize() + " bytes, as the archive's directory says",
          packed + " packed ones");
    }
    return ImageFile.inZip(
        file.path(),
        place,
        label,
        new ZipMember(
            LocalHeader.text(entry.getRawName()),
            header,
            (int) packed,
            (int) entry.getSize(),
            isDeflated,
            entry.getCrc()));
  }

  /** Whether an entry is an image; directories and the extra files of macOS are not. */
  private static boolean isImage(ZipArchiveEntry entry) {
    String name = entry.getName();
    return !entry.isDirectory()
        && ImageNames.isImage(name)
        && !name.startsWith("__MACOSX/")
        && !name.substring(name.lastIndexOf('/') + 1).startsWith(".");
  }

  private static void checkLength(String place, long bytes) {
    if (bytes < 1 || bytes > MOST_BYTES) {
      throw BadInputException.at(
          place, "an image of 1 to " + MOST_BYTES + " bytes", Long.toString(bytes));
    }
  }

  /** The last folder of a path; empty if there is none. */
  private static String folderOf(String path) {
    String[] names = path.split("/", -1);
    return names.length < 2 ? "" : names[names.length - 2];
  }
}
