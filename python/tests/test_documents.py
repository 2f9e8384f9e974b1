"""The Python examples in the documents run as printed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.classic, pytest.mark.once]

HOME = Path(__file__).resolve().parents[2]


def test_the_readmes_ten_lines_run(tmp_path: Path) -> None:
    blocks = re.findall(r"```python\n(.*?)```", (HOME / "README.md").read_text(), re.S)
    assert len(blocks) == 1
    assert len([line for line in blocks[0].splitlines() if line]) <= 10
    done = subprocess.run(
        [sys.executable, "-c", blocks[0]],
        cwd=tmp_path,
        env={**os.environ, "MPLBACKEND": "Agg"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    accuracy = float(done.stdout.removeprefix("accuracy "))
    assert accuracy > 0.93
    assert (tmp_path / "loss.png").stat().st_size > 5000
    assert (tmp_path / "digits-model/model.npz").is_file()


def test_the_examples_of_the_python_page_run_from_first_to_last(tmp_path: Path) -> None:
    blocks = re.findall(r"```python\n(.*?)```", (HOME / "docs/python.md").read_text(), re.S)
    assert len(blocks) >= 8
    done = subprocess.run(
        [sys.executable, "-c", "".join(blocks)],  # a page that names nothing it does not define
        cwd=tmp_path,
        env={**os.environ, "MPLBACKEND": "Agg"},
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    accuracy = re.search(r"^accuracy (.*)$", done.stdout, re.M)
    assert accuracy is not None and float(accuracy[1]) > 0.9
    assert "['yes'] ['no', 'yes']" in done.stdout


def test_the_example_of_the_package(spark: Any, flowers: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import matplotlib

    import lockstep

    matplotlib.use("Agg")
    blocks = re.findall(r"```python\n(.*?)```", (HOME / "python/README.md").read_text(), re.S)
    assert len(blocks) == 1
    monkeypatch.setattr(lockstep, "session", lambda: spark)
    names: dict[str, Any] = {"df": flowers}
    exec(blocks[0], names)
    assert names["model"].summary.totalIterations > 0


def test_the_notebook_runs_from_its_first_cell_to_its_last(tmp_path: Path) -> None:
    import nbformat
    from nbclient import NotebookClient

    source = HOME / "docs/notebook.ipynb"
    notebook: Any = nbformat.read(source, as_version=4)
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": tmp_path}}).execute()
    pictures = [
        output for cell in notebook.cells for output in cell.get("outputs", []) if "image/png" in output.get("data", {})
    ]
    assert len(pictures) >= 3
    if os.environ.get("LOCKSTEP_PAGES") == "write":
        for cell in notebook.cells:
            cell.metadata.pop("execution", None)
            if "outputs" in cell:  # a finished progress bar says nothing
                cell.outputs = [
                    o for o in cell.outputs if "application/vnd.jupyter.widget-view+json" not in o.get("data", {})
                ]
        notebook.metadata = {"language_info": {"name": "python"}}
        nbformat.write(notebook, source)
