package org.lockstep.bench.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.lockstep.bench.run.TrainingLog.StepSplit;
import org.lockstep.bench.steps.CostModel.Point;

class CostModelTest {
  private static List<Point> points(CostModel model, double... bytes) {
    List<Point> points = new ArrayList<>();
    for (double b : bytes) {
      points.add(new Point(b, model.millis(b)));
    }
    return points;
  }

  @Test
  void theFitRecoversTheConstantsOfExactPoints() {
    CostModel model = new CostModel(0.25, 1e-6);
    CostModel fitted = CostModel.fit(points(model, 4e3, 4e4, 4e5, 4e6, 4e7));
    assertThat(fitted.latencyMillis()).isCloseTo(0.25, within(1e-9));
    assertThat(fitted.millisPerByte()).isCloseTo(1e-6, within(1e-14));
    assertThat(fitted.text()).isEqualTo("0.250 ms + bytes / 1.00 GB/s");
  }

  @Test
  void smallCostsCountAsMuchAsLargeOnes() {
    List<Point> points = points(new CostModel(0.1, 1e-6), 4e3, 4e4, 4e5, 4e6);
    points.add(new Point(4e7, 80)); // twice what the other points predict
    assertThat(CostModel.fit(points).latencyMillis()).isCloseTo(0.1, within(0.01));
  }

  @Test
  void neitherConstantIsNegative() {
    CostModel falling = CostModel.fit(List.of(new Point(1e3, 2), new Point(1e6, 1)));
    assertThat(falling.millisPerByte()).isZero();
    assertThat(falling.latencyMillis()).isBetween(1.0, 2.0);
    assertThat(falling.text()).doesNotContain("bytes");
    CostModel steep = CostModel.fit(List.of(new Point(1e3, 0.001), new Point(1e4, 1)));
    assertThat(steep.latencyMillis()).isZero();
    assertThat(steep.millisPerByte()).isPositive();
  }

  @Test
  void parametersAreCounted() {
    assertThat(StepCosts.parameters(24)).isEqualTo(16 * 24 + 24 + 24 * 24 + 24 + 24 * 2 + 2);
  }

  @Test
  void costsArePlottedPrintedAndWrittenAsCsv() throws IOException {
    List<StepCost> costs = new ArrayList<>();
    for (String where : List.of(StepCosts.LOCAL, StepCosts.CLUSTER)) {
      for (int width : List.of(24, 307, 3153)) {
        costs.add(cost(where, 2, width));
      }
      costs.add(cost(where, 4, StepCosts.FIXED_WIDTH));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StepsPlot.write(costs, out);
    assertThat(ImageIO.read(new ByteArrayInputStream(out.toByteArray())).getWidth())
        .isEqualTo(1520);
    assertThat(StepsPlot.models(costs))
        .containsExactly(
            "exchange, local, 2 tasks: 0.200 ms + bytes / 2.00 GB/s",
            "exchange, two executors, 2 tasks: 0.200 ms + bytes / 2.00 GB/s");
    assertThat(StepCost.csv(costs).lines())
        .hasSize(9)
        .contains("local,job,2,1058,1.00000,0.500000,0.202116,0.00000,0.100000");
  }

  private static StepCost cost(String where, int tasks, int width) {
    long parameters = StepCosts.parameters(width);
    double exchange = new CostModel(0.2, 5e-7).millis(4.0 * parameters);
    return new StepCost(where, "job", tasks, parameters, new StepSplit(1, 0.5, exchange, 0, 0.1));
  }
}
