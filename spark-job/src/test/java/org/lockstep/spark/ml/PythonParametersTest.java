package org.lockstep.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.FloatParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import org.junit.jupiter.api.Test;
import org.lockstep.model.data.Task;
import org.lockstep.model.file.ModelFile;
import org.lockstep.model.text.Words;
import org.lockstep.spark.settings.Preset;

/**
 * Holds {@code python/src/lockstep/ml/_params.py} to the parameters of the Java side. {@code mvn
 * test -Dtest=PythonParametersTest -Dsurefire.failIfNoSpecifiedTests=false -Dpages=write} writes
 * the file anew.
 */
class PythonParametersTest {
  private static final Path FILE = Path.of("../python/src/lockstep/ml/_params.py");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Parameters that PySpark's superclasses declare. */
  private static final Set<String> SPARKS =
      Set.of(
          "featuresCol",
          "labelCol",
          "predictionCol",
          "probabilityCol",
          "rawPredictionCol",
          "thresholds");

  private static final MlpRegressionModel MODEL =
      MlpRegressionModel.of(SmallModels.ofNumbers(1, "y"));

  private static final Set<String> NOT_FOR_USERS = Set.of("callerVersion", "answer");

  private static final String HEAD =
      """
      \"\"\"The parameters of estimators and models, written out of those of the Java side.

      Do not edit: PythonParametersTest says how to write it anew.
      \"\"\"

      from __future__ import annotations

      from collections.abc import Mapping, Sequence
      from typing import TYPE_CHECKING, Any

      from pyspark.ml.param import Param, Params, TypeConverters

      from lockstep.ml._keywords import WithKeywords, keywords

      if TYPE_CHECKING:
          from typing_extensions import Self

      """;

  /** How Python writes the values of a parameter. */
  private record Kind(String given, String got, String converter) {
    static Kind of(Param<?> param) {
      if (param.name().equals("classWeights")) {
        return new Kind("str | Mapping[Any, float]", "str", "toString");
      }
      if (param instanceof IntParam || param instanceof LongParam) {
        return new Kind("int", "int", "toInt");
      }
      if (param instanceof DoubleParam || param instanceof FloatParam) {
        return new Kind("float", "float", "toFloat");
      }
      if (param instanceof BooleanParam) {
        return new Kind("bool", "bool", "toBoolean");
      }
      if (param instanceof IntArrayParam) {
        return new Kind("Sequence[int]", "list[int]", "toListInt");
      }
      if (param instanceof DoubleArrayParam) {
        return new Kind("Sequence[float]", "list[float]", "toListFloat");
      }
      if (param instanceof StringArrayParam) {
        return new Kind("Sequence[str]", "list[str]", "toListString");
      }
      return new Kind("str", "str", "toString");
    }
  }

  @Test
  void pythonHasTheParametersOfJava() throws IOException {
    MlpClassifier classifier = new MlpClassifier("mlpc");
    MlpRegressor regressor = new MlpRegressor("mlpr");
    Set<String> shared = names(MODEL);
    shared.retainAll(names(classifier));
    shared.removeAll(SPARKS);

    Set<String> both = names(classifier);
    both.retainAll(names(regressor));
    both.removeAll(SPARKS);
    both.removeAll(shared);

    String text =
        HEAD
            + constants(classifier)
            + group("SharedParams", "WithKeywords", classifier, shared, false)
            + group("EstimatorParams", "SharedParams", classifier, both, false)
            + setters(classifier, shared, both)
            + group(
                "ClassifierParams",
                "EstimatorSetters",
                classifier,
                Set.of("classWeights", "labelSmoothing"),
                true)
            + beginning(classifier)
            + group("RegressorParams", "EstimatorSetters", regressor, Set.of("targetScale"), true)
            + beginning(regressor)
            + group("ModelParams", "SharedParams", MODEL, Set.of("answer"), false);
    if ("write".equals(System.getProperty("pages"))) {
      Files.writeString(FILE, text);
      return;
    }
    assertThat(Files.readAllLines(FILE))
        .as("%s, which this test writes with -Dpages=write", FILE.getFileName())
        .containsExactlyElementsOf(text.lines().toList());
  }

  @Test
  void pythonHasTheVersionOfTheJar() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = ModelFile.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    }
    assertThat(FILE.resolveSibling("../_version.py"))
        .content()
        .contains("JAR_VERSION = \"" + properties.getProperty("version") + "\"");
  }

  private static Set<String> names(Params owner) {
    return Arrays.stream(owner.params())
        .map(Param::name)
        .collect(java.util.stream.Collectors.toCollection(LinkedHashSet::new));
  }

  private static String constants(MlpClassifier classifier) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("DEFAULTS: dict[str, Any] = {\n");
    for (Param<?> param : classifier.params()) {
      if (classifier.hasDefault(param) && !SPARKS.contains(param.name())) {
        text.append("    \"").append(param.name()).append("\": ");
        text.append(python(value(classifier, param))).append(",\n");
      }
    }
    text.append("}\n\n\nPRESETS: dict[str, dict[str, Any]] = {\n");
    for (Preset preset : Preset.values()) {
      append(text, preset, new MlpClassifier("preset").setPreset(Words.of(preset)));
    }
    text.append("}\n\n# Where several labels have others.\n");
    text.append("PRESETS_OF_LABELS: dict[str, dict[str, Any]] = {\n");
    for (Preset preset : Preset.values()) {
      if (!preset.withoutData(Task.MULTI_LABEL).equals(preset.withoutData(Task.CLASSIFICATION))) {
        MlpClassifier set =
            new MlpClassifier("preset").setLabelCols("a", "b").setPreset(Words.of(preset));
        set.clear(set.labelCols());
        append(text, preset, set);
      }
    }
    text.append("}\n\n# Where a regressor has others.\n");
    text.append("PRESETS_OF_NUMBERS: dict[str, dict[str, Any]] = {\n");
    for (Preset preset : Preset.values()) {
      if (!preset.withoutData(Task.REGRESSION).equals(preset.withoutData(Task.CLASSIFICATION))) {
        append(text, preset, new MlpRegressor("preset").setPreset(Words.of(preset)));
      }
    }
    return text.append("}\n\n\n").toString();
  }

  private static void append(StringBuilder text, Preset preset, Params set)
      throws JsonProcessingException {
    text.append("    \"").append(Words.of(preset)).append("\": {\n");
    for (Param<?> param : set.params()) {
      if (set.isSet(param)) {
        String value = python(value(set, param));
        text.append("        \"" + param.name() + "\": " + value + ",\n");
      }
    }
    text.append("    },\n");
  }

  private static String value(Params owner, Param<?> param) {
    return encoded(owner, param);
  }

  private static <T> String encoded(Params owner, Param<T> param) {
    return param.jsonEncode(owner.getOrDefault(param));
  }

  /** Converts a value from JSON to Python. */
  private static String python(String json) throws JsonProcessingException {
    Object value = JSON.readValue(json, Object.class);
    if (value instanceof Boolean flag) {
      return flag ? "True" : "False";
    }
    if (value instanceof List<?> list) {
      return list.toString();
    }
    if (json.equals("\"Inf\"")) {
      return "float(\"inf\")";
    }
    return value instanceof Number ? value.toString().replace("E", "e") : json;
  }

  private static String group(
      String name, String parent, Params owner, Set<String> params, boolean areSet) {
    StringBuilder text = new StringBuilder("class " + name + "(" + parent + "):\n");
    String separator = "";
    for (Param<?> param : owner.params()) {
      if (params.contains(param.name())) {
        text.append(separator).append(declared(param)).append(getter(param));
        if (areSet) {
          text.append(setter(param));
        }
        separator = "\n";
      }
    }
    return text.append(areSet ? "" : "\n\n").toString();
  }

  private static String setters(Params owner, Set<String> shared, Set<String> both) {
    StringBuilder text = new StringBuilder("class EstimatorSetters(EstimatorParams):\n");
    String separator = "";
    for (Param<?> param : owner.params()) {
      String name = param.name();
      if ((shared.contains(name) || both.contains(name)) && !NOT_FOR_USERS.contains(name)) {
        text.append(separator).append(setter(param).substring(1));
        separator = "\n";
      }
    }
    return text.append("\n\n").toString();
  }

  private static String declared(Param<?> param) {
    Kind kind = Kind.of(param);
    return "    "
        + param.name()
        + ": Param["
        + kind.got()
        + "] = Param(\n        Params._dummy(),\n        \""
        + param.name()
        + "\",\n        "
        + quoted(param.doc())
        + ",\n        typeConverter=TypeConverters."
        + kind.converter()
        + ",\n    )\n";
  }

  private static String getter(Param<?> param) {
    return "\n    def get"
        + capital(param.name())
        + "(self) -> "
        + Kind.of(param).got()
        + ":\n        \"\"\"The value of `"
        + param.name()
        + "`, set or by default.\"\"\"\n        return self.getOrDefault(self."
        + param.name()
        + ")\n";
  }

  private static String setter(Param<?> param) {
    return "\n    def set"
        + capital(param.name())
        + "(self, value: "
        + Kind.of(param).given()
        + ") -> Self:\n        "
        + docstring(param.doc())
        + "\n        return self._set("
        + param.name()
        + "=value)\n";
  }

  /** The constructor, and the method that sets several parameters, with a keyword for each. */
  private static String beginning(Params owner) throws IOException {
    StringBuilder keywords = new StringBuilder();
    for (Param<?> param : owner.params()) {
      if (NOT_FOR_USERS.contains(param.name())) {
        continue;
      }
      String type = Kind.of(param).given();
      boolean hasDefault = owner.hasDefault(param);
      String value = hasDefault ? python(value(owner, param)) : "None";
      if (value.startsWith("[")) {
        value = "(" + value.substring(1, value.length() - 1) + ",)";
      }
      keywords
          .append("        ")
          .append(param.name())
          .append(": ")
          .append(type)
          .append(hasDefault ? "" : " | None")
          .append(" = ")
          .append(value)
          .append(",\n");
    }
    keywords.append("        preset: str | None = None,\n");
    return "\n    @keywords\n    def __init__(\n        self,\n        *,\n"
        + keywords
        + "    ) -> None:\n"
        + "        super().__init__()\n"
        + "        self._begin()\n"
        + "\n"
        + "    @keywords\n"
        + "    def setParams(\n"
        + "        self,\n"
        + "        *,\n"
        + keywords
        + "    ) -> Self:\n        \"\"\"Sets several parameters, by keyword.\"\"\"\n"
        + "        return self._set(**self._input_kwargs)\n\n\n";
  }

  private static String capital(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static String docstring(String doc) {
    String stop = doc.endsWith("]") || doc.endsWith(".") ? "" : ".";
    return "\"\"\"" + doc.replace("\\", "\\\\") + stop + "\"\"\"";
  }
}
