"""What the recogniser heard: words with times, no speakers yet."""

from dataclasses import dataclass

from models.span import TimeSpan


@dataclass(frozen=True, slots=True)
class Word:
    """One whitespace-separated token (in Vietnamese a syllable) with its punctuation.

    ``heard`` is what the recogniser wrote, one or several tokens, where ``text`` writes it otherwise (a figure, a
    name); only such a text may hold blanks.
    """

    text: str
    span: TimeSpan
    probability: float | None = None
    heard: str | None = None

    def __post_init__(self) -> None:
        if not self.text or self.text != self.text.strip():
            raise ValueError(f"a word is neither empty nor padded: {self.text!r}")
        if self.probability is not None and not 0.0 <= self.probability <= 1.0:
            raise ValueError(f"a probability lies in 0..1: {self.probability}")
        if self.heard is not None and (not self.heard or self.heard != self.heard.strip()):
            raise ValueError(f"what was heard is neither empty nor padded: {self.heard!r}")

    @property
    def as_heard(self) -> str:
        return self.text if self.heard is None else self.heard


@dataclass(frozen=True, slots=True)
class Segment:
    """The recogniser's block of words, in order; never without words."""

    words: tuple[Word, ...]
    language: str

    def __post_init__(self) -> None:
        if not self.words:
            raise ValueError("a segment has at least one word")

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def span(self) -> TimeSpan:
        return TimeSpan(self.words[0].span.start_ms, max(word.span.end_ms for word in self.words))


@dataclass(frozen=True, slots=True)
class Transcript:
    """All segments of a recording, in time order.

    ``spoken_language`` is a BCP 47 tag; ``mixed`` when no language holds four fifths of the words.
    ``wordless`` is speech without words: somebody was found speaking there, and nothing could be written down.
    """

    segments: tuple[Segment, ...]
    spoken_language: str
    duration_ms: int
    wordless: tuple[TimeSpan, ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for segment in self.segments for word in segment.words)
