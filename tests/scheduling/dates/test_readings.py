"""A reading tells a person how the words were understood."""

from datetime import datetime

import pytest

from scheduling.dates import find_dates

REFERENCE = datetime.fromisoformat("2026-08-11T08:30:00+07:00")


@pytest.mark.parametrize(
    ("text", "language", "reading"),
    [
        ("thứ sáu tuần sau", "vi", "thứ Sáu 21/08/2026"),
        ("trước 17 giờ mai", "vi", "trước 17:00 thứ Tư 12/08/2026"),
        ("trong tuần này", "vi", "thứ Hai 10/08/2026 – Chủ nhật 16/08/2026"),
        ("quý IV", "vi", "quý 4/2026"),
        ("rằm tháng bảy", "vi", "thứ Năm 27/08/2026"),
        ("chậm nhất ngày 20", "vi", "chậm nhất thứ Năm 20/08/2026"),
        ("by Friday", "en", "by Fri 14 August 2026"),
        ("Friday at 2pm", "en", "14:00, Fri 14 August 2026"),
        ("Q4", "en", "Q4 2026"),
        ("thứ hai hằng tuần", "vi", "lặp lại FREQ=WEEKLY;BYDAY=MO, lần đầu thứ Hai 17/08/2026"),
    ],
)
def test_reading(text: str, language: str, reading: str) -> None:
    (when,) = find_dates(text, reference=REFERENCE, zone="Asia/Ho_Chi_Minh", language=language)
    assert when.reading == reading
