"""Who wins: what was heard, or a name that sounds like it.

1. What is written like a term, capitals apart, is that term. Where several terms fit, the longest.
2. What only sounds like one gives way when every syllable is near (``NEAR_SYLLABLE``) and the whole is
   (``NEAR_TERM``), when no other term is about as near (``MARGIN``), and when something says that a name was said:
   capitals, or a form of address before it. Words of a glossary need no such sign if they have three syllables.
   "Lên văn hóa" is no Lê Văn Hóa.
3. A given name of one syllable must follow a form of address, be written with a capital, and be doubted by the
   recogniser itself (``DOUBTED``): Trung is as good a name as Chung.

What was heard stays beside what is written (``Word.heard``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from models.transcript import Segment, Transcript, Word
from transcribe.names.syllables import distance
from transcribe.names.terms import Term
from transcribe.rewriting import lowered, merged, split_marks

NEAR_TERM = 0.16
"""Mean distance of the syllables."""
NEAR_SYLLABLE = 0.3
MARGIN = 0.12
"""By which the sum of the distances of the next best term is greater; about one confusion of a sound."""
DOUBTED = 0.75
SURE_GLOSSARY_SYLLABLES = 3
ADDRESS = frozenset(
    [
        *("anh", "chị", "ông", "bà", "cô", "chú", "bác", "em", "thầy", "dì", "cậu", "bạn", "chí", "sếp", "mr", "ms"),
        *("mrs", "đốc", "trưởng", "phòng", "thư", "tịch", "viên", "sĩ", "sư"),
    ]
)
"""Forms of address and the last words of titles (đồng chí, giám đốc, chủ tịch)."""


@dataclass(frozen=True, slots=True)
class _Match:
    """``distance`` is the sum over the syllables."""

    term: Term
    length: int
    distance: float


def write_names(transcript: Transcript, terms: Sequence[Term]) -> Transcript:
    """The transcript with its names and terms in their right form; nothing else changes."""
    if not terms:
        return transcript
    segments = tuple(replace(segment, words=_in_segment(segment, terms)) for segment in transcript.segments)
    return replace(transcript, segments=segments)


def _in_segment(segment: Segment, terms: Sequence[Term]) -> tuple[Word, ...]:
    words = segment.words
    answer: list[Word] = []
    at = 0
    while at < len(words):
        match = _winner(words, at, terms)
        if match is None:
            answer.append(words[at])
            at += 1
        else:
            answer += _written(match.term.written, words[at : at + match.length])
            at += match.length
    return tuple(answer)


def _winner(words: Sequence[Word], at: int, terms: Sequence[Term]) -> _Match | None:
    matches = [match for term in terms for match in _matches(words, at, term)]
    exact = [match for match in matches if match.distance == 0 and _is_written_so(words, at, match)]
    if exact:
        longest = max(exact, key=lambda match: (match.length, len(match.term.written)))
        return longest if _may_be(words, at, longest) else None
    for length in sorted({match.length for match in matches}, reverse=True):
        near = sorted((m for m in matches if m.length == length), key=lambda m: (m.distance, m.term.written))
        others = [m for m in near if lowered(m.term.written) != lowered(near[0].term.written)]
        if others and others[0].distance - near[0].distance < MARGIN:
            continue
        if _may_be(words, at, near[0]):
            return near[0]
    return None


def _matches(words: Sequence[Word], at: int, term: Term) -> Iterator[_Match]:
    """Places at ``at`` where one of the term's sounds is near."""
    for sound in term.sounds:
        window = words[at : at + len(sound)]
        if len(window) < len(sound) or _is_cut(window):
            continue
        apart = [distance(_plain(word), syllable) for word, syllable in zip(window, sound, strict=True)]
        if max(apart) <= NEAR_SYLLABLE and fmean(apart) <= NEAR_TERM:
            yield _Match(term, len(sound), sum(apart))


def _may_be(words: Sequence[Word], at: int, match: _Match) -> bool:
    window = words[at : at + match.length]
    capitals = sum(split_marks(word.text)[1][:1].isupper() for word in window)
    addressed = at > 0 and not split_marks(words[at - 1].text)[2] and _plain(words[at - 1]) in ADDRESS
    if _is_written_so(words, at, match):
        return match.term.kind == "glossary" or match.length > 2 or (addressed and match.length > 1) or capitals > 1
    if match.term.kind == "given name" or (match.term.kind == "person" and match.length == 1):
        (word,) = window
        doubted = word.probability is not None and word.probability < DOUBTED
        return addressed and capitals == 1 and doubted
    if match.term.kind == "glossary":
        return match.length >= SURE_GLOSSARY_SYLLABLES or (match.length > 1 and capitals == match.length)
    return addressed or capitals * 2 > match.length + 1 or capitals == match.length


def _is_written_so(words: Sequence[Word], at: int, match: _Match) -> bool:
    heard = tuple(_plain(word) for word in words[at : at + match.length])
    return heard in match.term.sounds


def _is_cut(window: Sequence[Word]) -> bool:
    """Whether a mark of punctuation stands inside."""
    return any(split_marks(word.text)[2] for word in window[:-1]) or any(
        split_marks(word.text)[0] for word in window[1:]
    )


def _written(text: str, window: Sequence[Word]) -> list[Word]:
    """Word for word where the numbers of words agree, else one word a written word as far as they go."""
    parts = text.split()
    before, after = split_marks(window[0].text)[0], split_marks(window[-1].text)[2]
    parts[0], parts[-1] = before + parts[0], parts[-1] + after
    if len(parts) > len(window):
        return [_as(" ".join(parts), window)]
    cuts = [*range(len(parts)), len(window)]
    pairs = [(part, window[begin:stop]) for part, begin, stop in zip(parts, cuts, cuts[1:], strict=False)]
    return [_as(part, heard) for part, heard in pairs]


def _as(text: str, heard: Sequence[Word]) -> Word:
    return heard[0] if len(heard) == 1 and heard[0].text == text else merged(text, heard)


def _plain(word: Word) -> str:
    return lowered(split_marks(word.text)[1]).replace(".", "")
