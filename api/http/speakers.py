"""Who a recording's voices are, by a reviewer's word; whose voices are known again. Voices themselves never leave."""

from fastapi import APIRouter

from api.asking import Person, Work, office_only, recording_for
from api.flows.voices import forget_voice, name_speaker, profiles, speakers_of, unname_speaker
from api.http.schemas import SpeakerList, SpeakerNameIn, VoiceList
from api.http.views import profile_out, speaker_out

router = APIRouter(tags=["speakers"])


@router.get("/api/recordings/{recording_id}/speakers")
def list_speakers(recording_id: str, services: Work, person: Person) -> SpeakerList:
    """The voices of a recording in order of first speech: who they are, or whom they are like."""
    recording_for(services, person, recording_id, "see")
    return SpeakerList(items=[speaker_out(entry) for entry in speakers_of(services, recording_id)])


@router.put("/api/recordings/{recording_id}/speakers/{label}/name")
def name(recording_id: str, label: str, body: SpeakerNameIn, services: Work, person: Person) -> SpeakerList:
    """Say who a voice is. With ``keep_voice``, which needs that person's consent, they are known again later."""
    recording_for(services, person, recording_id, "decide")
    if body.keep_voice:
        office_only(person)
    name_speaker(services, recording_id, label, body.name, keep_voice=body.keep_voice, by=person)
    return list_speakers(recording_id, services, person)


@router.delete("/api/recordings/{recording_id}/speakers/{label}/name")
def unname(recording_id: str, label: str, services: Work, person: Person) -> SpeakerList:
    """Take it back, and what it gave to the person's voice profile."""
    recording_for(services, person, recording_id, "decide")
    unname_speaker(services, recording_id, label)
    return list_speakers(recording_id, services, person)


@router.get("/api/voices")
def list_voices(services: Work, person: Person) -> VoiceList:
    """Whose voices are kept, and by whose leave."""
    office_only(person)
    return VoiceList(items=[profile_out(entry) for entry in profiles(services)])


@router.delete("/api/voices/{person_id}", status_code=204)
def delete_voice(person_id: str, services: Work, person: Person) -> None:
    """Delete a person's voice profile: consent and voice. Names given in recordings stay."""
    office_only(person)
    forget_voice(services, person_id)
