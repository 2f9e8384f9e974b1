package org.lockstep.model.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.ParameterLayout;

/** Collects the entries of an archive, until they are known to form a model. */
final class ModelEntries {
  private final String place;
  private final NamedArrays arrays;
  private ModelHeader header; // null until read

  ModelEntries(String place) {
    this.place = place;
    this.arrays = new NamedArrays(place);
  }

  void read(String name, InputStream content) throws IOException {
    if (name.equals(ModelFile.HEADER)) {
      header = ModelHeader.fromJson(NpzReader.placeOf(place, name), content);
    } else if (name.endsWith(NamedArrays.SUFFIX)) {
      arrays.read(name, content);
    } else {
      throw BadInputException.at(
          place,
          ModelFile.HEADER + " and arrays (.npy)",
          "an entry " + BadInputException.quote(name));
    }
  }

  /** A vector other than the model's arrays: as long as θ and of its precision. */
  FlatVector like(FlatVector theta, String name) {
    return arrays.like(theta, name);
  }

  /** How targets are scaled; empty if there is no header. */
  Optional<TargetScaling> targetScaling() {
    if (header == null) {
      return Optional.empty();
    }
    int outputs = header.network().outputs();
    if (header.targetScaling() == TargetScaling.Kind.NONE) {
      return Optional.of(TargetScaling.none(outputs));
    }
    double[] shift = arrays.vector(ModelFile.TARGET_SHIFT, outputs);
    double[] scale = arrays.vector(ModelFile.TARGET_SCALE, outputs);
    if (header.targetScaling() == TargetScaling.Kind.CLIPPED) {
      double[] low = arrays.vector(ModelFile.TARGET_LOW, outputs);
      double[] high = arrays.vector(ModelFile.TARGET_HIGH, outputs);
      return Optional.of(agreeing(() -> TargetScaling.clipped(shift, scale, low, high)));
    }
    return Optional.of(agreeing(() -> new TargetScaling(header.targetScaling(), shift, scale)));
  }

  /** The classes; none if there is no header. */
  List<String> classes() {
    return header == null ? List.of() : header.target().classes();
  }

  private <T> T agreeing(Supplier<T> parts) {
    try {
      return parts.get();
    } catch (IllegalArgumentException e) {
      throw BadInputException.at(
          place, "a model whose parts agree", BadInputException.quote(e.getMessage()), e);
    }
  }

  /**
   * Returns the model.
   *
   * @param others the arrays that are allowed in addition to the model's
   */
  Model model(Set<String> others) {
    if (header == null) {
      throw BadInputException.at(
          place,
          "an entry " + ModelFile.HEADER,
          arrays.hasFirstWeights()
              ? "weights only, as export --to npz writes them: use the run's model.npz"
              : "none");
    }
    ParameterLayout layout = ParameterLayout.of(header.network());
    int inputs = header.network().inputs();
    Set<String> known = new HashSet<>(others);
    known.add(ModelFile.SHIFT);
    known.add(ModelFile.SCALE);
    if (header.targetScaling() != TargetScaling.Kind.NONE) {
      known.addAll(List.of(ModelFile.TARGET_SHIFT, ModelFile.TARGET_SCALE));
    }
    if (header.targetScaling() == TargetScaling.Kind.CLIPPED) {
      known.addAll(List.of(ModelFile.TARGET_LOW, ModelFile.TARGET_HIGH));
    }
    arrays.refuseOthers(layout, known);
    double[] shift = arrays.vector(ModelFile.SHIFT, inputs);
    double[] scale = arrays.vector(ModelFile.SCALE, inputs);
    FlatVector theta = arrays.parametersOf(layout, header.precision());
    TargetScaling targetScaling = targetScaling().orElseThrow();
    return agreeing(
        () ->
            new Model(
                header.network(),
                theta,
                header.input(),
                header.target(),
                new Scaling(header.scaling(), shift, scale),
                targetScaling));
  }
}
