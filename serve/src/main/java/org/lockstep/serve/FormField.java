package org.lockstep.serve;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.DateUnit;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.file.Model;
import org.lockstep.model.text.Text;

/**
 * The form's field for one column.
 *
 * @param name of the column
 * @param kind {@code number}, {@code category}, {@code date}, {@code time} or {@code text}
 * @param mayMiss whether the field can stay empty
 * @param typical a value near most rows, which the form starts with; null if unknown
 * @param form for a date, its {@link org.lockstep.model.data.DateForm#pattern}; otherwise null
 * @param categories the choices of a category
 */
record FormField(
    String name,
    String kind,
    boolean mayMiss,
    String typical,
    String form,
    List<String> categories) {
  private static final int DIGITS = 3;

  FormField {
    categories = List.copyOf(categories);
  }

  /** One field for each column of a model. */
  static List<FormField> all(Model model) {
    Set<String> mayMiss = new TableRows(model.input()).mayMiss();
    List<FormField> fields = new ArrayList<>();
    int feature = 0;
    for (InputColumn column : model.input().columns()) {
      fields.add(of(column, mayMiss.contains(column.name()), model.scaling(), feature));
      feature += column.width();
    }
    return fields;
  }

  private static FormField of(InputColumn column, boolean mayMiss, Scaling scaling, int feature) {
    String name = column.name();
    if (column instanceof CategoryColumn text) {
      String first = text.categories().isEmpty() ? null : text.categories().get(0);
      return new FormField(name, "category", mayMiss, first, null, text.categories());
    }
    if (column instanceof DateColumn date) {
      boolean isDay = date.unit() == DateUnit.DAY;
      double units = date.fill().orElse(date.origin());
      String typical =
          LocalDateTime.ofEpochSecond((long) (units * date.unit().seconds()), 0, ZoneOffset.UTC)
              .toString();
      return new FormField(
          name,
          isDay ? "date" : "time",
          mayMiss,
          isDay ? typical.substring(0, typical.indexOf('T')) : typical,
          date.form().pattern(),
          List.of());
    }
    if (column instanceof TextColumn) {
      return new FormField(name, "text", mayMiss, null, null, List.of());
    }
    return new FormField(
        name, "number", mayMiss, typical((NumberColumn) column, scaling, feature), null, List.of());
  }

  /** The middle of the training rows, if the scaling reveals it. */
  private static String typical(NumberColumn column, Scaling scaling, int feature) {
    double middle =
        switch (scaling.kind()) {
          case CENTER, STANDARD, ROBUST -> scaling.shift()[feature];
          case MINMAX -> scaling.shift()[feature] + scaling.scale()[feature] / 2;
          case NONE, UNIT, MAXABS -> Double.NaN;
        };
    double typical = column.fill().orElse(middle + column.origin());
    if (Double.isNaN(typical)) {
      return null;
    }
    if (typical == Math.rint(typical) && Math.abs(typical) < 1e15) {
      return Text.format("%.0f", typical);
    }
    double size = Math.max(1, Math.ceil(Math.log10(Math.abs(typical) + 1)));
    return Text.format("%." + (int) Math.max(0, DIGITS - size) + "f", typical);
  }
}
