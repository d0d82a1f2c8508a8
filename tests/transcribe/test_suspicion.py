"""What is heard again, and what is not."""

import pytest

from transcribe.suspicion import compression_ratio, doubts, has_loop

PLAIN = "Đề nghị phòng Kế hoạch gửi báo cáo trước thứ Sáu tuần này để lãnh đạo xem xét."


def test_ordinary_speech_raises_no_doubt() -> None:
    assert doubts(PLAIN, -0.3, 5_000) == ()


@pytest.mark.parametrize(
    ("text", "logprob", "speech_ms", "reason"),
    [
        ("dạ " * 60, -0.2, 20_000, "repetitive"),
        (PLAIN, -1.3, 5_000, "unsure"),
        (PLAIN, -0.3, 1_500, "too_fast"),
        ("Vâng.", -0.3, 12_000, "too_sparse"),
        ("Một buổi chiều yên tĩnh tôi ngồi bên hiên nhà", -0.3, 12_000, "too_sparse"),
        ("", -0.1, 12_000, "too_sparse"),
        ("một hai ba một hai ba một hai ba một hai ba", -0.3, 5_000, "loop"),
    ],
)
def test_each_kind_of_doubt(text: str, logprob: float, speech_ms: int, reason: str) -> None:
    assert reason in doubts(text, logprob, speech_ms)


def test_figures_stand_for_many_words() -> None:
    assert doubts("195,976,563,247", -0.3, 10_000) == ()
    assert doubts("một hai ba bốn", -0.3, 10_000) == ("too_sparse",)


def test_a_short_answer_to_a_short_sound_is_fine() -> None:
    assert doubts("Vâng.", -0.3, 900) == ()
    assert doubts("", -0.1, 900) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("không không không không không không", True),
        ("không không không không không", False),
        ("đồng ý đồng ý đồng ý", False),
        ("đồng ý, đồng ý. Đồng ý đồng ý", True),
        ("a b c d e f", False),
        ("", False),
    ],
)
def test_loops(text: str, expected: bool) -> None:
    assert has_loop(text.split()) is expected


def test_empty_text_has_no_ratio() -> None:
    assert compression_ratio("") == 0.0
