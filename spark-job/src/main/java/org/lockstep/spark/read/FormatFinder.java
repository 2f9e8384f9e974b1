package org.lockstep.spark.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.NpyDescription;
import org.lockstep.model.text.Words;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.read.frame.ParquetFooter;
import org.lockstep.spark.read.items.Cifar10Reader;
import org.lockstep.spark.read.items.IdxHeader;
import org.lockstep.spark.read.source.FileHead;
import org.lockstep.spark.read.source.Format;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.ReadingSettings;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.read.source.SourceFinder;
import org.lockstep.spark.table.SourceFile;

/** Detects a file's format; its first bytes count for more than its suffix. */
final class FormatFinder {
  private static final String DELTA_LOG = "_delta_log";
  private static final String ICEBERG_METADATA = "metadata";
  private static final int HEAD_BYTES = 4096;
  private static final byte[] UTF_16LE = {(byte) 0xff, (byte) 0xfe};
  private static final byte[] UTF_16BE = {(byte) 0xfe, (byte) 0xff};
  private static final byte[] ZIP_ENTRY = {'P', 'K', 3, 4};
  private static final byte[] ORC_MAGIC = {'O', 'R', 'C'};
  private static final byte[] AVRO_MAGIC = {'O', 'b', 'j', 1};
  private static final int ZIP_ENTRY_BYTES = 30; // before its name
  private static final Pattern LIBSVM_LINE =
      Pattern.compile("[^\\s,:]+(\\s+\\d+:[^\\s,:]+)+\\s*(#.*)?");

  private static final Pattern TABLE =
      Pattern.compile("(?i).*\\.(csv|tsv|json|jsonl|parquet|orc|avro|libsvm|svm|svmlight|xlsx?)");

  private static final Map<String, byte[]> PACKINGS =
      Map.of(
          "xz",
          new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0},
          "7-Zip",
          new byte[] {'7', 'z', (byte) 0xbc, (byte) 0xaf, 0x27, 0x1c},
          "RAR",
          new byte[] {'R', 'a', 'r', '!', 0x1a, 7});

  private FormatFinder() {}

  /**
   * The format of data that we do not read as files: requested, named before the first colon, or
   * shown by the log beside the data.
   */
  static Optional<Format> ofTables(SourceFinder finder, ReadOptions options) {
    Optional<Format> said = Format.ofScheme(options.path());
    if (said.isPresent()) {
      boolean isOther =
          options.form().format().isPresent() && !options.form().format().equals(said);
      if (isOther && !isCatalogFormat(said.get(), options.form().format().get())) {
        throw BadInputException.at(
            ReadingSettings.FORMAT + "",
            Words.of(said.get()) + ", as " + options.name() + " says",
            Words.of(options.form().format().get()));
      }
      return said;
    }
    if (options.form().format().isPresent()) {
      return options.form().format().filter(Format::isOfTables);
    }
    if (finder.hasInside(options.path(), DELTA_LOG)) {
      return Optional.of(Format.DELTA);
    }
    return finder.hasInside(options.path(), ICEBERG_METADATA)
            && finder.hasInside(options.path(), "data")
        ? Optional.of(Format.ICEBERG)
        : Optional.empty();
  }

  /** The format of a table in a catalog can be given, though the catalog knows it. */
  private static boolean isCatalogFormat(Format said, Format asked) {
    return said == Format.TABLE && (asked == Format.DELTA || asked == Format.ICEBERG);
  }

  /**
   * The requested format, otherwise that of the first file that is not empty.
   *
   * @throws BadInputException if the format cannot be detected
   */
  static Format find(Configuration configuration, Source source, Optional<Format> requested) {
    return requested.orElseGet(() -> guess(configuration, source));
  }

  private static Format guess(Configuration configuration, Source source) {
    SourceFile file =
        source.files().stream()
            .filter(candidate -> candidate.length() > 0)
            .findFirst()
            .orElse(source.files().get(0));
    byte[] head;
    try {
      head = FileHead.bytes(configuration, file, source.nameOf(file.path()), HEAD_BYTES);
    } catch (IOException e) {
      throw FileErrors.explain(file.path(), e);
    }
    String name = source.nameOf(file.path());
    checkPacking(head, name);
    return byContent(head)
        .or(() -> byFirstEntry(head, name))
        .or(() -> bySuffix(file.path()))
        .orElseGet(() -> byText(head, name));
  }

  /** Fails for a compression that we cannot unpack, and names it. */
  private static void checkPacking(byte[] head, String name) {
    PACKINGS.forEach(
        (packing, magic) -> {
          if (FileHead.startsWith(head, magic)) {
            throw BadInputException.at(
                name,
                "an uncompressed file, or one compressed by gzip, bzip2 or zstd",
                packing + "; unpack it first");
          }
        });
  }

  private static Optional<Format> byContent(byte[] head) {
    if (FileHead.startsWith(head, ParquetFooter.MAGIC)) {
      return Optional.of(Format.PARQUET);
    }
    if (FileHead.startsWith(head, ORC_MAGIC) && isBinary(head)) { // not a CSV column named ORC...
      return Optional.of(Format.ORC);
    }
    if (FileHead.startsWith(head, AVRO_MAGIC)) {
      return Optional.of(Format.AVRO);
    }
    if (IdxHeader.isMagic(head)) {
      return Optional.of(Format.IDX);
    }
    if (FileHead.startsWith(head, new byte[] {(byte) 0x89, 'H', 'D', 'F'})) {
      return Optional.of(Format.HDF5);
    }
    if (NpyDescription.isMagic(head)) {
      return Optional.of(Format.NPZ);
    }
    if (FileHead.startsWith(head, new byte[] {(byte) 0x89, 'P', 'N', 'G'})
        || FileHead.startsWith(head, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff})) {
      return Optional.of(Format.IMAGES);
    }
    // The version for Python has no suffix; the reader says which version to use instead.
    return Cifar10Reader.isPickle(head) ? Optional.of(Format.CIFAR10) : Optional.empty();
  }

  private static boolean isBinary(byte[] head) {
    for (byte b : head) {
      if (b == 0) {
        return true;
      }
    }
    return false;
  }

  /** A zip holds arrays or images. */
  private static Optional<Format> byFirstEntry(byte[] head, String name) {
    if (!FileHead.startsWith(head, ZIP_ENTRY) || head.length < ZIP_ENTRY_BYTES) {
      return Optional.empty();
    }
    int nameBytes = (head[26] & 0xff) | (head[27] & 0xff) << 8;
    String entry =
        new String(
            head,
            ZIP_ENTRY_BYTES,
            Math.min(nameBytes, head.length - ZIP_ENTRY_BYTES),
            StandardCharsets.ISO_8859_1);
    if (TABLE.matcher(entry).matches()) {
      throw BadInputException.at(
          name,
          "a zip archive of images or NumPy arrays",
          "one that begins with " + BadInputException.quote(entry) + "; unpack it first");
    }
    return Optional.of(entry.endsWith(".npy") ? Format.NPZ : Format.IMAGES);
  }

  private static Optional<Format> bySuffix(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    if (name.contains("-idx") || name.contains(".idx")) {
      return Optional.of(Format.IDX);
    }
    String stem = name.replaceFirst("\\.(gz|bz2|zst|lz4|snappy|deflate)$", "");
    return Optional.ofNullable(
        switch (stem.substring(stem.lastIndexOf('.') + 1)) {
          case "csv" -> Format.CSV;
          case "json", "jsonl", "ndjson" -> Format.JSON;
          case "parquet" -> Format.PARQUET;
          case "orc" -> Format.ORC;
          case "avro" -> Format.AVRO;
          case "libsvm", "svm", "svmlight" -> Format.LIBSVM;
          case "h5", "hdf5" -> Format.HDF5;
          case "npz", "npy" -> Format.NPZ;
          case "bin" -> Format.CIFAR10;
          case "png", "jpg", "jpeg", "gif", "bmp", "zip" -> Format.IMAGES;
          default -> null;
        });
  }

  private static Format byText(byte[] head, String name) {
    boolean isUtf16 = FileHead.startsWith(head, UTF_16LE) || FileHead.startsWith(head, UTF_16BE);
    String text = new String(head, isUtf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
    if (text.indexOf('\0') >= 0) {
      throw BadInputException.at(
          name,
          "a format recognisable by suffix or content (or set " + ReadingSettings.FORMAT + ")",
          "binary data");
    }
    String firstLine = text.lines().findFirst().orElse("");
    if (firstLine.stripLeading().startsWith("{\"")) {
      return Format.JSON;
    }
    return LIBSVM_LINE.matcher(firstLine).matches() ? Format.LIBSVM : Format.CSV;
  }
}
