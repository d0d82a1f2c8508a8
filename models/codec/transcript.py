"""Words and transcripts ⇄ JSON."""

from models.codec.shape import SCHEMA, Json, Node, span_to_json
from models.span import TimeSpan
from models.transcript import Segment, Transcript, Word


def word_to_json(word: Word) -> Json:
    told: dict[str, Json] = {"text": word.text, **span_to_json(word.span)}
    if word.probability is not None:
        told["probability"] = round(word.probability, 3)
    if word.heard is not None:
        told["heard"] = word.heard
    return told


def word_from_json(node: Node) -> Word:
    text = node.get("text").text().strip()
    if not text:
        raise node.get("text").wrong("a word")
    heard = (node.get("heard").optional_text() or "").strip() or None
    return Word(text, node.span(), node.get("probability").optional_number(), heard)


def transcript_to_json(transcript: Transcript) -> Json:
    return {
        "schema": SCHEMA,
        "language": transcript.spoken_language,
        "duration": transcript.duration_ms / 1000,
        "segments": [
            {"language": segment.language, "words": [word_to_json(word) for word in segment.words]}
            for segment in transcript.segments
        ],
        **wordless_to_json(transcript.wordless),
    }


def transcript_from_json(node: Node) -> Transcript:
    return Transcript(
        tuple(
            Segment(
                tuple(word_from_json(word) for word in segment.get("words").items()),
                segment.get("language").text(),
            )
            for segment in node.get("segments").items()
        ),
        node.get("language").text(),
        round(node.get("duration").number() * 1000),
        wordless_from_json(node),
    )


def wordless_to_json(wordless: tuple[TimeSpan, ...]) -> dict[str, Json]:
    """Nothing where there is none, so that what was written before this key existed stays the same bytes."""
    return {"speech_without_words": [span_to_json(span) for span in wordless]} if wordless else {}


def wordless_from_json(node: Node) -> tuple[TimeSpan, ...]:
    told = node.get("speech_without_words")
    return () if told.value is None else tuple(span.span() for span in told.items())
