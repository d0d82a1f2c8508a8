"""Several at once, on each database: one writer at a time, and looks that hold still."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import InternalError

from api.bootstrap import Services
from api.flows.people import add_user
from api.store import database as database_module
from api.store.database import Database, open_database
from models.errors import TransientError

NOW = datetime(2026, 3, 12, tzinfo=UTC)


def add_failure(database: Database) -> int:
    """One more row, and how many there are: what a check before a write looks like."""
    with database.writing() as uow:
        before = uow.people.count_failures("n", "a", NOW, NOW)
        uow.people.add_failure("n", "a", NOW)
        return before


def test_what_a_writer_has_read_stands_until_it_has_written(services: Services) -> None:
    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(lambda _: add_failure(services.database), range(40)))
    assert sorted(seen) == list(range(40))


def test_a_look_holds_still_while_others_write(services: Services) -> None:
    add_user(services, "Lan", "staff", "mat-khau-dai")
    with services.database.reading() as uow:
        assert uow.people.count() == 1
        add_user(services, "Minh", "staff", "mat-khau-dai")
        assert uow.people.count() == 1
    with services.database.reading() as uow:
        assert uow.people.count() == 2


def test_a_writer_that_waits_too_long_is_told_that_the_database_is_busy(
    services: Services, backend: str, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "BUSY_TIMEOUT_MS", 100)
    impatient = database_url if backend == "sqlite" else with_options(database_url, "lock_timeout=100")
    other = open_database(impatient)
    with services.database.writing(), pytest.raises(TransientError, match=r"database\.busy"):
        add_failure(other)
    other.close()
    assert add_failure(services.database) == 0


@pytest.mark.postgresql
@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_a_frozen_writer_holds_nobody_up_for_long_and_its_work_is_not_kept(
    services: Services, database_url: str
) -> None:
    def freeze() -> None:
        with frozen.writing() as uow:
            uow.people.add_failure("n", "a", NOW)
            uow.people.count()
            assert add_failure(services.database) == 0
            uow.people.count()

    with closing(open_database(with_options(database_url, "idle_in_transaction_session_timeout=100"))) as frozen:
        with pytest.raises(TransientError, match=r"database\.unavailable"):
            freeze()
        assert add_failure(frozen) == 1


@pytest.mark.postgresql
@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_a_look_cannot_write(services: Services) -> None:
    with services.database.reading() as uow:
        uow.people.add_failure("n", "a", NOW)
        with pytest.raises(InternalError, match="read-only transaction"):
            uow.people.count()


def test_a_server_that_does_not_answer_is_told_without_its_password() -> None:
    database = open_database("postgresql://thuky:mat-khau@127.0.0.1:1/thuky")
    with pytest.raises(TransientError, match=r"database\.unavailable") as told:
        add_failure(database)
    assert "mat-khau" not in str(told.value.arguments)


def with_options(url: str, *settings: str) -> str:
    options = " ".join(f"-c {setting}" for setting in settings)
    return make_url(url).update_query_dict({"options": options}).render_as_string(hide_password=False)
