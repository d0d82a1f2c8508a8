"""Breaking what was said into captions that can be read: at most two lines of 42 characters (pure).

All ways of breaking an utterance are weighed against each other (shortest path): breaks at the end of a sentence, at
a comma or at a pause are free or nearly so; breaks inside a Vietnamese word of several syllables, inside a name, or
between a number and its unit are taken only where nothing else fits. The measures are those of common subtitling
guides: two lines, 42 characters, one to seven seconds, about seventeen characters a second.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from models.conversation import Conversation, Utterance
from models.span import TimeSpan
from models.transcript import Word
from transcribe.lexicon import joined_syllables

LINE_CHARACTERS = 42
LINES = 2
LONGEST_MS = 7_000
SHORTEST_MS = 1_000
CHARACTERS_PER_S = 17
PAUSE_MS = 1_500
SHORT_PAUSE_MS = 350
LONGEST_LABEL = 24
"""Characters of a speaker's name; more are cut, so that the words keep their room."""
ENDS = (".", "!", "?", "…")
COMMAS = (",", ";", ":", "–")
LEADING = frozenset(
    [
        *("và", "của", "là", "thì", "mà", "nhưng", "với", "cho", "để", "từ", "đến", "trong", "trên", "dưới", "tại"),
        *("các", "những", "một", "mỗi", "không", "đã", "sẽ", "đang", "rất", "theo", "về", "bằng", "do", "vì", "nếu"),
        *(
            "the",
            "a",
            "an",
            "and",
            "or",
            "but",
            "of",
            "to",
            "in",
            "on",
            "at",
            "for",
            "with",
            "by",
            "that",
            "if",
            "my",
        ),
    ]
)
"""Words that belong to what follows: a line does not end with them."""

INSIDE_WORD = 1_000.0
AFTER_LEADING = 12.0
BEFORE_UNIT = 40.0
ANYWHERE = 6.0
AT_COMMA = 1.5
AT_SHORT_PAUSE = 2.0
EACH_CAPTION = 5.0
TOO_SHORT = 8.0
TOO_LONG = 10_000.0


@dataclass(frozen=True, slots=True)
class Caption:
    """One or two lines shown together; ``speaker`` is the voice they belong to, None when unknown."""

    span: TimeSpan
    lines: tuple[str, ...]
    speaker: str | None


def captions(conversation: Conversation) -> tuple[Caption, ...]:
    """All captions in order of time. A line breaks only between words; a longer word stands alone."""
    made = [caption for utterance in conversation.utterances for caption in _of_utterance(utterance)]
    made.sort(key=lambda caption: caption.span)
    return tuple(_held(caption, made[index + 1 : index + 2]) for index, caption in enumerate(made))


def _held(caption: Caption, following: Sequence[Caption]) -> Caption:
    """Left standing into the silence after it, as long as it takes to read, until the next begins."""
    needed_ms = max(SHORTEST_MS, sum(map(len, caption.lines)) * 1000 // CHARACTERS_PER_S)
    end_ms = caption.span.start_ms + min(needed_ms, LONGEST_MS)
    for after in following:
        end_ms = min(end_ms, after.span.start_ms)
    return replace(caption, span=TimeSpan(caption.span.start_ms, max(caption.span.end_ms, end_ms)))


def _of_utterance(utterance: Utterance) -> Iterator[Caption]:
    words = utterance.words or _spread(utterance)
    label = _label(utterance.speaker)
    breaks = _Breaks(words, LINE_CHARACTERS - len(label))
    for begin, stop in breaks.captions():
        lines = breaks.lines(begin, stop)
        part = words[begin:stop]
        start_ms = part[0].span.start_ms
        span = TimeSpan(start_ms, max(start_ms + 1, *(word.span.end_ms for word in part)))
        yield Caption(span, (label + lines[0], *lines[1:]), utterance.speaker)


class _Breaks:
    """Where one utterance is broken. ``first_room`` is what a speaker's name leaves of a caption's first line."""

    def __init__(self, words: Sequence[Word], first_room: int) -> None:
        self._words = words
        self._first_room = first_room
        texts = [word.text for word in words]
        self._joined = joined_syllables(texts)
        self._ends = [0]
        for text in texts:
            self._ends.append(self._ends[-1] + len(text) + 1)
        self._costs = [self._cost(at) for at in range(len(words))]

    def captions(self) -> list[tuple[int, int]]:
        """The captions that cost least together, as (first word, word after the last)."""
        count = len(self._words)
        least = [0.0] * (count + 1)
        next_break = [count] * (count + 1)
        for begin in range(count - 1, -1, -1):
            least[begin] = float("inf")
            for stop, cost in self._from(begin):
                total = cost + least[stop]
                if total < least[begin]:
                    least[begin], next_break[begin] = total, stop
        found: list[tuple[int, int]] = []
        begin = 0
        while begin < count:
            found.append((begin, next_break[begin]))
            begin = next_break[begin]
        return found

    def lines(self, begin: int, stop: int) -> tuple[str, ...]:
        """The words on one line where they fit, else on two, the break where it costs least."""
        cut = self._line_break(begin, stop)
        parts = [(begin, stop)] if cut is None else [(begin, cut), (cut, stop)]
        return tuple(" ".join(word.text for word in self._words[first:last]) for first, last in parts)

    def _from(self, begin: int) -> Iterator[tuple[int, float]]:
        """Captions that may begin here: where they stop and what they cost with the break after them."""
        words = self._words
        for stop in range(begin + 1, len(words) + 1):
            layout = self._layout_cost(begin, stop)
            long_ms = words[stop - 1].span.end_ms - words[begin].span.start_ms > LONGEST_MS
            paused = stop > begin + 1 and words[stop - 2].span.gap_ms(words[stop - 1].span) > PAUSE_MS
            if stop > begin + 1 and (layout is None or long_ms or paused):
                return
            cost = EACH_CAPTION + (TOO_LONG if layout is None else layout)
            if stop < len(words):
                cost += self._costs[stop]
            if self._characters(begin, stop) < LINE_CHARACTERS // 3:
                cost += TOO_SHORT
            yield stop, cost

    def _layout_cost(self, begin: int, stop: int) -> float | None:
        """What breaking these words into lines costs; None where two lines do not hold them."""
        if self._characters(begin, stop) <= self._first_room:
            return 0.0
        cut = self._line_break(begin, stop)
        return None if cut is None else self._line_cost(begin, cut, stop)

    def _line_break(self, begin: int, stop: int) -> int | None:
        if self._characters(begin, stop) <= self._first_room:
            return None
        fitting = [
            cut
            for cut in range(begin + 1, stop)
            if self._characters(cut, stop) <= LINE_CHARACTERS
            and (self._characters(begin, cut) <= self._first_room or cut == begin + 1)
        ]
        return min(fitting, key=lambda cut: self._line_cost(begin, cut, stop), default=None)

    def _line_cost(self, begin: int, cut: int, stop: int) -> float:
        """The break's own cost, and a little for lines of unequal length."""
        uneven = abs(self._characters(begin, cut) - self._characters(cut, stop)) / LINE_CHARACTERS
        return self._costs[cut] / 2 + 2 * uneven

    def _characters(self, begin: int, stop: int) -> int:
        return self._ends[stop] - self._ends[begin] - 1

    def _cost(self, at: int) -> float:
        """Of breaking before the word ``at``."""
        if at == 0:
            return 0.0
        before, after = self._words[at - 1], self._words[at]
        if before.text.endswith(ENDS):
            return 0.0
        if before.text.endswith(COMMAS):
            return AT_COMMA
        if self._joined[at]:
            return INSIDE_WORD
        if before.text[-1:].isdigit() and after.text[:1].isalpha():
            return BEFORE_UNIT
        cost = AFTER_LEADING if before.text.lower() in LEADING else ANYWHERE
        return AT_SHORT_PAUSE if before.span.gap_ms(after.span) >= SHORT_PAUSE_MS else cost


def _label(speaker: str | None) -> str:
    if speaker is None:
        return ""
    return f"{speaker}: " if len(speaker) <= LONGEST_LABEL else f"{speaker[: LONGEST_LABEL - 1]}…: "


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
