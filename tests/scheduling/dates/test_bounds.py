"""Text of any kind and length is read in a time that grows with it, and never hangs."""

import random
import time
from datetime import datetime

import pytest

from scheduling.dates import find_dates

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


@pytest.mark.parametrize(
    "word", ["ngày 5 và ", "thứ hai ", "the ", "1/", "hai mươi ", "every ", "từ ngày ", "(((", "năm "]
)
def test_a_word_repeated_takes_time_in_proportion(word: str) -> None:
    once, twice = (min(seconds(word * times, "mixed") for _ in range(2)) for times in (400, 800))
    assert twice < 4 * once + 0.05
