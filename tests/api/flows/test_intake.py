"""Two transactions that both believe to be first."""

from dataclasses import replace
from datetime import UTC, datetime

from api.bootstrap import Services
from api.flows.people import add_user
from models.recording import Level, Recording


def test_bytes_that_arrived_a_moment_earlier_are_found_when_the_row_is_written(services: Services) -> None:
    now = datetime(2026, 3, 12, 8, tzinfo=UTC)
    an, binh = (add_user(services, name, "staff", "mat-khau-dai") for name in ("An", "Bình"))
    first = Recording(
        "r1", "t", "a.wav", "0" * 64, 1, 1000, now, "Asia/Ho_Chi_Minh", "vi", Level.INTERNAL, an.id, now
    )
    with services.database.writing() as uow:
        assert uow.recordings.add(first) == "r1"
    with services.database.writing() as uow:
        assert uow.recordings.add(replace(first, id="r2", owner=binh.id)) == "r1"
    with services.database.reading() as uow:
        holders = uow.connection.exec_driver_sql("SELECT recording_id, account_id FROM recording_holders").all()
    assert {tuple(row) for row in holders} == {("r1", an.id), ("r1", binh.id)}
