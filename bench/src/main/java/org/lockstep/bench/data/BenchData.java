package org.lockstep.bench.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.lockstep.bench.run.BenchException;
import org.lockstep.model.text.Text;

/**
 * The data of the measures: MNIST if this machine has it, otherwise random pixels of the same
 * shape; and generated tables. Created when first requested.
 */
public final class BenchData {
  private static final int TRAIN_ROWS = 60_000;
  private static final int TEST_ROWS = 10_000;

  private final Path scratch;
  private final Optional<ImageFiles> mnistTrain;
  private final Optional<ImageFiles> mnistTest;

  /**
   * Data in a directory.
   *
   * @param mnist the directory of MNIST's four files, or empty
   * @param scratch the directory for generated files
   */
  public BenchData(Optional<Path> mnist, Path scratch) {
    this.scratch = scratch;
    this.mnistTrain = mnist.flatMap(directory -> ImageFiles.find(directory, "train"));
    this.mnistTest = mnist.flatMap(directory -> ImageFiles.find(directory, "t10k"));
    if (mnist.isPresent() && !hasMnist()) {
      throw new BenchException(
          "[" + mnist.get() + "] expected train-images-idx3-ubyte and MNIST's other three files");
    }
  }

  /** Whether the images are MNIST's. */
  public boolean hasMnist() {
    return mnistTrain.isPresent() && mnistTest.isPresent();
  }

  /** 60,000 images of 784 pixels. */
  public ImageFiles train() {
    return mnistTrain.orElseGet(() -> made("train", TRAIN_ROWS, () -> Idx.random(TRAIN_ROWS, 1)));
  }

  /** 10,000 images of 784 pixels. */
  public ImageFiles test() {
    return mnistTest.orElseGet(() -> made("t10k", TEST_ROWS, () -> Idx.random(TEST_ROWS, 2)));
  }

  /** The first training images. */
  public ImageFiles first(int rows) {
    return made("train", rows, () -> Idx.read(train()).first(rows));
  }

  /**
   * The 8,000 training rows of {@code multi-linear}: six features of mean 0 and variance 25, and
   * three linear functions of them with noise of variance 1, scaled to [0, 1]. No header.
   */
  public Path multiLinear() {
    double[][] weights = {
      {1, 2, 3, 4, 5, 6}, {1.3, 2.3, 4.2, 2, 3.3, 2.1}, {4.2, 1.9, 2.2, 2.3, 1.2, 0.8}
    };
    int rows = 10_000;
    Random random = new Random(1);
    double[][] x = new double[rows][6];
    double[][] y = new double[rows][3];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < 6; j++) {
        x[i][j] = 5 * random.nextGaussian();
      }
      for (int k = 0; k < 3; k++) {
        y[i][k] = random.nextGaussian();
        for (int j = 0; j < 6; j++) {
          y[i][k] += weights[k][j] * x[i][j];
        }
      }
    }
    scaleToUnit(y);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8_000; i++) {
      append(text, x[i]).append(',');
      append(text, y[i]).append('\n');
    }
    return write("multi-linear.csv", text);
  }

  /** Rows of random features, followed by a class, 0 or 1. No header. */
  public Path table(int rows, int features) {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    double[] x = new double[features];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < features; j++) {
        x[j] = random.nextGaussian();
      }
      append(text, x).append(',').append(i % 2).append('\n');
    }
    return write("table-" + rows + "x" + features + ".csv", text);
  }

  private static void scaleToUnit(double[][] y) {
    for (int k = 0; k < y[0].length; k++) {
      double min = Double.POSITIVE_INFINITY;
      double max = Double.NEGATIVE_INFINITY;
      for (double[] row : y) {
        min = Math.min(min, row[k]);
        max = Math.max(max, row[k]);
      }
      for (double[] row : y) {
        row[k] = (row[k] - min) / (max - min);
      }
    }
  }

  private static StringBuilder append(StringBuilder text, double[] values) {
    for (int j = 0; j < values.length; j++) {
      text.append(j == 0 ? "" : ",").append(Text.format("%.6f", values[j]));
    }
    return text;
  }

  private Path write(String name, CharSequence text) {
    try {
      return Files.writeString(scratch.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ImageFiles made(String part, int rows, Source source) {
    try {
      Path directory = Files.createDirectories(scratch.resolve("images-" + rows));
      ImageFiles files = ImageFiles.in(directory, part, "");
      if (!Files.exists(files.labels())) {
        source.read().write(files);
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Source {
    Idx read() throws IOException;
  }
}
