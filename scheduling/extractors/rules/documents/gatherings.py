"""Meetings in documents: labelled place and time, dated sentences, schedules by line and by table."""

from collections.abc import Hashable

from models.findings import PlannedMeeting
from scheduling.extractors.rules.documents.announcements import from_sentences
from scheduling.extractors.rules.documents.context import DocumentReading, is_past
from scheduling.extractors.rules.documents.held import from_announcements
from scheduling.extractors.rules.documents.invitations import from_labels
from scheduling.extractors.rules.documents.schedules import from_day_lists, from_rows, from_table
from scheduling.extractors.rules.documents.tables import Table


def find_gatherings(reading: DocumentReading, tables: list[Table]) -> tuple[list[PlannedMeeting], frozenset[int]]:
    """Meetings to come and the lines they were read from."""
    found = [
        meeting
        for table in tables
        for meeting in (from_table(table, reading) if table.is_schedule else from_rows(table, reading))
    ]
    table_lines = frozenset(line for table in tables for line in table.lines)
    paragraphs = [p for p in reading.layout.body if not set(p.lines) & table_lines]
    found += from_day_lists(paragraphs, reading)
    used = {int(evidence.utterance[1:]) for meeting in found for evidence in meeting.evidence}
    found += from_labels([p for p in paragraphs if not set(p.lines) & used], reading)
    used = {int(evidence.utterance[1:]) for meeting in found for evidence in meeting.evidence}
    found += from_announcements([p for p in paragraphs if not set(p.lines) & used], reading)
    used = {int(evidence.utterance[1:]) for meeting in found for evidence in meeting.evidence}
    found += from_sentences([p for p in paragraphs if not set(p.lines) & used], reading, found)
    kept = _without_repeats([meeting for meeting in found if not is_past(meeting.start, reading)])
    return kept, frozenset(int(evidence.utterance[1:]) for meeting in kept for evidence in meeting.evidence)


def _without_repeats(meetings: list[PlannedMeeting]) -> list[PlannedMeeting]:
    """One of those at the same time with the same name, or in the same lines at the same place."""
    kept: list[PlannedMeeting] = []
    seen: set[Hashable] = set()
    for meeting in meetings:
        named: Hashable = (meeting.start, meeting.text)
        placed: Hashable = (meeting.start, meeting.evidence, meeting.place)
        if named not in seen and placed not in seen:
            kept.append(meeting)
            seen |= {named, placed}
    return kept
