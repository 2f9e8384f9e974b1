package org.lockstep.spark.run;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import org.lockstep.model.score.Score;
import org.lockstep.model.text.Text;
import org.lockstep.spark.fit.FitData;
import org.lockstep.spark.log.Console;
import org.lockstep.spark.log.RunsPlot;
import org.lockstep.spark.settings.LoopSettings;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.store.Models;
import org.lockstep.spark.train.EpochReport;
import org.lockstep.spark.train.EpochReport.Errors;
import org.lockstep.spark.train.EpochReport.HeldOut;
import org.lockstep.spark.train.TimeLedger;
import org.lockstep.spark.train.TrainingResult;
import org.lockstep.spark.train.TrainingResult.End;

/**
 * Trains several members of one network on the same prepared data, one after another and each from
 * its own seed, and combines them into one model. Each member is a run with its own directory,
 * {@code members/1} and so on, and is resumed like any run. An instance runs once.
 */
public final class EnsembleRun {
  private final RunContext run;
  private final ThresholdChoice threshold;

  /**
   * An ensemble with these settings on their data.
   *
   * @throws BadInputException if the settings do not suit the target
   */
  public EnsembleRun(
      SparkSession spark,
      TrainingSettings settings,
      Console console,
      FitData data,
      LockedDirectory place) {
    this.run = RunContext.of(spark, settings, console, data, place);
    this.threshold = new ThresholdChoice(run);
  }

  /**
   * Trains the members that are not done, and writes the combined model.
   *
   * @param earlier the run to resume, if there is one
   * @throws BadInputException if that run had other data
   */
  public TrainingResult run(Optional<EarlierRun> earlier) throws IOException {
    earlier.ifPresent(before -> before.check(run.data().fingerprint(), run.console()::notice));
    if (earlier.isEmpty()) {
      run.plan().checkToBegin(); // before anything is written
    }
    RunText text = run.text();
    text.resolved().forEach(run.console()::say);
    RunRecord record =
        new RunRecord(earlier, run.fingerprint(), run.settings(), run.data(), run.plan());
    run.takeDirectory();
    if (earlier.isPresent()) {
      run.directory().cleanUp();
    } else {
      run.directory().begin();
    }
    try {
      run.write(record);
      run.data().notes().forEach(run.console()::notice);
      List<Member> members = new ArrayList<>();
      TrainingResult result = train(earlier.isPresent(), members);
      end(result, members, text, record);
      return result;
    } catch (Throwable e) { // Spark throws undeclared checked exceptions
      run.recordFailure(record, e);
      throw e;
    } finally {
      run.release();
    }
  }

  // --- Members ---------------------------------------------------------------------------------

  /**
   * A trained member.
   *
   * @param reports of its epochs
   * @param loggingSeconds spent on logging them
   */
  private record Member(Model model, List<EpochReport> reports, double loggingSeconds) {}

  private TrainingResult train(boolean goesOn, List<Member> members) throws IOException {
    int count = run.settings().members();
    for (int i = 0; i < count; i++) {
      String directory = run.directory().member(i);
      TrainingSettings settings = run.settings().ofMember(i, directory);
      RunDirectory own =
          RunDirectory.check(
              directory,
              goesOn ? ExistingOutput.RESUME : ExistingOutput.REFUSE,
              run.configuration());
      Optional<EarlierRun> earlier = EarlierRun.of(own, settings);
      String name = Text.format("member %d of %d", i + 1, count);
      Optional<RunEnd> before = earlier.flatMap(EarlierRun::end);
      if (before.isPresent()) {
        run.console().say(Text.format("Member %d of %d  was already trained", i + 1, count));
        if (before.get().end() == End.DIVERGED) {
          return diverged(name, before.get().detail());
        }
        members.add(new Member(model(directory), StoredLog.reports(run.spark(), own.log()), 0));
        continue;
      }
      run.console()
          .say(
              Text.format(
                  "Member %d of %d  seed %d%s",
                  i + 1, count, settings.values().get(LoopSettings.SEED), left(members, i, count)));
      TrainingResult result = train(settings, own, earlier);
      if (result.end() == End.STOPPED) {
        return without(End.STOPPED, "in " + name + ", " + result.detail());
      }
      if (result.end() == End.DIVERGED) {
        return diverged(name, result.detail());
      }
      run.console().say("  " + inWords(result));
      members.add(new Member(model(directory), result.reports(), result.loggingSeconds()));
    }
    return together(members);
  }

  /** How long the remaining members will take, judging by those before them. */
  private static String left(List<Member> members, int done, int count) {
    return members.stream().mapToDouble(member -> seconds(member.reports())).average().stream()
        .mapToObj(mean -> ", about " + TimeForecast.inWords(mean * (count - done)) + " left")
        .findFirst()
        .orElse("");
  }

  private static double seconds(List<EpochReport> reports) {
    return reports.stream().mapToDouble(report -> report.time().seconds()).sum();
  }

  private TrainingResult train(
      TrainingSettings settings, RunDirectory directory, Optional<EarlierRun> earlier)
      throws IOException {
    try (LockedDirectory place = LockedDirectory.of(directory)) {
      return new TrainingRun(run.spark(), settings, run.console().ofPart(), run.data(), place)
          .run(earlier);
    }
  }

  private Model model(String directory) {
    return Models.read(directory, run.configuration());
  }

  private String inWords(TrainingResult result) {
    EpochReport kept = result.reportOfParameters().orElseThrow();
    boolean isJudged = kept.validation().accuracy().isPresent();
    return Text.format(
        "%s %s %s in %.1f s, %s",
        isJudged ? "validation" : "train",
        run.data().accuracyName(),
        Text.accuracy(kept.validation().accuracy().orElse(kept.trainAccuracy())),
        seconds(result.reports()),
        result.detail());
  }

  private TrainingResult diverged(String name, String detail) {
    return without(End.DIVERGED, name + ": " + detail);
  }

  private TrainingResult without(End end, String detail) {
    return new TrainingResult(null, 0, List.of(), end, detail, 0);
  }

  // --- Together --------------------------------------------------------------------------------

  private TrainingResult together(List<Member> members) throws IOException {
    Model model = Model.together(members.stream().map(Member::model).toList());
    run.write(model);
    List<EpochReport> reports =
        members.stream().flatMap(member -> member.reports().stream()).toList();
    return new TrainingResult(
        model.parameters(),
        1,
        List.of(report(model, reports)),
        End.COMPLETED,
        Text.format("%d members, which predict together", members.size()),
        members.stream().mapToDouble(Member::loggingSeconds).sum());
  }

  /** One report for the ensemble: the members' total time, and the scores of the combined model. */
  private EpochReport report(Model model, List<EpochReport> reports) {
    Score train = run.score(model, Part.TRAIN);
    TimeLedger time =
        reports.stream()
            .map(EpochReport::time)
            .reduce(new TimeLedger(0, 0, 0, 0), TimeLedger::plus);
    return new EpochReport(
        1,
        Math.max(1, reports.size() * run.plan().training().length().stepsPerEpoch()),
        train.meanLoss(),
        train.accuracy(),
        Errors.of(train),
        heldOut(model, Part.VALIDATION),
        heldOut(model, Part.TEST),
        0,
        run.data().survey().rows(Part.TRAIN),
        run.data().shards().tasks(),
        time,
        Instant.now());
  }

  private HeldOut heldOut(Model model, Part part) {
    return run.data().survey().rows(part) == 0 ? HeldOut.NONE : HeldOut.of(run.score(model, part));
  }

  private void end(TrainingResult result, List<Member> members, RunText text, RunRecord record)
      throws IOException {
    if (result.end() == End.STOPPED) {
      run.tellStopped(result);
    } else if (result.end() != End.DIVERGED) {
      run.lock().check();
      threshold.apply();
      new RunSummary(run).tell(result, curves(members), text, record);
    }
    run.lock().check();
    record.ended(result);
    run.write(record);
  }

  /** The curves of as many members as fit a picture. */
  private static List<RunsPlot.Run> curves(List<Member> members) {
    return IntStream.range(0, Math.min(members.size(), RunsPlot.MOST_RUNS))
        .mapToObj(i -> new RunsPlot.Run("member " + (i + 1), members.get(i).reports()))
        .toList();
  }
}
