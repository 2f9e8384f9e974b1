package org.lockstep.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.file.Model;

/** Estimators whose models consist of several networks that predict together. */
class MembersFitTest {
  private static final Dataset<Row> ROWS = Frames.classes(120, 3);

  @TempDir Path directory;

  private static MlpClassifier mlp(long seed) {
    return Frames.classifier().setSeed(seed).setMaxIter(3);
  }

  @Test
  void membersAreTheFitsOfConsecutiveSeeds() {
    List<Model> alone = new ArrayList<>();
    for (long seed = 5; seed < 8; seed++) {
      alone.add(mlp(seed).fit(ROWS).model());
    }
    MlpClassificationModel together = mlp(5).setMembers(3).fit(ROWS);
    assertThat(Frames.bits(together)).isEqualTo(Frames.bits(Model.together(alone)));
  }

  @Test
  void theSummaryIsOfTheFirstMemberAndTheHistoryOfAll() {
    MlpTrainingSummary alone = mlp(5).fit(ROWS).summary();
    MlpTrainingSummary summary = mlp(5).setMembers(2).fit(ROWS).summary();
    assertThat(summary.members()).isEqualTo(2);
    assertThat(summary.objectiveHistory()).isEqualTo(alone.objectiveHistory());
    List<Row> history = summary.history().select("member", "epoch").collectAsList();
    assertThat(history)
        .extracting(Row::toString)
        .containsExactly("[1,1]", "[1,2]", "[1,3]", "[2,1]", "[2,2]", "[2,3]");
  }

  @Test
  void aLoadedModelPredictsTheSame() throws Exception {
    MlpClassificationModel model = mlp(5).setMembers(3).fit(ROWS);
    String path = directory.resolve("model").toString();
    model.save(path);
    MlpClassificationModel loaded = MlpClassificationModel.load(path);
    assertThat(loaded.getMembers()).isEqualTo(3);
    assertThat(loaded.transform(ROWS).select("probability", "prediction").collectAsList())
        .isEqualTo(model.transform(ROWS).select("probability", "prediction").collectAsList());
  }

  @Test
  void anInterruptedFitResumesInTheUnfinishedMember() {
    double[] whole = Frames.bits(mlp(5).setMembers(2).fit(ROWS));
    String kept = directory.resolve("kept").toString();
    MlpClassifier interrupted =
        mlp(5).setMembers(2).setCheckpointDir(kept).setCheckpointInterval(1);
    int[] epochs = {0};
    interrupted.addListener(
        report -> {
          if (++epochs[0] == 5) { // the second epoch of the second member
            throw new IllegalStateException("enough");
          }
        });
    assertThatThrownBy(() -> interrupted.fit(ROWS)).hasMessageContaining("enough");

    epochs[0] = 10;
    assertThat(Frames.bits(interrupted.fit(ROWS))).isEqualTo(whole);
    assertThat(epochs[0] - 10).as("epochs that were trained again").isLessThan(6);
    assertThat(directory.resolve("kept").toFile().list()).isEmpty();
  }

  @Test
  void anInitialModelMustBeASingleNetwork() {
    MlpClassificationModel model = mlp(5).setMembers(2).fit(ROWS);
    assertThatThrownBy(() -> mlp(5).setInitialModel(model).fit(ROWS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[initialModel] expected 4-")
        .hasMessageContaining("but found 2 x 4-");
  }

  @Test
  void aModelOfMembersCannotBeConvertedToMllib() {
    MlpClassificationModel model =
        mlp(5).setActivation("sigmoid").setScale("standard").setMembers(2).fit(ROWS);
    assertThatThrownBy(() -> MllibModels.toMllib(model))
        .hasMessage("[model] expected a single network but found 2 members");
  }
}
