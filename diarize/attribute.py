"""Words to speakers: each word kept exactly once, in order.

The rule for one word, first that decides (turns are the engine's exclusive ones where it gives such):

1. the voice whose turns cover most of the word;
2. where voices overlap and cover it equally, the speaker of the word before;
3. then the voice whose turn is the longer: it holds the floor.

A word in no turn goes to the nearest turn; equally near, to the speaker of the word before, else to the earlier turn.
Words beside a change of speaker that a turn hardly covers are looked at again (``diarize.changes``).
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diarize.changes import SENTENCE_ENDS, Given, settle_changes
from diarize.turns import merge_spans
from models.conversation import Utterance, overlaps_of
from models.diarization import Diarization, Turn
from models.span import TimeSpan
from models.transcript import Transcript, Word

COVERED_SHARE = 3 / 4
"""Of a word by its own speaker's turns; below it the word is doubtful."""
LONG_PAUSE_MS = 2_000
SENTENCE_PAUSE_MS = 800
LONG_UTTERANCE_MS = 15_000
LONGEST_UTTERANCE_MS = 30_000


def attribute_words(transcript: Transcript, diarization: Diarization | None) -> tuple[Utterance, ...]:
    """Utterances ``u1``, ``u2``, …; the speaker is None without turns.

    A new utterance begins where the speaker changes, after a pause of 2 s, at a sentence end followed by a pause of
    0.8 s, at a sentence end when 15 s are full, and anywhere when 30 s are.
    A voice that covers at least half of a word without having it is named in ``also_speaking``, and the word lies in
    one of the ``overlaps``.
    """
    return tuple(
        Utterance(
            id=f"u{number}",
            speaker=words[0].speaker,
            span=TimeSpan(words[0].word.span.start_ms, max(each.word.span.end_ms for each in words)),
            text=" ".join(each.word.text for each in words),
            words=tuple(each.word for each in words),
            also_speaking=tuple(sorted({label for each in words for label in each.also})),
            overlaps=overlaps_of([each.also for each in words]),
        )
        for number, words in enumerate(_utterances(_attribute(transcript, diarization)), start=1)
    )


@dataclass(frozen=True, slots=True)
class _Voice:
    """One label's turns, apart and in order."""

    label: str
    turns: tuple[TimeSpan, ...]
    starts: tuple[int, ...]

    def around(self, span: TimeSpan) -> tuple[TimeSpan, ...]:
        """The turns that overlap ``span``, and the nearest before and after it."""
        first = max(0, bisect_right(self.starts, span.start_ms) - 1)
        return self.turns[first : bisect_right(self.starts, span.end_ms) + 1]

    def overlap_ms(self, span: TimeSpan) -> int:
        return sum(turn.overlap_ms(span) for turn in self.around(span))

    def nearest(self, span: TimeSpan) -> TimeSpan:
        """The turn with the most overlap, or the smallest gap, to ``span``; of two the earlier."""
        return min(self.around(span), key=lambda turn: (-turn.overlap_ms(span), turn.gap_ms(span), turn.start_ms))


@dataclass(frozen=True, slots=True)
class _Attributed:
    word: Word
    speaker: str | None
    also: tuple[str, ...]


def _voices(turns: Sequence[Turn]) -> tuple[_Voice, ...]:
    by_label = {
        label: merge_spans(turn.span for turn in turns if turn.label == label)
        for label in dict.fromkeys(turn.label for turn in turns)
    }
    return tuple(_Voice(label, turns, tuple(turn.start_ms for turn in turns)) for label, turns in by_label.items())


def _attribute(transcript: Transcript, diarization: Diarization | None) -> Iterator[_Attributed]:
    turns = () if diarization is None else diarization.turns
    exclusive = () if diarization is None else diarization.exclusive
    voices = _voices(turns)
    given = tuple(_given(transcript, _voices(exclusive or turns)))
    for each, speaker in zip(given, settle_changes(given), strict=True):
        span = each.word.span
        also = (v.label for v in voices if v.label != speaker and v.overlap_ms(span) * 2 >= span.duration_ms)
        yield _Attributed(each.word, speaker, tuple(also))


def _given(transcript: Transcript, voices: Sequence[_Voice]) -> Iterator[Given]:
    """Each word with the speaker that its turns alone say."""
    by_label = {voice.label: voice for voice in voices}
    speaker: str | None = None
    filled_until_ms = 0
    for segment in transcript.segments:
        for word in segment.words:
            speaker = _speaker(word.span, voices, speaker)
            covered_ms = room_ms = 0
            if speaker is not None:
                covered_ms = by_label[speaker].overlap_ms(word.span)
                begins_ms = by_label[speaker].nearest(word.span).start_ms
                room_ms = max(0, word.span.start_ms - max(begins_ms, filled_until_ms))
            filled_until_ms = max(filled_until_ms, word.span.end_ms)
            doubtful = covered_ms < COVERED_SHARE * word.span.duration_ms
            yield Given(word, segment.language, speaker, doubtful, room_ms)


def _speaker(span: TimeSpan, voices: Sequence[_Voice], before: str | None) -> str | None:
    if not voices:
        return None
    covering = [voice for voice in voices if voice.overlap_ms(span)]
    if covering:
        return min(
            covering, key=lambda v: (-v.overlap_ms(span), v.label != before, -v.nearest(span).duration_ms, v.label)
        ).label
    near = {voice: voice.nearest(span) for voice in voices}
    return min(voices, key=lambda v: (near[v].gap_ms(span), v.label != before, near[v].start_ms, v.label)).label


def _utterances(words: Iterator[_Attributed]) -> Iterator[list[_Attributed]]:
    current: list[_Attributed] = []
    for word in words:
        if current and _begins_anew(word, current):
            yield current
            current = []
        current.append(word)
    if current:
        yield current


def _begins_anew(next_word: _Attributed, current: list[_Attributed]) -> bool:
    last = current[-1].word
    if next_word.speaker != current[-1].speaker:
        return True
    pause_ms = next_word.word.span.start_ms - last.span.end_ms
    length_ms = last.span.end_ms - current[0].word.span.start_ms
    if pause_ms >= LONG_PAUSE_MS or length_ms >= LONGEST_UTTERANCE_MS:
        return True
    return last.text.endswith(SENTENCE_ENDS) and (pause_ms >= SENTENCE_PAUSE_MS or length_ms >= LONG_UTTERANCE_MS)
