package org.lockstep.spark.read.images;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Where the file of one image is: alone, or an entry of a zip archive. A class and not a record: it
 * is the data of an RDD, which Spark serialises with Kryo if the user chose that.
 */
public final class ImageFile implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long ALONE = -1;

  /** Its fields as a Spark SQL type. */
  public static final StructType TYPE =
      new StructType()
          .add("path", DataTypes.StringType, false)
          .add("name", DataTypes.StringType, false)
          .add("label", DataTypes.StringType, false)
          .add("entryName", DataTypes.StringType, false)
          .add("header", DataTypes.LongType, false)
          .add("packedBytes", DataTypes.IntegerType, false)
          .add("bytes", DataTypes.IntegerType, false)
          .add("isDeflated", DataTypes.BooleanType, false)
          .add("checksum", DataTypes.LongType, false);

  final String path;
  private final String name;
  private final String label;
  final String entryName;
  final long header;
  final int packedBytes;
  final int bytes;
  final boolean isDeflated;
  final long checksum;

  private ImageFile(
      String path,
      String name,
      String label,
      String entryName,
      long header,
      int packedBytes,
      int bytes,
      boolean isDeflated,
      long checksum) {
    this.path = path;
    this.name = name;
    this.label = label;
    this.entryName = entryName;
    this.header = header;
    this.packedBytes = packedBytes;
    this.bytes = bytes;
    this.isDeflated = isDeflated;
    this.checksum = checksum;
  }

  /**
   * An image that is a file by itself.
   *
   * @param path the fully qualified path
   * @param name the file's name, for messages
   * @param label the class; empty if there is none
   */
  public static ImageFile alone(String path, String name, String label, int bytes) {
    return new ImageFile(path, name, label, "", ALONE, bytes, bytes, false, 0);
  }

  /**
   * An entry of a zip archive.
   *
   * @param entryName its name in the archive, each byte as one character
   * @param header where the entry's own header begins
   * @param packedBytes the length in the archive
   * @param bytes the length unpacked
   * @param checksum the CRC-32 of the unpacked bytes
   */
  public static ImageFile inZip(
      String path,
      String name,
      String label,
      String entryName,
      long header,
      int packedBytes,
      int bytes,
      boolean isDeflated,
      long checksum) {
    return new ImageFile(
        path, name, label, entryName, header, packedBytes, bytes, isDeflated, checksum);
  }

  /** This image as a value of {@link #TYPE}. */
  public Row toRow() {
    return RowFactory.create(
        path, name, label, entryName, header, packedBytes, bytes, isDeflated, checksum);
  }

  /** The image in a value of {@link #TYPE}. */
  public static ImageFile of(Row row) {
    return new ImageFile(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getLong(4),
        row.getInt(5),
        row.getInt(6),
        row.getBoolean(7),
        row.getLong(8));
  }

  boolean isInZip() {
    return header != ALONE;
  }

  /** The file's name, for messages. */
  public String name() {
    return name;
  }

  /** The class; empty if there is none. */
  public String label() {
    return label;
  }

  /** The number of bytes to read. */
  public int packedBytes() {
    return packedBytes;
  }
}
