"""Which hearing of a window is believed, and which windows are decoded and aligned together."""

import numpy as np
import pytest

from models.span import TimeSpan
from transcribe.engines.batching import ALIGNED, BATCH
from transcribe.engines.hearings import Encoded, Hearing, Spoken, alignable, batches_of, better
from transcribe.windows import Window

GOOD = "Đề nghị phòng Kế hoạch gửi báo cáo trước thứ Sáu tuần này để lãnh đạo xem xét."


def spoken(steps: int = 1_000, language: str = "vi", duration_ms: int = 10_000) -> Spoken:
    output = np.zeros((1, steps, 4), np.float32)
    return Spoken(Encoded(Window((TimeSpan(0, duration_ms),)), output, duration_ms // 10), language)


def hearing(text: str = GOOD, logprob: float = -0.3, no_speech: float = 0.1, of: Spoken | None = None) -> Hearing:
    return Hearing(of or spoken(), [1, 2], text, logprob, no_speech)


def test_parts_are_believed_where_they_sound_better() -> None:
    whole, good, bad = hearing("dạ " * 60), hearing(), hearing("dạ " * 60)
    assert better(whole, [good, hearing()])[0] is good
    assert better(whole, [good, bad])[0] is good
    assert better(whole, [bad, hearing("dạ " * 60)]) == [whole]
    assert better(good, [hearing(), hearing()]) == [good]
    assert better(whole, []) == [whole]


def test_a_window_that_ends_too_soon_is_told_from_one_that_is_wrong() -> None:
    assert hearing("Vâng ạ.").stopped_early
    assert not hearing("Vâng ạ.", logprob=-1.4).stopped_early
    assert not hearing().stopped_early


@pytest.mark.parametrize(
    ("given", "convincing"),
    [
        (hearing(), True),
        (hearing(logprob=-0.9), False),
        (hearing(no_speech=0.7), False),
        (hearing("dạ " * 60), False),
    ],
)
def test_what_convinces(given: Hearing, convincing: bool) -> None:
    assert given.is_convincing is convincing


def test_windows_of_one_length_are_decoded_together_whatever_is_spoken_in_them() -> None:
    long = [spoken(1_400, language) for language in ("vi", "en", "vi", "vi", "en", "vi")]
    short = [spoken(1_000)]
    batches = batches_of([*short, *long])
    assert [len(batch) for batch in batches] == [3, 3, 1]
    assert batches[-1] == short
    assert max(len(batch) for batch in batches_of(long * 3)) <= BATCH


def test_only_words_of_one_language_and_length_are_aligned_together() -> None:
    heard = [
        hearing(of=spoken(1_000, "vi")),
        hearing(of=spoken(1_000, "en")),
        hearing(of=spoken(1_400, "vi")),
        hearing(""),
        hearing(logprob=-1.2, no_speech=0.9),
        *[hearing(of=spoken(1_000, "vi")) for _ in range(ALIGNED)],
    ]
    groups = alignable(heard)
    assert sum(len(group) for group in groups) == len(heard) - 2
    for group in groups:
        assert len(group) <= ALIGNED
        assert len({(one.language, one.spoken.encoded.output.shape) for one in group}) == 1
