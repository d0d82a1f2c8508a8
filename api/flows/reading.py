"""What processing left behind, for people to read."""

from api.flows.services import Services
from api.flows.voices import names_of
from models.codec import conversation_from_json, load_json
from models.conversation import Conversation
from models.errors import UserError


def read_conversation(services: Services, recording_id: str) -> Conversation | None:
    """Who said what, from the latest run that came so far, speakers by name where a reviewer has said who they are;
    None before that.
    """
    with services.database.reading() as uow:
        artifact_id = uow.runs.artifact_of(recording_id, "attribute")
        if artifact_id is None:
            return None
        body = uow.artifacts.read(artifact_id)
    return conversation_from_json(load_json(body, recording_id)).named(names_of(services, recording_id))


def require_conversation(services: Services, recording_id: str) -> Conversation:
    """The same, where there must be one.

    Raises:
        UserError: ``recording.no_transcript``.
    """
    conversation = read_conversation(services, recording_id)
    if conversation is None:
        raise UserError("recording.no_transcript")
    return conversation
