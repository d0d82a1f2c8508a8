"""What all tests share: where the development data is, when it is."""

from pathlib import Path

import pytest

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
