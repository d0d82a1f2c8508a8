"""Names that people gave to voices go with them when voices are told apart anew, and so do waiting proposals."""

from dataclasses import replace
from typing import TYPE_CHECKING

from api.flows.services import Services
from api.flows.voices import assure_key, sealed_again
from api.store.entries import NamedSpeaker
from diarize.carry import same_voices, where_voices_went
from models.codec import diarization_from_json, load_json
from models.diarization import Diarization
from models.errors import UserError
from models.findings import with_names
from models.review import ReviewState

if TYPE_CHECKING:
    from api.store.unit_of_work import UnitOfWork


def carry_names(services: Services, recording_id: str, run_id: str) -> None:
    """Names of the voices of an earlier run go over to the same voices of this one, with whose word they are, and
    what they gave to a profile. Doing it twice does it once; the newer word wins over one that was left here.

    Raises:
        UserError: ``speaker.not_carried``, after all others went over: these voices are joined with others, or no
            more; their names stay with the diarization they were given to, and are back with it.
        EngineError: ``secret.unopened``: a voice is kept, and the key is not here or is another; nothing has changed.
    """
    with services.database.writing() as uow:
        after_id = uow.runs.artifact_of(recording_id, "diarize")
        before_id = uow.runs.artifact_of(recording_id, "diarize", but=run_id)
        if after_id is None or before_id is None or before_id == after_id:
            return
        left = _carried(services, uow, before_id, after_id)
    if left:
        raise UserError("speaker.not_carried", names=", ".join(left))


def relabel_proposals(uow: "UnitOfWork", recording_id: str) -> None:
    """Proposals of earlier runs that nobody has decided name their voices by the labels of the run that now ends.

    Not to be done twice for one run: labels may change places. Within the transaction that ends the run, the latest
    ended one is the one whose labels the proposals bear.
    """
    before_id = uow.runs.artifact_of_ready(recording_id, "diarize")
    after_id = uow.runs.artifact_of(recording_id, "diarize")
    if before_id is None or after_id is None or before_id == after_id:
        return
    went = where_voices_went(_told_apart(uow, before_id), _told_apart(uow, after_id))
    for proposal in uow.proposals.of_recording(recording_id):
        finding = with_names(proposal.finding, went)
        if proposal.state is ReviewState.PROPOSED and finding != proposal.finding:
            uow.proposals.update(replace(proposal, finding=finding))


def _told_apart(uow: "UnitOfWork", artifact_id: str) -> Diarization:
    return diarization_from_json(load_json(uow.artifacts.read(artifact_id), "diarize"))


def _carried(services: Services, uow: "UnitOfWork", before_id: str, after_id: str) -> list[str]:
    """Who is named nowhere any more."""
    named = uow.voices.named(before_id)
    if not named:
        return []
    before, after = _told_apart(uow, before_id), _told_apart(uow, after_id)
    assure_key(services, uow, before_id)
    goes_to = same_voices(before, after)
    for each in named:
        if each.label not in goes_to:
            continue
        label = goes_to[each.label]
        share = sealed_again(services, after_id, after, label, each.person_id) if each.voice_kept else None
        if each.voice_kept and share is None:
            continue
        uow.voices.name(after_id, label, each.person_id, each.by, each.at)
        if share is not None:
            uow.voices.add_share(each.person_id, share)
        uow.voices.unname(before_id, each.label)
    here = {each.person_id for each in uow.voices.named(after_id)}
    return [each.name for each in _once(named) if each.person_id not in here]


def _once(named: tuple[NamedSpeaker, ...]) -> list[NamedSpeaker]:
    """One entry a person."""
    return list({each.person_id: each for each in named}.values())
