package org.lockstep.model.file;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.text.Words;

/**
 * What {@code model.json} holds: a model without its numbers. The fields are in {@link ModelFile}.
 */
record ModelHeader(
    NetworkSpec network,
    Precision precision,
    InputSchema input,
    TargetSchema target,
    Scaling.Kind scaling) {

  static ModelHeader of(Model model) {
    return new ModelHeader(
        model.network(),
        model.parameters().precision(),
        model.input(),
        model.target(),
        model.scaling().kind());
  }

  byte[] toJson(String writer) throws IOException {
    ObjectNode root = ModelFile.FORMAT.begin(writer);
    root.put("precision", Words.of(precision));
    NetworkJson.write(network, root.putObject("network"));
    root.put("scaling", Words.of(scaling));
    ObjectNode targets = root.putObject("target");
    targets.put("task", Words.of(target.task()));
    target.columns().forEach(targets.putArray("columns")::add);
    target.classes().forEach(targets.putArray("classes")::add);
    ArrayNode columns = root.putArray("input");
    input.columns().forEach(column -> InputJson.write(column, columns.addObject()));
    return JsonText.bytes(root);
  }

  static ModelHeader fromJson(String place, InputStream json) throws IOException {
    return ModelFile.FORMAT.read(place, json, ModelHeader::read);
  }

  private static ModelHeader read(String place, int version, JsonFields fields) {
    return new ModelHeader(
        fields.object("network", network -> NetworkJson.read(place, version, network)),
        fields.oneOf("precision", Precision.values()),
        fields.objects("input", InputJson::read, InputSchema::new),
        fields.object("target", ModelHeader::target),
        fields.oneOf("scaling", Scaling.Kind.values()));
  }

  private static TargetSchema target(JsonFields fields) {
    return new TargetSchema(
        fields.oneOf("task", Task.values()), fields.texts("columns"), fields.texts("classes"));
  }
}
