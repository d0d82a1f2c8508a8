"""Long, strange and empty input: quick answers, never a hang."""

import random
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from api.flows.steps import extract_step
from models.codec import conversation_from_json, load_json
from models.conversation import Conversation
from models.findings import Findings
from scheduling.extractors import load_extractor
from scheduling.extractors.rules.clauses import split_sentences
from scheduling.extractors.rules.grammar import LANGUAGES, load_grammar
from scheduling.extractors.rules.text import lower, tidy
from scheduling.extractors.training.gold import read_gold

Converse = Callable[..., Findings]


def test_ten_thousand_words_take_less_than_four_seconds(converse: Converse, samples: Path) -> None:
    sample = conversation_from_json(load_json((samples / "hop_giao_ban.json").read_bytes(), "sample"))
    lines = [(u.speaker, u.text) for u in sample.utterances]
    many = lines * (1 + 10_000 // sum(len(text.split()) for _, text in lines))
    begun = time.process_time()
    converse(*many, people=sample.participants, departments=sample.departments)
    assert time.process_time() - begun < 4


def test_one_endless_utterance_is_read_too(converse: Converse) -> None:
    begun = time.process_time()
    converse(("SPEAKER_00", "anh tuấn gửi báo cáo trước thứ sáu nhé " * 1200))
    assert time.process_time() - begun < 8


def test_no_words_no_speaker_one_word(converse: Converse) -> None:
    assert converse().items == ()
    assert converse((None, "dạ")).items == ()
    assert converse((None, " ")).items == ()


def test_no_cue_can_be_made_to_hang() -> None:
    grammar = load_grammar(LANGUAGES)
    chance = random.Random(5)
    words = ["từ", "ngày", "được", "không", "anh", "em", "và", "rồi", ",", ".", "17", "trước", "a", "to", "will"]
    for _ in range(60):
        text = " ".join(chance.choice(words) for _ in range(400))
        for name, cue in grammar.cues.items():
            begun = time.process_time()
            cue.search(text)
            assert time.process_time() - begun < 0.05, name


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_split_and_lowered_letter_for_letter(text: str) -> None:
    tidied = tidy(text)
    assert len(lower(tidied)) == len(tidied)
    assert " ".join(split_sentences(tidied)).split() == tidied.split()


def test_a_meeting_four_times_as_long_takes_about_four_times_as_long(samples: Path) -> None:
    """With all that is found in it: what is looked for around an item does not grow with the meeting."""
    once, _ = read_gold(samples.parent / "corpus" / "meetings" / "vi-w501.txt")
    assert isinstance(once, Conversation)
    short, long = (_seconds(_repeated(once, times)) for times in (8, 32))
    assert long < 7 * short


def _repeated(once: Conversation, times: int) -> Conversation:
    said = [replace(u, id=f"{u.id}-{n}", text=f"{u.text} {n}") for n in range(times) for u in once.utterances]
    return replace(once, utterances=tuple(said))


def _seconds(conversation: Conversation) -> float:
    begun = time.process_time()
    extract_step(conversation, load_extractor("rules"))
    return time.process_time() - begun
