package org.lockstep.spark.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/** Ranges of items to rows: index, pixels, label. */
final class IdxRows implements FlatMapFunction<IdxRange, Row> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<SerializableConfiguration> configuration;
  private final IdxFile images;
  private final IdxFile labels;

  IdxRows(
      Broadcast<SerializableConfiguration> configuration,
      IdxFile images,
      Optional<IdxFile> labels) {
    this.configuration = configuration;
    this.images = images;
    this.labels = labels.orElse(null);
  }

  @Override
  public Iterator<Row> call(IdxRange range) throws IOException {
    return new Rows(range);
  }

  private final class Rows implements Iterator<Row> {
    private final boolean asBytes = images.header().type() == IdxType.UNSIGNED_BYTE;
    private final IdxCursor image;
    private final IdxCursor label;
    private final long end;
    private long next;

    Rows(IdxRange range) throws IOException {
      Configuration hadoop = configuration.value().value();
      image = new IdxCursor(hadoop, images, range.from());
      label = labels == null ? null : new IdxCursor(hadoop, labels, range.from());
      next = range.from();
      end = range.to();
      // Whoever stops reading early must not leave streams open.
      TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> close());
    }

    @Override
    public boolean hasNext() {
      return next < end;
    }

    @Override
    public Row next() {
      if (next >= end) {
        throw new NoSuchElementException();
      }
      try {
        image.next();
        Object features = asBytes ? image.bytes() : Vectors.dense(image.numbers());
        long row = next++;
        if (label == null) {
          return RowFactory.create(row, features);
        }
        label.next();
        return RowFactory.create(row, features, label.number(0));
      } catch (IOException e) {
        throw new UncheckedIOException(images.name(), e);
      }
    }

    private void close() {
      try {
        next = end;
        image.close();
        if (label != null) {
          label.close();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(images.name(), e);
      }
    }
  }
}
