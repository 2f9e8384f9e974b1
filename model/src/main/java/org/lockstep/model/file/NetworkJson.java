package org.lockstep.model.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalDouble;
import org.lockstep.model.activation.Activation;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.layer.ActivationLayer;
import org.lockstep.model.layer.Dense;
import org.lockstep.model.layer.Dropout;
import org.lockstep.model.layer.Layer;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.text.Words;

/** A network as JSON. The fields are in {@link ModelFile}. */
final class NetworkJson {
  private static final String SPARSE = "sparse";
  private static final String TYPE = "type";
  private static final String FUNCTION = "function";
  private static final String OUTPUT_LOSS = "output_loss";

  private enum LayerType {
    DENSE,
    ACTIVATION,
    DROPOUT
  }

  private NetworkJson() {}

  static void write(NetworkSpec spec, ObjectNode node) {
    node.put("inputs", spec.inputs());
    if (spec.sparse()) {
      node.put(SPARSE, true);
    }
    var layers = node.putArray("layers");
    spec.layers().forEach(layer -> write(layer, layers.addObject()));
    OutputLoss loss = spec.outputLoss();
    node.put(OUTPUT_LOSS, Words.of(loss));
    if (!OutputLoss.all().contains(loss)) { // so that other models keep their bytes
      loss.constantName().ifPresent(name -> node.put(name, loss.constant()));
    }
  }

  private static void write(Layer layer, ObjectNode node) {
    if (layer instanceof Dense dense) {
      node.put(TYPE, Words.of(LayerType.DENSE)).put("units", dense.units());
      node.put("bias", dense.bias());
    } else if (layer instanceof ActivationLayer activation) {
      node.put(TYPE, Words.of(LayerType.ACTIVATION));
      node.put(FUNCTION, Words.of(activation.function()));
      activation
          .function()
          .constantName()
          .ifPresent(name -> node.put(name, activation.function().constant()));
    } else if (layer instanceof Dropout dropout) {
      node.put(TYPE, Words.of(LayerType.DROPOUT)).put("probability", dropout.probability());
    }
  }

  static NetworkSpec read(String place, int version, JsonFields fields) {
    try {
      return version == 1 ? readFirstVersion(fields) : read(fields);
    } catch (BadInputException e) { // it names the network, but perhaps not the file
      throw e.getMessage().startsWith("[" + place)
          ? e
          : BadInputException.because(place, e.getMessage());
    }
  }

  private static NetworkSpec read(JsonFields fields) {
    return new NetworkSpec(
        fields.integer("inputs"),
        fields.optionalBool(SPARSE),
        fields.objects("layers", NetworkJson::layer),
        outputLoss(fields));
  }

  private static OutputLoss outputLoss(JsonFields fields) {
    OutputLoss usual = fields.oneOf(OUTPUT_LOSS, OutputLoss.all());
    OptionalDouble constant =
        usual.constantName().map(fields::optionalNumber).orElse(OptionalDouble.empty());
    return constant.isPresent() ? usual.withConstant(constant.getAsDouble()) : usual;
  }

  private static Layer layer(JsonFields fields) {
    return switch (fields.oneOf(TYPE, LayerType.values())) {
      case DENSE -> new Dense(fields.integer("units"), fields.bool("bias"));
      case ACTIVATION -> new ActivationLayer(activation(fields));
      case DROPOUT -> new Dropout(fields.number("probability"));
    };
  }

  private static Activation activation(JsonFields fields) {
    Activation usual = fields.oneOf(FUNCTION, Activation.all());
    return usual.constantName().map(fields::number).map(usual::withConstant).orElse(usual);
  }

  /** Version 1 knew perceptrons only, whose hidden layers had one activation. */
  private static NetworkSpec readFirstVersion(JsonFields fields) {
    int inputs = fields.integer("inputs");
    List<Integer> hidden = fields.integers("hidden");
    Activation activation = fields.oneOf("activation", Activation.all());
    int outputs = fields.integer("outputs");
    OutputLoss outputLoss = fields.oneOf(OUTPUT_LOSS, OutputLoss.all());
    boolean bias = fields.bool("bias");
    return NetworkSpec.perceptron(inputs, hidden, activation, outputs, outputLoss, bias);
  }
}
