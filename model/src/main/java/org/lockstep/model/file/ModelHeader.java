package org.lockstep.model.file;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.lockstep.model.data.ImageShape;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.layer.Activation;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.Topology;
import org.lockstep.model.text.Words;

/**
 * What {@code model.json} holds: a model without its numbers. The fields are in {@link ModelFile}.
 */
record ModelHeader(
    Topology topology,
    Precision precision,
    InputSchema input,
    TargetSchema target,
    Scaling.Kind scaling) {

  static ModelHeader of(Model model) {
    return new ModelHeader(
        model.topology(),
        model.parameters().precision(),
        model.input(),
        model.target(),
        model.scaling().kind());
  }

  byte[] toJson(String writer) throws IOException {
    ObjectNode root = ModelFile.FORMAT.begin(writer);
    root.put("precision", Words.of(precision));
    ObjectNode network = root.putObject("network");
    network.put("inputs", topology.inputs());
    topology.hidden().forEach(network.putArray("hidden")::add);
    network.put("activation", Words.of(topology.activation()));
    network.put("outputs", topology.outputs());
    network.put("output_loss", Words.of(topology.outputLoss()));
    network.put("bias", topology.bias());
    root.put("scaling", Words.of(scaling));
    ObjectNode targets = root.putObject("target");
    targets.put("task", Words.of(target.task()));
    target.columns().forEach(targets.putArray("columns")::add);
    target.classes().forEach(targets.putArray("classes")::add);
    ArrayNode columns = root.putArray("input");
    for (InputColumn column : input.columns()) {
      ObjectNode node = columns.addObject().put("name", column.name()).put("width", column.width());
      column.categories().forEach(node.putArray("categories")::add);
      column.image().ifPresent(image -> write(image, node.putObject("image")));
    }
    return JsonText.bytes(root);
  }

  private static void write(ImageShape image, ObjectNode node) {
    node.put("height", image.height()).put("width", image.width());
    node.put("channels", image.channels()).put("layout", Words.of(image.layout()));
  }

  static ModelHeader fromJson(String place, InputStream json) throws IOException {
    return ModelFile.FORMAT.read(place, json, (at, version, fields) -> read(at, fields));
  }

  private static ModelHeader read(String place, JsonFields fields) {
    return new ModelHeader(
        fields.object("network", network -> topology(place, network)),
        fields.oneOf("precision", Precision.values()),
        fields.objects("input", ModelHeader::column, InputSchema::new),
        fields.object("target", ModelHeader::target),
        fields.oneOf("scaling", Scaling.Kind.values()));
  }

  private static Topology topology(String place, JsonFields fields) {
    int inputs = fields.integer("inputs");
    List<Integer> hidden = fields.integers("hidden");
    Activation activation = fields.oneOf("activation", Activation.values());
    int outputs = fields.integer("outputs");
    OutputLoss outputLoss = fields.oneOf("output_loss", OutputLoss.values());
    boolean bias = fields.bool("bias");
    try {
      return new Topology(inputs, hidden, activation, outputs, outputLoss, bias);
    } catch (BadInputException e) { // it names the network, but not the file
      throw BadInputException.because(place, e.getMessage());
    }
  }

  private static InputColumn column(JsonFields fields) {
    return new InputColumn(
        fields.text("name"),
        fields.integer("width"),
        fields.texts("categories"),
        fields.optionalObject("image", ModelHeader::image));
  }

  private static ImageShape image(JsonFields fields) {
    return new ImageShape(
        fields.integer("height"),
        fields.integer("width"),
        fields.integer("channels"),
        fields.oneOf("layout", ImageShape.Layout.values()));
  }

  private static TargetSchema target(JsonFields fields) {
    return new TargetSchema(
        fields.oneOf("task", Task.values()), fields.texts("columns"), fields.texts("classes"));
  }
}
