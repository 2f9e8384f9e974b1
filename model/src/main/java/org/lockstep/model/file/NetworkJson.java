package org.lockstep.model.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalDouble;
import org.lockstep.model.activation.Activation;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.layer.ActivationLayer;
import org.lockstep.model.layer.BatchNorm;
import org.lockstep.model.layer.Dense;
import org.lockstep.model.layer.Dense.DenseStart;
import org.lockstep.model.layer.Dropout;
import org.lockstep.model.layer.Embedding;
import org.lockstep.model.layer.Layer;
import org.lockstep.model.layer.LayerNorm;
import org.lockstep.model.layer.ParametricActivation;
import org.lockstep.model.layer.PeriodicEmbedding;
import org.lockstep.model.layer.Residual;
import org.lockstep.model.layer.ScalingLayer;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.text.Words;

/** A network as JSON. {@link ModelFile} describes the fields. */
final class NetworkJson {
  private static final String MEMBERS = "members";
  private static final String SPARSE = "sparse";
  private static final String TYPE = "type";
  private static final String LAYERS = "layers";
  private static final String NTK = "ntk";
  private static final String START = "start";
  private static final String DIMENSIONS = "dimensions";
  private static final String BLOCKS = "blocks";
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String FREQUENCIES = "frequencies";
  private static final String OUTPUTS = "outputs";
  private static final String COLUMNS = "columns";
  private static final String FUNCTION = "function";
  private static final String OUTPUT_LOSS = "output_loss";

  private enum LayerType {
    DENSE,
    ACTIVATION,
    PARAMETRIC_ACTIVATION,
    DROPOUT,
    SCALING,
    LAYER_NORM,
    BATCH_NORM,
    RESIDUAL,
    EMBEDDING,
    PERIODIC_EMBEDDING
  }

  private NetworkJson() {}

  static void write(NetworkSpec spec, ObjectNode node) {
    node.put("inputs", spec.inputs());
    if (spec.members() > 1) { // so that other models keep their bytes
      node.put(MEMBERS, spec.members());
    }
    if (spec.sparse()) {
      node.put(SPARSE, true);
    }
    var layers = node.putArray(LAYERS);
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
      if (dense.ntk()) {
        node.put(NTK, true);
      }
      if (dense.start() != Dense.usualStart(dense.ntk())) {
        node.put(START, Words.of(dense.start()));
      }
    } else if (layer instanceof ActivationLayer activation) {
      node.put(TYPE, Words.of(LayerType.ACTIVATION));
      write(activation.function(), node);
    } else if (layer instanceof ParametricActivation activation) {
      node.put(TYPE, Words.of(LayerType.PARAMETRIC_ACTIVATION));
      write(activation.function(), node);
    } else if (layer instanceof Embedding embedding) {
      node.put(TYPE, Words.of(LayerType.EMBEDDING)).put(DIMENSIONS, embedding.dimensions());
      var blocks = node.putArray(BLOCKS);
      embedding.blocks().forEach(b -> blocks.addObject().put(FROM, b.from()).put(TO, b.to()));
    } else if (layer instanceof PeriodicEmbedding periodic) {
      node.put(TYPE, Words.of(LayerType.PERIODIC_EMBEDDING));
      node.put(FREQUENCIES, periodic.frequencies()).put(OUTPUTS, periodic.outputs());
      var columns = node.putArray(COLUMNS);
      periodic.columns().forEach(columns::add);
    } else if (layer instanceof Dropout dropout) {
      node.put(TYPE, Words.of(LayerType.DROPOUT)).put("probability", dropout.probability());
    } else if (layer instanceof ScalingLayer) {
      node.put(TYPE, Words.of(LayerType.SCALING));
    } else if (layer instanceof LayerNorm) {
      node.put(TYPE, Words.of(LayerType.LAYER_NORM));
    } else if (layer instanceof BatchNorm) {
      node.put(TYPE, Words.of(LayerType.BATCH_NORM));
    } else if (layer instanceof Residual residual) {
      node.put(TYPE, Words.of(LayerType.RESIDUAL));
      var inner = node.putArray(LAYERS);
      residual.inner().forEach(one -> write(one, inner.addObject()));
    }
  }

  private static void write(Activation function, ObjectNode node) {
    node.put(FUNCTION, Words.of(function));
    function.constantName().ifPresent(name -> node.put(name, function.constant()));
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
        fields.objects(LAYERS, NetworkJson::layer),
        outputLoss(fields),
        fields.optionalInteger(MEMBERS).orElse(1));
  }

  private static OutputLoss outputLoss(JsonFields fields) {
    OutputLoss usual = fields.oneOf(OUTPUT_LOSS, OutputLoss.all());
    OptionalDouble constant =
        usual.constantName().map(fields::optionalNumber).orElse(OptionalDouble.empty());
    return constant.isPresent() ? usual.withConstant(constant.getAsDouble()) : usual;
  }

  private static Layer layer(JsonFields fields) {
    return switch (fields.oneOf(TYPE, LayerType.values())) {
      case DENSE -> dense(fields);
      case ACTIVATION -> new ActivationLayer(activation(fields));
      case PARAMETRIC_ACTIVATION -> new ParametricActivation(activation(fields));
      case EMBEDDING ->
          fields.objects(
              BLOCKS,
              block -> new Embedding.Block(block.integer(FROM), block.integer(TO)),
              blocks -> new Embedding(fields.integer(DIMENSIONS), blocks));
      case PERIODIC_EMBEDDING ->
          new PeriodicEmbedding(
              fields.integer(FREQUENCIES), fields.integer(OUTPUTS), fields.integers(COLUMNS));
      case DROPOUT -> new Dropout(fields.number("probability"));
      case SCALING -> new ScalingLayer();
      case LAYER_NORM -> new LayerNorm();
      case BATCH_NORM -> new BatchNorm();
      case RESIDUAL -> new Residual(fields.objects(LAYERS, NetworkJson::layer));
    };
  }

  private static Dense dense(JsonFields fields) {
    boolean ntk = fields.optionalBool(NTK);
    return new Dense(
        fields.integer("units"),
        fields.bool("bias"),
        ntk,
        fields.optionalOneOf(START, DenseStart.values()).orElse(Dense.usualStart(ntk)));
  }

  private static Activation activation(JsonFields fields) {
    Activation usual = fields.oneOf(FUNCTION, Activation.all());
    return usual.constantName().map(fields::number).map(usual::withConstant).orElse(usual);
  }

  /** Version 1 knew only perceptrons, whose hidden layers all had the same activation. */
  private static NetworkSpec readFirstVersion(JsonFields fields) {
    int inputs = fields.integer("inputs");
    List<Integer> hidden = fields.integers("hidden");
    Activation activation = fields.oneOf("activation", Activation.all());
    int outputs = fields.integer(OUTPUTS);
    OutputLoss outputLoss = fields.oneOf(OUTPUT_LOSS, OutputLoss.all());
    boolean bias = fields.bool("bias");
    return NetworkSpec.perceptron(inputs, hidden, activation, outputs, outputLoss, bias);
  }
}
