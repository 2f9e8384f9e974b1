package org.lockstep.spark.read.items;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/** Turns ranges of items into rows: index, features, label. */
final class ItemRows implements FlatMapFunction<ItemRange, Row> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<SerializableConfiguration> configuration;
  private final List<ItemTable.Part> parts;
  private final List<String> labelNames;

  /** Labels are numbers if there are no names for them. */
  ItemRows(
      Broadcast<SerializableConfiguration> configuration,
      List<ItemTable.Part> parts,
      List<String> labelNames) {
    this.configuration = configuration;
    this.parts = parts;
    this.labelNames = labelNames;
  }

  @Override
  public Iterator<Row> call(ItemRange range) throws IOException {
    return new Rows(parts.get(range.file()), range);
  }

  private final class Rows implements Iterator<Row> {
    private final ItemTable.Part part;
    private final boolean asBytes;
    private final ItemCursor features;
    private final ItemCursor labels;
    private final long end;
    private long next;

    Rows(ItemTable.Part part, ItemRange range) throws IOException {
      Configuration hadoop = configuration.value().value();
      this.part = part;
      asBytes = part.features().layout().type() == NumberType.UNSIGNED_BYTE;
      next = range.from();
      end = range.to();
      features = ItemCursor.open(hadoop, part.features(), range.from());
      // A reader that stops early, or cannot open the labels, must not leave streams open.
      TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> close());
      labels =
          part.hasLabels() ? ItemCursor.open(hadoop, part.labels().get(0), range.from()) : null;
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
        features.next();
        Object numbers = asBytes ? features.bytes() : Vectors.dense(features.numbers());
        long row = part.firstRow() + next++;
        if (labels == null) {
          return RowFactory.create(row, numbers);
        }
        labels.next();
        return RowFactory.create(row, numbers, label(labels.number(0)));
      } catch (IOException e) {
        throw new UncheckedIOException(part.features().name(), e);
      }
    }

    private Object label(double number) {
      return labelNames.isEmpty() ? (Object) number : labelNames.get((int) number);
    }

    private void close() {
      try {
        next = end;
        features.close();
        if (labels != null) {
          labels.close();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(part.features().name(), e);
      }
    }
  }
}
