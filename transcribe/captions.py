"""Breaking what was said into captions that can be read: at most two lines of 42 characters (pure).

The measures are those of common subtitling guides (two lines, 42 characters, about seven seconds).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.conversation import Conversation, Utterance
from models.span import TimeSpan
from models.transcript import Word

LINE_CHARACTERS = 42
LINES = 2
LONGEST_MS = 7_000
PAUSE_MS = 1_500
ENDS = (".", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class Caption:
    """One or two lines shown together; ``speaker`` is the voice they belong to, None when unknown."""

    span: TimeSpan
    lines: tuple[str, ...]
    speaker: str | None


def captions(conversation: Conversation) -> tuple[Caption, ...]:
    """All captions in order of time. A line never breaks inside a word; a longer word stands alone."""
    made = [caption for utterance in conversation.utterances for caption in _of_utterance(utterance)]
    return tuple(sorted(made, key=lambda caption: caption.span))


def broken_lines(words: Sequence[str], first_room: int = LINE_CHARACTERS) -> list[str]:
    """Lines filled greedily; the first has ``first_room`` characters (a speaker's name may stand before it)."""
    lines: list[str] = []
    for word in words:
        room = first_room if len(lines) <= 1 else LINE_CHARACTERS
        if lines and len(lines[-1]) + 1 + len(word) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _of_utterance(utterance: Utterance) -> Iterator[Caption]:
    words = utterance.words or _spread(utterance)
    first_room = LINE_CHARACTERS - len(_label(utterance.speaker))
    begun: list[Word] = []
    for word in words:
        if begun and _is_full([*begun, word], first_room):
            yield _caption(begun, utterance.speaker, first_room)
            begun = []
        begun.append(word)
    if begun:
        yield _caption(begun, utterance.speaker, first_room)


def _is_full(words: Sequence[Word], first_room: int) -> bool:
    before, last = words[-2], words[-1]
    return (
        len(broken_lines([word.text for word in words], first_room)) > LINES
        or last.span.end_ms - words[0].span.start_ms > LONGEST_MS
        or before.span.gap_ms(last.span) > PAUSE_MS
        or (before.text.endswith(ENDS) and len(" ".join(word.text for word in words[:-1])) > LINE_CHARACTERS)
    )


def _caption(words: Sequence[Word], speaker: str | None, first_room: int) -> Caption:
    lines = broken_lines([word.text for word in words], first_room)
    start_ms = words[0].span.start_ms
    span = TimeSpan(start_ms, max(start_ms + 1, *(word.span.end_ms for word in words)))
    return Caption(span, (_label(speaker) + lines[0], *lines[1:]), speaker)


def _label(speaker: str | None) -> str:
    return "" if speaker is None else f"{speaker}: "


def _spread(utterance: Utterance) -> tuple[Word, ...]:
    """Text without word times: each word gets its share of the span by its length."""
    parts = utterance.text.split()
    total = sum(len(part) + 1 for part in parts)
    words: list[Word] = []
    passed = 0
    for part in parts:
        start = utterance.span.start_ms + utterance.span.duration_ms * passed // total
        passed += len(part) + 1
        end = utterance.span.start_ms + utterance.span.duration_ms * passed // total
        words.append(Word(part, TimeSpan(start, max(end, start + 1))))
    return tuple(words)
