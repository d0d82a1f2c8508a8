"""A reviewer says who a voice is, or takes it back; with their leave, people's voices are known again."""

import unicodedata
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.flows.services import Services
from api.store.entries import NamedSpeaker, ProfileEntry, SealedShare
from api.store.sealing import Sealer
from models.account import Account
from models.codec import diarization_from_json, load_json
from models.codec.voices import matches_from_json
from models.diarization import Diarization
from models.errors import EngineError, UserError
from models.voices import Consent, KnownVoice, VoiceMatch, VoiceProfile, VoiceShare, mean_voice

if TYPE_CHECKING:
    from api.store.unit_of_work import UnitOfWork

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class SpeakerEntry:
    """A voice of a recording: how long it speaks, who it is by a reviewer's word, whom it is like."""

    label: str
    speech_ms: int
    named: NamedSpeaker | None
    match: VoiceMatch | None

    @property
    def suggestion(self) -> VoiceMatch | None:
        """Worth asking about: nobody has said who it is, and it is like somebody."""
        return self.match if self.named is None and self.match is not None and self.match.likeness != "not" else None


def speakers_of(services: Services, recording_id: str) -> tuple[SpeakerEntry, ...]:
    """The voices of the latest diarization, in order of first speech; none before there is one."""
    with services.database.reading() as uow:
        found = _diarization(uow, recording_id)
        if found is None:
            return ()
        diarization_id, diarization = found
        named = {each.label: each for each in uow.voices.named(diarization_id)}
        matches = {match.label: match for match in _matches(uow, recording_id)}
    return tuple(
        SpeakerEntry(label, diarization.speech_ms(label), named.get(label), matches.get(label))
        for label in diarization.labels
    )


def names_of(services: Services, recording_id: str) -> dict[str, str]:
    """Label → person's name by a reviewer's word, for the latest diarization."""
    with services.database.reading() as uow:
        return named_in(uow, recording_id)


def named_in(uow: "UnitOfWork", recording_id: str) -> dict[str, str]:
    """The same inside a transaction."""
    artifact_id = uow.runs.artifact_of(recording_id, "diarize")
    return {} if artifact_id is None else {each.label: each.name for each in uow.voices.named(artifact_id)}


def name_speaker(
    services: Services, recording_id: str, label: str, name: str, *, keep_voice: bool, by: Account
) -> None:
    """This label is the person of that name, who is made when there is none; one transaction.

    With ``keep_voice`` the person has agreed, now or before, that their voice is kept: the label's voiceprint becomes
    a share of their profile. Saying it anew replaces what was said, and what that gave.

    Raises:
        UserError: ``speaker.unknown``, ``speaker.name``; ``voices.no_key``, ``voices.no_print``: it cannot be kept.
    """
    name = _clean(name)
    now = services.clock()
    with services.database.writing() as uow:
        diarization_id, diarization = _labelled(uow, recording_id, label)
        share = _sealable(services, diarization_id, diarization, label) if keep_voice else None
        person_id, _ = uow.voices.person_named(name, services.new_id(), now)
        uow.voices.name(diarization_id, label, person_id, by.name, now)
        if share is not None:
            uow.voices.add_consent(person_id, Consent(by.name, now))
            uow.voices.add_share(person_id, _sealed(_sealer(services), person_id, share))


def unname_speaker(services: Services, recording_id: str, label: str) -> None:
    """Nobody has said who this label is; what it gave to a profile is taken out of it.

    Raises:
        UserError: ``speaker.unknown``.
    """
    with services.database.writing() as uow:
        diarization_id, _ = _labelled(uow, recording_id, label)
        uow.voices.unname(diarization_id, label)


def forget_voice(services: Services, person_id: str) -> None:
    """Delete a person's voice profile: consent and every share. Names given in recordings stay.

    Raises:
        UserError: ``thing.absent``.
    """
    with services.database.writing() as uow:
        if not uow.voices.forget_voice(person_id):
            raise UserError("thing.absent")


def people_of(services: Services) -> tuple[str, ...]:
    """The names of everybody known here, in order."""
    with services.database.reading() as uow:
        return tuple(name for _, name in uow.voices.people())


def profiles(services: Services) -> tuple[ProfileEntry, ...]:
    with services.database.reading() as uow:
        return uow.voices.profiles()


def known_voices(services: Services, network: str | None) -> tuple[KnownVoice, ...]:
    """The voices to compare with those of ``network``, opened for this moment only.

    Raises:
        EngineError: ``secret.unopened``: there are profiles, and the key is not here or is another.
    """
    entries = profiles(services)
    if network is None or not entries:
        return ()
    if services.sealer is None:
        raise EngineError("secret.unopened")
    opened = (_opened(services.sealer, entry, network) for entry in entries)
    voices = (mean_voice(profile, network) for profile in opened)
    return tuple(voice for voice in voices if voice is not None)


def assure_key(services: Services, uow: "UnitOfWork", diarization_id: str) -> None:
    """What this diarization's voices gave to profiles opens with the key that is here.

    Raises:
        EngineError: ``secret.unopened``.
    """
    for entry in uow.voices.profiles():
        for share in entry.shares:
            if share.diarization_id != diarization_id:
                continue
            if services.sealer is None:
                raise EngineError("secret.unopened")
            services.sealer.open(share.sealed, _place(entry.person_id, share))


def sealed_again(
    services: Services, diarization_id: str, diarization: Diarization, label: str, person_id: str
) -> SealedShare | None:
    """What this voice gives to the profile of somebody who agreed before; None when it has no voiceprint.

    Raises:
        UserError: ``voices.no_key``.
    """
    if diarization.network is None or all(voice.label != label for voice in diarization.voiceprints):
        return None
    return _sealed(_sealer(services), person_id, _sealable(services, diarization_id, diarization, label))


def _clean(name: str) -> str:
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise UserError("speaker.name", longest=LONGEST_NAME)
    return name


def _labelled(uow: "UnitOfWork", recording_id: str, label: str) -> tuple[str, Diarization]:
    found = _diarization(uow, recording_id)
    if found is None or label not in found[1].labels:
        raise UserError("speaker.unknown", label=label[:LONGEST_NAME])
    return found


def _diarization(uow: "UnitOfWork", recording_id: str) -> tuple[str, Diarization] | None:
    artifact_id = uow.runs.artifact_of(recording_id, "diarize")
    if artifact_id is None:
        return None
    return artifact_id, diarization_from_json(load_json(uow.artifacts.read(artifact_id), "diarize"))


def _matches(uow: "UnitOfWork", recording_id: str) -> tuple[VoiceMatch, ...]:
    """What the latest run found, of people whose voice is still kept: a deleted profile says nothing more."""
    artifact_id = uow.runs.artifact_of(recording_id, "match_voices")
    if artifact_id is None:
        return ()
    kept = {profile.person_id for profile in uow.voices.profiles()}
    matches = matches_from_json(load_json(uow.artifacts.read(artifact_id), "match_voices"))
    return tuple(match for match in matches if match.person_id in kept)


def _sealable(services: Services, diarization_id: str, diarization: Diarization, label: str) -> VoiceShare:
    _sealer(services)
    voice = next((voice for voice in diarization.voiceprints if voice.label == label), None)
    if voice is None or diarization.network is None:
        raise UserError("voices.no_print", label=label)
    return VoiceShare(diarization_id, label, voice.vector, diarization.network, diarization.speech_ms(label))


def _sealer(services: Services) -> Sealer:
    if services.sealer is None:
        raise UserError("voices.no_key")
    return services.sealer


def _sealed(sealer: Sealer, person_id: str, share: VoiceShare) -> SealedShare:
    """The vector as 32-bit floats, bound to its place: a row copied to another person does not open."""
    sealed = sealer.seal(array("f", share.vector).tobytes(), _place(person_id, share))
    return SealedShare(share.diarization_id, share.label, share.network, share.speech_ms, sealed)


def _opened(sealer: Sealer, entry: ProfileEntry, network: str) -> VoiceProfile:
    """The profile with its shares of one network."""
    shares = []
    for share in entry.shares:
        if share.network == network:
            vector = array("f", sealer.open(share.sealed, _place(entry.person_id, share)))
            shares.append(VoiceShare(share.diarization_id, share.label, tuple(vector), network, share.speech_ms))
    return VoiceProfile(entry.person_id, entry.name, entry.consent, tuple(shares))


def _place(person_id: str, share: VoiceShare | SealedShare) -> str:
    return "\n".join(("voice", person_id, share.diarization_id, share.label, share.network))
