"""What holds for every text: offsets, Unicode forms, order, time, and texts that try to break it."""

import random
import time
import unicodedata
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.when import When
from scheduling.dates import find_dates

REFERENCE = datetime.fromisoformat("2026-08-11T08:30:00+07:00")
ZONE = "Asia/Ho_Chi_Minh"
WORDS = tuple(
    """một hai ba bốn năm sáu bảy tám chín mười mươi lăm mốt tư rưỡi kém giờ phút ngày tháng năm thứ chủ nhật tuần sau
    tới này trước đến từ và , - / . : 1 2 3 15 31 2026 24 sáng chiều tối mai hết cuối đầu giữa quý I rằm âm lịch mùng
    hằng mỗi lần trong vòng nữa Tết giêng chạp qua one two twenty five monday next last week month of the in at by
    before until from am pm first second may march every other and half past quarter days ago + %""".split()  # noqa: SIM905
)


def found(text: str, language: str = "vi", zone: str = ZONE) -> tuple[When, ...]:
    return find_dates(text, reference=REFERENCE, zone=zone, language=language)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join), st.sampled_from(("vi", "en", "mixed")))
def test_phrases_quote_the_text_in_order_and_do_not_overlap(text: str, language: str) -> None:
    end = 0
    for when in found(text, language):
        assert text[when.begin : when.stop] == when.phrase
        assert when.begin >= end
        end = when.stop
        if when.start and when.end and when.open is None:
            assert when.start < when.end


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from((*WORDS, "#", "#/", "²", "٣", "T", "/")), st.text(max_size=4)), max_size=12),
    st.sampled_from(("", " ")),
)
def test_figures_marks_and_scraps_of_any_script_are_read_without_raising(scraps: list[str], between: str) -> None:
    found(between.join(scraps), "mixed")


def test_a_hash_is_no_figure() -> None:
    assert [when.phrase for when in found("# ngày #/5 ##-4 lúc #: 30")] == []


def test_five_hundred_letters_are_read_in_time_to_type() -> None:
    text = ("Giao Phòng Kế hoạch xong trước 17 giờ thứ sáu tuần sau, ngày 21/8, họp lúc 8 giờ 30 sáng mai. " * 6)[
        :500
    ]
    found(text, "mixed")
    begun = time.process_time()
    found(text, "mixed")
    assert time.process_time() - begun < 0.25


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.sampled_from(("vi", "en", "mixed")))
def test_any_text_is_read_without_raising(text: str, language: str) -> None:
    found(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "Trước thứ sáu tuần sau, 8 giờ rưỡi sáng ngày 21 tháng 8",
        "mười giờ kém mười lăm chiều mốt",
        "rằm tháng bảy âm lịch",
    ],
)
def test_nfd_reads_as_nfc_with_offsets_of_its_own(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    composed, other = found(text), found(decomposed)
    assert [(when.start, when.end, when.grain) for when in composed] == [(w.start, w.end, w.grain) for w in other]
    assert [decomposed[when.begin : when.stop] for when in other] == [when.phrase for when in other]
    assert [unicodedata.normalize("NFC", when.phrase) for when in other] == [when.phrase for when in composed]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("thứ sáu tuần sau", "THỨ SÁU TUẦN SAU"),
        ("8 giờ sáng thứ sáu", "8 gio sang thu sau"),
        ("ngày mai lúc chín giờ", "ngay mai luc chin gio"),
        ("trước ngày 20 tháng 8", "truoc ngay 20 thang 8"),
        ("chiều thứ năm tuần sau", "chieu thu nam tuan sau"),
    ],
)
def test_upper_case_and_lost_diacritics_change_nothing(written: str, plain: str) -> None:
    assert [(w.start, w.end) for w in found(written)] == [(w.start, w.end) for w in found(plain)]


def test_a_time_said_in_another_zone_is_carried_over() -> None:
    (when,) = found("Thursday 8:00 GMT", "en")
    assert when.start == datetime(2026, 8, 13, 15, 0, tzinfo=ZoneInfo(ZONE))


def test_the_reference_is_read_in_the_zone_of_the_meeting() -> None:
    (when,) = find_dates(
        "mai", reference=datetime.fromisoformat("2026-08-11T20:00:00+00:00"), zone=ZONE, language="vi"
    )
    assert when.start == datetime(2026, 8, 13, tzinfo=ZoneInfo(ZONE))


@pytest.mark.parametrize(
    "text",
    ["ngày 31 tháng 2", "ngày 30 tháng 2 năm 2026", "ngày 31/2", "ngày 31/4/2026", "lúc 25 giờ", "ngày 32 tháng 5"],
)
def test_an_impossible_date_is_doubtful_not_shifted(text: str) -> None:
    (when,) = found(text)
    assert (when.start, when.end, when.doubt) == (None, None, "date.impossible")


def test_a_weekday_that_does_not_fit_its_date_is_doubtful() -> None:
    (when,) = found("thứ hai ngày 14 tháng 8 năm 2026")
    assert when.doubt == "date.weekday"
    assert when.start == datetime(2026, 8, 14, tzinfo=ZoneInfo(ZONE))


def test_members_of_a_list_share_month_and_week() -> None:
    listed = found("ngày 5 và 6/10; họp thứ ba và thứ năm tuần sau")
    days = [when.start.date().isoformat() for when in listed if when.start]
    assert days == ["2026-10-05", "2026-10-06", "2026-08-18", "2026-08-20"]


def test_anchors_date_what_only_the_caller_knows() -> None:
    meeting = datetime.fromisoformat("2026-08-13T14:00:00+07:00")
    (before,) = find_dates(
        "xong trước giờ họp", reference=REFERENCE, zone=ZONE, language="vi", anchors={"giờ họp": meeting}
    )
    assert (before.start, before.open) == (meeting, "before")
    (days,) = find_dates(
        "trong 5 ngày làm việc kể từ ngày nhận được văn bản này",
        reference=REFERENCE,
        zone=ZONE,
        language="vi",
        anchors={"ngày nhận được văn bản này": meeting},
    )
    assert days.start == datetime(2026, 8, 20, tzinfo=ZoneInfo(ZONE))


@pytest.mark.parametrize("language", ["vi", "en", "mixed"])
def test_adversarial_strings_take_no_time(language: str) -> None:
    rng = random.Random(7)
    for _ in range(60):
        text = " ".join(rng.choice(WORDS) for _ in range(60))
        started = time.process_time()
        found(text, language)
        assert time.process_time() - started < 0.5


@pytest.mark.parametrize(
    "unit", ["thứ hai ", "8 giờ ", "1 ngày ", "thứ hai, ", "monday and ", "từ 1/1 đến ", "1/", "every ", "a day and "]
)
def test_endless_repetition_is_read_in_linear_time(unit: str) -> None:
    started = time.process_time()
    found(unit * 1500, "mixed")
    assert time.process_time() - started < 10
