"""Findings as Markdown."""

from datetime import date, datetime, timedelta, timezone

from models.findings import ActionItem, Decision, Due, Evidence, Findings, PlannedMeeting
from models.span import TimeSpan
from scripts.minutes import render_minutes

HANOI = timezone(timedelta(hours=7))


def test_each_kind_has_its_section_and_each_item_its_quotations() -> None:
    quote = (Evidence("u7", "được, chốt", TimeSpan(83_500, 85_000)),)
    start = datetime(2026, 3, 23, 8, tzinfo=HANOI)
    findings = Findings(
        "m1",
        (
            ActionItem("Gửi báo cáo", ("Lý Thu",), Due(date(2026, 3, 20), "thứ sáu"), quote, 0.9),
            Decision("Chọn phương án B", (Evidence("l7", "Kết luận"),), 0.9),
            ActionItem("Góp ý", (), Due(None, "khi nào có"), quote, 0.5, ("owner",)),
            PlannedMeeting("Họp lại", start, None, "23/3", "phòng 2", ("Lý Thu",), "FREQ=WEEKLY", quote, 0.9),
        ),
    )
    assert render_minutes(findings) == (
        "# m1\n\n"
        "## Quyết định / Decisions (1)\n\n"
        "- **Chọn phương án B**\n"
        "  - [l7] “Kết luận”\n\n"
        "## Công việc / Tasks (2)\n\n"
        "- **Gửi báo cáo** – Lý Thu – hạn/due 2026-03-20 (thứ sáu)\n"
        "  - [u7 01:23] “được, chốt”\n\n"
        "- **Góp ý** – tất cả/everybody – hạn/due ? (khi nào có)\n"
        "  - (?) owner\n"
        "  - [u7 01:23] “được, chốt”\n\n"
        "## Lịch họp / Meetings (1)\n\n"
        "- **Họp lại** – 2026-03-23 08:00 (23/3), phòng 2 – Lý Thu – FREQ=WEEKLY\n"
        "  - [u7 01:23] “được, chốt”\n"
    )
