package org.lockstep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedWriter;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.text.Text;
import org.lockstep.spark.testing.CifarJpegs;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.RealData;
import org.lockstep.spark.testing.SparkForTests;

/**
 * The reference jobs reach their published results. The long ones are cut short here; {@code mvn
 * verify -Pfull} runs them at full length.
 */
class ReferenceJobsIT {
  private static final String FULL = "full";

  @TempDir private Path folder;

  private String run() {
    return folder.resolve("run").toString();
  }

  private CommandResult train(String options) {
    String[] args =
        Stream.concat(
                Stream.of("train", "--quiet", "--output", run()), Stream.of(options.split(" ", -1)))
            .toArray(String[]::new);
    return CommandResult.of(args).done();
  }

  private List<Row> log() {
    return SparkForTests.session().read().parquet(run() + "/log").orderBy("epoch").collectAsList();
  }

  private static double last(List<Row> log, String column) {
    return log.get(log.size() - 1).<Double>getAs(column);
  }

  private static double best(List<Row> log, String column) {
    return log.stream().mapToDouble(row -> row.<Double>getAs(column)).max().orElseThrow();
  }

  private void assertPictures(String... names) throws IOException {
    for (String name : names) {
      assertThat(ImageIO.read(folder.resolve("run").resolve(name).toFile())).as(name).isNotNull();
    }
  }

  @Test
  void digits() throws IOException {
    train("--preset digits");
    assertThat(last(log(), "test_accuracy")).isGreaterThanOrEqualTo(0.94);
    assertPictures("loss.png", "confusion.png", "predictions.png", "weights.png");
  }

  @Test
  void digitsAtTenTimesTheLearningRate() {
    train("--preset digits --learning-rate 0.3");
    assertThat(last(log(), "test_accuracy")).isGreaterThanOrEqualTo(0.97);
  }

  @Test
  void mnistBegins() throws IOException {
    RealData.path("mnist");
    train("--preset mnist --epochs 2");
    assertPublishedLosses(0.320, 0.121);
    assertPictures("loss.png", "confusion.png", "predictions.png", "weights.png");
  }

  @Test
  @Tag(FULL)
  void mnist() throws IOException {
    String data = RealData.path("mnist/t10k-images-idx3-ubyte.gz");
    train("--preset mnist");
    assertPublishedLosses(0.320, 0.121, 0.089, 0.077, 0.070, 0.064);
    assertThat(last(log(), "test_accuracy")).isCloseTo(0.966, within(0.003));
    String predictions = folder.resolve("p.csv").toString();
    CommandResult.of(
            "predict", "--quiet", "--model", run(), "--data", data, "--output", predictions)
        .done();
    List<String> lines = Files.readAllLines(Path.of(predictions));
    byte[] labels = items("t10k-labels-idx1-ubyte.gz", 8, 10_000);
    assertThat(lines).hasSize(10_001);
    long right =
        IntStream.range(0, labels.length)
            .filter(i -> lines.get(i + 1).equals(Integer.toString(labels[i])))
            .count();
    assertThat(right / 10_000.0).isCloseTo(last(log(), "test_accuracy"), within(1e-9));
    // The tests of the drawing page use this model.
    Path kept = Path.of("target", "reference", "mnist.npz");
    Files.createDirectories(kept.getParent());
    Files.copy(Path.of(run(), "model.npz"), kept, StandardCopyOption.REPLACE_EXISTING);
  }

  private void assertPublishedLosses(double... losses) {
    List<Row> log = log();
    for (int i = 0; i < losses.length; i++) {
      assertThat(log.get(i).<Double>getAs("train_loss")).isCloseTo(losses[i], within(0.0015));
    }
  }

  /** Options that replace a preset's CIFAR-10 batches by those made of JPEGs. */
  private String cifar(int perBatch) throws IOException {
    CifarJpegs.write(
        Path.of(RealData.path("cifar10/cifar-10-jpg.zip")),
        Path.of(RealData.path("cifar10/kaggle_trainLabels.csv.zip")),
        perBatch,
        folder);
    return " --data " + folder + "/data_batch_[1-5].bin ";
  }

  private String shallow(int perBatch, int validation) throws IOException {
    int training = 5 * perBatch - validation;
    return "--preset cifar10-shallow"
        + cifar(perBatch)
        + Text.format("--rows 0:%d --validation-rows %d:%d", training, training, 5 * perBatch)
        + Text.format(" --test %s/test_batch.bin --test-rows 0:%d", folder, perBatch / 10);
  }

  @Test
  void shallowCifar10Begins() throws IOException {
    train(shallow(1000, 500) + " --max-steps 100");
    assertThat(best(log(), "validation_accuracy")).isGreaterThan(0.3);
    assertThat(accuracyOfModel("4500:5000"))
        .isCloseTo(best(log(), "validation_accuracy"), within(5e-5));
    assertPictures("loss.png", "confusion.png", "predictions.png", "weights.png");
  }

  @Test
  @Tag(FULL)
  void shallowCifar10() throws IOException {
    train(shallow(10_000, 1000));
    assertThat(best(log(), "validation_accuracy")).isGreaterThanOrEqualTo(0.50);
    assertThat(accuracyOfModel("49000:50000"))
        .isCloseTo(best(log(), "validation_accuracy"), within(5e-5));
  }

  /** The accuracy of the written model on the validation rows. */
  private double accuracyOfModel(String rows) {
    CommandResult result =
        CommandResult.of(
            "evaluate",
            "--quiet",
            "--model",
            run(),
            "--data",
            folder + "/data_batch_[1-5].bin",
            "--rows",
            rows);
    Matcher found = Pattern.compile("accuracy +([0-9.]+)").matcher(result.done().out());
    assertThat(found.find()).isTrue();
    return Double.parseDouble(found.group(1));
  }

  @Test
  void aDeepNetworkMemorisesFiftyImages() throws IOException {
    train("--preset cifar10-deep" + cifar(200) + "--rows 0:50 --validation-rows 900:1000");
    assertThat(last(log(), "train_accuracy")).isEqualTo(1);
    assertThat(log()).hasSize(20);
  }

  @Test
  void catsBegin() throws IOException {
    RealData.path("cat-noncat");
    CommandResult result = train("--preset cats --epochs 300");
    assertThat(log().get(0).<Double>getAs("train_loss")).isCloseTo(Math.log(2), within(0.05));
    assertThat(last(log(), "train_loss")).isLessThan(0.644); // where too small initial weights stay
    assertThat(result.out())
        .containsPattern("test +of class 1: precision 0\\.\\d+, recall 0\\.\\d+");
    assertPictures("roc.png", "pr.png", "calibration.png");
    assertPictures("loss.png", "confusion.png", "predictions.png", "weights.png");
  }

  @Test
  @Tag(FULL)
  void cats() {
    RealData.path("cat-noncat");
    train("--preset cats");
    assertThat(last(log(), "train_loss")).isLessThanOrEqualTo(0.1);
    assertThat(last(log(), "train_accuracy")).isGreaterThanOrEqualTo(0.98);
    assertThat(last(log(), "test_accuracy")).isCloseTo(0.80, within(0.06));
  }

  @Test
  @Tag(FULL)
  void catsWithTooSmallInitialWeightsDoNotLearn() {
    RealData.path("cat-noncat");
    train("--preset cats --init normal:0.01");
    assertThat(last(log(), "train_loss")).isCloseTo(0.644, within(0.001));
  }

  @Test
  void multiLinear() {
    CommandResult start = train("--preset multi-linear --max-steps 1");
    for (double r2 : r2s(start)) {
      assertThat(r2).isNegative();
    }
    CommandResult end = train("--preset multi-linear --overwrite");
    for (double r2 : r2s(end)) {
      assertThat(r2).isGreaterThanOrEqualTo(0.55);
    }
  }

  private static double[] r2s(CommandResult result) {
    Matcher found =
        Pattern.compile("test +R² of y1 (\\S+), y2 (\\S+), y3 (\\S+)").matcher(result.out());
    assertThat(found.find()).isTrue();
    return Stream.of(1, 2, 3).mapToDouble(i -> Double.parseDouble(found.group(i))).toArray();
  }

  @Test
  void generatedLinearTargetsAndClassesAreLearned() {
    String network = " --test-rows 8000:10000 --hidden 7,5 --activation sigmoid --init normal:1";
    String adam = " --optimizer adam --learning-rate 0.02 --batch-size 10 --epochs 30" + network;
    train("--preset plain-sgd --data generated:linear" + adam);
    assertThat(last(log(), "test_accuracy")).isGreaterThan(0.9);
    train("--preset plain-sgd --overwrite --data generated:classes" + adam);
    assertThat(last(log(), "test_accuracy")).isGreaterThan(0.9);
  }

  @Test
  void kagglesLayoutIsReadAndPredictedInOrder() throws IOException {
    Path train = kaggle("train", 3000, true);
    Path test = kaggle("t10k", 1000, false);
    train(
        "--preset plain-sgd --data "
            + train
            + " --epochs 5 --batch-size 50 --hidden 50 --scale unit");
    Path answer = folder.resolve("submission.csv");
    CommandResult.of(
            "predict",
            "--quiet",
            "--kaggle",
            "--model",
            run(),
            "--data",
            test.toString(),
            "--output",
            answer.toString())
        .done();
    List<String> lines = Files.readAllLines(answer);
    assertThat(lines).hasSize(1001).first().isEqualTo("ImageId,Label");
    byte[] labels = items("t10k-labels-idx1-ubyte.gz", 8, 1000);
    int right = 0;
    for (int i = 1; i < lines.size(); i++) {
      String[] fields = lines.get(i).split(",", -1);
      assertThat(fields[0]).isEqualTo(Integer.toString(i));
      right += Integer.parseInt(fields[1]) == labels[i - 1] ? 1 : 0;
    }
    assertThat(right).isGreaterThan(800);
  }

  /** Writes MNIST's first images in the layout of Kaggle's Digit Recognizer. */
  private Path kaggle(String part, int rows, boolean withLabels) throws IOException {
    byte[] pixels = items(part + "-images-idx3-ubyte.gz", 16, rows * 784);
    byte[] labels = items(part + "-labels-idx1-ubyte.gz", 8, rows);
    Path file = folder.resolve(part + ".csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(withLabels ? "label," : "");
      for (int j = 0; j < 784; j++) {
        out.write(j == 0 ? "pixel0" : ",pixel" + j);
      }
      for (int i = 0; i < rows; i++) {
        out.write("\n" + (withLabels ? labels[i] + "," : ""));
        for (int j = 0; j < 784; j++) {
          out.write((j == 0 ? "" : ",") + (pixels[i * 784 + j] & 0xff));
        }
      }
      out.write("\n");
    }
    return file;
  }

  private static byte[] items(String name, int header, int bytes) throws IOException {
    Path file = Path.of(RealData.path("mnist"), name);
    try (DataInputStream in =
        new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
      in.skipNBytes(header);
      return in.readNBytes(bytes);
    }
  }
}
