"""The files people open: compared with golden ones that were read by a person."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.conversation import Conversation, Overlap, Utterance
from models.span import TimeSpan
from models.transcript import Word
from transcribe.captions import LINE_CHARACTERS, captions
from transcribe.subtitles import render_markdown, render_srt, render_text, render_vtt

GOLDEN = Path(__file__).parents[1] / "golden" / "subtitles"


def said(id: str, speaker: str | None, start_ms: int, text: str, ms_per_word: int = 300) -> Utterance:
    words = tuple(
        Word(word, TimeSpan(start_ms + index * ms_per_word, start_ms + (index + 1) * ms_per_word - 50))
        for index, word in enumerate(text.split())
    )
    return Utterance(id, speaker, TimeSpan(start_ms, words[-1].span.end_ms), text, words)


def conversation(*utterances: Utterance, recorded_at: datetime | None = None) -> Conversation:
    return Conversation("giao-ban-01", "vi", utterances, recorded_at, "Asia/Ho_Chi_Minh")


MEETING = conversation(
    said(
        "u1", "Chủ trì", 800, "Xin mời đồng chí Bình báo cáo tình hình chuẩn bị hội nghị. Các đồng chí khác theo dõi."
    ),
    said("u2", "SPEAKER_01", 9_000, "Dạ, hồ sơ mẫu <A&B> đã xong 90% ạ."),
    Utterance("u3", None, TimeSpan(3_671_250, 3_673_000), "(nhiều người nói) *Đồng ý*"),
    recorded_at=datetime(2025, 3, 4, 8, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")),
)


@pytest.mark.parametrize(
    ("name", "render"),
    [
        ("meeting.srt", render_srt),
        ("meeting.vtt", render_vtt),
        ("meeting.txt", render_text),
        ("meeting.md", render_markdown),
    ],
)
def test_golden(name: str, render: Callable[[Conversation], str]) -> None:
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(render(MEETING), encoding="utf-8")
    assert render(MEETING) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("render", [render_srt, render_vtt, render_text, render_markdown])
def test_a_silent_meeting_renders(render: Callable[[Conversation], str]) -> None:
    assert isinstance(render(conversation()), str)


def test_markdown_marks_words_over_which_others_speak() -> None:
    words = said("u1", "An", 0, "ta họp thứ Hai").words
    spoken = Utterance("u1", "An", TimeSpan(0, 1_200), "ta họp thứ Hai", words, ("B_1",), (Overlap(2, 4, ("B_1",)),))
    assert "ta họp *thứ Hai* (+ B\\_1)\n" in render_markdown(conversation(spoken))


def test_markdown_tells_where_speech_has_no_words() -> None:
    text = render_markdown(replace(MEETING, wordless=(TimeSpan(61_000, 65_500),)))
    assert text.endswith("Speech without words\n\n- `00:01:01` – `00:01:05`\n")
    assert "without words" not in render_markdown(MEETING)


def test_a_pause_ends_a_caption() -> None:
    words = (Word("một", TimeSpan(0, 300)), Word("hai", TimeSpan(1_900, 2_200)))
    told = captions(conversation(Utterance("u1", None, TimeSpan(0, 2_200), "một hai", words)))
    assert [caption.lines for caption in told] == [("một",), ("hai",)]


def test_a_caption_lasts_no_longer_than_seven_seconds() -> None:
    told = captions(conversation(said("u1", None, 0, "a " * 30, ms_per_word=1_000)))
    assert all(caption.span.duration_ms <= 7_000 for caption in told)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("các đồng chí lãnh đạo ủy ban tỉnh hội nghị và đại biểu các sở ngành", "hội nghị"),
        ("chúng ta sẽ bàn kỹ về việc triển khai nhiệm vụ của năm tới đây", "nhiệm vụ"),
        ("đề nghị phòng hành chính mời ngay chị Nguyễn Thị Hòa tham dự cuộc họp", "Nguyễn Thị Hòa"),
        ("toàn bộ hồ sơ phải được gửi về đây trước 14 giờ ngày mai nhé", "14 giờ"),
    ],
)
def test_no_break_falls_inside_a_word_of_several_syllables(text: str, word: str) -> None:
    told = captions(conversation(said("u1", None, 0, text)))
    assert any(word in line for caption in told for line in caption.lines)


def test_a_break_at_a_comma_is_taken_before_one_anywhere() -> None:
    (caption,) = captions(conversation(said("u1", None, 0, "Về việc này, tôi xin có ý kiến thêm như thế này")))
    assert caption.lines[0].endswith("này,")


def test_a_short_caption_stands_until_it_is_read_but_not_over_the_next() -> None:
    alone, before, after = captions(
        conversation(said("u1", "A", 0, "Vâng"), said("u2", "A", 5_000, "Đúng"), said("u3", "B", 5_400, "Dạ vâng ạ"))
    )
    assert alone.span == TimeSpan(0, 1_000)
    assert before.span.end_ms == after.span.start_ms == 5_400


def test_a_new_speaker_begins_a_new_caption() -> None:
    told = captions(conversation(said("u1", "A", 0, "xong chưa"), said("u2", "B", 700, "xong rồi")))
    assert [(caption.speaker, caption.lines) for caption in told] == [
        ("A", ("A: xong chưa",)),
        ("B", ("B: xong rồi",)),
    ]


def test_a_long_name_leaves_room_for_words() -> None:
    (caption,) = captions(conversation(said("u1", "Trưởng ban Tổ chức Thành ủy Hà Nội", 0, "xin chào")))
    assert len(caption.lines) == 1
    assert caption.lines[0].endswith("…: xin chào")


def test_text_without_word_times_is_spread_over_its_span() -> None:
    told = captions(conversation(Utterance("u1", None, TimeSpan(0, 20_000), "mười chữ " * 20)))
    assert told[0].span.start_ms == 0
    assert told[-1].span.end_ms == 20_000
    assert all(a.span.end_ms <= b.span.start_ms for a, b in pairwise(told))


def test_a_word_that_is_too_long_stands_alone() -> None:
    long = "x" * 60
    (caption,) = captions(conversation(said("u1", None, 0, f"{long} ngắn")))
    assert caption.lines == (long, "ngắn")


def test_line_breaks_inside_a_text_do_not_break_the_file() -> None:
    meeting = conversation(Utterance("u1", None, TimeSpan(0, 1_000), "một\n\nhai"))
    assert render_text(meeting) == "[00:00:00] một hai\n"
    assert "một hai" in render_markdown(meeting)


def test_times_over_an_hour() -> None:
    assert "01:01:01,250 --> " in render_srt(conversation(said("u1", None, 3_661_250, "chào")))


@given(
    st.lists(st.text("abđễ.", min_size=1, max_size=30), min_size=1, max_size=60),
    st.sampled_from([None, "Chị Hoa", "SPEAKER_00"]),
    st.integers(1, 900),
)
def test_captions_keep_every_word_in_lines_that_fit(words: list[str], speaker: str | None, ms_per_word: int) -> None:
    told = captions(conversation(said("u1", speaker, 0, " ".join(words), ms_per_word=max(60, ms_per_word))))
    label = "" if speaker is None else f"{speaker}: "
    assert [word for caption in told for word in " ".join(caption.lines).removeprefix(label).split()] == words
    for caption in told:
        assert 1 <= len(caption.lines) <= 2
        assert all(len(line) <= LINE_CHARACTERS for line in caption.lines)
