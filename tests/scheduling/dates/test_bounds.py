"""Text of any kind and length is read in a time that grows with it, and never hangs."""

import random
import time
from datetime import datetime

import pytest

from scheduling.dates import find_dates
from scripts.adversarial import strings

REFERENCE = datetime.fromisoformat("2026-06-16T08:00:00+07:00")
WORDS = [
    "thứ",
    "hai",
    "ba",
    "tư",
    "ngày",
    "tháng",
    "năm",
    "mười",
    "lăm",
    "5",
    "6/9",
    "12-9",
    "đến",
    "từ",
    "trước",
    "sau",
    "giờ",
    "rưỡi",
    "kém",
    "sáng",
    "chiều",
    ",",
    ".",
    "-",
    ":",
    "14h30",
    "tuần",
    "này",
    "sau",
    "nữa",
    "mỗi",
    "hằng",
    "Friday",
    "next",
    "of",
    "the",
    "week",
    "may",
    "2026",
    "rằm",
    "mùng",
    "Tết",
    "quý",
    "I",
    "hết",
    "đầu",
    "cuối",
    "31/2",
    "25",
    "ngay",
    "thu",
    "hai",
]


def seconds(text: str, language: str) -> float:
    begun = time.process_time()
    find_dates(text, reference=REFERENCE, zone="Asia/Ho_Chi_Minh", language=language)
    return time.process_time() - begun


@pytest.mark.parametrize("language", ["vi", "en", "mixed"])
def test_random_date_words_take_milliseconds(language: str) -> None:
    seconds("ngày mai tomorrow", language)
    rng = random.Random(7)
    texts = [" ".join(rng.choice(WORDS) for _ in range(rng.randint(1, 60))) for _ in range(300)]
    assert sorted(seconds(text, language) for text in texts)[-5] < 0.05


LIMIT_S = 0.05
"""CPU time for a string of at most 500 characters; ``scripts/fuzz_dates`` tries 100,000 of them."""


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_strings_made_to_be_hard_are_read_in_time(language: str, seed: int) -> None:
    seconds("ngày mai, tomorrow, Tết, Thanksgiving, Diwali", language)
    slow = [text for text in strings(500, seed) if seconds(text, language) > LIMIT_S]
    assert [text for text in slow if min(seconds(text, language) for _ in range(3)) > LIMIT_S] == []


@pytest.mark.parametrize(
    "pattern", ["tonight ", "31\n31-1/2, ", "14h30-", "3/3/", "9:05 ", "hôm nay ", "sáng mai sáng "]
)
def test_what_once_was_slow_is_read_in_time(pattern: str) -> None:
    text = (pattern * 500)[:500]
    for language in ("vi", "en"):
        assert min(seconds(text, language) for _ in range(3)) < LIMIT_S


@pytest.mark.parametrize(
    "word", ["ngày 5 và ", "thứ hai ", "the ", "1/", "hai mươi ", "every ", "từ ngày ", "(((", "năm "]
)
def test_a_word_repeated_takes_time_in_proportion(word: str) -> None:
    once, thrice = (min(seconds(word * times, "mixed") for _ in range(3)) for times in (150, 450))
    assert thrice < 6 * once + 0.05
