package org.lockstep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What commands say on a cluster alone. */
class ClusterWordsTest {
  private static final String MASTER = "spark://master:7077";
  private static final String ABSENT =
      "[file:/data/x.csv] expected a file or a directory but found nothing there";
  private static final String HINT =
      "; each node of a cluster looks on its own disk: write hdfs://..., or copy the file to the"
          + " same path on every node";

  @Test
  void anAbsentLocalPathIsExplainedOnAClusterAlone() {
    assertThat(Failures.clusterHint(ABSENT, MASTER)).isEqualTo(HINT);
    assertThat(Failures.clusterHint("File file:/data/x.parquet does not exist", "yarn"))
        .isEqualTo(HINT);
    assertThat(Failures.clusterHint(ABSENT, "local[*]")).isEmpty();
    assertThat(Failures.clusterHint(ABSENT.replace("file:/", "hdfs://namenode/"), MASTER))
        .isEmpty();
    assertThat(Failures.clusterHint("[file:/data/x.csv] expected a number", MASTER)).isEmpty();
  }

  @Test
  void aSessionThatIsNotYetAcceptedIsStillConnecting() {
    assertThat(Sessions.note(MASTER, null)).isEqualTo("still connecting to spark://master:7077");
  }
}
