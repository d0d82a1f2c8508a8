"""The trained judge: what ships was trained as it says, and holds on meetings nobody trained or tuned on."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from api.flows.steps import extract_step
from models.conversation import Conversation, Utterance
from models.span import TimeSpan
from scheduling.extractors import load_extractor
from scheduling.extractors.rules.assessor import SHORTEST, Assessor
from scheduling.extractors.rules.conversations import understand
from scheduling.extractors.rules.handout import LONG_MEETING
from scheduling.extractors.rules.judge import Head, Judge, load_judge
from scheduling.extractors.training.gold import read_gold_folder
from scheduling.extractors.training.train_judge import LESSONS, best_threshold
from scheduling.protocol import ExtractContext
from scheduling.score import Agreement, score_findings

HEADS = {"gathering", "meeting", "nucleus", "task", "decision", "owner", "due", "start"}


@pytest.fixture(scope="module")
def corpus() -> Path:
    return Path(__file__).parents[3] / "corpus"


def test_every_question_the_rules_ask_has_its_head() -> None:
    assert set(load_judge().heads) == HEADS
    assert {lesson.head for lesson in LESSONS} == HEADS


def test_no_meeting_is_both_trained_and_held_out(corpus: Path) -> None:
    trained = {path.name for path in (corpus / "meetings").iterdir()}
    held_out = {path.name for path in (corpus / "held_meetings").iterdir()}
    assert len(trained) >= 40
    assert len(held_out) >= 9
    assert not trained & held_out


def test_meetings_that_nobody_trained_or_tuned_on_are_understood(corpus: Path) -> None:
    """The floors are a little below what was measured when the judge was trained."""
    extractor = load_extractor("rules")
    agreement = Agreement()
    for source, wanted in read_gold_folder(corpus / "held_meetings"):
        assert isinstance(source, Conversation)
        agreement += score_findings(wanted, extract_step(source, extractor))
    assert agreement.of("task").f1 >= 0.70
    assert agreement.of("decision").f1 >= 0.54
    assert agreement.of("meeting").f1 >= 0.71
    assert agreement.dues.value >= 0.67
    assert agreement.owners.value >= 0.71
    assert agreement.starts.value >= 0.67


def test_short_talk_and_long_english_meetings_are_left_to_the_rules() -> None:
    assert left_to_rules(SHORTEST - 1, "vi")
    assert not left_to_rules(SHORTEST, "vi")
    assert not left_to_rules(LONG_MEETING, "vi")
    assert left_to_rules(LONG_MEETING, "en")
    assert not left_to_rules(LONG_MEETING - 1, "en")


def left_to_rules(count: int, language: str) -> bool:
    said = tuple(Utterance(f"u{n}", "A", TimeSpan(n, n + 1), "xin chào") for n in range(count))
    moment = datetime(2026, 10, 5, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    conversation = Conversation("test", language, said, moment, "Asia/Ho_Chi_Minh")
    context = ExtractContext(moment, "Asia/Ho_Chi_Minh", (language,))
    reading, _ = understand(conversation, context)
    return Assessor(reading, load_judge()).by_rules


def test_signs_are_weighed_against_the_threshold() -> None:
    judge = Judge({"task": Head(-1.0, 0.5, {"order": 2.0, "asks": -1.0})})
    assert judge.margin("task", {"order": 1.0}) == pytest.approx(0.5)
    assert judge.margin("task", {"order": 1.0, "asks": 1.0, "unheard": 1.0}) == pytest.approx(-0.5)


def test_an_answer_given_twice_outweighs_one_that_is_a_little_likelier() -> None:
    judge = Judge({"due": Head(0.0, 0.0, {"a": 1.0, "b": 1.2})})
    answers = [("friday", "a"), ("monday", "b"), ("friday", "a")]
    assert judge.choose("due", answers, lambda c: c[0], lambda c: {c[1]: 1.0}) is answers[2]


@pytest.mark.parametrize(
    ("scores", "wanted", "taken"),
    [
        ([(2.0, True), (1.0, True), (0.0, False), (-1.0, False)], 2, 2),
        ([(2.0, False), (1.0, True)], 1, 2),
        ([(2.0, True), (1.0, False), (0.0, True)], 2, 3),
    ],
)
def test_the_threshold_is_the_one_of_best_f1(scores: list[tuple[float, bool]], wanted: int, taken: int) -> None:
    threshold = best_threshold(scores, wanted)
    assert sum(score > threshold for score, _ in scores) == taken
