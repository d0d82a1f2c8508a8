"""Databases that cannot be used are refused with words, not with a traceback."""

from pathlib import Path

import pytest

from api.store.database import open_database
from models.errors import UserError


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_memory_is_refused(url: str) -> None:
    with pytest.raises(UserError) as caught:
        open_database(url)
    assert caught.value.code == "database.in_memory"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    with pytest.raises(UserError) as caught:
        open_database(f"sqlite:///{tmp_path}/taken/thuky.db")
    assert caught.value.code == "database.folder"
    assert str(tmp_path / "taken") in str(caught.value.arguments["path"])


def test_a_damaged_file_is_left_as_it_is_and_named(tmp_path: Path) -> None:
    damaged = tmp_path / "thuky.db"
    damaged.write_bytes(b"not a database at all" * 400)
    database = open_database(f"sqlite:///{damaged}")
    with pytest.raises(UserError) as caught:
        database.migrate()
    assert caught.value.code == "database.damaged"
    assert damaged.read_bytes() == b"not a database at all" * 400
    database.engine.dispose()
