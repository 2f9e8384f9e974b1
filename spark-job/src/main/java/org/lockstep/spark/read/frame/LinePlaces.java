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
 * Finds the line of a record in a text file. Spark skips blank lines, so a record's number does not
 * give its line. The driver reads the file again when there is something to report about it.
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
   * @param record the record's number in the file, from 0
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
