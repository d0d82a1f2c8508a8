"""The parts of ``scripts/demo`` that are Python."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.bootstrap import build_services
from scripts.calendar_listing import list_calendar
from scripts.configuration import read_settings
from scripts.demo_site import load_site
from tests.scripts.conftest import Thuky

GOLDEN = Path(__file__).parents[1] / "golden"


def test_a_calendar_is_listed_in_order_of_start() -> None:
    assert list_calendar((GOLDEN / "meetings.ics").read_bytes()) == [
        "2026-03-23 08:00  Giao ban tuần @ phòng 2",
        "2026-03-23 08:00  HUỶ: Họp lại @ phòng 2",
        "2026-03-23 08:00  Họp lại @ phòng 2",
        "2026-03-30        Hội nghị sơ kết công tác quý I; triển khai nhiệm vụ quý II, năm 2026 – toàn cơ quan"
        " @ phòng 2",
    ]


def test_loading_the_site_twice_gives_one_user_and_one_recording(
    scripted: Thuky, samples: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load_site([samples / "meeting_en.flac"])
    assert "shown this once" in capsys.readouterr().err
    load_site([samples / "meeting_en.flac"])
    assert "with the password shown the first time" in capsys.readouterr().err
    services = build_services(read_settings())
    with closing(services.database), services.database.reading() as uow:
        assert uow.people.count() == 1
        (entry,) = uow.recordings.list(None)
    assert entry.recording.recorded_at == datetime(2026, 3, 9, 2, tzinfo=UTC)
