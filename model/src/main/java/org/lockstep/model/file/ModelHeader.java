package org.lockstep.model.file;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import org.lockstep.model.data.DecimalSign;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.text.Words;

/**
 * The contents of {@code model.json}: a model without its numbers. {@link ModelFile} describes the
 * fields.
 */
record ModelHeader(
    NetworkSpec network,
    Precision precision,
    InputSchema input,
    TargetSchema target,
    Scaling.Kind scaling,
    TargetScaling.Kind targetScaling) {

  private static final String TARGET_SCALING = "scaling";
  private static final String DECIMAL = "decimal";

  static ModelHeader of(Model model) {
    return new ModelHeader(
        model.network(),
        model.parameters().precision(),
        model.input(),
        model.target(),
        model.scaling().kind(),
        model.targetScaling().kind());
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
    target.threshold().ifPresent(threshold -> targets.put("threshold", threshold));
    if (targetScaling != TargetScaling.Kind.NONE) { // so that other models keep their bytes
      targets.put(TARGET_SCALING, Words.of(targetScaling));
    }
    ArrayNode columns = root.putArray("input");
    input.columns().forEach(column -> InputJson.write(column, columns.addObject()));
    if (input.decimal() != DecimalSign.POINT) {
      root.put(DECIMAL, Words.of(input.decimal()));
    }
    return JsonText.bytes(root);
  }

  static ModelHeader fromJson(String place, InputStream json) throws IOException {
    return ModelFile.FORMAT.read(place, json, ModelHeader::read);
  }

  private static ModelHeader read(String place, int version, JsonFields fields) {
    NetworkSpec network =
        fields.object("network", object -> NetworkJson.read(place, version, object));
    Precision precision = fields.oneOf("precision", Precision.values());
    InputSchema input =
        fields
            .objects("input", InputJson::read, columns -> new InputSchema(columns))
            .written(fields.optionalOneOf(DECIMAL, DecimalSign.values()).orElse(DecimalSign.POINT));
    Target target = fields.object("target", ModelHeader::target);
    Scaling.Kind scaling = fields.oneOf("scaling", Scaling.Kind.values());
    return new ModelHeader(network, precision, input, target.schema(), scaling, target.scaling());
  }

  private record Target(TargetSchema schema, TargetScaling.Kind scaling) {}

  private static Target target(JsonFields fields) {
    return new Target(
        new TargetSchema(
            fields.oneOf("task", Task.values()),
            fields.texts("columns"),
            fields.texts("classes"),
            fields.optionalNumber("threshold")),
        fields
            .optionalOneOf(TARGET_SCALING, TargetScaling.Kind.values())
            .orElse(TargetScaling.Kind.NONE));
  }
}
