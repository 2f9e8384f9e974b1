package org.lockstep.bench.peer;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.lockstep.bench.run.BenchException;
import org.lockstep.bench.run.Results;
import org.lockstep.bench.table.Stats;
import org.lockstep.spark.cli.Lockstep;
import org.lockstep.spark.ml.MlpClassificationModel;
import org.lockstep.spark.ml.MlpClassifier;

/**
 * Times the same training by an estimator and by a command, both from a Parquet file to a model on
 * disk, in an existing session: arguments {@code estimator|command FILE ROWS EPOCHS ROUNDS}.
 */
public final class TwoFacesPeer {
  private static final int BATCH = 1000;
  private static final int SHARDS = 8;
  private static final int HIDDEN = 100;

  private TwoFacesPeer() {}

  /** Prints seconds. */
  public static void main(String[] args) throws Exception {
    String file = args[1];
    int epochs = Integer.parseInt(args[3]);
    Path directory = Path.of(file).resolveSibling("two-faces");
    Peers.run(
        "two faces",
        spark -> {
          Dataset<Row> frame = FirstStepPeer.frame(spark, file, Integer.parseInt(args[2]));
          Peers.Timed timed =
              args[0].equals("estimator")
                  ? () -> estimator(frame, epochs, directory)
                  : () -> command(file, epochs, directory);
          Results.print("seconds", Stats.median(Peers.rounds(Integer.parseInt(args[4]), timed)));
        });
  }

  private static void estimator(Dataset<Row> frame, int epochs, Path directory) throws Exception {
    MlpClassificationModel model =
        new MlpClassifier()
            .setSolver("sgd")
            .setInit("he")
            .setHiddenLayers(HIDDEN)
            .setBatchSize(BATCH)
            .setShards(SHARDS)
            .setMaxIter(epochs)
            .fit(frame);
    model.write().overwrite().save(directory.resolve("model").toString());
  }

  private static void command(String file, int epochs, Path directory) {
    List<String> arguments =
        List.of(
            "train",
            "--preset",
            "plain-sgd",
            "--data",
            file,
            "--target",
            "label",
            "--hidden",
            Integer.toString(HIDDEN),
            "--batch-size",
            Integer.toString(BATCH),
            "--shards",
            Integer.toString(SHARDS),
            "--epochs",
            Integer.toString(epochs),
            "--output",
            directory.resolve("run").toString(),
            "--overwrite",
            "--quiet");
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    int code = Lockstep.run(nowhere, System.err, arguments.toArray(String[]::new));
    if (code != 0) {
      throw new BenchException("train ended with " + code);
    }
  }
}
