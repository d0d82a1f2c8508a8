"""A recording arrives."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from api.flows.same_people import former_voices
from api.flows.services import Services
from api.store.blobs import ReceivedFile
from diarize.protocol import DiarizeOptions, parse_speakers
from models.account import Account
from models.errors import UserError
from models.recording import Level, Recording

LANGUAGES = ("auto", "vi", "en")
LONGEST_HOURS = 24
"""Silence packs well: a small file can hold more hours than a machine has memory for."""


@dataclass(frozen=True, slots=True)
class RecordingDetails:
    """What the person said about the file; texts as typed, empty ones mean "find out"."""

    file_name: str
    title: str = ""
    recorded_at: str = ""
    language: str = ""
    speakers: str = ""


def plain_name(text: str) -> str:
    """A file's name as somebody gave it, without folders and on one line, at most 300 characters."""
    printable = "".join(char if char.isprintable() else " " for char in text)
    return printable.replace("\\", "/").rpartition("/")[2].strip()[:300]


def check_details(services: Services, details: RecordingDetails) -> None:
    """Whether they make sense, asked before a file is sent.

    Raises:
        UserError: ``recording.*``, ``speakers.*``.
    """
    if (details.language or "auto") not in LANGUAGES:
        raise UserError("recording.language", language=details.language, languages=", ".join(LANGUAGES))
    parse_speakers(details.speakers)
    _said_at(services, details)


def accept_recording(
    services: Services,
    person: Account,
    received: ReceivedFile,
    details: RecordingDetails,
    upload_id: str | None = None,
) -> tuple[str, bool]:
    """Keep a recording and queue its processing; its id, and whether it is new.

    The same bytes again, from anybody, are the same recording; whoever brings them holds it, too. An original
    that was lost is back with them. The upload that brought it, if it came by one, gets its receipt in the very
    transaction that stores the recording.

    Raises:
        UserError: ``recording.*``, ``speakers.*`` when the details make no sense; ``audio.*`` when the file cannot be
            heard.
        TransientError: ``storage.*`` when it cannot be kept now.
    """
    from transcribe.decode import probe_audio

    check_details(services, details)
    speakers = parse_speakers(details.speakers)
    now = services.clock()
    said_at = _said_at(services, details)
    with services.database.reading() as uow:
        known = uow.recordings.find_by_sha256(received.sha256)
        is_first = uow.recordings.is_empty()
    if not is_first:
        services.blobs.originals.check()  # never beside the place that is away for the moment
    if known is not None:
        services.blobs.keep(received)
        with services.database.writing() as uow:
            uow.recordings.add_holder(known.id, person.id, now)
            if upload_id is not None:
                uow.uploads.keep(upload_id, known.id, False, now)
        return known.id, False
    facts = probe_audio(received.path)
    if facts.duration_ms > LONGEST_HOURS * 3_600_000:
        raise UserError("recording.too_long", hours=LONGEST_HOURS)
    file_name = unicodedata.normalize("NFC", details.file_name)
    recording = Recording(
        id=services.new_id(),
        title=unicodedata.normalize("NFC", details.title.strip())[:500] or Path(file_name).stem or file_name,
        file_name=file_name,
        sha256=received.sha256,
        size_bytes=received.size_bytes,
        duration_ms=facts.duration_ms,
        recorded_at=said_at or facts.recorded_at or now,
        zone=services.settings.zone,
        language=details.language or "auto",
        level=Level.INTERNAL,
        owner=person.id,
        created_at=now,
        is_time_known=said_at is not None or facts.recorded_at is not None,
        min_speakers=speakers.min_speakers,
        max_speakers=speakers.max_speakers,
    )
    services.blobs.keep(received)
    with services.database.writing() as uow:
        kept = uow.recordings.add(recording)
        is_new = kept == recording.id
        if is_new:
            run_id = services.new_id()
            uow.runs.add(run_id, recording.id, now, services.queue.version)
            services.queue.enqueue(uow.connection, run_id, recording.id, person.id)
        if upload_id is not None:
            uow.uploads.keep(upload_id, kept, is_new, now)
    return kept, is_new


def process_again(
    services: Services,
    recording_id: str,
    speakers: DiarizeOptions | None = None,
    same_people_as: str | None = None,
) -> None:
    """Queue another run; what is finished is reused, what people decided stays.

    ``speakers`` is how many people speak by the reviewer's word, from now on, or the same people do as in the
    recording ``same_people_as``; both None leave what was said before.

    Raises:
        UserError: ``thing.absent``, ``recording.in_work``; ``speakers.no_voices`` where nobody is known to speak.
    """
    with services.database.writing() as uow:
        recording = uow.recordings.get(recording_id)
        latest = uow.runs.latest(recording_id)
        if recording is None or latest is None:
            raise UserError("thing.absent")
        if latest.state in ("queued", "processing"):
            raise UserError("recording.in_work")
        if same_people_as is not None:
            if same_people_as == recording_id or former_voices(uow, same_people_as) is None:
                raise UserError("speakers.no_voices")
            uow.recordings.set_speakers(recording_id, None, None, same_people_as)
        elif speakers is not None:
            uow.recordings.set_speakers(recording_id, speakers.min_speakers, speakers.max_speakers)
        run_id = services.new_id()
        uow.runs.add(run_id, recording_id, services.clock(), services.queue.version)
        services.queue.enqueue(uow.connection, run_id, recording_id, recording.owner)


def _said_at(services: Services, details: RecordingDetails) -> datetime | None:
    return _moment(details.recorded_at, services.settings.zone) if details.recorded_at else None


def cancel_processing(services: Services, person: Account, recording_id: str) -> None:
    """Nobody works on the recording any more, within seconds; what is finished is kept and it can be run again.

    Raises:
        UserError: ``thing.absent``, ``recording.not_in_work``.
    """
    with services.database.writing() as uow:
        latest = uow.runs.latest(recording_id)
        if latest is None:
            raise UserError("thing.absent")
        if latest.state not in ("queued", "processing"):
            raise UserError("recording.not_in_work")
        uow.runs.fail(latest.id, UserError("job.cancelled", name=person.name))
        services.queue.cancel(uow.connection, latest.id)


def _moment(text: str, zone: str) -> datetime:
    """ISO 8601; without an offset it is read in ``zone``."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise UserError("recording.recorded_at", value=text[:40]) from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(zone))
    if not 1900 <= moment.year <= 2200:
        raise UserError("recording.recorded_at", value=text[:40])
    return moment
