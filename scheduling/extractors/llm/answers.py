"""What a model answered, read as claims; nothing in it is believed yet."""

import re
from dataclasses import dataclass
from typing import Literal

from models.codec import load_json
from models.codec.shape import Json, Node
from models.errors import EngineError, UserError

MOST_CLAIMS = 200
"""A window holds no more items than this; a longer answer is a loop."""
LONGEST_TEXT = 400
_FENCED = re.compile(r"^\s*(?:<think>.*?</think>\s*)?```(?:json)?\s*(?P<body>.*?)```\s*$", re.DOTALL)
_THOUGHT = re.compile(r"^\s*<think>.*?</think>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Quote:
    """``text`` is said to stand in the line ``line``."""

    line: str
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """``phrase`` holds the words that say when; ``replaces`` names an item of an earlier window (``k2``) whose last
    value this is; ``withdrawn`` says that that item was called off."""

    kind: Literal["task", "decision", "meeting"]
    text: str
    quotes: tuple[Quote, ...]
    owners: tuple[str, ...] = ()
    phrase: str | None = None
    place: str | None = None
    participants: tuple[str, ...] = ()
    replaces: str | None = None
    withdrawn: bool = False


def answer_schema() -> Json:
    """JSON Schema of an answer, in the strict subset that OpenAI-compatible servers enforce."""
    text, texts = {"type": "string"}, {"type": "array", "items": {"type": "string"}}
    optional = {"type": ["string", "null"]}
    quote = _closed({"line": text, "text": text})
    item = _closed(
        {
            "kind": {"type": "string", "enum": ["task", "decision", "meeting"]},
            "text": text,
            "quotes": {"type": "array", "items": quote},
            "owners": texts,
            "when": optional,
            "place": optional,
            "participants": texts,
            "replaces": optional,
            "withdrawn": {"type": "boolean"},
        }
    )
    return _closed({"items": {"type": "array", "items": item}})


def _closed(properties: Json) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def read_claims(answer: str) -> tuple[Claim, ...]:
    """The claims of an answer; one of another shape is left out, the others stand.

    Raises:
        EngineError: ``llm.answer``: this is not JSON with a list ``items``, or one without an end.
    """
    fenced = _FENCED.match(answer)
    body = fenced["body"] if fenced else _THOUGHT.sub("", answer)
    try:
        items = list(load_json(body, "answer").get("items").items())
    except UserError as error:
        raise EngineError("llm.answer", reason=str(error)) from error
    if len(items) > MOST_CLAIMS:
        raise EngineError("llm.answer", reason=f"{len(items)} items")
    return tuple(claim for claim in map(_claim, items) if claim is not None)


def _claim(node: Node) -> Claim | None:
    try:
        kind = node.get("kind").choice("task", "decision", "meeting")
        text = " ".join(node.get("text").text().split())
        quotes = tuple(Quote(q.get("line").text(), q.get("text").text()) for q in node.get("quotes").items())
        if not text or len(text) > LONGEST_TEXT:
            return None
        return Claim(
            kind="task" if kind == "task" else "decision" if kind == "decision" else "meeting",
            text=text,
            quotes=quotes,
            owners=node.get("owners").texts(),
            phrase=_said(node.get("when")),
            place=_said(node.get("place")),
            participants=node.get("participants").texts(),
            replaces=_said(node.get("replaces")),
            withdrawn=node.get("withdrawn").value is True,
        )
    except UserError:
        return None


def _said(node: Node) -> str | None:
    return (node.optional_text() or "").strip() or None
