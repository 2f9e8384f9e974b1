package org.lockstep.spark.job;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.file.FloatRange;
import org.lockstep.model.file.Model;
import org.lockstep.model.file.ModelFile;
import org.lockstep.model.file.OnnxFile;
import org.lockstep.model.text.Words;
import org.lockstep.spark.log.Console;
import org.lockstep.spark.store.Models;
import org.lockstep.spark.store.OutputFile;
import org.lockstep.spark.store.Published;

/** Exports a model for other programs. */
public final class ExportJob {
  private ExportJob() {}

  /** A format that other programs read. */
  public enum ExportFormat {
    /** See {@link OnnxFile}. */
    ONNX,
    /** See {@link ModelFile#writeArrays}. */
    NPZ
  }

  /**
   * What to export, and where.
   *
   * @param model a model file, or the directory of a run
   * @param output a file, any Hadoop path
   */
  public record ExportSettings(
      String model, ExportFormat format, String output, boolean overwrite) {}

  /** Runs the job. */
  public static void run(SparkSession spark, ExportSettings settings, Console console)
      throws IOException {
    Configuration configuration = spark.sessionState().newHadoopConf();
    Path output = OutputFile.check(settings.output(), settings.overwrite(), configuration);
    Model model = Models.read(settings.model(), configuration);
    Published.write(
        output,
        configuration,
        out -> {
          switch (settings.format()) {
            case ONNX -> OnnxFile.write(model, out);
            case NPZ -> ModelFile.writeArrays(model, out);
          }
        });
    if (settings.format() == ExportFormat.ONNX) {
      FloatRange.note(model).ifPresent(console::notice);
    }
    console.say(
        model.network().text() + " as " + Words.of(settings.format()) + " in " + settings.output());
  }
}
