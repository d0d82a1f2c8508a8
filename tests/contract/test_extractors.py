"""What every extractor promises, its twin included."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from models.codec import conversation_from_json, findings_from_json, findings_to_json, load_json
from models.codec.shape import Json
from models.conversation import Conversation
from models.directory import Department
from models.errors import UserError
from models.findings import ActionItem, Finding, Findings, PlannedMeeting
from scheduling.extractors import EXTRACTORS, LlmOptions, load_extractor
from scheduling.protocol import ExtractContext, Extractor
from tests.model_server import ModelServer


@pytest.fixture(scope="module")
def conversation(samples: Path) -> Conversation:
    path = samples / "hop_giao_ban.json"
    return conversation_from_json(load_json(path.read_bytes(), path.name))


@pytest.fixture(scope="module")
def context(conversation: Conversation) -> ExtractContext:
    assert conversation.recorded_at is not None
    units = tuple(Department(name) for name in conversation.departments)
    return ExtractContext(conversation.recorded_at, conversation.zone, ("vi",), conversation.participants, units)


@pytest.fixture(params=EXTRACTORS)
def extractor(
    request: pytest.FixtureRequest,
    conversation: Conversation,
    context: ExtractContext,
    tmp_path: Path,
    model: ModelServer,
) -> Extractor:
    """The scripted one replays what the rules find, and the model claims it."""
    script = tmp_path / "findings.json"
    prepared = load_extractor("rules").extract(conversation, context)
    script.write_text(json.dumps(findings_to_json(prepared), ensure_ascii=False), encoding="utf-8")
    model.reply = lambda _question: [_claim(item) for item in prepared.items]
    return load_extractor(request.param, script=script, llm=LlmOptions(model.url, "any"))


def _claim(item: Finding) -> Json:
    claim = {"kind": item.kind, "text": item.text}
    claim["quotes"] = [{"line": evidence.utterance, "text": evidence.quote} for evidence in item.evidence]
    match item:
        case ActionItem():
            return {**claim, "owners": list(item.owners), "when": item.due.phrase if item.due else None}
        case PlannedMeeting():
            return {**claim, "when": item.phrase, "place": item.place, "participants": list(item.participants)}
        case _:
            return claim


@pytest.fixture
def findings(extractor: Extractor, conversation: Conversation, context: ExtractContext) -> Findings:
    return extractor.extract(conversation, context)


def test_findings_carry_the_id_of_their_source(findings: Findings, conversation: Conversation) -> None:
    assert findings.source_id == conversation.id


def test_every_kind_of_finding_is_found_in_the_sample(findings: Findings) -> None:
    assert {item.kind for item in findings.items} == {"decision", "task", "meeting"}


def test_evidence_quotes_the_utterance_it_names_letter_for_letter(
    findings: Findings, conversation: Conversation
) -> None:
    said = {utterance.id: utterance for utterance in conversation.utterances}
    for item in findings.items:
        assert 1 <= len(item.evidence) <= 12
        for evidence in item.evidence:
            assert evidence.quote
            assert evidence.quote in said[evidence.utterance].text
            assert evidence.span == said[evidence.utterance].span


def test_findings_come_in_the_order_of_their_first_evidence(findings: Findings, conversation: Conversation) -> None:
    place = {utterance.id: index for index, utterance in enumerate(conversation.utterances)}
    first = [place[item.evidence[0].utterance] for item in findings.items]
    assert first == sorted(first)


def test_moments_with_an_hour_know_their_zone(findings: Findings) -> None:
    for item in findings.items:
        moments = [item.due.value] if item.kind == "task" and item.due else []
        moments += [item.start, item.end] if item.kind == "meeting" else []
        assert all(moment.tzinfo is not None for moment in moments if isinstance(moment, datetime))


def test_the_same_source_gives_the_same_findings(
    extractor: Extractor, conversation: Conversation, context: ExtractContext
) -> None:
    assert extractor.extract(conversation, context) == extractor.extract(conversation, context)


def test_findings_survive_being_written_and_read(findings: Findings) -> None:
    written = json.dumps(findings_to_json(findings), ensure_ascii=False)
    assert findings_to_json(findings_from_json(load_json(written, "findings"))) == findings_to_json(findings)


def test_the_fingerprint_names_engine_and_version(extractor: Extractor) -> None:
    assert extractor.fingerprint.engine in EXTRACTORS
    assert extractor.fingerprint.version
    assert extractor.fingerprint.digest == extractor.fingerprint.digest


def test_an_unknown_extractor_is_refused_by_name() -> None:
    with pytest.raises(UserError, match=r"extractor\.unknown"):
        load_extractor("oracle")


def test_the_scripted_extractor_needs_its_script(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"extractor\.no_script"):
        load_extractor("scripted")
    with pytest.raises(UserError, match=r"extractor\.script_unreadable"):
        load_extractor("scripted", script=tmp_path / "absent.json")
