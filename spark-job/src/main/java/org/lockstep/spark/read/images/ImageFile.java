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

  /** Its fields as a Spark SQL type. */
  public static final StructType TYPE =
      new StructType()
          .add("path", DataTypes.StringType, false)
          .add("name", DataTypes.StringType, false)
          .add("label", DataTypes.StringType, false)
          .add("packedBytes", DataTypes.IntegerType, false)
          .add("member", ZipMember.TYPE, true);

  final String path;
  private final String name;
  private final String label;
  private final int packedBytes;
  final ZipMember member; // null if the image is a file by itself

  private ImageFile(String path, String name, String label, int packedBytes, ZipMember member) {
    this.path = path;
    this.name = name;
    this.label = label;
    this.packedBytes = packedBytes;
    this.member = member;
  }

  /**
   * An image that is a file by itself.
   *
   * @param path the fully qualified path
   * @param name the file's name, for messages
   * @param label the class; empty if there is none
   */
  public static ImageFile alone(String path, String name, String label, int bytes) {
    return new ImageFile(path, name, label, bytes, null);
  }

  /** An entry of the zip archive at a path. */
  static ImageFile inZip(String path, String name, String label, ZipMember member) {
    return new ImageFile(path, name, label, member.packedBytes, member);
  }

  /** This image as a value of {@link #TYPE}. */
  public Row toRow() {
    return RowFactory.create(
        path, name, label, packedBytes, member == null ? null : member.toRow());
  }

  /** The image in a value of {@link #TYPE}. */
  public static ImageFile of(Row row) {
    return new ImageFile(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        row.getInt(3),
        row.isNullAt(4) ? null : ZipMember.of(row.getStruct(4)));
  }

  boolean isInZip() {
    return member != null;
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
