"""What all tests share: where the development data is, when it is."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.model_server import ModelServer, serve_model
from tests.postgresql import PostgresServer, lent_postgresql

ROOT = Path(__file__).parents[1]
SHARED_DATA = ROOT.parent / "shared" / "data"
BACKENDS = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql))
NO_POSTGRESQL = "no PostgreSQL here: apt install postgresql"


@pytest.fixture(scope="session")
def samples() -> Path:
    """The recordings and conversations that ship with the project."""
    return ROOT / "tests" / "samples"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The development data beside the checkout; a test that needs it is skipped where it is absent."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the development data ../shared/data is not here")
    return SHARED_DATA


@pytest.fixture
def model() -> Iterator[ModelServer]:
    """A language model on this machine that answers what the test prepares."""
    with serve_model() as server:
        yield server


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    """Whatever stands on this runs on each database."""
    return str(request.param)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresServer]:
    """A PostgreSQL server; a test that needs it is skipped, and it is said, where there is none."""
    with lent_postgresql(os.environ.get("THUKY_TEST_POSTGRESQL")) as server:
        if server is None:
            pytest.skip(NO_POSTGRESQL)
        yield server


@pytest.fixture
def blank_url(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database without a table."""
    if backend == "sqlite":
        yield f"sqlite:///{tmp_path / 'thuky.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgresql")
    name = f"blank_{uuid4().hex}"
    yield server.create(name)
    server.drop(name)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Half of the database tests left out is not to go by as a letter in a line of dots."""
    skipped = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", ())]
    missed = sum(NO_POSTGRESQL in why for why in skipped)
    if missed:
        terminalreporter.write_line(f"NOT TESTED ON POSTGRESQL: {missed} tests ({NO_POSTGRESQL})", red=True)
