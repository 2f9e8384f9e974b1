package org.lockstep.spark.read.text;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.read.columns.ChangedException;
import org.lockstep.spark.read.columns.Chunk;
import org.lockstep.spark.read.columns.ChunkIndex;
import org.lockstep.spark.read.columns.ChunkRows;
import org.lockstep.spark.read.source.Dialect;
import org.lockstep.spark.read.source.DialectOptions;
import org.lockstep.spark.read.source.ItemColumns;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.read.source.Widths;
import org.lockstep.spark.table.Origin;
import org.lockstep.spark.table.SourceFile;
import org.lockstep.spark.table.Table;
import org.lockstep.spark.table.TargetColumns;

/**
 * Reads LibSVM's sparse text. Lines are found and counted as in CSV; Spark's parser reads them. The
 * largest index in the training data gives the number of features. Blank lines are allowed only at
 * the end of a file.
 */
public final class LibsvmReader {
  private static final String LABEL = "label";
  private static final DialectOptions UTF8 = DialectOptions.NONE.in(Dialect.PLAIN.charset());

  private final SparkSession spark;
  private final CsvText text;
  private final Source source;
  private final ReadOptions options;

  public LibsvmReader(SparkSession spark, CsvText text, ReadOptions options) {
    this.spark = spark;
    this.text = text;
    this.source = text.source();
    this.options = options;
  }

  public Table read(Optional<InputSchema> expected) {
    ItemColumns.refuse(options, source.given(), "LibSVM files");
    expected.ifPresent(schema -> Widths.checkNumbers(schema, source.given()));
    text.check();
    checkIsText();
    JavaRDD<Row> lines = text.lines(Dialect.PLAIN.charset());
    int allowed = expected.map(InputSchema::values).orElse(0);
    ChunkIndex index =
        ChunkIndex.ofLines(
            source, chunk -> 0, lines.mapPartitions(new LibsvmProfiler(allowed)).collect());
    checkLines(index);
    int width = expected.isPresent() ? allowed : width(index);
    StructType schema =
        new StructType()
            .add(Table.ROW, DataTypes.LongType, false)
            .add(Table.FEATURES, SQLDataTypes.VectorType(), false, entries(index))
            .add(Table.TARGET, DataTypes.DoubleType, false);
    return new Table(
        spark.createDataFrame(lines.mapPartitions(new Rows(index.entries(), width)), schema),
        index.count(),
        expected.orElseGet(
            () -> new InputSchema(List.of(InputColumn.vector(Table.FEATURES, width)))),
        new TargetColumns(List.of(LABEL), source.given() + ":labels"),
        false,
        new Origin(index, source.files()));
  }

  private void checkIsText() {
    for (SourceFile file : source.files()) {
      try {
        if (file.length() > 0) {
          text.begin(file, source.nameOf(file.path()), UTF8);
        }
      } catch (IOException e) {
        throw FileErrors.explain(file.path(), e);
      }
    }
  }

  private void checkLines(ChunkIndex index) {
    index.failOnFirst(chunk -> chunk.problem == null ? List.of() : List.of(chunk.problem));
    if (index.count() == 0) {
      throw BadInputException.at(source.given(), "rows of data", "none");
    }
  }

  private static Metadata entries(ChunkIndex index) {
    long entries = index.chunks().stream().mapToLong(chunk -> chunk.entries).sum();
    return new MetadataBuilder().putLong(Table.ENTRIES_KEY, entries).build();
  }

  private int width(ChunkIndex index) {
    int width = index.chunks().stream().mapToInt(chunk -> chunk.largestIndex).max().orElse(0);
    if (width == 0) {
      throw BadInputException.at(source.given(), "at least one index:value", "only labels");
    }
    return width;
  }

  private static final class Rows extends ChunkRows<Row> {
    private static final long serialVersionUID = 1L;

    private final int width;

    Rows(Map<Chunk, ChunkIndex.Entry> chunks, int width) {
      super(chunks);
      this.width = width;
    }

    @Override
    protected Converter<Row> converter() {
      return (index, row) -> {
        String line = CsvLines.goodText(row);
        if (LibsvmLine.profile(0, line, width).problem() != null) {
          throw new ChangedException();
        }
        LibsvmLine.Parsed parsed = LibsvmLine.parse(line, width);
        return RowFactory.create(index, parsed.features(), parsed.label());
      };
    }
  }
}
