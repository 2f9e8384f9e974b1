package org.lockstep.spark.read.frame;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.read.source.FileHead;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.table.SourceFile;

/**
 * On which line a record of a text file stands. Spark passes over blank lines, so a record's number
 * says less; the file is looked at again, on the driver, where there is something to tell of it.
 */
final class LinePlaces {
  private final Configuration configuration;
  private final Map<String, SourceFile> files = new HashMap<>();

  LinePlaces(Configuration configuration, Source source) {
    this.configuration = configuration;
    source.files().forEach(file -> files.put(file.path(), file));
  }

  /**
   * The line, as {@code :17}.
   *
   * @param record its number in the file, from 0
   */
  String of(String file, long record) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                FileHead.unpacked(configuration, files.get(file)), StandardCharsets.UTF_8))) {
      long left = record;
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank() && left-- == 0) {
          break;
        }
      }
      return ":" + number;
    } catch (IOException e) {
      throw FileErrors.explain(file, e);
    }
  }
}
