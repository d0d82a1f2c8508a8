"""What all tests share: where the development data is, when it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.model_server import ModelServer, serve_model

ROOT = Path(__file__).parents[1]
SHARED_DATA = ROOT.parent / "shared" / "data"


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
