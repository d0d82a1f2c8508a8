"""Languages change where they do and not where a sound only seemed foreign."""

import pytest

from transcribe.languages import language_sequence

VI, EN = {"vi": 0.99, "en": 0.01}, {"vi": 0.01, "en": 0.99}
LIKELY_EN, LIKELY_VI, UNKNOWN = {"vi": 0.3, "en": 0.7}, {"vi": 0.7, "en": 0.3}, {}


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        ([VI, VI, LIKELY_EN, VI, VI], "vi vi vi vi vi"),
        ([VI, EN, VI, EN, EN], "vi en vi en en"),
        ([EN, EN, UNKNOWN, EN], "en en en en"),
        ([UNKNOWN, VI, VI], "vi vi vi"),
        ([EN, VI, LIKELY_EN, LIKELY_EN, LIKELY_EN, LIKELY_EN, VI], "en vi en en en en vi"),
        ([LIKELY_EN], "en"),
        ([], ""),
    ],
)
def test_the_most_likely_sequence(heard: list[dict[str, float]], expected: str) -> None:
    assert language_sequence(heard, [3_000] * len(heard), ("vi", "en")) == expected.split()


def test_a_language_nobody_asked_for_does_not_count() -> None:
    assert language_sequence([{"lo": 0.9, "vi": 0.09, "en": 0.01}], [3_000], ("vi", "en")) == ["vi"]


def test_one_sure_sentence_of_another_language_is_kept() -> None:
    heard = [VI] * 20 + [{"vi": 0.0001, "en": 0.9999}] + [VI] * 20
    assert language_sequence(heard, [5_000] * 41, ("vi", "en")).count("en") == 1


def test_nothing_heard_is_the_first_language() -> None:
    assert language_sequence([UNKNOWN, UNKNOWN], [500, 500], ("vi", "en")) == ["vi", "vi"]
