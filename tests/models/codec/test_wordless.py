"""Speech without words survives being kept; what was kept before it existed is still read."""

from models.codec import (
    conversation_from_json,
    conversation_to_json,
    dump_json,
    load_json,
    transcript_from_json,
    transcript_to_json,
)
from models.conversation import Conversation
from models.span import TimeSpan
from models.transcript import Transcript

WORDLESS = (TimeSpan(1_000, 3_500),)


def test_a_transcript_keeps_it() -> None:
    transcript = Transcript((), "und", 10_000, WORDLESS)
    assert transcript_from_json(load_json(dump_json(transcript_to_json(transcript)), "t")) == transcript


def test_a_conversation_keeps_it() -> None:
    conversation = Conversation("họp", "vi", (), None, "Asia/Ho_Chi_Minh", wordless=WORDLESS)
    assert conversation_from_json(load_json(dump_json(conversation_to_json(conversation)), "c")) == conversation


def test_older_files_have_none_and_stay_the_same_bytes() -> None:
    told = transcript_to_json(Transcript((), "und", 10_000))
    assert "speech_without_words" not in told
    assert transcript_from_json(load_json(dump_json(told), "t")).wordless == ()
