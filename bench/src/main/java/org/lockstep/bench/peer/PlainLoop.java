package org.lockstep.bench.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lockstep.bench.data.Idx;
import org.lockstep.bench.data.ImageFiles;
import org.lockstep.bench.run.Results;
import org.lockstep.bench.table.Stats;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.Initializer;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.NetworkSpec;

/**
 * Times {@link SgdLoop}. Arguments: images, labels, batch size, epochs, how many of these warm up.
 */
public final class PlainLoop {
  private PlainLoop() {}

  /** Prints the median time of a step in milliseconds. */
  public static void main(String[] args) throws IOException {
    Idx data = Idx.read(new ImageFiles(Path.of(args[0]), Path.of(args[1])));
    int batchSize = Integer.parseInt(args[2]);
    int epochs = Integer.parseInt(args[3]);
    int warmUp = Integer.parseInt(args[4]);
    NetworkSpec spec = SgdLoop.spec(data, List.of(100));
    Arithmetic arithmetic = new Arithmetic(SgdLoop.precision("float"), BlasChoice.AUTO.load());
    FlatVector theta = new Initializer.He().initialize(new Network(spec), arithmetic, 0, 1);
    SgdLoop loop = new SgdLoop(data, spec, theta, batchSize, 0.01);
    List<Double> millis = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      long start = System.nanoTime();
      loop.epoch(epoch);
      millis.add((System.nanoTime() - start) / 1e6 / loop.steps());
    }
    Results.print(
        "step_millis",
        Stats.median(millis.stream().skip(warmUp).mapToDouble(Double::doubleValue).toArray()));
    Results.print("blas", BlasChoice.AUTO.select("in this JVM").text());
  }
}
