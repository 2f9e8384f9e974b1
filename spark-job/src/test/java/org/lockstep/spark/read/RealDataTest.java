package org.lockstep.spark.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.lockstep.model.data.ImageShape;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.text.Text;
import org.lockstep.spark.read.items.Cifar10Reader;
import org.lockstep.spark.table.Table;
import org.lockstep.spark.table.Targets;
import org.lockstep.spark.testing.RealData;

class RealDataTest {
  @Test
  void irisHasFourNumbersAndTheSpeciesInItsLastColumn() {
    String path = RealData.path("tabular/iris.csv");
    Table iris = Reading.read(path);

    assertThat(iris.count()).isEqualTo(150);
    assertThat(iris.input().width()).isEqualTo(4);
    assertThat(iris.target().names()).containsExactly("5");
    assertThat(Reading.lines(iris))
        .hasSize(150)
        .startsWith("0 [5.1, 3.5, 1.4, 0.2] Iris-setosa")
        .endsWith("149 [5.9, 3.0, 5.1, 1.8] Iris-virginica");
    assertThat(iris.places().placeOf(16)).isEqualTo(path + ":17");
  }

  @Test
  void wineBanknotesAndDigitsAreNumbersWithClasses() {
    check("tabular/wine.csv", 178, 13, Task.CLASSIFICATION, List.of("1", "2", "3"));
    check("tabular/banknote_authentication.csv", 1372, 4, Task.BINARY, List.of("0", "1"));
    check(
        "digits/digits.csv",
        1797,
        64,
        Task.CLASSIFICATION,
        List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));
  }

  private static void check(String data, long rows, int width, Task task, List<String> classes) {
    Table table = Reading.read(RealData.path(data));
    assertThat(table.count()).isEqualTo(rows);
    assertThat(table.input().width()).isEqualTo(width);
    TargetSchema target = Targets.fit(table, Optional.empty());
    assertThat(target.task()).isEqualTo(task);
    assertThat(target.classes()).isEqualTo(classes);
  }

  @Test
  void mnistIsBytesWithLabelsInTheFileNextToIt() {
    Table test = Reading.read(RealData.path("mnist/t10k-images-idx3-ubyte.gz"));

    assertThat(test.count()).isEqualTo(10_000);
    assertThat(test.input().width()).isEqualTo(784);
    assertThat(test.files()).hasSize(2);
    TargetSchema target = Targets.fit(test, Optional.empty());
    assertThat(target.classes()).hasSize(10);
    List<Row> rows = Targets.encode(test, target).limit(3).collectAsList();
    assertThat(rows.stream().map(row -> row.getDouble(2)).toList()).containsExactly(7.0, 2.0, 1.0);
    byte[] first = rows.get(0).getAs(Table.FEATURES);
    int sum = 0;
    for (byte pixel : first) {
      sum += pixel & 0xff;
    }
    assertThat(sum).isEqualTo(18454);
  }

  @Test
  void catsAreImagesInHdf5WithLabelsInAnotherArray() {
    String path = RealData.path("cat-noncat/train_catvnoncat.h5");
    Table train = Reading.read(path);

    assertThat(train.count()).isEqualTo(209);
    assertThat(train.input().image())
        .contains(new ImageShape(64, 64, 3, ImageShape.Layout.INTERLEAVED));
    TargetSchema target = Targets.fit(train, Optional.empty());
    assertThat(target.task()).isEqualTo(Task.BINARY);
    List<Row> rows = Reading.sorted(train);
    assertThat(rows.stream().filter(row -> row.getDouble(2) == 1)).hasSize(72);
    byte[] first = rows.get(0).getAs(Table.FEATURES);
    assertThat(first).hasSize(12288).startsWith(17, 31, 56);
    Table test =
        Reading.read(
            Reading.labels(
                RealData.path("cat-noncat/test_catvnoncat.h5") + "#test_set_x",
                RealData.path("cat-noncat/test_catvnoncat.h5") + "#test_set_y"),
            train.input());
    assertThat(Reading.sorted(test).stream().filter(row -> row.getDouble(2) == 1)).hasSize(33);
  }

  @Test
  void libsvmRowsBeginWithTheLabel() {
    Table table = Reading.read(RealData.path("libsvm/sample_multiclass_classification_data.txt"));
    assertThat(table.count()).isEqualTo(150);
    assertThat(Reading.lines(table)).startsWith("0 [-0.222222, 0.5, -0.762712, -0.833333] 1.0");
    assertThat(Targets.fit(table, Optional.empty()).classes()).containsExactly("0", "1", "2");
  }

  @Test
  void cifar10IsJpegsInAFolderPerClass() {
    Table test = Reading.read(RealData.path("cifar10/cifar-10-jpg.zip") + "#test");

    assertThat(test.count()).isEqualTo(10_000);
    assertThat(test.input().image())
        .contains(new ImageShape(32, 32, 3, ImageShape.Layout.INTERLEAVED));
    assertThat(Targets.fit(test, Optional.empty()).classes()).isEqualTo(Cifar10Reader.CLASSES);
    assertThat(test.places().placeOf(1001)).endsWith("#test/automobile/0001.jpg");
  }

  @Test
  void aFolderOfPngsInAZipIsOneClass() {
    Table train = Reading.read(RealData.path("cifar10/kaggle_train_tiny_100png.zip"));

    assertThat(train.count()).isEqualTo(100);
    assertThat(train.input().width()).isEqualTo(3072);
    assertThat(Reading.message(() -> Targets.fit(train, Optional.empty())))
        .isEqualTo(
            Text.format(
                "[%s:folders] expected at least two classes but found only 'train_tiny'",
                RealData.path("cifar10/kaggle_train_tiny_100png.zip")));
  }

  @Test
  void abaloneHasTheSexAsACategory() {
    Table abalone = Reading.read(RealData.path("tabular/abalone.csv"));

    assertThat(abalone.count()).isEqualTo(4177);
    assertThat(abalone.input().columns().get(0))
        .isEqualTo(InputColumn.text("1", List.of("F", "I", "M")));
    assertThat(abalone.input().width()).isEqualTo(10);
    assertThat(Reading.lines(abalone))
        .startsWith("0 [2.0, 0.455, 0.365, 0.095, 0.514, 0.2245, 0.101, 0.15] 15.0");
    assertThat(Targets.fit(abalone, Optional.of(Task.REGRESSION)).outputs()).isEqualTo(1);
  }
}
