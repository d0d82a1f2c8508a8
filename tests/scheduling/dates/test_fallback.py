from datetime import datetime

from scheduling.dates.fallback import guess_date

REFERENCE = datetime.fromisoformat("2026-08-11T08:30:00+07:00")
ZONE = "Asia/Ho_Chi_Minh"


def test_a_written_date_in_an_unusual_form_is_guessed_and_doubtful() -> None:
    when = guess_date("20.Aug 2026", reference=REFERENCE, zone=ZONE, language="en")
    assert when is not None
    assert (when.start.date().isoformat(), when.doubt) == ("2026-08-20", "date.guessed")


def test_vietnamese_clocks_and_weekdays_are_never_guessed() -> None:
    assert guess_date("14 giờ 30", reference=REFERENCE, zone=ZONE, language="vi") is None
    assert guess_date("thứ 2", reference=REFERENCE, zone=ZONE, language="vi") is None


def test_words_without_a_figure_are_no_date() -> None:
    assert guess_date("may be", reference=REFERENCE, zone=ZONE, language="en") is None
