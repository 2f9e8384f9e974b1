package org.lockstep.spark.table;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** Turns columns of Spark's date types into seconds since 1970 (UTC). */
public final class DateValues {
  private static final long SECONDS_PER_DAY = 86_400;
  private static final long SECONDS_PER_HOUR = 3_600;
  private static final long SECONDS_PER_MINUTE = 60;

  private DateValues() {}

  /** Whether a column of a type holds dates, with or without a time of day. */
  public static boolean isDate(DataType type) {
    return type instanceof DateType
        || type instanceof TimestampType
        || type instanceof TimestampNTZType;
  }

  /** The whole seconds of a column, rounded down. A time without a zone is read as UTC. */
  public static Column seconds(Column column, DataType type) {
    if (type instanceof TimestampType) {
      return functions.unix_seconds(column);
    }
    Column date = column.cast(DataTypes.DateType);
    Column days = functions.unix_date(date).cast(DataTypes.LongType).multiply(SECONDS_PER_DAY);
    return type instanceof DateType
        ? days
        : days.plus(functions.hour(column).multiply(SECONDS_PER_HOUR))
            .plus(functions.minute(column).multiply(SECONDS_PER_MINUTE))
            .plus(functions.second(column));
  }

  /** This many seconds as text, as files write it. */
  public static String text(long seconds) {
    return LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC).toString();
  }
}
