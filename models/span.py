"""A half-open interval of time inside a recording, in whole milliseconds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class TimeSpan:
    """``[start_ms, end_ms)``; never empty, never before the recording begins.

    Milliseconds are integers because sums of float seconds are not exact.
    """

    start_ms: int
    end_ms: int

    def __post_init__(self) -> None:
        if not 0 <= self.start_ms < self.end_ms:
            raise ValueError(f"not a time span: {self.start_ms}..{self.end_ms} ms")

    @property
    def duration_ms(self) -> int:
        return self.end_ms - self.start_ms

    @property
    def middle_ms(self) -> int:
        return (self.start_ms + self.end_ms) // 2

    def overlap_ms(self, other: "TimeSpan") -> int:
        """Milliseconds that both spans cover; 0 when they only touch."""
        return max(0, min(self.end_ms, other.end_ms) - max(self.start_ms, other.start_ms))

    def gap_ms(self, other: "TimeSpan") -> int:
        """Milliseconds between the spans; 0 when they touch or overlap."""
        return max(0, other.start_ms - self.end_ms, self.start_ms - other.end_ms)

    def shift(self, by_ms: int) -> "TimeSpan":
        return TimeSpan(self.start_ms + by_ms, self.end_ms + by_ms)

    def clamp(self, within: "TimeSpan") -> "TimeSpan | None":
        """The part inside ``within``, or None when there is none."""
        start, end = max(self.start_ms, within.start_ms), min(self.end_ms, within.end_ms)
        return TimeSpan(start, end) if start < end else None

    def hull(self, other: "TimeSpan") -> "TimeSpan":
        """The smallest span that covers both."""
        return TimeSpan(min(self.start_ms, other.start_ms), max(self.end_ms, other.end_ms))
