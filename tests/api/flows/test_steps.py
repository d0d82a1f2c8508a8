"""The steps that server and command line share."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from api.bootstrap import build_engines
from api.flows.steps import attribute_step, diarize_step, extract_step, find_speech_step, plan_pieces, transcribe_step
from api.settings import Settings
from diarize.protocol import DiarizeOptions
from models.audio import Audio
from models.conversation import Conversation, Document
from models.errors import UserError
from models.findings import Findings
from models.run import Fingerprint
from models.span import TimeSpan
from models.transcript import Segment, Transcript, Word
from scheduling.protocol import ExtractContext
from transcribe.protocol import TranscribeOptions
from transcribe.spool import decoded_once

EIGHT = datetime(2026, 3, 12, 8, tzinfo=UTC)


class Asking:
    """Keeps the context it was given."""

    fingerprint = Fingerprint("asking", "1")
    context: ExtractContext

    def extract(self, source: Conversation | Document, context: ExtractContext) -> Findings:
        self.context = context
        return Findings(source.id, ())


def test_a_recording_goes_through_all_steps(clip: Path, settings: Settings) -> None:
    engines = build_engines(settings)
    assert engines.diarizer is not None
    told: list[float] = []
    with decoded_once(clip) as sound:
        speech = find_speech_step(sound, told.append)
        assert plan_pieces(speech, 12_000)[0].start_ms == speech[0].start_ms
        transcript = transcribe_step(sound, 12_000, speech, engines.transcriber, TranscribeOptions(), told.append)
        assert transcript.duration_ms == 12_000
        diarization = diarize_step(sound, speech, engines.diarizer, DiarizeOptions())
    conversation = attribute_step(transcript, diarization, id="c", recorded_at=EIGHT, zone="Asia/Ho_Chi_Minh")
    assert [word for utterance in conversation.utterances for word in utterance.words] == list(transcript.words)
    assert conversation.speakers == ("SPEAKER_00", "SPEAKER_01")
    assert len(extract_step(conversation, engines.extractor).items) == 3
    assert all(0 <= fraction <= 1 for fraction in told)
    assert told[-1] == 1.0


def test_numbers_are_written_in_figures_and_what_was_heard_is_kept() -> None:
    words = tuple(
        Word(text, TimeSpan(300 * n, 300 * n + 300)) for n, text in enumerate(["họp", "lúc", "mười", "bốn", "giờ"])
    )
    heard = Transcript((Segment(words, "vi"),), "vi", 2_000)
    (said,) = attribute_step(heard, None, id="c", recorded_at=EIGHT, zone="Asia/Ho_Chi_Minh").utterances
    assert said.text == "họp lúc 14 giờ"
    assert " ".join(word.as_heard for word in said.words) == heard.segments[0].text


def test_silence_gives_no_words_and_no_error(settings: Settings) -> None:
    engines = build_engines(settings, diarize=False)
    assert engines.diarizer is None
    silence = Audio(np.zeros(12_000 * 16, np.float32))
    assert transcribe_step(silence, 12_000, (), engines.transcriber, TranscribeOptions()).words == ()


def test_pieces_are_heard_one_by_one_and_keep_their_place(
    clip: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    pieces = (TimeSpan(0, 5_000), TimeSpan(6_000, 12_000))
    monkeypatch.setattr("api.flows.steps.plan_pieces", lambda _speech, _duration_ms: pieces)
    told: list[float] = []
    transcriber = build_engines(settings, diarize=False).transcriber
    with decoded_once(clip) as sound:
        speech = (TimeSpan(0, 12_000),)
        transcript = transcribe_step(sound, 12_000, speech, transcriber, TranscribeOptions(), told.append)
    assert next(word.text for word in transcript.words if word.span.start_ms >= 6_000) == "w0"
    assert told == sorted(told)


def test_without_a_reference_time_tomorrow_has_no_meaning() -> None:
    conversation = Conversation("họp", "vi", (), None, "Asia/Ho_Chi_Minh")
    with pytest.raises(UserError) as refused:
        extract_step(conversation, Asking())
    assert (refused.value.code, refused.value.arguments) == ("source.no_reference_time", {"name": "họp"})


@pytest.mark.parametrize(
    ("language", "grammars"), [("vi", ("vi", "en")), ("en", ("en",)), ("mixed", ("vi", "en")), ("und", ("vi", "en"))]
)
def test_the_grammars_follow_the_language(language: str, grammars: tuple[str, ...]) -> None:
    asking = Asking()
    extract_step(Document("d", language, "…", EIGHT, "Asia/Ho_Chi_Minh", ("Văn phòng",)), asking)
    assert asking.context.languages == grammars
    assert asking.context.reference_time == EIGHT
    assert [department.name for department in asking.context.departments] == ["Văn phòng"]
