"""Secrets at rest."""

import base64
from pathlib import Path

import pytest

from api.store.sealing import Sealer, load_sealer
from models.errors import EngineError, UserError

KEY = bytes(range(32))
WRITTEN = base64.b64encode(KEY).decode()


def test_what_is_sealed_opens_only_with_its_key_in_its_place_and_unchanged() -> None:
    sealer = Sealer(KEY)
    sealed = sealer.seal(b"a voice", "Ha")
    assert b"a voice" not in sealed
    assert sealer.open(sealed, "Ha") == b"a voice"
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for other, thing, place in ((Sealer(bytes(32)), sealed, "Ha"), (sealer, sealed, "Binh"), (sealer, changed, "Ha")):
        with pytest.raises(EngineError, match=r"secret\.unopened"):
            other.open(thing, place)
    with pytest.raises(EngineError, match=r"secret\.unopened"):
        sealer.open(b"short", "Ha")


def test_sealing_again_gives_other_bytes() -> None:
    assert Sealer(KEY).seal(b"x", "") != Sealer(KEY).seal(b"x", "")


def test_the_key_comes_from_the_setting_or_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(f"{WRITTEN}\n")
    sealed = Sealer(KEY).seal(b"x", "")
    for sealer in (load_sealer(WRITTEN, None), load_sealer(None, file), load_sealer(WRITTEN, tmp_path / "absent")):
        assert sealer is not None
        assert sealer.open(sealed, "") == b"x"
    assert load_sealer(None, None) is None


@pytest.mark.parametrize("written", ["", "not base64!", "c2hvcnQ=", WRITTEN + WRITTEN, "khóa"])
def test_a_key_of_the_wrong_shape_is_refused_without_being_shown(written: str) -> None:
    with pytest.raises(UserError, match=r"secret\.key_shape") as refused:
        load_sealer(written, None)
    assert refused.value.arguments == {}


def test_a_key_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"secret\.key_unreadable"):
        load_sealer(None, tmp_path / "absent")
