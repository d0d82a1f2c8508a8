"""Findings as Markdown a person can read, in Vietnamese with the words that prove each item."""

from collections.abc import Iterator
from datetime import datetime

from models.findings import ActionItem, CivilTime, Decision, Due, Evidence, Finding, Findings, PlannedMeeting

HEADINGS: tuple[tuple[str, type[Finding]], ...] = (
    ("Quyết định / Decisions", Decision),
    ("Công việc / Tasks", ActionItem),
    ("Lịch họp / Meetings", PlannedMeeting),
)


def render_minutes(findings: Findings) -> str:
    """One section a kind, one bullet an item, its quotations indented below it."""
    return "\n".join(_lines(findings)) + "\n"


def _lines(findings: Findings) -> Iterator[str]:
    yield f"# {findings.source_id}"
    for heading, kind in HEADINGS:
        items = [item for item in findings.items if isinstance(item, kind)]
        yield ""
        yield f"## {heading} ({len(items)})"
        for item in items:
            yield ""
            yield f"- {_told(item)}"
            if item.doubts:
                yield f"  - (?) {', '.join(item.doubts)}"
            for evidence in item.evidence:
                yield f"  - {_quoted(evidence)}"


def _told(item: Finding) -> str:
    match item:
        case Decision():
            return f"**{item.text}**"
        case ActionItem():
            return f"**{item.text}** – {', '.join(item.owners) or 'tất cả/everybody'}{_due(item.due)}"
        case PlannedMeeting():
            end = f" → {_moment(item.end)}" if item.end is not None else ""
            place = f", {item.place}" if item.place else ""
            people = f" – {', '.join(item.participants)}" if item.participants else ""
            rule = f" – {item.rrule}" if item.rrule else ""
            return f"**{item.text}** – {_moment(item.start)}{end} ({item.phrase}){place}{people}{rule}"


def _due(due: Due | None) -> str:
    if due is None:
        return ""
    return f" – hạn/due {_moment(due.value) if due.value is not None else '?'} ({due.phrase})"


def _moment(value: CivilTime) -> str:
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else value.isoformat()


def _quoted(evidence: Evidence) -> str:
    if evidence.span is None:
        return f"[{evidence.utterance}] “{evidence.quote}”"
    minutes, seconds = divmod(evidence.span.start_ms // 1000, 60)
    return f"[{evidence.utterance} {minutes:02}:{seconds:02}] “{evidence.quote}”"
