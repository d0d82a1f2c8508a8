"""Meetings and documents that a careful reader annotated: the source, and the findings that were wanted.

Two forms are read. JSON holds a source as ``models.codec`` reads it, with ``gold: {items: [...]}`` beside it. Text is
for writing by hand: a head (JSON), the lines of the meeting (``u1|speaker|words``) or the text of the document, and
one item a line (JSON; a document's first line is its metadata), the three parted by lines of ``===``.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from models.codec import load_json, source_from_json
from models.codec.shape import Json, Node
from models.conversation import Conversation, Document
from models.findings import (
    ActionItem,
    CivilTime,
    Decision,
    DocumentMetadata,
    Due,
    Evidence,
    Finding,
    Findings,
    PlannedMeeting,
)

Gold = tuple[Conversation | Document, Findings]
_PARTED = re.compile(r"^===\n", re.MULTILINE)
_SECONDS_A_WORD = 0.3


def read_gold_folder(folder: Path) -> Iterator[Gold]:
    """Every ``*.json`` and ``*.txt`` directly in ``folder``, by name."""
    for path in sorted((*folder.glob("*.json"), *folder.glob("*.txt"))):
        yield read_gold(path)


def read_gold(path: Path) -> Gold:
    """
    Raises:
        UserError: ``json.*``; a value is missing or of another shape.
        ValueError: a text has not three parts.
    """
    text = path.read_text(encoding="utf-8")
    root = load_json(text, path.name) if path.suffix == ".json" else Node(_from_text(text, path.name), "", path.name)
    source = source_from_json(root)
    quotes = {u.id: u.text for u in source.utterances} if isinstance(source, Conversation) else {}
    gold = root.get("gold")
    items = tuple(_finding(item, quotes) for item in gold.get("items").items())
    return source, Findings(source.id, items, _metadata(gold.get("metadata")))


def _from_text(text: str, name: str) -> Json:
    parts = _PARTED.split(text)
    if len(parts) != 3:
        raise ValueError(f"{name}: {len(parts)} parts, 3 are wanted")
    head = json.loads(parts[0])
    items = [json.loads(line) for line in parts[2].splitlines() if line.strip()]
    if head.get("type") == "document":
        return {**head, "text": parts[1], "gold": {"metadata": items[0], "items": items[1:]}}
    return {**head, "utterances": list(_utterances(parts[1].splitlines())), "gold": {"items": items}}


def _utterances(lines: Iterable[str]) -> Iterator[Json]:
    at = 0.0
    for line in lines:
        if not line.strip():
            continue
        id, speaker, words = line.split("|", 2)
        end = at + round(_SECONDS_A_WORD * len(words.split()), 1)
        yield {"id": id, "speaker": speaker, "start": at, "end": end, "text": words}
        at = end


def _finding(node: Node, quotes: dict[str, str]) -> Finding:
    kind = node.get("kind").choice("task", "decision", "meeting")
    text = node.get("title" if kind == "meeting" else "what").text()
    cited = node.get("evidence").texts()
    evidence = tuple(Evidence(id, quotes[id]) for id in cited) or (Evidence("", text),)
    if kind == "decision":
        return Decision(text, evidence, 1.0)
    if kind == "task":
        phrase = node.get("due_text").optional_text()
        due = Due(_moment(node.get("due")), phrase or "") if phrase or node.has("due") else None
        return ActionItem(text, node.get("owners").texts(), due, evidence, 1.0)
    start = _moment(node.get("start"))
    if start is None:
        raise node.get("start").wrong("date or moment")
    return PlannedMeeting(
        text=text,
        start=start,
        end=_moment(node.get("end")),
        phrase="",
        place=node.get("place").optional_text(),
        participants=node.get("participants").texts(),
        rrule=node.get("rrule").optional_text(),
        evidence=evidence,
        confidence=1.0,
    )


def _moment(node: Node) -> CivilTime | None:
    text = node.optional_text()
    if text is None:
        return None
    return date.fromisoformat(text) if len(text) == len("2026-01-31") else datetime.fromisoformat(text)


def _metadata(node: Node) -> DocumentMetadata | None:
    if node.value is None:
        return None
    dated = _moment(node.get("date"))
    return DocumentMetadata(
        node.get("number").optional_text(),
        dated if not isinstance(dated, datetime) else dated.date(),
        node.get("issuer").optional_text(),
        node.get("subject").optional_text(),
    )
