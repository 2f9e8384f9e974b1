package org.lockstep.spark.read.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.spark.testing.SparkForTests;

class ItemRowsTest {
  @TempDir private Path folder;

  private static ItemFile bytes(String path) {
    return new ItemFile(
        new Container(path, "x", Packing.NONE, ""),
        new ItemLayout(0, 1, 4, 1, NumberType.UNSIGNED_BYTE, false));
  }

  @Test
  void featuresAreClosedWhenLabelsCannotBeOpened() throws IOException {
    Files.write(folder.resolve("x"), new byte[4]);
    Configuration configuration = new Configuration(false);
    configuration.setClass("fs.counted.impl", Counted.class, org.apache.hadoop.fs.FileSystem.class);
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(SparkForTests.session().sparkContext());
    Broadcast<SerializableConfiguration> shared =
        context.broadcast(new SerializableConfiguration(configuration));
    ItemFile features = bytes("counted://host" + folder + "/x");
    ItemFile labels = bytes("counted://host" + folder + "/gone");
    List<ItemTable.Part> parts = List.of(new ItemTable.Part(features, List.of(labels), 0));

    assertThatThrownBy(
            () ->
                context
                    .parallelize(ItemRange.of(List.of(features)), 1)
                    .flatMap(new ItemRows(shared, parts, List.of()))
                    .collect())
        .hasMessageContaining("gone");

    assertThat(Counted.OPENED).hasPositiveValue();
    assertThat(Counted.CLOSED).hasValue(Counted.OPENED.get());
  }

  /** Counts the files that it opens and closes. */
  public static final class Counted extends RawLocalFileSystem {
    private static final AtomicInteger OPENED = new AtomicInteger();
    private static final AtomicInteger CLOSED = new AtomicInteger();

    @Override
    public URI getUri() {
      return URI.create("counted://host");
    }

    @Override
    public FSDataInputStream open(org.apache.hadoop.fs.Path path, int buffer) throws IOException {
      FSDataInputStream inner = super.open(path, buffer);
      OPENED.incrementAndGet();
      return new FSDataInputStream(inner.getWrappedStream()) {
        @Override
        public void close() throws IOException {
          CLOSED.incrementAndGet();
          super.close();
        }
      };
    }
  }
}
