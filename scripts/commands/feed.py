"""``thuky feed``: the findings of files as one calendar.

Nobody approved these items and no database gave them an identity, so both come from the files: the uid from the
file's id, the meeting's own time and the item's key, the revision time from the meeting's own time. The same files
give the same bytes; an item that two files hold stands in the calendar once.
"""

import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.agenda import CalendarEvent, Task
from models.codec import findings_from_json
from models.conversation import Document
from models.errors import ThukyError, UserError
from models.findings import Findings
from models.review import Proposal
from scripts.configuration import read_settings
from scripts.console import give, tell_error
from scripts.engines import extractors_of
from scripts.files import STDIN, shown, write_whole
from scripts.sources import dated, findings_of, is_findings, read_content, reference_time_of, source_of

if TYPE_CHECKING:
    from api.settings import Settings

NAME = "feed"
NAMESPACE = uuid.UUID("6d0f7f0a-52b5-5c1e-9d0b-4d8e5f0f6a11")
"""Random, fixed for ever: another would give every item another uid."""
UNKNOWN_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""The revision time of items whose file does not say when they were agreed."""


def run(
    files: Annotated[list[str], typer.Argument(help="Findings, conversations or documents.", show_default=False)],
    output: Annotated[str, typer.Option("-o", "--output", help="The calendar to write; - is stdout.")] = STDIN,
    name: Annotated[str, typer.Option(help="What the calendar is called.")] = "Thư Ký",
) -> None:
    """Write meetings and deadlines as one calendar.

    Reads what "thuky extract" writes. / Ghi lịch họp và hạn việc của các tệp thành một tệp lịch (.ics).
    """
    from scheduling.ical import render_calendar

    settings = read_settings()
    items: dict[str, Task | CalendarEvent] = {}
    read, failed = 0, False
    for file in files:
        try:
            found = agenda_of_file(file, settings)
        except ThukyError as error:
            tell_error(error)
            failed = True
            continue
        read += 1
        for item in found:
            if isinstance(item, UserError):
                tell_error(item)
                failed = True
            else:
                items.setdefault(item.uid, item)
    if not read:
        raise typer.Exit(1)
    body = render_calendar(list(items.values()), name)
    if output == STDIN:
        give(body)
    else:
        write_whole(Path(output), body)
        give(f"{shown(output)}\n")
    if failed:
        raise typer.Exit(1)


def agenda_of_file(file: str, settings: "Settings") -> "list[Task | CalendarEvent | UserError]":
    """The items of one file, and an error for each that no calendar can hold.

    Raises:
        UserError: ``json.*``, ``cli.*``: the file is wrong.
    """
    content = read_content(file, settings.zone)
    if isinstance(content, Document) or not is_findings(content):
        source = dated(source_of(content), None)
        findings = findings_of(source, *extractors_of(settings))
        return list(agenda_of(findings, reference_time_of(source) or UNKNOWN_TIME, source.zone))
    zone = content.get("timezone").zone() if content.has("timezone") else settings.zone
    moment = content.get("reference_time").moment(zone) if content.has("reference_time") else UNKNOWN_TIME
    return list(agenda_of(findings_from_json(content), moment, zone))


def agenda_of(findings: Findings, moment: datetime, zone: str) -> "Iterator[Task | CalendarEvent | UserError]":
    """Every task and meeting as if approved at ``moment``, or why it cannot stand in a calendar."""
    from scheduling.agenda import to_agenda
    from scheduling.ical import check_item
    from scheduling.propose import proposal_key

    seen: Counter[str] = Counter()
    for finding in findings.items:
        key = proposal_key(finding)
        seen[key] += 1
        named = f"{findings.source_id}\n{moment.astimezone(UTC).isoformat()}\n{key}\n{seen[key]}"
        identity = str(uuid.uuid5(NAMESPACE, named.encode("utf-8", "replace").decode()))
        proposal = Proposal(identity, findings.source_id, key, finding)
        try:
            item = to_agenda(proposal, id=identity, uid=identity, zone=zone, now=moment)
            if item is not None:
                check_item(item)
                yield item
        except UserError as error:
            yield error
