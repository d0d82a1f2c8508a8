"""Days that are counted from a day named before, and the hours beside them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from models.conversation import Conversation, Utterance
from models.span import TimeSpan
from scheduling.extractors.rules.conversations import understand
from scheduling.extractors.rules.reading import Reading
from scheduling.extractors.rules.said_days import is_bare, said_days
from scheduling.extractors.rules.said_hours import said_hours
from scheduling.protocol import ExtractContext

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 9, 7, 8, 0, tzinfo=ZONE)
"""A Monday."""
LATER = date(2026, 12, 24)


def read(*said: str) -> Reading:
    """Two people by turns."""
    utterances = tuple(
        Utterance(f"u{n}", ("An", "Bình")[n % 2], TimeSpan(n * 1000, n * 1000 + 900), text)
        for n, text in enumerate(said)
    )
    conversation = Conversation("c", "mixed", utterances, recorded_at=NOW, zone=ZONE.key)
    return understand(conversation, ExtractContext(NOW, ZONE.key, ("vi", "en")))[0]


def days(*said: str) -> set[tuple[str, str]]:
    reading = read(*said)
    return {(day.kind, f"{day.value:%d/%m}") for day in said_days(reading.sentences, LATER, reading)}


def hours(*said: str) -> set[tuple[str, str]]:
    reading = read(*said)
    return {(hour.kind, f"{hour.value:%H:%M}") for hour in said_hours(reading.sentences, reading)}


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        (("họp ngày 22 tháng 9.", "Vậy thứ năm tuần đó nhé."), ("that_week", "24/09")),
        (("họp thứ ba 22/9.", "Kẹt rồi, thứ ba tuần kế đó đi."), ("week_after", "29/09")),
        (("họp thứ bảy 19/9.", "Dời qua chủ nhật kế đó."), ("next_such", "20/09")),
        (("họp ngày 19/9.", "Lùi đúng một tuần."), ("shift", "26/09")),
        (("họp ngày 19/9.", "Thôi để hôm sau."), ("day_after", "20/09")),
        (("họp thứ sáu 25/9.", "Thứ sáu thì được."), ("echo", "25/09")),
        (("demo on October 7.", "The 15th is better."), ("that_month", "15/10")),
        (("the review is on September 22.", "Thursday that week, then."), ("that_week", "24/09")),
        (("the fair is on September 19.", "They offer the Saturday after."), ("next_such", "26/09")),
        (("Thứ ba và thứ năm, 8 giờ 45, từ tuần sau.",), ("begins", "15/09")),
        (("every other Thursday at 5, starting with September 17.",), ("begins", "17/09")),
        (("họp ngày 20 tháng 10.", "dời qua hăm hai đi"), ("number", "22/10")),
    ],
)
def test_days_counted_from_the_one_named_before(said: tuple[str, ...], counted: tuple[str, str]) -> None:
    assert counted in days(*said)


def test_a_part_of_the_day_is_no_day() -> None:
    assert days("buổi chiều thì được") == set()


def test_a_number_takes_no_month_in_which_it_falls_on_another_weekday() -> None:
    assert not any(kind == "that_month" for kind, _ in days("họp ngày 20 tháng 10.", "thứ ba ngày 15 đi"))


@pytest.mark.parametrize(
    ("phrase", "bare"),
    [
        ("thứ năm", True),
        ("2 giờ chiều thứ năm", True),
        ("on Friday at 9 am", True),
        ("9 giờ sáng thứ năm này", False),
        ("thứ bảy hai mươi", False),
        ("thứ sáu tuần sau", False),
        ("next Friday", False),
        ("ngày mai", False),
    ],
)
def test_a_bare_weekday_says_nothing_of_which_week(phrase: str, bare: bool) -> None:
    assert is_bare(phrase) is bare


@pytest.mark.parametrize(
    ("said", "hour"),
    [
        (("Mấy giờ?", "Một rưỡi, phòng 3."), ("half", "13:30")),
        (("bắt đầu ba rưỡi nhé",), ("half", "15:30")),
        (("6 giờ tối thì được.", "Vậy 6 giờ."), ("clock", "18:00")),
        (("họp lúc 8 giờ",), ("other_half", "20:00")),
    ],
)
def test_hours_as_a_gathering_would_mean_them(said: tuple[str, ...], hour: tuple[str, str]) -> None:
    assert hour in hours(*said)


@pytest.mark.parametrize(
    "said", ["hết ba triệu rưỡi", "làm hai tiếng rưỡi", "được một rưỡi triệu", "từ hai rưỡi tới bốn"]
)
def test_half_of_something_else_is_no_hour(said: str) -> None:
    assert not {"01:30", "03:30", "16:30", "16:00"} & {at for _, at in hours(said)}


def test_the_end_of_a_range_is_no_hour_to_begin_at() -> None:
    assert ("half", "16:30") not in hours("họp từ hai rưỡi tới bốn rưỡi")
