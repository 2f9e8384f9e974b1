package org.lockstep.spark.read.items;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.hadoop.conf.Configuration;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.NpyDescription;
import org.lockstep.spark.files.Causes;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.read.source.FileHead;
import org.lockstep.spark.read.source.PartNames;
import org.lockstep.spark.table.SourceFile;

/**
 * The arrays of a NumPy file: an npz archive, stored or deflated, or one npy array. Only the
 * headers are read. Python objects are always refused, because loading them runs code.
 */
public final class NpzFile {
  private static final String SUFFIX = ".npy";

  private final SourceFile file;
  private final String name;

  private NpzFile(SourceFile file, String name) {
    this.file = file;
    this.name = name;
  }

  /**
   * The arrays in the order of the archive.
   *
   * @param name the file's name, for messages
   * @throws BadInputException if it is neither, or not a whole one
   */
  public static List<StoredArray> arrays(
      Configuration configuration, SourceFile file, String name) {
    NpzFile found = new NpzFile(file, name);
    try {
      byte[] head = FileHead.bytes(configuration, file, name, 8);
      return NpyDescription.isMagic(head)
          ? List.of(found.single(configuration))
          : found.archive(configuration);
    } catch (IOException e) {
      throw FileErrors.explanation(e)
          .orElseGet(
              () -> BadInputException.at(name, "a whole npz archive", Causes.rootMessage(e), e));
    }
  }

  private StoredArray single(Configuration configuration) throws IOException {
    try (InputStream in = FileHead.open(configuration, file)) {
      String stem = name.substring(name.lastIndexOf('/') + 1);
      String array = stem.endsWith(SUFFIX) ? withoutSuffix(stem) : stem;
      return array(name, array, in, new Location(Packing.NONE, "", 0, file.length()));
    }
  }

  private List<StoredArray> archive(Configuration configuration) throws IOException {
    List<StoredArray> arrays = new ArrayList<>();
    try (ZipArchive zip = ZipArchive.open(configuration, file.path())) {
      Set<String> names = new HashSet<>();
      for (ZipArchiveEntry entry : zip.entries()) {
        checkName(entry.getName(), names);
        if (entry.getName().endsWith(SUFFIX)) {
          arrays.add(array(zip, entry));
        }
      }
    }
    return arrays;
  }

  private void checkName(String entry, Set<String> names) {
    // NumPy writes names with slashes; these name arrays and never become file names.
    boolean leaves = List.of(entry.split("[/\\\\]", -1)).contains("..") || entry.startsWith("/");
    if (leaves) {
      throw BadInputException.at(name, "entries without a path", BadInputException.quote(entry));
    }
    if (!names.add(entry)) {
      throw BadInputException.at(name, "each entry once", "two " + BadInputException.quote(entry));
    }
  }

  private StoredArray array(ZipArchive zip, ZipArchiveEntry entry) throws IOException {
    String array = withoutSuffix(entry.getName());
    String place = PartNames.place(name, array);
    if (!zip.canRead(entry)) {
      return StoredArray.refused(
          place,
          array,
          List.of(),
          "an entry that is stored or deflated",
          "another compression method");
    }
    if (!Deflate.canHold(entry.getCompressedSize(), entry.getSize())) {
      return StoredArray.refused(
          place,
          array,
          List.of(),
          entry.getSize() + " bytes, as the archive's directory says",
          entry.getCompressedSize() + " packed ones, which cannot hold that many");
    }
    if (Deflate.isBomb(entry.getCompressedSize(), entry.getSize())) {
      return StoredArray.refused(
          place,
          array,
          List.of(),
          Deflate.NO_BOMB,
          entry.getSize() + " bytes from " + entry.getCompressedSize());
    }
    boolean isStored = entry.getMethod() == ZipArchiveEntry.STORED;
    Optional<LocalHeader> header = zip.header(entry);
    if (header.isEmpty()) {
      return StoredArray.refused(
          place,
          array,
          List.of(),
          "an entry with the name and compression given in the archive's directory",
          "another");
    }
    long begin = header.get().dataOffset();
    if (begin < 0 || begin > file.length() - entry.getCompressedSize()) {
      return StoredArray.refused(
          place,
          array,
          List.of(),
          entry.getCompressedSize() + " packed bytes",
          "the end of the file");
    }
    try (InputStream in = zip.contents(entry)) {
      return array(
          place,
          array,
          in,
          isStored
              ? new Location(Packing.NONE, "", begin, entry.getSize())
              : new Location(Packing.ZIP, entry.getName(), 0, entry.getSize()));
    }
  }

  private static String withoutSuffix(String text) {
    return text.substring(0, text.length() - SUFFIX.length());
  }

  /** Where an array's file begins, with its header, and how long it is. */
  private record Location(Packing packing, String inside, long begin, long length) {}

  private StoredArray array(String place, String array, InputStream in, Location location)
      throws IOException {
    NpyDescription npy = NpyDescription.read(place, in);
    Optional<NumberType> type = typeOf(npy.descr());
    if (npy.isObjects()) {
      return StoredArray.refused(
          place, array, npy.shape(), "numbers", "Python objects, which are never loaded");
    }
    if (type.isEmpty()) {
      return StoredArray.refused(
          place,
          array,
          npy.shape(),
          "integers of 8 to 64 bits (unsigned: to 32), or floating point of 32 or 64",
          "the type " + BadInputException.quote(npy.descr()));
    }
    if (npy.fortranOrder() && npy.shape().size() > 1) {
      return StoredArray.refused(
          place,
          array,
          npy.shape(),
          "an array in C order (numpy.ascontiguousarray makes one)",
          "one in Fortran order");
    }
    return StoredArray.of(
        place,
        array,
        npy.shape(),
        type.get(),
        (items, itemSize) -> items(place, npy, type.get(), location, items, itemSize));
  }

  private ItemFile items(
      String place, NpyDescription npy, NumberType type, Location location, long n, int itemSize) {
    long stride = (long) itemSize * type.bytes();
    long wanted = npy.headerBytes() + n * stride;
    if (wanted != location.length()) {
      throw new StoredArray.RefusedException(
          wanted + " bytes for " + n + " items of " + stride, Long.toString(location.length()));
    }
    return new ItemFile(
        new Container(file.path(), place, location.packing(), location.inside()),
        new ItemLayout(
            location.begin() + npy.headerBytes(),
            stride,
            n,
            itemSize,
            type,
            !npy.descr().startsWith(">")));
  }

  /** The type of a NumPy code: byte order, kind, bytes. Booleans are bytes of 0 and 1. */
  private static Optional<NumberType> typeOf(String descr) {
    String withoutOrder = descr.replaceFirst("^[<>|=]", "");
    return Optional.ofNullable(
        switch (withoutOrder) {
          case "b1", "u1" -> NumberType.UNSIGNED_BYTE;
          case "i1" -> NumberType.SIGNED_BYTE;
          case "u2" -> NumberType.UNSIGNED_SHORT;
          case "i2" -> NumberType.SHORT;
          case "u4" -> NumberType.UNSIGNED_INT;
          case "i4" -> NumberType.INT;
          case "i8" -> NumberType.LONG;
          case "f4" -> NumberType.FLOAT;
          case "f8" -> NumberType.DOUBLE;
          default -> null;
        });
  }
}
