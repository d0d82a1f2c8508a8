"""A recording becomes a transcript, a conversation, findings, proposals."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from api.flows.bench import Bench
from api.flows.carry import carry_names, relabel_proposals
from api.flows.kept import (
    CONVERSATION,
    DIARIZATION,
    FINDINGS,
    HEARD,
    MATCHES,
    SPEECH,
    TRANSCRIPT,
    derive,
    piece_fingerprint,
    speech_fingerprint,
)
from api.flows.same_people import former_voices
from api.flows.services import Engines, Services
from api.flows.steps import (
    attribute_step,
    diarize_step,
    extract_step,
    find_speech_step,
    join_pieces_step,
    match_voices_step,
    names_step,
    plan_pieces,
    transcribe_piece_step,
)
from api.flows.voices import known_voices, names_of, people_of, profiles
from api.jobs import Lease
from api.store.unit_of_work import UnitOfWork
from diarize.protocol import DiarizeOptions, Diarizer
from models.codec import dump_json
from models.conversation import Conversation
from models.diarization import Diarization
from models.errors import EngineError, ThukyError, UserError
from models.findings import Findings
from models.recording import Recording
from models.run import Fingerprint
from models.span import TimeSpan
from models.transcript import Transcript
from scheduling.extractors import OUT_OF_REACH
from scheduling.protocol import Extractor
from transcribe.protocol import TranscribeOptions, Transcriber

if TYPE_CHECKING:
    from models.audio import Sound
    from transcribe.names import Term

JOIN = Fingerprint("thuky.join", "2")
ATTRIBUTE = Fingerprint("thuky.attribute", "3")
MATCH = Fingerprint("thuky.match_voices", "1")


def process_recording(services: Services, lease: Lease) -> None:
    """Run every step that has not left its result yet, then propose what was found.

    Raises:
        ThukyError: a step failed; the job runner decides whether to try again.
        StoppedError, LeaseLostError: the work is no longer wanted from this worker.
    """
    from transcribe.spool import decoded_once

    engines = services.engines()
    bench = Bench(services, lease)
    with bench.reading_original(), decoded_once(bench.path, services.settings.data_dir) as sound:
        speech = _find_speech(bench, sound)
        transcript = _transcribe(bench, sound, speech, engines.transcriber)
        diarization = _diarize(bench, sound, speech, engines.diarizer, engines.diarizer_trouble)
    conversation = _attribute(bench, transcript, diarization, services.terms)
    _carry_names(services, bench, lease, diarization)
    _match_voices(bench, services, conversation, diarization)
    findings = _extract(bench, conversation, names_of(services, bench.recording.id), engines)
    _propose(bench, findings)


def _find_speech(bench: Bench, sound: "Sound") -> tuple[TimeSpan, ...]:
    return bench.step(
        "find_speech",
        speech_fingerprint(),
        SPEECH,
        lambda tell: find_speech_step(sound, tell),
        share=(0.0, 0.05),
    )


def _transcribe(bench: Bench, sound: "Sound", speech: tuple[TimeSpan, ...], transcriber: Transcriber) -> Transcript:
    """Piece by piece: a power cut costs minutes, not hours."""
    from transcribe.decode import probe_audio

    language = bench.recording.language
    options = TranscribeOptions(language=None if language == "auto" else language)
    duration_ms = probe_audio(bench.path).duration_ms
    pieces = plan_pieces(speech, duration_ms)
    parts = []
    for number, piece in enumerate(pieces, start=1):
        parts.append(_transcribe_piece(bench, sound, speech, transcriber, options, pieces, number, piece))
    return bench.step(
        "transcript",
        derive(JOIN, parts=",".join(bench.digest(_piece_name(number)) for number in range(1, len(pieces) + 1))),
        TRANSCRIPT,
        lambda _tell: join_pieces_step(pieces, parts, duration_ms),
        share=(0.65, 0.65),
    )


def _transcribe_piece(
    bench: Bench,
    sound: "Sound",
    speech: Sequence[TimeSpan],
    transcriber: Transcriber,
    options: TranscribeOptions,
    pieces: Sequence[TimeSpan],
    number: int,
    piece: TimeSpan,
) -> Transcript:
    return bench.step(
        _piece_name(number),
        piece_fingerprint(transcriber.fingerprint, bench.digest("find_speech"), piece, options),
        TRANSCRIPT,
        lambda tell: transcribe_piece_step(sound, piece, speech, transcriber, options, tell),
        share=(0.05 + 0.60 * (number - 1) / len(pieces), 0.05 + 0.60 * number / len(pieces)),
    )


def _diarize(
    bench: Bench,
    sound: "Sound",
    speech: tuple[TimeSpan, ...],
    diarizer: Diarizer | None,
    trouble: UserError | None,
) -> Diarization | None:
    """None when voices are not told apart, or when that failed: the words are worth having without. Why another
    diarizer than the one that was set does it is told as a notice."""
    if diarizer is None or not speech:
        bench.skip("diarize")
        return None
    if trouble is not None:
        bench.fail_step("load diarizer", trouble)
    made_by = derive(diarizer.fingerprint, speech=bench.digest("find_speech"))

    wanted = DiarizeOptions(bench.recording.min_speakers, bench.recording.max_speakers)
    counted = made_by if wanted == DiarizeOptions() else derive(made_by, speakers=str(wanted))
    former = _former_voices(bench)
    if former is not None:
        counted, wanted = derive(made_by, same_people=former[0]), former[1]

    def keep(make: Callable[[], bytes]) -> bytes:
        return bench.keep("voices heard", made_by, HEARD, make)

    try:
        found = bench.step(
            "diarize",
            counted,
            DIARIZATION,
            lambda tell: diarize_step(sound, speech, diarizer, wanted, tell, keep),
            share=(0.65, 0.88),
        )
    except EngineError as error:
        bench.fail_step("diarize", error)
        return None
    if wanted.voices and found.voiceprints and found.network != wanted.network:
        bench.fail_step("same people", UserError("speakers.other_network", number=len(wanted.voices)))
    return found


def _former_voices(bench: Bench) -> tuple[str, DiarizeOptions] | None:
    """The voices of the recording in which the same people speak, if somebody named one; told as a notice when that
    holds none any more."""
    recording_id = bench.recording.same_people_as
    if recording_id is None:
        return None
    former = bench.look(lambda uow: former_voices(uow, recording_id))
    if former is None:
        bench.fail_step("same people", UserError("speakers.no_voices"))
    return former


def _attribute(
    bench: Bench, transcript: Transcript, diarization: Diarization | None, terms: "tuple[Term, ...]"
) -> Conversation:
    recording = bench.recording
    voices = bench.digest("diarize") if diarization is not None else "none"
    return bench.step(
        "attribute",
        derive(
            ATTRIBUTE,
            transcript=bench.digest("transcript"),
            voices=voices,
            terms=str(terms),
            **_facts(recording),
        ),
        CONVERSATION,
        lambda _tell: attribute_step(
            names_step(transcript, terms),
            diarization,
            id=recording.id,
            recorded_at=recording.recorded_at,
            zone=recording.zone,
        ),
        share=(0.88, 0.90),
    )


def _carry_names(services: Services, bench: Bench, lease: Lease, diarization: Diarization | None) -> None:
    """Whom a reviewer named before voices were told apart anew; a name that finds no voice is told as a notice."""
    if diarization is None:
        return
    try:
        carry_names(services, bench.recording.id, lease.job.id)
    except (UserError, EngineError) as error:
        bench.fail_step("carry names", error)


def _match_voices(
    bench: Bench, services: Services, conversation: Conversation, diarization: Diarization | None
) -> None:
    """Suggestions for the reviewer; without them, or when the profiles cannot be opened, the words stand."""
    if diarization is None or not diarization.voiceprints:
        bench.skip("match_voices")
        return
    entries, people = profiles(services), people_of(services)
    shares = [[e.person_id, e.name, s.diarization_id, s.label, s.network] for e in entries for s in e.shares]
    try:
        bench.step(
            "match_voices",
            derive(MATCH, conversation=bench.digest("attribute"), profiles=dump_json([shares, people])),
            MATCHES,
            lambda _tell: match_voices_step(
                conversation, diarization, known_voices(services, diarization.network), people
            ),
            share=(0.90, 0.90),
        )
    except EngineError as error:
        bench.fail_step("match_voices", error)


def _extract(bench: Bench, conversation: Conversation, names: Mapping[str, str], engines: Engines) -> Findings:
    """What the extractor finds in the words of people by ``names``, as far as a reviewer has said who they are; what
    its rescue finds, told as a notice, when that one could not be asked."""
    if engines.rescue is None:
        return _extract_with(bench, "extract", conversation, names, engines.extractor)
    try:
        return _extract_with(bench, "extract", conversation, names, engines.extractor)
    except ThukyError as error:
        if error.code not in OUT_OF_REACH:
            raise
        bench.fail_step("extract", error)
    return _extract_with(bench, "extract instead", conversation, names, engines.rescue)


def _extract_with(
    bench: Bench, name: str, conversation: Conversation, names: Mapping[str, str], extractor: Extractor
) -> Findings:
    named = {"names": dump_json(sorted(names.items()))} if names else {}
    return bench.step(
        name,
        derive(extractor.fingerprint, conversation=bench.digest("attribute"), **named),
        FINDINGS,
        lambda _tell: extract_step(conversation.named(names), extractor, bench.recording.level),
        share=(0.90, 0.99),
    )


def _propose(bench: Bench, findings: Findings) -> None:
    """Only what is new: what a person has decided is never touched; what waits gets the new labels of its voices."""
    from scheduling.propose import propose

    def add_new(uow: UnitOfWork) -> None:
        relabel_proposals(uow, bench.recording.id)
        existing = uow.proposals.of_recording(bench.recording.id)
        standing = uow.agenda.standing(bench.recording.id, after=bench.recording.recorded_at.date())
        new = propose(findings, existing, recording_id=bench.recording.id, new_id=bench.new_id, standing=standing)
        uow.proposals.add(bench.recording.id, new)

    bench.finish(add_new)


def _piece_name(number: int) -> str:
    return f"transcribe {number}"


def _facts(recording: Recording) -> dict[str, str]:
    return {"id": recording.id, "recorded_at": recording.recorded_at.isoformat(), "zone": recording.zone}
