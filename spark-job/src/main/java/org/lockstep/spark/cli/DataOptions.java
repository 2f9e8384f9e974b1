package org.lockstep.spark.cli;

import java.util.List;
import java.util.Optional;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.read.Format;
import org.lockstep.spark.read.Header;
import org.lockstep.spark.read.ImageSize;
import org.lockstep.spark.read.ReadOptions;
import org.lockstep.spark.read.TargetUse;
import org.lockstep.spark.table.RowRange;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How data is to be read, the same for every command. */
final class DataOptions {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "csv, parquet, libsvm, idx, cifar10, hdf5, npz or images [by suffix and content].")
  private Format format;

  @Option(
      names = "--target",
      paramLabel = "COL",
      split = ",",
      description =
          "Target column(s) [label; in a CSV without header, where columns are numbered from 1,"
              + " the last].")
  private List<String> target = List.of();

  @Option(names = "--weight", paramLabel = "COL", description = "Column of row weights.")
  private String weight;

  @Option(
      names = "--header",
      paramLabel = "auto|present|absent",
      description = "Whether CSV files begin with a header [auto: if no field there is a number].")
  private Header header = Header.AUTO;

  @Option(
      names = "--image-size",
      paramLabel = "N|WxH",
      description = "Size to which images are resized [none: all must have the first one's].")
  private String imageSize;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Rows as an option gives them; all without it. */
  RowRange range(String option, String text) {
    try {
      return text == null ? RowRange.ALL : RowRange.parse(option, text);
    } catch (BadInputException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  /** The options for a path. */
  ReadOptions read(String path, String labels, TargetUse use) {
    try {
      return new ReadOptions(
              path,
              Optional.ofNullable(labels),
              Optional.ofNullable(format),
              target,
              Optional.ofNullable(weight),
              header,
              use)
          .withImageSize(
              Optional.ofNullable(imageSize).map(text -> ImageSize.parse("--image-size", text)));
    } catch (BadInputException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
