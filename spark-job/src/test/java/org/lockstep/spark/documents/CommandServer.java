package org.lockstep.spark.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.deploy.SparkSubmitArguments;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.lockstep.spark.cli.Lockstep;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A program that runs one command after another in its directory, with one Spark session. A
 * directory of its own has two named pipes: a request is words that end in NUL, the first of them
 * the program; the answer is an exit code. What the command said is then in the files {@code out}
 * and {@code err}.
 *
 * <p>Spark's own options are read by the parser of {@code spark-submit} and then have no effect.
 */
final class CommandServer {
  static final String REQUEST = "request";
  static final String ANSWER = "answer";

  /** Without it, Spark's parser refuses YARN. */
  private static final Map<String, String> YARN = Map.of("HADOOP_CONF_DIR", ".");

  private final Path pipes;
  private final SparkSession spark;

  private CommandServer(Path pipes, SparkSession spark) {
    this.pipes = pipes;
    this.spark = spark;
  }

  public static void main(String[] args) throws IOException {
    System.setProperty("java.awt.headless", "true");
    Configurator.setRootLevel(Level.OFF);
    SparkSession spark = SparkSession.builder().getOrCreate();
    Configurator.setRootLevel(Level.OFF);
    ExampleTables.write(spark);
    CommandServer server = new CommandServer(Path.of(args[0]), spark);
    while (true) {
      server.serve();
    }
  }

  private void serve() throws IOException {
    String request;
    try (InputStream in =
        new BufferedInputStream(new FileInputStream(pipes.resolve(REQUEST).toFile()))) {
      request = new String(in.readAllBytes(), UTF_8);
    }
    List<String> words = Arrays.asList(request.split("\0", -1)).subList(0, zeros(request));
    int code;
    try (PrintStream out = new PrintStream(pipes.resolve("out").toFile(), UTF_8);
        PrintStream err = new PrintStream(pipes.resolve("err").toFile(), UTF_8)) {
      code = run(words.get(0), words.subList(1, words.size()), out, err);
    }
    Files.writeString(pipes.resolve(ANSWER), code + "\n");
  }

  private static int zeros(String text) {
    return (int) text.chars().filter(c -> c == 0).count();
  }

  private int run(String program, List<String> words, PrintStream out, PrintStream err) {
    try {
      switch (program) {
        case "lockstep" -> {
          List<String> withJar = new ArrayList<>(words);
          withJar.add(commandAmong(words), "lockstep.jar");
          return submit(withJar, out, err);
        }
        case "spark-submit" -> {
          return submit(words, out, err);
        }
        case "spark-sql" -> checkExtensions(words);
        case "sql" -> sql(words.get(0), out);
        case "java-example" -> example(Path.of(words.get(0)), words.get(1));
        default -> throw new IllegalArgumentException("no program " + program);
      }
      return 0;
    } catch (Exception e) {
      e.printStackTrace(err);
      return 1;
    }
  }

  /** Where Spark's options end: its parser says which of them take a value. */
  private static int commandAmong(List<String> words) {
    int i = 0;
    while (i < words.size() && words.get(i).startsWith("-")) {
      i += words.get(i).equals("--supervise") || words.get(i).equals("--verbose") ? 1 : 2;
    }
    return i;
  }

  private static SparkSubmitArguments parsed(List<String> words) {
    return new SparkSubmitArguments(
        CollectionConverters.asScala(words).toSeq(),
        scala.collection.immutable.Map$.MODULE$.from(CollectionConverters.asScala(YARN)));
  }

  private static int submit(List<String> words, PrintStream out, PrintStream err) {
    SparkSubmitArguments parsed = parsed(words);
    return Lockstep.run(
        out,
        err,
        CollectionConverters.asJava(parsed.childArgs()).stream()
            .map(Object::toString)
            .toArray(String[]::new));
  }

  /** The session has what the example gives to {@code spark-sql}. */
  private void checkExtensions(List<String> words) {
    List<String> withShell = new ArrayList<>(words);
    withShell.add("spark-internal");
    CollectionConverters.asJava(parsed(withShell).sparkProperties())
        .forEach(
            (key, value) -> {
              String found = spark.sparkContext().conf().get(key, "");
              if (key.startsWith("spark.sql.") && !found.contains(value)) {
                throw new IllegalStateException(key + " is " + found + ", not " + value);
              }
            });
  }

  private void sql(String statement, PrintStream out) {
    ExampleTables.showViews(spark);
    for (Row row : spark.sql(statement).collectAsList()) {
      if (row.anyNull()) {
        throw new IllegalStateException("null in " + row);
      }
      out.println(row);
    }
  }

  private void example(Path classes, String name) throws IOException, ReflectiveOperationException {
    ExampleTables.showViews(spark);
    try (URLClassLoader loader = new URLClassLoader(new java.net.URL[] {classes.toUri().toURL()})) {
      loader.loadClass(name).getMethod("run", SparkSession.class).invoke(null, spark);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
