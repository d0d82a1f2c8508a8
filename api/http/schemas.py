"""The shapes of requests and answers. Times inside a recording are seconds; moments are ISO 8601."""

import json
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, field_validator

Moment = Annotated[str, Field(description="ISO 8601 date-time with offset", examples=["2026-03-12T08:00:00+07:00"])]
CivilText = Annotated[
    str, Field(description="ISO 8601: a date for a whole day, a date-time with offset when the hour is known")
]

SPEAKERS = 'how many people speak: "4", "2-5", or "auto" to find out'


class Answer(BaseModel):
    model_config = ConfigDict(frozen=True)


class Trouble(Answer):
    """What went wrong: ``code`` for programs, ``detail`` in the asker's language, ``messages`` in both."""

    code: str
    detail: str
    messages: dict[Literal["vi", "en"], str]


class Problem(Trouble):
    """RFC 9457 problem details."""

    type: str
    title: str
    status: int


class Mistake(Answer):
    """``place`` is the path of the value that is wrong."""

    place: str
    value: str
    message: str


class ShapeProblem(Problem):
    errors: list[Mistake] = []


class SignIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    username: str = Field(max_length=1000)
    password: str = Field(max_length=10_000)


class PersonOut(Answer):
    id: str
    name: str
    role: Literal["admin", "secretary", "staff"]


class StepOut(Answer):
    name: str
    state: Literal["running", "done", "failed", "skipped"]
    started_at: Moment
    ended_at: Moment | None
    error: Trouble | None


class ProgressOut(Answer):
    """``text`` says the same in words; ``seconds_left`` is null while too little was measured to say."""

    state: Literal["queued", "processing", "ready", "failed"]
    progress: float
    step: str | None
    seconds_left: int | None
    text: str


class RecordingOut(Answer):
    """``error`` says why processing failed; ``notices`` what is missing although it went on."""

    id: str
    title: str
    file_name: str
    sha256: str
    size_bytes: int
    duration: float = Field(description="seconds")
    recorded_at: Moment
    timezone: str
    language: str
    speakers: str = Field(description=SPEAKERS)
    same_people_as: str | None = Field(description="id of a recording in which the same people speak")
    level: Literal["public", "internal", "confidential"]
    owner: str
    created_at: Moment
    state: Literal["queued", "processing", "ready", "failed"]
    progress: float = Field(ge=0, le=1)
    attempts: int
    error: Trouble | None
    notices: list[Trouble]
    steps: list[StepOut]


class RunIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    speakers: str | None = Field(default=None, max_length=40, description=f"{SPEAKERS}; as before when not given")
    same_people_as: str | None = Field(
        default=None,
        max_length=32,
        description="id of a recording in which the same people speak; goes before speakers",
    )


class RecordingList(Answer):
    items: list[RecordingOut]


class UploadOut(Answer):
    """``received``: all bytes are here, but nothing came of them yet. ``sha256`` is of the bytes as they are on the
    disk; ``error`` says why an upload was refused."""

    id: str
    file_name: str
    size_bytes: int
    received_bytes: int
    state: Literal["receiving", "received", "kept", "refused"]
    sha256_expected: str | None = Field(description="what the sender said beforehand")
    sha256: str | None
    recording: str | None
    is_new: bool = Field(description="false where these bytes were known before")
    error: Trouble | None
    created_at: Moment
    expires_at: Moment = Field(description="forgotten then, unless it goes on")


class UploadList(Answer):
    items: list[UploadOut]


class EvidenceOut(Answer):
    """``start`` and ``end`` are seconds in the recording; null for a line of a document."""

    utterance: str
    quote: str
    start: float | None = None
    end: float | None = None


class VerdictOut(Answer):
    verdict: Literal["approve", "reject"]
    by: str
    at: Moment
    changed: list[str]


class ProposalOut(Answer):
    """Which members there are depends on ``kind``, as in the JSON of ``thuky extract``."""

    model_config = ConfigDict(frozen=True, extra="allow")

    id: str
    recording: str
    kind: Literal["decision", "task", "meeting"]
    state: Literal["proposed", "approved", "rejected"]
    confidence: float
    doubts: list[str]
    evidence: list[EvidenceOut]
    verdicts: list[VerdictOut]
    changes: str | None = Field(default=None, description="id of the task or event that approval changes")


class ProposalList(Answer):
    items: list[ProposalOut]


class VerdictIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    verdict: Literal["approve", "reject"]
    edits: dict[str, JsonValue] = Field(default_factory=dict, description="members of the proposal to change first")

    @field_validator("edits")
    @classmethod
    def _is_unicode(cls, edits: dict[str, JsonValue]) -> dict[str, JsonValue]:
        """JSON can spell half a character (``\\ud800``), which is no text: encoding it fails."""
        json.dumps(edits, ensure_ascii=False).encode()
        return edits


class TaskOut(Answer):
    id: str
    uid: str
    text: str
    owners: list[str]
    due: CivilText | None
    timezone: str
    status: Literal["open", "done", "cancelled"]
    sequence: int
    created_at: Moment
    revised_at: Moment
    recording: str | None


class TaskList(Answer):
    items: list[TaskOut]


class EventOut(Answer):
    """``end`` is exclusive."""

    id: str
    uid: str
    title: str
    start: CivilText
    end: CivilText | None
    timezone: str
    place: str | None
    participants: list[str]
    rrule: str | None
    status: Literal["confirmed", "cancelled"]
    sequence: int
    created_at: Moment
    revised_at: Moment
    recording: str | None


class EventList(Answer):
    items: list[EventOut]


class DecidedOut(Answer):
    """The proposal as it stands, and what it became."""

    proposal: ProposalOut
    task: TaskOut | None
    event: EventOut | None


class FeedIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    scope: str = Field(default="me", max_length=100)


class FeedOut(Answer):
    id: str
    scope: str
    created_at: Moment


class FeedMade(FeedOut):
    """``url`` is shown this once."""

    url: str


class FeedList(Answer):
    items: list[FeedOut]


class SpeakerNameIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(max_length=1000, description="full name; a person of that name is made when there is none")
    keep_voice: bool = Field(default=False, description="this person has agreed that their voice is kept")


class SpeakerName(Answer):
    """Whose word it is that a voice is this person, and whether it gave to their voice profile."""

    person: str
    name: str
    by: str
    at: Moment
    voice_kept: bool


class SpeakerMatch(Answer):
    """Whom a voice is like. ``similarity`` is a cosine; ``doubt`` tells why a person has to be asked."""

    likeness: Literal["same", "unsure", "not"]
    person: str | None
    name: str | None
    similarity: float
    doubt: Literal["unlike", "close", "alike", "called", "short"] | None


class SpeakerOut(Answer):
    label: str
    speech: float = Field(description="seconds")
    named: SpeakerName | None
    match: SpeakerMatch | None


class SpeakerList(Answer):
    items: list[SpeakerOut]


class VoiceOut(Answer):
    """A voice profile: whose, by whose record of their consent, and from how much speech. Never the voice itself."""

    person: str
    name: str
    consent_by: str
    consent_at: Moment
    shares: int
    speech: float = Field(description="seconds")


class VoiceList(Answer):
    items: list[VoiceOut]


class Health(Answer):
    status: Literal["ok"]
