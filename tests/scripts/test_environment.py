"""The shell scripts: where they work, and which Python makes the environment."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def find_python(named: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["bash", "-c", ". scripts/environment.sh && find_python"],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "PYTHON": str(named)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_python_that_is_named_is_taken_though_its_folder_has_a_space(tmp_path: Path) -> None:
    python = tmp_path / "my programs" / "python"
    python.parent.mkdir()
    python.symlink_to(sys.executable)
    assert find_python(python).stdout == f"{python}\n"


def test_a_named_python_that_does_not_work_is_told_and_no_other_taken(tmp_path: Path) -> None:
    done = find_python(tmp_path / "python")
    assert (done.returncode, done.stdout) == (1, "")
    assert str(tmp_path / "python") in done.stderr


def test_the_scripts_find_their_folder_whatever_cdpath_says(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    done = subprocess.run(
        ["bash", "scripts/demo", "--nosuch"],
        cwd=ROOT,
        env={**os.environ, "CDPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (2, "Usage: ./scripts/demo [--serve]\n")


def test_no_package_is_pinned_twice() -> None:
    """Both lists are given to pip together: two pins of one package that differ leave it nothing to install."""
    pinned = [
        line.partition("==")[0].lower().replace("_", "-")
        for name in ("constraints.txt", "constraints-pyannote.txt")
        for line in (ROOT / "scripts" / name).read_text().splitlines()
        if "==" in line
    ]
    assert len(pinned) > 50
    assert sorted(set(pinned)) == sorted(pinned)
