package org.lockstep.spark.job;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lockstep.model.activation.Activation;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.data.VectorColumn;
import org.lockstep.model.file.Model;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.text.Text;
import org.lockstep.model.text.Words;

/** Describes models in lines of text. */
final class ModelText {
  private static final int MOST_COLUMNS = 20;

  private ModelText() {}

  private static String functions(NetworkSpec network) {
    String activations =
        network.activations().stream().map(Activation::text).collect(joining(", "));
    String layers =
        network.isPerceptron()
            ? "activation " + (activations.isEmpty() ? "none" : activations)
            : "layers " + network.layersText();
    return layers + ", output " + network.outputLoss().text();
  }

  /** The lines that describe a model. */
  static List<String> lines(Model model) {
    TargetSchema target = model.target();
    List<String> lines = new ArrayList<>();
    add(
        lines,
        "model     %s, %s",
        model.network().text(),
        Words.of(model.parameters().precision()));
    add(lines, "          %s", functions(model.network()));
    for (ParameterLayout.Array array : ParameterLayout.of(model.network()).arrays()) {
      double[] values =
          IntStream.range(array.offset(), array.end())
              .mapToDouble(i -> model.parameters().get(i))
              .toArray();
      add(
          lines,
          "          %-3s %-14s min %.4g, mean %.4g, max %.4g",
          array.name(),
          array.shapeText(),
          Arrays.stream(values).min().orElse(0),
          Arrays.stream(values).average().orElse(0),
          Arrays.stream(values).max().orElse(0));
    }
    add(lines, "scaling   %s", model.scaling());
    lines.add(columns(model.input().columns()));
    add(
        lines,
        "target    %s, %s",
        String.join(", ", briefs(target.columns())),
        Words.of(target.task()));
    if (!model.targetScaling().isNone()) {
      add(lines, "          scaled: %s", model.targetScaling());
    }
    if (!target.classes().isEmpty()) {
      add(lines, "classes   %s", shortened(briefs(target.classes())));
    }
    target.threshold().ifPresent(threshold -> add(lines, "threshold %s", Text.number(threshold)));
    return lines;
  }

  private static void add(List<String> lines, String format, Object... values) {
    lines.add(Text.format(format, values));
  }

  /** The columns that a model takes, on one line. */
  static String columns(List<InputColumn> columns) {
    List<String> texts = new ArrayList<>();
    for (InputColumn column : columns) {
      String form =
          column instanceof TextColumn words
              ? words.kind() == TextColumn.Kind.HASHING
                  ? Text.format(" of %,d hash buckets", words.width())
                  : Text.format(" of %,d words", words.width())
              : column instanceof CategoryColumn text
                  ? text.other()
                      ? Text.format(" of %,d texts and one for others", text.categories().size())
                      : " " + shortened(briefs(text.categories()))
                  : column instanceof VectorColumn vector ? " x " + vector.width() : "";
      texts.add(Text.brief(column.name()) + form);
    }
    return "input     " + shortened(texts);
  }

  /** Names, shortened to fit a line. */
  static List<String> briefs(List<String> names) {
    return names.stream().map(Text::brief).toList();
  }

  private static String shortened(List<String> texts) {
    String shown = texts.stream().limit(MOST_COLUMNS).collect(Collectors.joining(", "));
    return texts.size() > MOST_COLUMNS
        ? shown + ", ... (" + texts.size() + " in all)"
        : "[" + shown + "]";
  }
}
