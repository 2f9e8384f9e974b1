package org.lockstep.spark.read.columns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class NumberSampleTest {
  private static final Random RANDOM = new Random(1);

  private static NumberSample sampleOf(double... numbers) {
    NumberSample sample = new NumberSample();
    DoubleStream.of(numbers).forEach(sample::add);
    return sample;
  }

  private static double[] ids(int count) {
    return RANDOM.doubles(count).map(d -> Math.rint(d * 1e12)).toArray();
  }

  @Test
  void differentNumbersAreAllDifferent() {
    assertThat(sampleOf(ids(100_000)).areAllDifferent()).isTrue();
    assertThat(sampleOf().areAllDifferent()).isTrue();
  }

  @Test
  void aDuplicateAmongFewNumbersIsSeen() {
    assertThat(sampleOf(3, 1, 4, 1).areAllDifferent()).isFalse();
    assertThat(sampleOf(0, -0.0).areAllDifferent()).isFalse();
  }

  @Test
  void duplicatesOfOneInTenAreSeenAmongMany() {
    double[] ids = ids(50_000);
    double[] twice =
        DoubleStream.concat(DoubleStream.of(ids), DoubleStream.of(ids).limit(5000)).toArray();
    assertThat(sampleOf(twice).areAllDifferent()).isFalse();
  }

  @Test
  void theSampleDoesNotDependOnHowTheRowsAreDivided() {
    double[] numbers = DoubleStream.of(ids(3000)).map(id -> id % 2500).toArray();
    List<Boolean> answers = new ArrayList<>();
    for (int chunk : List.of(1, 7, 300, 2999, 3000)) {
      NumberSample all = new NumberSample();
      for (int from = 0; from < numbers.length; from += chunk) {
        all.addAll(sampleOf(DoubleStream.of(numbers).skip(from).limit(chunk).toArray()));
      }
      assertThat(all).usingRecursiveComparison().isEqualTo(sampleOf(numbers));
      answers.add(all.areAllDifferent());
    }
    assertThat(answers).containsOnly(false);
  }
}
