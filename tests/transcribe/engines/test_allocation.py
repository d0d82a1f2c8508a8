"""The C library is asked to keep blocks or to return them, where it can be asked."""

import ctypes
import sys
from types import SimpleNamespace

import pytest

from transcribe.engines import allocation


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int, int]]:
    calls: list[tuple[str, int, int]] = []
    library = SimpleNamespace(
        mallopt=lambda switch, value: calls.append(("mallopt", switch, value)),
        malloc_trim=lambda kept: calls.append(("malloc_trim", kept, 0)),
    )
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: library)
    return calls


def test_while_the_encoder_works_large_blocks_are_kept(told: list[tuple[str, int, int]]) -> None:
    assert allocation.keep_blocks()
    assert ("mallopt", allocation.M_MMAP_THRESHOLD, allocation.KEPT_BYTES) in told
    assert {switch for _, switch, _ in told} == {-1, -3, -8}


def test_afterwards_they_are_returned_at_once(told: list[tuple[str, int, int]]) -> None:
    assert allocation.return_blocks()
    assert ("mallopt", allocation.M_MMAP_THRESHOLD, allocation.SHORT_LIVED_BYTES) in told
    assert told[-1] == ("malloc_trim", 0, 0)


@pytest.mark.skipif(sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="glibc only")
def test_glibc_has_these_switches() -> None:
    assert allocation.return_blocks()


def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: SimpleNamespace())
    assert not allocation.keep_blocks()
    assert not allocation.return_blocks()
