package org.lockstep.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lockstep.model.activation.Tanh;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.CategoryColumn.Form;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.DateForm;
import org.lockstep.model.data.DatePart;
import org.lockstep.model.data.DateUnit;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.data.TextColumn.Kind;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.predict.Scorer;

/** A stored model with every kind of column stays readable, and its predictions stay the same. */
class TableGoldenTest {
  private static final String FILE = "table-v2.npz";

  /** Probabilities of the second class from the version that wrote the file. */
  private static final double NONE_MISSING = 0.39440335109169883;

  private static final double SOME_MISSING = 0.33726138921609505;

  private static Model model() {
    InputSchema input =
        new InputSchema(
            List.of(
                NumberColumn.of("age").filled(41.5, true).coercing(true),
                new CategoryColumn("town", List.of("Bern", "Zürich"), Form.ONE_HOT, true, true),
                new CategoryColumn("size", List.of("S", "M", "L"), Form.ORDINAL, false, false),
                DateColumn.of(
                        "joined",
                        DateForm.DAY_FIRST,
                        DateUnit.DAY,
                        List.of(DatePart.values()),
                        19_000)
                    .filled(19_100, true),
                DateColumn.of(
                    "seen", DateForm.ISO, DateUnit.MINUTE, List.of(DatePart.HOUR), 28_000_000),
                new TextColumn(
                    "message",
                    Kind.TFIDF,
                    3,
                    List.of("free", "win", "über"),
                    9,
                    List.of(1L, 8L, 3L)),
                new TextColumn("title", Kind.HASHING, 2, List.of(), 9, List.of(5L, 6L))));
    NetworkSpec spec =
        NetworkSpec.perceptron(
            input.width(), List.of(3), new Tanh(), 0, 2, new SoftmaxCrossEntropy(), true);
    FlatVector theta = FlatVector.zeros(Precision.DOUBLE, ParameterLayout.of(spec).length());
    for (int i = 0; i < theta.length(); i++) {
      theta.set(i, Math.floorMod(i * 7, 11) / 13.0 - 0.4);
    }
    double[] shift = new double[input.width()];
    double[] scale = new double[input.width()];
    for (int j = 0; j < shift.length; j++) {
      shift[j] = j / 9.0;
      scale[j] = 1 + j % 4 / 3.0;
    }
    return new Model(
        spec,
        theta,
        input,
        new TargetSchema(Task.CLASSIFICATION, List.of("kind"), List.of("no", "yes")),
        new Scaling(Scaling.Kind.ROBUST, shift, scale));
  }

  private static Model read() throws IOException {
    try (InputStream golden = TableGoldenTest.class.getResourceAsStream(FILE)) {
      return ModelFile.read(FILE, golden);
    }
  }

  private static Map<String, Object> row() {
    Map<String, Object> row = new HashMap<>();
    row.put("age", "forty");
    row.put("town", "Genf");
    row.put("size", "L");
    row.put("joined", "29.02.2024");
    row.put("seen", LocalDateTime.of(2024, 3, 1, 18, 45));
    row.put("message", "WIN, win über-free!");
    row.put("title", "zebra horse cat dog bird");
    return row;
  }

  @Test
  void everyColumnReadsBackAsWritten() throws IOException {
    Model found = read();
    Model expected = model();
    assertThat(found.network()).isEqualTo(expected.network());
    assertThat(found.input()).isEqualTo(expected.input());
    assertThat(found.target()).isEqualTo(expected.target());
    assertThat(found.scaling()).isEqualTo(expected.scaling());
    assertThat(Models.values(found.parameters())).isEqualTo(Models.values(expected.parameters()));
  }

  @Test
  void predictionsEqualThoseOfTheVersionThatWroteTheFile() throws IOException {
    Scorer scorer = Scorer.of(read());
    Map<String, Object> row = row();
    assertThat(scorer.outputs(row)[1]).isCloseTo(NONE_MISSING, within(1e-12));
    row.put("age", null);
    row.put("town", null);
    row.put("joined", null);
    row.put("message", null);
    assertThat(scorer.outputs(row)[1]).isCloseTo(SOME_MISSING, within(1e-12));
  }
}
