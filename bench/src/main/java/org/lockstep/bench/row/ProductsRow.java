package org.lockstep.bench.row;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lockstep.bench.peer.ProductsPeer;
import org.lockstep.bench.run.Master;
import org.lockstep.bench.run.Results;
import org.lockstep.bench.table.Numbers;
import org.lockstep.bench.table.Stats;
import org.lockstep.bench.table.TableRow;
import org.lockstep.model.text.Text;

/** The matrix products of a layer: ours against the native library's. */
final class ProductsRow implements BenchRow {
  private static final List<Layer> LAYERS =
      List.of(
          new Layer(25, 784, 100),
          new Layer(250, 784, 100),
          new Layer(250, 2500, 2000),
          new Layer(2000, 2000, 2000));

  private static final List<String> PRODUCTS =
      List.of("forward", "weight-gradient", "input-gradient");

  /** Rows of a task's share of a batch, and a layer's inputs and units. */
  private record Layer(int rows, int in, int out) {}

  @Override
  public String name() {
    return "products";
  }

  @Override
  public String how() {
    return "GFLOP/s on one core of Z = X·W (forward), dW = Xᵀ·dZ (weight gradient) and dX = dZ·Wᵀ"
        + " (input gradient), by our own products and by those of the native library, in one JVM"
        + " in turns, warm, over the same memory again and again; each with its share of the peak"
        + " of that core in that moment; medians of the rounds";
  }

  @Override
  public List<TableRow> measure(BenchContext bench) {
    List<TableRow> rows = new ArrayList<>();
    for (String precision : List.of("float", "double")) {
      for (Layer layer : LAYERS.subList(0, bench.choose(LAYERS.size(), 2))) {
        Results results = run(bench, precision, layer);
        for (String product : PRODUCTS) {
          rows.add(line(bench, precision, layer, product, results));
        }
      }
    }
    return rows;
  }

  private static Results run(BenchContext bench, String precision, Layer layer) {
    bench.progress(
        Text.format("%d x %d-%d, %s ...", layer.rows(), layer.in(), layer.out(), precision));
    Results results =
        bench
            .lockstep()
            .main(
                Master.local(1),
                ProductsPeer.class,
                List.of(
                    precision,
                    Integer.toString(layer.rows()),
                    Integer.toString(layer.in()),
                    Integer.toString(layer.out()),
                    Integer.toString(bench.choose(9, 2))));
    bench.computedWith(results.text("java"));
    if (results.has("native")) {
      bench.side("Native library", results.text("native"));
    }
    return results;
  }

  private static TableRow line(
      BenchContext bench, String precision, Layer layer, String product, Results results) {
    String measure =
        Text.format(
            "%s, %d x %d-%d, %s, one core",
            product.replace('-', ' '), layer.rows(), layer.in(), layer.out(), precision);
    double[] peak = values(bench, measure, results, product + "-peak");
    double[] ours = values(bench, measure, results, product + "-java");
    if (!results.has("native")) {
      return TableRow.compared(
          "%s of peak",
          Stats.ratios(ours, peak),
          measure,
          Numbers.of(Stats.median(ours), "GFLOP/s"),
          "no native library here");
    }
    double[] theirs = values(bench, measure, results, product + "-native");
    return TableRow.compared(
        "%s x as fast",
        Stats.ratios(ours, theirs),
        measure,
        ofPeak(ours, peak),
        ofPeak(theirs, peak) + ", native library");
  }

  private static String ofPeak(double[] values, double[] peak) {
    return Text.format(
        "%s, %s of peak",
        Numbers.of(Stats.median(values), "GFLOP/s"),
        Numbers.of(Stats.median(Stats.ratios(values, peak))));
  }

  private static double[] values(BenchContext bench, String measure, Results results, String name) {
    double[] values =
        Arrays.stream(results.text(name).split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
    bench.record(measure + " (GFLOP/s)", name, values);
    return values;
  }
}
