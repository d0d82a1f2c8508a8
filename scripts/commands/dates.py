"""``thuky dates``: rows of text in, the dates and times they name out."""

import json
import sys

import typer

from models.codec import load_json
from models.codec.conversation import DEFAULT_ZONE
from models.codec.shape import Json, Node
from models.errors import ThukyError
from models.when import When
from scripts.console import give, tell_error

NAME = "dates"


def run() -> None:
    """Find the dates and times in rows of text.

    Reads JSON lines {id, text, reference, lang, timezone} on stdin and prints {id, spans: [{start, end, grain, text,
    open}]}. / Đọc từng dòng JSON, in ra ngày giờ tìm thấy.
    """
    failed = False
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        try:
            told = _read_row(load_json(line.strip(), f"stdin:{number}"))
        except ThukyError as error:
            tell_error(error)
            failed = True
        else:
            give(json.dumps(told, ensure_ascii=False) + "\n")
    if failed:
        raise typer.Exit(1)


def _read_row(row: Node) -> Json:
    """Raises: UserError: ``json.shape`` with the place of what is wrong."""
    from scheduling.dates import find_dates

    zone = row.get("timezone").zone() if row.has("timezone") else DEFAULT_ZONE
    found = find_dates(
        row.get("text").text(),
        reference=row.get("reference").moment(zone),
        zone=zone,
        language=row.get("lang").choice("vi", "en", "mixed") if row.has("lang") else "mixed",
    )
    if not isinstance(row.get("id").value, str | int | None):
        raise row.get("id").wrong("text or whole number")
    return {"id": row.get("id").value, "spans": [_span(when) for when in found if when.civil is not None]}


def _span(when: When) -> Json:
    """The end as people state it (``stated_end``). Words that name no possible date have no span."""
    from scheduling.dates import stated_end

    end = stated_end(when)
    return {
        "start": when.start.isoformat() if when.start is not None else None,
        "end": end.isoformat() if end is not None else None,
        "grain": when.grain.value,
        "text": when.phrase,
        "open": when.open,
    }
