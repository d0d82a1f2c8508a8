"""Results of steps: kept once under what made them, and compared with their digest by everybody who looks."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import update
from starlette.testclient import TestClient

from api.bootstrap import Services
from models.errors import EngineError
from models.run import Fingerprint
from models.tables import ArtifactRow

STORE = Path(__file__).parents[3] / "api" / "store"
MADE_BY = Fingerprint("engine", "1")


@pytest.fixture
def recording(secretary: TestClient, upload: Callable[..., dict[str, str]]) -> str:
    return upload(secretary)["id"]


def add(services: Services, recording: str, body: str, artifact: str) -> str:
    with services.database.writing() as uow:
        return uow.artifacts.add(artifact, recording, "step", MADE_BY, body, services.clock())


def test_the_first_result_stays(services: Services, recording: str) -> None:
    assert add(services, recording, "one", "a") == "a"
    assert add(services, recording, "two", "b") == "a"
    with services.database.reading() as uow:
        assert uow.artifacts.find(recording, "step", MADE_BY) == "a"
        assert uow.artifacts.find(recording, "step", Fingerprint("engine", "2")) is None
        assert uow.artifacts.read("a") == "one"


@pytest.mark.parametrize("change", [{"body": "ono"}, {"body": ""}, {"sha256": "0" * 64}])
def test_one_that_is_damaged_is_told_is_not_found_and_is_made_anew(
    services: Services, recording: str, change: dict[str, str]
) -> None:
    add(services, recording, "one", "a")
    with services.database.connecting() as connection:
        connection.execute(update(ArtifactRow).values(**change))
    with services.database.reading() as uow:
        assert uow.artifacts.find(recording, "step", MADE_BY) is None
        assert list(uow.artifacts.damaged()) == [("step", recording)]
        with pytest.raises(EngineError, match=r"artifact\.damaged"):
            uow.artifacts.read("a")
    assert add(services, recording, "one", "b") == "a"
    with services.database.reading() as uow:
        assert uow.artifacts.read("a") == "one"
        assert list(uow.artifacts.damaged()) == []


def test_nobody_reads_results_but_where_their_digests_are_compared() -> None:
    """Only ``api.store`` may see rows at all (the layers say so)."""
    readers = {
        path.name
        for path in STORE.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and any(alias.name == "ArtifactRow" for alias in node.names)
    }
    assert readers == {"artifacts.py"}
