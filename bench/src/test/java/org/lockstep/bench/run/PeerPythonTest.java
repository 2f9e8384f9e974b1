package org.lockstep.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/python-for-bench} in a clone whose python3 is a stub that installs nothing. */
class PeerPythonTest {
  /**
   * Creates environments that are copies of itself; pip fails for the packages that $BROKEN lists.
   */
  private static final String PYTHON =
      """
      #!/bin/bash
      case "$*" in
        '-m venv '*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
        *'pip install'*)
          for package in $(cat "$BROKEN"); do
            [[ " $* " != *" $package "* ]] || { echo "ERROR: no $package" >&2; exit 1; }
          done ;;
      esac
      """;

  @TempDir private Path clone;
  private final List<String> messages = new ArrayList<>();

  @BeforeEach
  void copyTheScript() throws IOException {
    Files.createDirectories(clone.resolve("scripts"));
    for (String name : List.of("lib.sh", "python-for-bench")) {
      Files.copy(Path.of("../scripts", name), clone.resolve("scripts").resolve(name));
    }
    Path python = Files.writeString(clone.resolve("python3"), PYTHON);
    Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
  }

  private List<String> programs(String broken) throws IOException {
    return programs(broken, false);
  }

  private List<String> programs(String broken, boolean forTables) throws IOException {
    Path list = Files.writeString(clone.resolve("broken"), broken);
    Commands commands = new Commands(clone);
    // A wrapper around the script puts the test's python3 first on the PATH.
    String path = clone + ":" + System.getenv("PATH");
    Path script = clone.resolve("scripts/python-for-bench");
    Path inner = clone.resolve("scripts/inner");
    if (!Files.exists(inner)) {
      Files.move(script, inner);
    }
    Files.writeString(
        script,
        "#!/bin/bash\nexport PATH='"
            + path
            + "' BROKEN='"
            + list
            + "'\nexec '"
            + inner
            + "' \"$@\"\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return new PeerPython(clone, commands, text -> {}, messages::add, forTables).get();
  }

  @Test
  void theEnvironmentHasTheCurrentLibraries() throws IOException {
    assertThat(programs("")).containsExactly(clone.resolve("target/peers/bin/python").toString());
    assertThat(messages).isEmpty();
    assertThat(clone.resolve("target/peers/complete")).exists();
  }

  @Test
  void theSystemsPythonIsUsedIfNumPyCannotBeInstalled() throws IOException {
    assertThat(programs("numpy")).containsExactly("python3", "/usr/bin/python3");
    assertThat(messages)
        .containsExactly(
            "The current NumPy could not be installed (ERROR: no numpy); all that Python said is in"
                + " "
                + clone.resolve("target/peers.log"),
            "NumPy, PyTorch and scikit-learn are those that python3 finds here, if any");
  }

  @Test
  void aFailedPyTorchLeavesNumPyAndIsRetriedNextTime() throws IOException {
    String python = clone.resolve("target/peers/bin/python").toString();
    assertThat(programs("torch")).containsExactly(python);
    assertThat(messages)
        .containsExactly(
            "The current PyTorch could not be installed (ERROR: no torch); all that Python said is"
                + " in "
                + clone.resolve("target/peers.log"));
    assertThat(programs("")).containsExactly(python);
    assertThat(messages).hasSize(1);
    assertThat(clone.resolve("target/peers/complete")).exists();
  }

  @Test
  void tableLibrariesAreInstalledOnlyForTables() throws IOException {
    assertThat(programs("xgboost", false)).hasSize(1);
    assertThat(messages).isEmpty();
    assertThat(programs("xgboost", true)).hasSize(1);
    assertThat(messages)
        .singleElement()
        .asString()
        .contains("XGBoost or pytabkit could not be installed");
  }
}
