package org.lockstep.serve;

import java.util.List;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.CategoryColumn.Form;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.DateForm;
import org.lockstep.model.data.DatePart;
import org.lockstep.model.data.DateUnit;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.data.TextColumn.Kind;
import org.lockstep.model.file.Model;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.loss.SigmoidCrossEntropy;

/** Models of tables that were not trained, for what does not depend on it. */
final class Tables {
  /** 2 + 1 + 5 + 1 + 3 + 2 features. */
  private static final List<InputColumn> PEOPLE =
      List.of(
          NumberColumn.of("age").filled(41.5, true),
          NumberColumn.of("price"),
          new CategoryColumn("town", List.of("Bern", "<b>", "Zürich"), Form.ONE_HOT, true, true),
          new CategoryColumn("size", List.of("S", "M", "L"), Form.ORDINAL, false, false),
          DateColumn.of(
                  "joined",
                  DateForm.DAY_FIRST,
                  DateUnit.DAY,
                  List.of(DatePart.DAYS, DatePart.WEEKDAY),
                  19_000)
              .filled(19_100, false),
          new TextColumn("message", Kind.TFIDF, 2, List.of("free", "win"), 9, List.of(3L, 4L)));

  private Tables() {}

  /** Two classes of rows of numbers, categories, dates and words. */
  static Model people() {
    return model(
        PEOPLE,
        new TargetSchema(Task.BINARY, List.of("stays"), List.of("no", "yes")),
        new SigmoidCrossEntropy());
  }

  /** Numbers of such rows, one for each target. */
  static Model numbers(String... targets) {
    return model(
        PEOPLE,
        new TargetSchema(Task.REGRESSION, List.of(targets), List.of()),
        new LinearSquaredError());
  }

  /** Labels of such rows, each of which applies or not. */
  static Model labels(OutputLoss loss, String... targets) {
    return model(PEOPLE, new TargetSchema(Task.MULTI_LABEL, List.of(targets), List.of()), loss);
  }

  /** A model of whatever columns. */
  static Model model(List<InputColumn> columns, TargetSchema target, OutputLoss loss) {
    int width = new InputSchema(columns).width();
    double[] shift = new double[width];
    double[] scale = new double[width];
    for (int j = 0; j < width; j++) {
      shift[j] = 1.25 + j % 3;
      scale[j] = 2 + j % 5;
    }
    return Models.model(columns, new Scaling(Scaling.Kind.ROBUST, shift, scale), target, loss);
  }
}
