"""Turns ⇄ JSON."""

from models.codec.shape import SCHEMA, Json, Node, span_to_json
from models.diarization import Diarization, Turn, Voiceprint


def diarization_to_json(diarization: Diarization) -> Json:
    return {
        "schema": SCHEMA,
        "turns": _turns_to_json(diarization.turns),
        "exclusive": _turns_to_json(diarization.exclusive),
        "voiceprints": [{"speaker": v.label, "vector": list(v.vector)} for v in diarization.voiceprints],
        "network": diarization.network,
    }


def diarization_from_json(node: Node) -> Diarization:
    return Diarization(
        _turns_from_json(node.get("turns")),
        tuple(
            Voiceprint(v.get("speaker").text(), tuple(x.number() for x in v.get("vector").items()))
            for v in node.get("voiceprints").items()
        ),
        node.get("network").optional_text(),
        _turns_from_json(node.get("exclusive")) if node.has("exclusive") else (),
    )


def _turns_to_json(turns: tuple[Turn, ...]) -> list[Json]:
    return [{"speaker": turn.label, **span_to_json(turn.span)} for turn in turns]


def _turns_from_json(node: Node) -> tuple[Turn, ...]:
    return tuple(Turn(turn.span(), turn.get("speaker").text()) for turn in node.items())
