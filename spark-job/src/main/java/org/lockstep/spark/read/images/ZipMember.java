package org.lockstep.spark.read.images;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What the directory of a zip archive says of one entry. A class and not a record, as {@link
 * ImageFile} is.
 */
final class ZipMember implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Its fields as a Spark SQL type. */
  static final StructType TYPE =
      new StructType()
          .add("name", DataTypes.StringType, false)
          .add("header", DataTypes.LongType, false)
          .add("packedBytes", DataTypes.IntegerType, false)
          .add("bytes", DataTypes.IntegerType, false)
          .add("isDeflated", DataTypes.BooleanType, false)
          .add("checksum", DataTypes.LongType, false);

  final String name;
  final long header;
  final int packedBytes;
  final int bytes;
  final boolean isDeflated;
  final long checksum;

  /**
   * An entry.
   *
   * @param name its name in the archive, each byte as one character
   * @param header where the entry's own header begins
   * @param packedBytes the length in the archive
   * @param bytes the length unpacked
   * @param checksum the CRC-32 of the unpacked bytes
   */
  ZipMember(
      String name, long header, int packedBytes, int bytes, boolean isDeflated, long checksum) {
    this.name = name;
    this.header = header;
    this.packedBytes = packedBytes;
    this.bytes = bytes;
    this.isDeflated = isDeflated;
    this.checksum = checksum;
  }

  /** This entry as a value of {@link #TYPE}. */
  Row toRow() {
    return RowFactory.create(name, header, packedBytes, bytes, isDeflated, checksum);
  }

  /** The entry in a value of {@link #TYPE}. */
  static ZipMember of(Row row) {
    return new ZipMember(
        row.getString(0),
        row.getLong(1),
        row.getInt(2),
        row.getInt(3),
        row.getBoolean(4),
        row.getLong(5));
  }
}
