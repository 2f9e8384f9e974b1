"""What Lockstep needs around it, and the messages without it. In one mode, since the tests start their own sessions."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import IS_CONNECT, SESSION, start_server

import lockstep

pytestmark = [pytest.mark.classic, pytest.mark.once]


def python(program: str, *, flags: tuple[str, ...] = (), **environment: str | None) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in {**os.environ, **environment}.items() if value is not None}
    return subprocess.run([sys.executable, *flags, "-c", program], env=env, capture_output=True, text=True, timeout=120)


def last_line(done: subprocess.CompletedProcess[str]) -> str:
    return done.stderr.rstrip().splitlines()[-1]


def test_without_java_the_message_is_one_line(tmp_path: Path) -> None:
    done = python("import lockstep; lockstep.session()", JAVA_HOME=str(tmp_path), PATH="/nonexistent")
    assert last_line(done) == ("RuntimeError: Spark needs Java 17 or 21, but none starts: install it, or set JAVA_HOME")


def test_an_old_pyspark_is_refused_in_one_line() -> None:
    old = f"{os.environ['LOCKSTEP_OLD_SPARK']}/python"
    assert Path(old, "pyspark").is_dir()
    done = python("import lockstep.ml", PYTHONPATH=old)
    assert last_line(done).startswith("ImportError: Lockstep needs PySpark 4.0 or newer, but this is 3.5.")


def test_without_pyspark_files_are_scored_and_estimators_refused(flowers: Any, tmp_path: Path) -> None:
    from lockstep.ml import MlpClassifier

    MlpClassifier(maxIter=1).fit(flowers).save(str(tmp_path / "model"))
    bare = bare_python(tmp_path, with_pyspark=False)
    (tmp_path / "here").mkdir()
    (tmp_path / "here/lockstep").symlink_to(Path(lockstep.__file__).parent)
    program = f"import lockstep; print(lockstep.Scorer.open('{tmp_path}/model').features)\nimport lockstep.ml"
    done = subprocess.run([bare, "-c", program], cwd=tmp_path / "here", capture_output=True, text=True, timeout=60)
    assert done.stdout == "2\n"
    assert last_line(done) == "ImportError: Lockstep needs PySpark: pip install pyspark"


def test_a_session_without_the_jar_is_refused_with_the_remedy() -> None:
    done = python(
        """
from pyspark.sql import SparkSession
spark = SparkSession.builder.master("local[1]").config("spark.log.level", "ERROR").getOrCreate()
from lockstep.ml import MlpClassifier
import lockstep
def session_after_a_stop():
    spark.stop()
    lockstep.session()
for make in (MlpClassifier, lockstep.session, session_after_a_stop):
    try:
        make()
    except RuntimeError as e:
        print(e)
"""
    )
    lines = done.stdout.splitlines()
    assert len(lines) == 3
    assert set(lines) == {
        "the JVM of this process started without lockstep-all.jar, and it is too late to add it: restart Python "
        "(the notebook's kernel) and begin with lockstep.session(), or with spark.jars set to lockstep.jar(); "
        "in a job, call spark-submit with --jars lockstep-all.jar"
    }


def test_without_a_session_the_message_is_one_line() -> None:
    for program in ("MlpClassifier()", "MlpClassifier.load('/nowhere')", "MlpClassificationModel.load('/nowhere')"):
        done = python(f"from lockstep.ml import *; {program}")
        assert last_line(done) == "RuntimeError: no Spark session is running: start one with lockstep.session()"


def test_a_jar_of_another_version_is_refused_with_both_versions(flowers: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from lockstep.ml import MlpClassifier, _estimator

    monkeypatch.setattr(_estimator, "JAR_VERSION", "9.9.9")
    with pytest.raises(
        Exception, match=r"^\[lockstep-all\.jar\] expected 9\.9\.9, the version of the Python package but found"
    ) as raised:
        MlpClassifier(maxIter=1).fit(flowers)
    assert "\n" not in str(raised.value)


def test_the_jar_alone_also_serves_as_the_package(tmp_path: Path) -> None:
    jar = tmp_path / "lockstep-all.jar"
    shutil.copy(lockstep.jar(), jar)
    job = tmp_path / "job.py"
    job.write_text(
        """
from pyspark.sql import SparkSession
spark = SparkSession.builder.getOrCreate()
import lockstep
from lockstep.ml import MlpClassifier
from pyspark.ml.linalg import Vectors
df = spark.createDataFrame([(float(i % 2), Vectors.dense(i % 2, i)) for i in range(40)], ["label", "features"])
print("by", lockstep.jar().rsplit("/", 1)[-1], MlpClassifier(maxIter=2).fit(df).numClasses)
from pyspark.ml import Pipeline, PipelineModel
Pipeline(stages=[MlpClassifier(maxIter=2)]).fit(df).write().overwrite().save("PLACE")
print("loaded", PipelineModel.load("PLACE").stages[0].numClasses)
""".replace("PLACE", str(tmp_path / "pipeline"))
    )
    submit = os.path.join(os.environ["SPARK_HOME"], "bin", "spark-submit")
    done = subprocess.run(
        [submit, "--master", "local[2]", "--jars", str(jar), "--py-files", str(jar), str(job)],
        env={**os.environ, "PYSPARK_PYTHON": bare_python(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "by lockstep-all.jar 2" in done.stdout, done.stderr
    assert "loaded 2" in done.stdout


def bare_python(directory: Path, *, with_pyspark: bool = True) -> str:
    """A Python without our package, with PySpark or only with the libraries that PySpark uses."""
    venv = directory / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    here = [p for p in sys.path if p.endswith("site-packages")]
    ours = str(Path(lockstep.__file__).parent.parent)
    lines = [line for p in here for line in (Path(p, "pyspark.pth").read_text().splitlines() if p == ours else [])]
    lines = [line for line in lines if with_pyspark or not Path(line, "pyspark").is_dir()]
    site = next((venv / "lib").glob("python*/site-packages"))
    (site / "pyspark.pth").write_text("\n".join(lines))
    return str(venv / "bin" / "python")


def test_packages_resolves_the_jar_from_a_local_repository(tmp_path: Path) -> None:
    version = "0.1"
    place = tmp_path / "repository/org/lockstep/lockstep-all" / version
    place.mkdir(parents=True)
    shutil.copy(lockstep.jar(), place / f"lockstep-all-{version}.jar")
    (place / f"lockstep-all-{version}.pom").write_text(
        f"""<project><modelVersion>4.0.0</modelVersion><groupId>org.lockstep</groupId>
        <artifactId>lockstep-all</artifactId><version>{version}</version></project>"""
    )
    job = tmp_path / "job.py"
    job.write_text(
        """
from pyspark.sql import SparkSession
spark = SparkSession.builder.getOrCreate()
from lockstep.ml import MlpClassifier
print("by packages", MlpClassifier(maxIter=3).getMaxIter())
"""
    )
    submit = os.path.join(os.environ["SPARK_HOME"], "bin", "spark-submit")
    done = subprocess.run(
        [submit, "--master", "local[1]", "--repositories", f"file://{tmp_path}/repository"]
        + ["--conf", f"spark.jars.ivy={tmp_path}/ivy", "--packages", f"org.lockstep:lockstep-all:{version}", str(job)],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "by packages 3" in done.stdout, done.stderr


def test_the_command_line_runs_as_a_module(tmp_path: Path) -> None:
    call = [sys.executable, "-m", "lockstep", "--master", "local[2]", "--", "train", "--data", "builtin:digits"]
    done = subprocess.run(
        [*call, "--epochs", "2", "--output", f"{tmp_path}/run"], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "run/model.npz").is_file()
    scorer = lockstep.Scorer.open(tmp_path / "run")
    assert scorer.features == 64
    assert subprocess.run([*call[:3], "trian"], capture_output=True, timeout=120).returncode == 2


def test_a_server_without_the_jar_is_refused_with_the_remedy(tmp_path: Path) -> None:
    assert not IS_CONNECT
    server, address = start_server(tmp_path / "log")
    try:
        done = python(
            SESSION
            + """
from lockstep.ml import MlpClassifier
df = spark.createDataFrame([(0.0, [1.0]), (1.0, [2.0])], ["label", "features"])
try:
    MlpClassifier(maxIter=1).fit(df)
except RuntimeError as e:
    print(e)
""",
            LOCKSTEP_ADDRESS=address,
        )
    finally:
        server.terminate()
        server.wait(30)
    assert done.stdout == (
        "the Spark Connect server has no lockstep-all.jar: start it with --jars lockstep-all.jar; "
        "a session artifact is not enough\n"
    ), done.stderr
