package org.lockstep.model.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.lockstep.model.activation.Activation;
import org.lockstep.model.activation.LeakyRelu;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.ParameterLayout;

/** Small models, and the bytes of small archives, valid and invalid. */
final class Models {
  private Models() {}

  /** 3-4-2 with text columns, every number different and none exact in decimal. */
  static Model small(Precision precision) {
    return of(new LeakyRelu(), 0, new SoftmaxCrossEntropy(), precision);
  }

  /** {@link #small} with another slope and with dropout. */
  static Model withDropout(Precision precision) {
    return of(new LeakyRelu(0.2), 0.25, new SoftmaxCrossEntropy(), precision);
  }

  static Model of(
      Activation activation, double dropout, OutputLoss outputLoss, Precision precision) {
    NetworkSpec spec =
        NetworkSpec.perceptron(3, List.of(4), activation, dropout, 2, outputLoss, true);
    FlatVector theta = FlatVector.zeros(precision, ParameterLayout.of(spec).length());
    for (int i = 0; i < theta.length(); i++) {
      theta.set(i, (i + 1) / -7.0);
    }
    return new Model(
        spec,
        theta,
        new InputSchema(
            List.of(
                InputColumn.number("length"), InputColumn.text("côté", List.of("左", "\"right\"")))),
        new TargetSchema(Task.CLASSIFICATION, List.of("kind"), List.of("a", "b\n")),
        new Scaling(
            Scaling.Kind.STANDARD,
            new double[] {0.1, -1e300, 3},
            new double[] {1 / 3.0, 1, 1e-300}));
  }

  /** A model of three classes with this network. */
  static Model of(NetworkSpec spec) {
    FlatVector theta = FlatVector.zeros(Precision.FLOAT, ParameterLayout.of(spec).length());
    for (int i = 0; i < theta.length(); i++) {
      theta.set(i, (i + 1) / (3.0 * theta.length()));
    }
    int in = spec.inputs();
    return new Model(
        spec,
        theta,
        new InputSchema(List.of(InputColumn.vector("x", in))),
        new TargetSchema(Task.CLASSIFICATION, List.of("kind"), List.of("a", "b", "ç")),
        Scaling.none(in));
  }

  /** {@link #small} with other columns, which must have three features in all. */
  static Model withInput(InputColumn... columns) {
    Model model = small(Precision.FLOAT);
    return new Model(
        model.network(),
        model.parameters(),
        new InputSchema(List.of(columns)),
        model.target(),
        model.scaling(),
        model.targetScaling());
  }

  /** 3-4-2 whose targets were scaled. */
  static Model ofScaledTargets(TargetScaling.Kind kind) {
    Model classes = of(new LeakyRelu(), 0, new LinearSquaredError(), Precision.FLOAT);
    double[] shift = {200_000.1, 3};
    double[] scale = {1 / 3.0, 1e-300};
    return new Model(
        classes.network(),
        classes.parameters(),
        classes.input(),
        new TargetSchema(Task.REGRESSION, List.of("price", "rooms"), List.of()),
        classes.scaling(),
        kind == TargetScaling.Kind.CLIPPED
            ? TargetScaling.clipped(shift, scale, new double[] {-0.1, 3}, new double[] {1e9, 3})
            : new TargetScaling(kind, shift, scale));
  }

  static byte[] bytes(Model model) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ModelFile.write(model, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static Model read(byte[] bytes) throws IOException {
    return ModelFile.read("m.npz", new ByteArrayInputStream(bytes));
  }

  /** The entries of an archive, in order. */
  static Map<String, byte[]> entries(byte[] archive) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  /** A deflated archive of these entries. */
  static byte[] archive(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  static byte[] npy(Precision precision, List<Integer> shape, double... values) {
    FlatVector vector = FlatVector.zeros(precision, values.length);
    for (int i = 0; i < values.length; i++) {
      vector.set(i, values[i]);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      NpyFormat.write(shape, vector, 0, values.length, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static List<Double> values(FlatVector vector) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < vector.length(); i++) {
      values.add(vector.get(i));
    }
    return values;
  }
}
