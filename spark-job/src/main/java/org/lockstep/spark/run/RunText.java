package org.lockstep.spark.run;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.lockstep.model.data.Task;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.score.ClassificationMetrics;
import org.lockstep.model.score.ClassificationMetrics.PerClass;
import org.lockstep.model.score.Score;
import org.lockstep.model.score.ScoreDetails;
import org.lockstep.model.text.Text;
import org.lockstep.model.text.Words;
import org.lockstep.spark.engine.HostReport;
import org.lockstep.spark.engine.JvmBlas;
import org.lockstep.spark.engine.StepEngine;
import org.lockstep.spark.fit.FitData;
import org.lockstep.spark.fit.FitPlan;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.train.EpochReport;
import org.lockstep.spark.train.TimeLedger;
import org.lockstep.spark.train.TrainingResult;

/** Formats a run for the screen: the resolved plan before it, the summary after it. */
public record RunText(TrainingSettings settings, FitData data, FitPlan plan) {

  /** The run in a few words, for the plot. */
  String title() {
    return shortName(settings.source().train().name()) + "  " + plan.program().network().text();
  }

  /** The resolved plan, as lines for the screen. */
  List<String> resolved() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Data      "
            + settings.source().train().name()
            + ": "
            + rowsInWords(Part.TRAIN, "training")
            + rowsInWords(Part.VALIDATION, "validation")
            + rowsInWords(Part.TEST, "test")
            + ", "
            + counted(data.input().width(), "feature"));
    lines.add(
        "Target    "
            + data.target().columns().stream().map(Text::brief).collect(joining(", "))
            + ": "
            + Words.of(data.target().task())
            + (data.target().classes().isEmpty()
                ? ""
                : " with " + data.target().classes().size() + " classes"));
    lines.add(
        Text.format(
            "Network   %s, %s, %,d parameters, %s",
            plan.program().network().text(),
            plan.program().network().detailText(),
            ParameterLayout.of(plan.program().network()).length(),
            Words.of(plan.program().precision())));
    lines.add(
        Text.format(
            "Training  %s%s of %s, batch %,d, %s, learning rate %s %s, scale %s,%s%s seed %d",
            plan.training().stopping().patience().isPresent() ? "up to " : "",
            counted(plan.training().length().epochs(), "epoch"),
            counted(plan.training().length().stepsPerEpoch(), "step"),
            plan.training().length().batches().batchSize(),
            plan.training().updates().optimizer().text(),
            Text.number(settings.recipe().schedule().learningRate()),
            Words.of(settings.recipe().schedule().schedule()),
            Words.of(data.scaling().kind()),
            data.targetScaling().isNone()
                ? ""
                : " target scale " + Words.of(data.targetScaling().kind()) + ",",
            plan.training().stopping().patience().isPresent()
                ? " early stopping after "
                    + plan.training().stopping().patience().getAsInt()
                    + " epochs,"
                : "",
            settings.recipe().loop().seed()));
    if (settings.members() > 1) {
      lines.add(
          Text.format(
              "Members   %d, which predict together, with the seeds %d to %d",
              settings.members(),
              settings.recipe().loop().seed(),
              settings.recipe().loop().seed() + settings.members() - 1));
    }
    return lines;
  }

  /** How the run is computed, as lines for the screen. */
  List<String> running(StepEngine engine) {
    List<String> lines = new ArrayList<>();
    lines.add(
        Text.format(
            "Running   %s on %s, %s engine, %s",
            counted(data.tree().shards(), "shard"),
            counted(engine.tasks(), "task"),
            engine.name(),
            blasInWords()));
    blasWarnings().forEach(lines::add);
    mixture().ifPresent(lines::add);
    return lines;
  }

  /** The result of the run, as lines for the screen. */
  List<String> summary(
      TrainingResult result,
      RunDirectory directory,
      List<Path> pictures,
      Optional<Score> score,
      Part part) {
    List<String> lines = new ArrayList<>();
    if (result.end() != TrainingResult.End.DIVERGED) { // reported as a failure instead
      lines.add(Words.of(result.end()) + ": " + result.detail());
    }
    if (!result.reports().isEmpty()) {
      EpochReport last = result.reports().get(result.reports().size() - 1);
      EpochReport kept = result.reportOfParameters().orElseThrow();
      double seconds = result.reports().stream().mapToDouble(r -> r.time().seconds()).sum();
      lines.add(
          Text.format(
              "train loss %.6f, train %s %s%s%s%s in %.1f s",
              kept.trainLoss(),
              data.accuracyName(),
              Text.accuracy(kept.trainAccuracy()),
              errors("train", kept.trainErrors()),
              heldOut("validation", kept.validation()),
              heldOut("test", kept.test()),
              seconds));
      lines.add(timeInWords(result, last.step(), seconds));
    }
    score.flatMap(sums -> details(sums, part)).ifPresent(lines::add);
    lines.add("model     " + directory.model());
    if (settings.members() > 1) {
      lines.add(
          "members   " + directory.path() + "/" + RunDirectory.MEMBERS + ", each with its log");
    } else if (!result.reports().isEmpty()) {
      lines.add("log       " + directory.log());
    }
    if (!pictures.isEmpty()) {
      lines.add(
          "pictures  "
              + pictures.stream().map(Path::getName).collect(joining(", "))
              + " next to it");
    }
    return lines;
  }

  /** The rows of a part, in words. */
  public static String rowsOf(Part part) {
    return (part == Part.TRAIN ? "training" : Words.of(part)) + " rows";
  }

  /** Metrics that an accuracy hides for two classes, or a mean R² for several targets. */
  private Optional<String> details(Score score, Part part) {
    if (data.target().task() == Task.BINARY) {
      PerClass positive = ClassificationMetrics.of(score.confusion()).classes().get(1);
      return Optional.of(
          Text.format(
                  "%-9s of class %s: precision %.4f, recall %.4f, F1 %.4f",
                  Words.of(part),
                  Text.brief(data.target().classes().get(1)),
                  positive.precision(),
                  positive.recall(),
                  positive.f1())
              + rocArea(score));
    }
    if (data.target().task() == Task.REGRESSION && data.target().columns().size() > 1) {
      List<String> each = new ArrayList<>();
      for (int j = 0; j < data.target().columns().size(); j++) {
        each.add(
            Text.format(
                "%s %.4f",
                Text.brief(data.target().columns().get(j)), score.regression().get(j).r2()));
      }
      return Optional.of(Text.format("%-9s R² of %s", Words.of(part), String.join(", ", each)));
    }
    return Optional.empty();
  }

  private static String rocArea(Score score) {
    OptionalDouble area = score.details().flatMap(ScoreDetails::thresholds).orElseThrow().rocArea();
    return area.isPresent() ? Text.format(", ROC AUC %.4f", area.getAsDouble()) : "";
  }

  /** Where the time went, and how much of a step is not arithmetic. */
  private static String timeInWords(TrainingResult result, long steps, double seconds) {
    double compute = total(result, TimeLedger::computeMillis);
    double exchange = total(result, TimeLedger::exchangeMillis);
    double update = total(result, TimeLedger::updateMillis);
    double other = total(result, TimeLedger::otherMillis);
    return Text.format(
        "time      compute %.1f s, exchange %.1f s (%.2f ms a step), update %.1f s, other %.1f s"
            + " (log and progress %.2f s, %.1f %%)",
        compute / 1e3,
        exchange / 1e3,
        exchange / (double) steps,
        update / 1e3,
        other / 1e3,
        result.loggingSeconds(),
        100 * result.loggingSeconds() / seconds);
  }

  private static double total(TrainingResult result, ToDoubleFunction<TimeLedger> part) {
    return result.reports().stream().map(EpochReport::time).mapToDouble(part).sum();
  }

  private String heldOut(String name, EpochReport.HeldOut part) {
    if (part.loss().isEmpty()) {
      return "";
    }
    return Text.format(
            ", %s loss %.6f, %s %s %s",
            name,
            part.loss().getAsDouble(),
            name,
            data.accuracyName(),
            Text.accuracy(part.accuracy().getAsDouble()))
        + errors(name, part.errors());
  }

  private static String errors(String name, EpochReport.Errors errors) {
    return errors.rmse().isEmpty()
        ? ""
        : Text.format(
            ", %s RMSE %.6g, %s MAE %.6g",
            name, errors.rmse().getAsDouble(), name, errors.mae().getAsDouble());
  }

  private Stream<String> blasWarnings() {
    return data.survey().hosts().stream()
        .filter(host -> !host.warning().isEmpty())
        .map(host -> "Warning   " + JvmBlas.warning(host.host(), host.blasText(), host.warning()));
  }

  private Optional<String> mixture() {
    if (data.survey().blases().size() == 1) {
      return otherWays();
    }
    String who =
        data.survey().blases().stream()
            .map(blas -> blas.exactText() + " on " + hostsWith(host -> host.blas().equals(blas)))
            .collect(joining("; "));
    return Optional.of(
        "Warning   the hosts compute with different kernels: "
            + who
            + ": the same bits are guaranteed for one kernel only");
  }

  /** A note if hosts compute in different ways: no bit differs, but the slowest sets the pace. */
  private Optional<String> otherWays() {
    List<String> ways = data.survey().hosts().stream().map(HostReport::way).distinct().toList();
    return ways.size() == 1
        ? Optional.empty()
        : Optional.of(
            "Note      the hosts multiply in different ways, with the same bits: "
                + ways.stream()
                    .map(way -> way + " on " + hostsWith(host -> host.way().equals(way)))
                    .collect(joining("; ")));
  }

  private String hostsWith(Predicate<HostReport> what) {
    return data.survey().hosts().stream()
        .filter(what)
        .map(HostReport::host)
        .distinct()
        .collect(joining(", "));
  }

  private String blasInWords() {
    return "BLAS "
        + data.survey().hosts().stream()
            .map(HostReport::blasText)
            .distinct()
            .collect(joining("; "));
  }

  private String rowsInWords(Part part, String name) {
    long rows = data.survey().rows(part);
    if (part == Part.TRAIN) {
      return counted(rows, name + " row");
    }
    return rows == 0 ? "" : ", " + counted(rows, name + " row");
  }

  private static String counted(long number, String thing) {
    return Text.format("%,d %s%s", number, thing, number == 1 ? "" : "s");
  }

  /** The last part of a path, or the whole path if that part is empty. */
  public static String shortName(String path) {
    String name = path.replaceAll(".*[/:]", "");
    return name.isEmpty() ? path : name;
  }
}
