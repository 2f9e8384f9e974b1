package org.lockstep.spark.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.lockstep.model.documents.CodeBlock;

/** A block of Java as a class, with the imports and the variables that a reader would have. */
final class JavaExample {
  private static final List<String> IMPORTS =
      List.of(
          "java.nio.file.Path",
          "org.apache.spark.ml.*",
          "org.apache.spark.ml.evaluation.*",
          "org.apache.spark.ml.feature.*",
          "org.apache.spark.ml.tuning.*",
          "org.apache.spark.sql.*",
          "org.lockstep.model.predict.Scorer",
          "org.lockstep.spark.ml.*");

  /** The tables that the examples take, with a text of many words and a number for each class. */
  private static final String VARIABLES =
      """
          Dataset<Row> customers = spark.table("customers").selectExpr(
              "age", "town", "joined", "concat('far from ', town) as complaint",
              "double(churned = 'yes') as index");
          Dataset<Row> tomorrow = customers.drop("index");
      """;

  private JavaExample() {}

  /**
   * Compiles a block.
   *
   * @return the name of the class, whose method {@code run} takes a session
   */
  static String compile(CodeBlock block, Path classes) throws IOException {
    String name = "Example" + block.line();
    String source =
        IMPORTS.stream().map(i -> "import " + i + ";\n").collect(Collectors.joining())
            + ("public class " + name)
            + (" {\n  public static void run(SparkSession spark) throws Exception {\n" + VARIABLES)
            + Replacement.apply(block.text())
            + "  }\n}\n";
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        Stream.of(
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"))
            .toList();
    boolean compiled = compiler.getTask(messages, null, null, options, null, List.of(file)).call();
    assertThat(compiled).as("%s compiles: %s", block, messages).isTrue();
    return name;
  }
}
