"""Whom a recording's voices are like ⇄ JSON. No vectors: they never leave."""

from typing import cast

from models.codec.shape import SCHEMA, Json, Node
from models.voices import Doubt, Likeness, VoiceMatch


def matches_to_json(matches: tuple[VoiceMatch, ...]) -> Json:
    return {
        "schema": SCHEMA,
        "voices": [
            {
                "speaker": match.label,
                "likeness": match.likeness,
                "person": match.person_id,
                "name": match.name,
                "similarity": match.similarity,
                "doubt": match.doubt,
            }
            for match in matches
        ],
    }


def matches_from_json(node: Node) -> tuple[VoiceMatch, ...]:
    return tuple(
        VoiceMatch(
            label=voice.get("speaker").text(),
            likeness=cast(Likeness, voice.get("likeness").choice("same", "unsure", "not")),
            person_id=voice.get("person").optional_text(),
            name=voice.get("name").optional_text(),
            similarity=voice.get("similarity").number(),
            doubt=_doubt(voice.get("doubt")),
        )
        for voice in node.get("voices").items()
    )


def _doubt(node: Node) -> Doubt | None:
    if node.value is None:
        return None
    return cast(Doubt, node.choice("unlike", "close", "alike", "called", "short"))
