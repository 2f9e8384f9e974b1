package org.lockstep.spark.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.file.Model;
import org.lockstep.model.predict.Scorer;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;

/** What {@code --members} trains: several runs on the same rows, and one model of them. */
@Tag("slow")
class MembersTest {
  @TempDir private Path path;
  private Folder folder;
  private String data;

  @BeforeEach
  void table() throws IOException {
    folder = new Folder(path);
    data = folder.insects("data.csv", 90);
  }

  private CommandResult train(String output, String... more) {
    List<String> arguments = new ArrayList<>(List.of("train", "--data", data));
    arguments.addAll(List.of("--epochs=4", "--hidden=5", "--batch-size=20", "--shards=4"));
    arguments.addAll(List.of("--test-fraction=0.2", "--output", folder.of(output)));
    arguments.addAll(Arrays.asList(more));
    return CommandResult.of(arguments.toArray(String[]::new));
  }

  private byte[] model(String run) throws IOException {
    return Files.readAllBytes(path.resolve(run).resolve("model.npz"));
  }

  @Test
  void theFirstMemberIsTheRunWithoutMembers() throws IOException {
    train("alone").done();
    train("run", "--members=3").done();
    assertThat(model("run/members/1")).isEqualTo(model("alone"));
    assertThat(model("run/members/2")).isNotEqualTo(model("alone"));
  }

  @Test
  void anotherMemberIsTheRunOfItsSeedOnTheSameRows() throws IOException {
    train("alone", "--seed=13", "--split-seed=11").done();
    train("run", "--seed=11", "--members=3").done();
    assertThat(model("run/members/3")).isEqualTo(model("alone"));
  }

  @Test
  void theModelPredictsTheMeanOfTheMembersProbabilities() throws IOException {
    train("run", "--members=3").done();
    double[] row = {2.5, -1};
    double[] mean = new double[3];
    for (int member = 1; member <= 3; member++) {
      double[] own = Scorer.of(Folder.read(folder.of("run/members/" + member))).outputs(row);
      Arrays.setAll(mean, j -> mean[j] + own[j] / 3);
    }
    assertThat(Scorer.of(Folder.read(folder.of("run"))).outputs(row))
        .containsExactly(mean, within(1e-6));
  }

  @Test
  void theBitsAreTheSameOnAnyNumberOfTasks() throws IOException {
    train("one", "--members=2", "--tasks=1").done();
    train("many", "--members=2", "--tasks=2").done();
    assertThat(model("many")).isEqualTo(model("one"));
  }

  @Test
  void theRunReportsTheResultsOfAllMembersTogether() {
    CommandResult result = train("run", "--members=2").done();
    assertThat(result.out())
        .contains("Members   2, which predict together, with the seeds 1 to 2")
        .contains("Member 2 of 2  seed 2")
        .contains("completed: 2 members, which predict together")
        .contains("/run/members, each with its log");
    String accuracy = result.out().replaceAll("(?s).*test accuracy ([0-9.]+).*", "$1");
    assertThat(
            CommandResult.of("evaluate", "--rows", "test", "--model", folder.of("run"))
                .done()
                .out())
        .contains("accuracy")
        .contains(accuracy);
  }

  @Test
  void anInterruptedRunContinuesToTheSameBits() throws IOException {
    train("whole", "--members=3").done();
    FileUtils.copyDirectory(path.resolve("whole").toFile(), path.resolve("run").toFile());
    FileUtils.deleteDirectory(path.resolve("run/members/3").toFile());
    Files.delete(path.resolve("run/model.npz"));
    makeUnfinished("run");
    makeUnfinished("run/members/2");
    Files.delete(path.resolve("run/members/2/model.npz"));
    CommandResult result = train("run", "--members=3", "--resume").done();
    assertThat(result.out()).contains("Member 1 of 3  was already trained");
    assertThat(model("run")).isEqualTo(model("whole"));
    assertThat(train("run", "--members=3", "--resume").done().out())
        .contains("this run is already done");
  }

  private void makeUnfinished(String run) throws IOException {
    Path record = path.resolve(run).resolve("run.json");
    String text = Files.readString(record);
    String running = text.replaceFirst("\"how\" : \"completed\"", "\"how\" : \"running\"");
    assertThat(running).isNotEqualTo(text);
    Files.writeString(record, running);
  }

  @Test
  void resumingWithAnotherNumberOfMembersIsRefused() {
    train("run", "--members=2").done();
    assertThat(train("run", "--members=3", "--resume").mistake(3))
        .contains("the settings of the run to resume but found --members 3 instead of 2");
    assertThat(train("run", "--resume").mistake(3))
        .contains("the settings of the run to resume but found --members left out instead of 2");
  }

  @Test
  void aMemberIsARunThatCanBeEvaluatedAndPlotted() {
    train("run", "--members=2").done();
    assertThat(
            CommandResult.of("evaluate", "--rows=test", "--model", folder.of("run/members/2"))
                .done()
                .out())
        .contains("accuracy");
    CommandResult.of("plot", folder.of("run"), "--output", folder.of("curves.png")).done();
    assertThat(path.resolve("curves.png")).isNotEmptyFile();
  }

  @Test
  void importanceIsComputedFromAllMembersTogether() {
    train("run", "--members=2").done();
    CommandResult.of("importance", "--model", folder.of("run"), "--output", folder.of("all"))
        .done();
    CommandResult.of(
            "importance", "--model", folder.of("run/members/1"), "--output", folder.of("one"))
        .done();
    assertThat(path.resolve("all/importance.csv")).content().contains("\nx,", "\ny,");
    assertThat(path.resolve("all/importance.csv"))
        .content()
        .isNotEqualTo(contentOf(path.resolve("one/importance.csv").toFile()));
  }

  @Test
  void aRunDivergesIfAMemberDoes() {
    CommandResult result = train("run", "--members=2", "--optimizer=sgd", "--learning-rate=1e30");
    assertThat(result.code()).isEqualTo(4);
    assertThat(result.err()).contains("member 1 of 2: ");
    assertThat(path.resolve("run/model.npz")).doesNotExist();
  }

  @Test
  void foreignFilesAmongTheMembersAreLeftAlone() throws IOException {
    train("run", "--members=2").done();
    Files.writeString(path.resolve("run/members/2/notes.txt"), "mine");
    assertThat(train("run", "--members=2", "--overwrite").mistake(3))
        .contains("run/members/2] expected a new directory, or one that holds only a run")
        .contains("other files: notes.txt");
  }

  @Test
  void sweepsCompareMembersToo() throws IOException {
    CommandResult result =
        CommandResult.of(
            "sweep",
            "--data",
            data,
            "--epochs=2",
            "--hidden=3",
            "--validation-fraction=0.2",
            "--grid=members=1;2",
            "--output",
            folder.of("sweep"));
    assertThat(result.done().out()).contains("2 of 2 cells trained");
    assertThat(Folder.read(folder.of("sweep/2_members-2"))).extracting(Model::network).isNotNull();
  }
}
