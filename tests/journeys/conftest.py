"""The installed command line, run as a person runs it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Thuky = Callable[..., str]
"""``thuky(*arguments)`` gives what the command prints on stdout and insists that it succeeds."""


@pytest.fixture(scope="session")
def thuky(tmp_path_factory: pytest.TempPathFactory) -> Thuky:
    command = Path(sys.executable).with_name("thuky")
    environment = {**os.environ, "THUKY_DATA_DIR": str(tmp_path_factory.mktemp("thuky"))}

    def run(*arguments: str | Path) -> str:
        done = subprocess.run(
            [command, *arguments], env=environment, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run
