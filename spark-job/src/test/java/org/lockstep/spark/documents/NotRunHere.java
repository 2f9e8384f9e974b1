package org.lockstep.spark.documents;

import java.util.List;

/**
 * An example that {@link ExamplesIT} does not run.
 *
 * @param command as shown, in one line
 * @param witness the file that runs it, from the top of the project; empty if nothing does
 * @param keyWords parts of the command that the witness must contain literally
 * @param reason why nothing runs it; empty if the witness does
 */
record NotRunHere(String command, String witness, List<String> keyWords, String reason) {
  private static final String CI = ".ci/run";
  private static final String TESTS = "spark-job/src/test/java/org/lockstep/spark/";
  private static final String COMPOSE = TESTS + "cluster/ComposeIT.java";
  private static final String MINI_CLUSTER = TESTS + "cluster/MiniClusterIT.java";
  private static final String GET_DATA = TESTS + "cluster/GetDataTest.java";
  private static final String PRESETS = TESTS + "job/ReferenceJobsIT.java";
  private static final String FIRST_BUILD = TESTS + "cluster/FirstBuildIT.java";
  private static final String SERVED =
      "serve/src/test/java/org/lockstep/serve/ServedExamplesIT.java";

  private static final String STAND_INS =
      "needs root and an engine; the test of the compose file calls the script itself";
  private static final String HOURS = "measures for minutes to hours";

  /** Other tests run these. */
  static final List<NotRunHere> ELSEWHERE =
      List.of(
          by(CI, "mvn verify", "verify"),
          by(FIRST_BUILD, "mvn -DskipTests package", "-DskipTests", "package"),
          by(MINI_CLUSTER, "scripts/mini-cluster start", "start"),
          by(MINI_CLUSTER, "scripts/mini-cluster stop", "stop"),
          by(COMPOSE, "docker compose run --rm train", "run", "--rm", "train"),
          by(
              COMPOSE,
              "docker compose run --rm train train --preset digits --output"
                  + " hdfs://namenode:8020/runs/again",
              "run",
              "--rm",
              "train",
              "--preset",
              "digits",
              "--output hdfs://namenode:8020/runs/"),
          by(COMPOSE, "docker compose down", "down"),
          by(GET_DATA, "scripts/get-data mnist", "get-data", "mnist"),
          by(GET_DATA, "scripts/get-data cifar10", "get-data", "cifar10"),
          by(PRESETS, "scripts/lockstep train --preset mnist", "--preset mnist"),
          by(
              PRESETS,
              "scripts/lockstep train --preset cifar10-shallow",
              "--preset cifar10-shallow"),
          by(PRESETS, "scripts/lockstep train --preset cifar10-deep", "--preset cifar10-deep"),
          by(PRESETS, "scripts/lockstep train --preset cats", "--preset cats"),
          by(
              PRESETS,
              "scripts/lockstep train --preset cats --init normal:0.01 --output runs/cats-small",
              "--preset cats --init normal:0.01"),
          by(SERVED, "scripts/lockstep serve --model runs/mnist", "serve --model runs/mnist"),
          by(SERVED, "scripts/lockstep serve --model runs/churn", "serve --model runs/churn"),
          by(
              SERVED,
              "curl -H 'Content-Type: application/json' http://127.0.0.1:8000/api/predict"
                  + " -d '{\"age\": 41, \"town\": \"Bern\", \"joined\": \"2024-01-31\"}'",
              "curl"));

  /** Nothing runs these. */
  static final List<NotRunHere> NOWHERE =
      List.of(
          unrun(
              "mkdir -p target/locales && localedef -i ar_EG -f UTF-8 target/locales/ar_EG.UTF-8",
              "needs Debian's package locales"),
          unrun(
              "LOCPATH=$PWD/target/locales mvn verify -Dtest.locale=ar_EG.UTF-8",
              "the whole suite once more"),
          unrun(
              "spark-class org.apache.spark.deploy.Client kill spark://master:7077"
                  + " driver-20260101000000-0000",
              "needs a standalone cluster with a supervised driver"),
          unrun(
              "docker compose exec -T datanode hdfs dfs -put - /train.csv < train.csv",
              "needs the containers; the test of the compose file reads what runs write"),
          unrun(
              "mvn test -pl spark-job -am -Dtest=OptionsPageTest,PythonParametersTest"
                  + " -Dsurefire.failIfNoSpecifiedTests=false -Dpages=write",
              "it writes into the tree; both tests hold what it wrote"),
          unrun("mvn -DskipTests pre-integration-test -pl spark-job -am", STAND_INS),
          unrun("spark-job/src/test/docker/images", STAND_INS),
          unrun(
              "docker tag lockstep-test/spark apache/spark:4.0.1-scala2.13-java17-ubuntu",
              STAND_INS),
          unrun("docker tag lockstep-test/hadoop apache/hadoop:3.4.1", STAND_INS),
          unrun("scripts/bench", HOURS),
          unrun("scripts/bench compare", HOURS),
          unrun("scripts/bench compare --table prices.csv:price --sides preset,histgb", HOURS),
          unrun("scripts/bench --data my/mnist --only epoch-50,mnist-97", HOURS),
          unrun("scripts/bench --only peak,products,peak-share", HOURS),
          unrun("scripts/bench --python python3 --only epoch-500", HOURS),
          unrun("scripts/bench --quick", HOURS),
          unrun("scripts/bench steps", HOURS));

  /** Pages whose blocks of Python another file runs. */
  static final List<String> PYTHON_ELSEWHERE =
      List.of("README.md", "docs/python.md", "python/README.md");

  /** That file. */
  static final String PYTHON_WITNESS = "python/tests/test_documents.py";

  /** Begins the block that needs the ONNX Runtime of Python; tests in Java use that of Java. */
  static final String ONNX = "import numpy as np, onnxruntime";

  private static NotRunHere by(String witness, String command, String... keyWords) {
    return new NotRunHere(command, witness, List.of(keyWords), "");
  }

  private static NotRunHere unrun(String command, String reason) {
    return new NotRunHere(command, "", List.of(), reason);
  }
}
