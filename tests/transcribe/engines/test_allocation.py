"""The C library is asked to keep memory, where it can be asked."""

import ctypes
import sys
from types import SimpleNamespace

import pytest

from transcribe.engines import allocation


@pytest.mark.skipif(sys.platform != "linux", reason="glibc only")
def test_glibc_is_told_what_to_keep(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: SimpleNamespace(mallopt=lambda *args: told.append(args)))
    assert allocation.keep_memory()
    assert {switch for switch, _ in told} == {-1, -3, -8}


def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: SimpleNamespace())
    assert not allocation.keep_memory()
