package org.lockstep.spark.read.frame;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;
import org.lockstep.spark.files.PathNames;
import org.lockstep.spark.read.source.Format;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.table.SourceFile;

/** Compares the types that the files of a source give a column. Spark takes those of one file. */
final class ColumnTypes {
  private ColumnTypes() {}

  /** The file in which a column first appeared, and its type there. */
  private record Seen(String file, DataType type) {}

  /**
   * The first column to which two files give different types; empty if they agree or cannot be
   * read.
   */
  static Optional<BadInputException> conflict(SparkSession spark, Format format, Source source) {
    try {
      return format != Format.PARQUET || source.files().size() < 2
          ? Optional.empty()
          : search(spark, source);
    } catch (RuntimeException e) {
      return Optional.empty(); // the caller reports its own error
    }
  }

  private static Optional<BadInputException> search(SparkSession spark, Source source) {
    Map<String, Seen> columns = new HashMap<>();
    for (SourceFile file : source.files()) {
      String name = source.nameOf(file.path());
      for (StructField field :
          spark.read().parquet(PathNames.literally(file.path())).schema().fields()) {
        Seen seen = columns.putIfAbsent(field.name(), new Seen(name, field.dataType()));
        if (seen != null && !seen.type().equals(field.dataType())) {
          return Optional.of(
              BadInputException.at(
                  name,
                  Text.passage(seen.type().simpleString())
                      + " in column "
                      + BadInputException.quote(field.name())
                      + ", as in "
                      + seen.file(),
                  Text.passage(field.dataType().simpleString())));
        }
      }
    }
    return Optional.empty();
  }
}
