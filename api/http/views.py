"""Values as the JSON we show."""

from datetime import date, timedelta
from typing import Any

from api.errors import notices_of, receipt_error, stored_error
from api.flows.voices import SpeakerEntry
from api.http import schemas
from api.i18n import LOCALES, Locale, explain
from api.store.entries import ProfileEntry, RecordingEntry
from diarize.protocol import DiarizeOptions
from models.account import Account, FeedLink
from models.agenda import CalendarEvent, Task
from models.codec import finding_to_json
from models.errors import ThukyError
from models.review import Proposal, Verdict
from models.run import StepRecord
from models.upload import Upload


def person_out(person: Account) -> schemas.PersonOut:
    return schemas.PersonOut(id=person.id, name=person.name, role=person.role.value)


def recording_out(entry: RecordingEntry, locale: Locale) -> schemas.RecordingOut:
    recording, run = entry.recording, entry.run
    return schemas.RecordingOut(
        id=recording.id,
        title=recording.title,
        file_name=recording.file_name,
        sha256=recording.sha256,
        size_bytes=recording.size_bytes,
        duration=recording.duration_ms / 1000,
        recorded_at=recording.recorded_at.isoformat(),
        timezone=recording.zone,
        language=recording.language,
        speakers=str(DiarizeOptions(recording.min_speakers, recording.max_speakers)),
        same_people_as=recording.same_people_as,
        level=recording.level.value,
        owner=recording.owner,
        created_at=recording.created_at.isoformat(),
        state=run.state,
        progress=round(run.progress, 4),
        attempts=run.attempts,
        error=_trouble(stored_error(run), locale),
        notices=[_told(notice, locale) for notice in notices_of(entry)],
        steps=[_step_out(step, locale) for step in run.steps],
    )


def upload_out(upload: Upload, kept_days: int, locale: Locale) -> schemas.UploadOut:
    receipt = upload.receipt
    return schemas.UploadOut(
        id=upload.id,
        file_name=upload.details["file_name"],
        size_bytes=upload.size_bytes,
        received_bytes=upload.received_bytes,
        state=upload.state,
        sha256_expected=upload.sha256_expected,
        sha256=upload.sha256,
        recording=None if receipt is None else receipt.recording_id,
        is_new=receipt is not None and receipt.is_new,
        error=_trouble(receipt_error(upload), locale),
        created_at=upload.created_at.isoformat(),
        expires_at=(upload.touched_at + timedelta(days=kept_days)).isoformat(),
    )


def proposal_out(proposal: Proposal) -> schemas.ProposalOut:
    told: dict[str, Any] = finding_to_json(proposal.finding)
    told["evidence"] = told.pop("quotes")
    return schemas.ProposalOut(
        id=proposal.id,
        recording=proposal.recording_id,
        state=proposal.state.value,
        verdicts=[_verdict_out(verdict) for verdict in proposal.verdicts],
        changes=proposal.changes,
        **told,
    )


def task_out(task: Task) -> schemas.TaskOut:
    return schemas.TaskOut(
        id=task.id,
        uid=task.uid,
        text=task.text,
        owners=list(task.owners),
        due=_civil(task.due),
        timezone=task.zone,
        status=task.status,
        sequence=task.sequence,
        created_at=task.created_at.isoformat(),
        revised_at=task.revised_at.isoformat(),
        recording=task.recording_id,
    )


def event_out(event: CalendarEvent) -> schemas.EventOut:
    return schemas.EventOut(
        id=event.id,
        uid=event.uid,
        title=event.title,
        start=event.start.isoformat(),
        end=_civil(event.end),
        timezone=event.zone,
        place=event.place,
        participants=list(event.participants),
        rrule=event.rrule,
        status=event.status,
        sequence=event.sequence,
        created_at=event.created_at.isoformat(),
        revised_at=event.revised_at.isoformat(),
        recording=event.recording_id,
    )


def feed_out(link: FeedLink) -> schemas.FeedOut:
    return schemas.FeedOut(id=link.id, scope=link.scope, created_at=link.created_at.isoformat())


def speaker_out(entry: SpeakerEntry) -> schemas.SpeakerOut:
    named, match = entry.named, entry.match
    return schemas.SpeakerOut(
        label=entry.label,
        speech=entry.speech_ms / 1000,
        named=None
        if named is None
        else schemas.SpeakerName(
            person=named.person_id,
            name=named.name,
            by=named.by,
            at=named.at.isoformat(),
            voice_kept=named.voice_kept,
        ),
        match=None
        if match is None
        else schemas.SpeakerMatch(
            likeness=match.likeness,
            person=match.person_id,
            name=match.name,
            similarity=match.similarity,
            doubt=match.doubt,
        ),
    )


def profile_out(entry: ProfileEntry) -> schemas.VoiceOut:
    return schemas.VoiceOut(
        person=entry.person_id,
        name=entry.name,
        consent_by=entry.consent.by,
        consent_at=entry.consent.at.isoformat(),
        shares=len(entry.shares),
        speech=entry.speech_ms / 1000,
    )


def _trouble(error: ThukyError | None, locale: Locale) -> schemas.Trouble | None:
    return None if error is None else _told(error, locale)


def _told(error: ThukyError, locale: Locale) -> schemas.Trouble:
    messages = {each: explain(error, each) for each in LOCALES}
    return schemas.Trouble(code=error.code, detail=messages[locale], messages=messages)


def _step_out(step: StepRecord, locale: Locale) -> schemas.StepOut:
    return schemas.StepOut(
        name=step.name,
        state=step.state,
        started_at=step.started_at.isoformat(),
        ended_at=step.ended_at.isoformat() if step.ended_at is not None else None,
        error=_trouble(stored_error(step), locale),
    )


def _verdict_out(verdict: Verdict) -> schemas.VerdictOut:
    return schemas.VerdictOut(
        verdict=verdict.kind, by=verdict.by, at=verdict.at.isoformat(), changed=list(verdict.changed)
    )


def _civil(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
