package org.lockstep.spark.job;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.generate.SyntheticKind;
import org.lockstep.model.generate.SyntheticRows;
import org.lockstep.model.text.Text;
import org.lockstep.spark.log.Console;
import org.lockstep.spark.store.OutputFile;
import org.lockstep.spark.store.ParquetFile;
import org.lockstep.spark.store.Published;

/** Writes a synthetic data set to one file. */
public final class GenerationJob {
  private static final String PARQUET = ".parquet";
  private static final String CSV = ".csv";

  private GenerationJob() {}

  /**
   * What to generate, and where.
   *
   * @param classes K, for the kind {@code classes}
   * @param output a file that ends in .csv or .parquet, any Hadoop path
   */
  public record GenerationSettings(
      SyntheticKind kind, long rows, long seed, int classes, String output, boolean overwrite) {
    public GenerationSettings {
      SyntheticRows.check(kind, rows, classes, name -> "--" + name);
      if (!output.endsWith(CSV) && !output.endsWith(PARQUET)) {
        throw BadInputException.at(
            "--output",
            "a file that ends in " + CSV + " or " + PARQUET,
            BadInputException.quote(output));
      }
    }
  }

  /** Runs the job. */
  public static void run(SparkSession spark, GenerationSettings settings, Console console)
      throws IOException {
    Configuration configuration = spark.sessionState().newHadoopConf();
    Path output = OutputFile.check(settings.output(), settings.overwrite(), configuration);
    SyntheticRows rows =
        new SyntheticRows(settings.kind(), settings.rows(), settings.seed(), settings.classes());
    if (settings.output().endsWith(PARQUET)) {
      writeParquet(rows, output, configuration);
    } else {
      Published.write(output, configuration, out -> writeCsv(rows, out));
    }
    console.say(Text.format("%,d rows in %s", rows.rows(), settings.output()));
  }

  private static void writeCsv(SyntheticRows rows, OutputStream out) throws IOException {
    BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    writer.write(String.join(",", rows.columns()) + "\n");
    for (long row = 0; row < rows.rows(); row++) {
      writer.write(rows.line(row) + "\n");
    }
    writer.flush();
  }

  private static void writeParquet(SyntheticRows rows, Path output, Configuration configuration)
      throws IOException {
    boolean hasClass = rows.kind().isOfClasses();
    List<String> names = rows.columns();
    Types.MessageTypeBuilder builder = Types.buildMessage();
    for (int column = 0; column < names.size(); column++) {
      boolean isClass = hasClass && column == rows.kind().features();
      builder.required(isClass ? INT32 : DOUBLE).named(names.get(column));
    }
    MessageType type = builder.named("rows");
    ParquetFile.write(
        output,
        configuration,
        type,
        sink -> {
          for (long row = 0; row < rows.rows(); row++) {
            double[] values = rows.row(row);
            Group group = new SimpleGroup(type);
            for (int column = 0; column < values.length; column++) {
              if (hasClass && column == rows.kind().features()) {
                group.add(column, (int) values[column]);
              } else {
                group.add(column, values[column]);
              }
            }
            sink.add(group);
          }
        });
  }
}
