"""The conversation format: what ``thuky transcribe -f json`` writes and ``thuky extract`` reads."""

from models.codec.shape import SCHEMA, Json, Node, span_to_json
from models.codec.transcript import word_from_json, word_to_json, wordless_from_json, wordless_to_json
from models.conversation import Conversation, Document, Style, Utterance, overlaps_of
from models.directory import Person

DEFAULT_ZONE = "Asia/Ho_Chi_Minh"


def source_from_json(node: Node) -> Conversation | Document:
    """A conversation, or a document when ``type`` says so.

    Raises:
        UserError: ``json.shape`` with the path of the value that is wrong and what was expected there.
    """
    if node.has("type") and node.get("type").choice("document", "conversation") == "document":
        return document_from_json(node)
    return conversation_from_json(node)


def conversation_from_json(node: Node) -> Conversation:
    zone = node.get("timezone").zone() if node.has("timezone") else DEFAULT_ZONE
    utterances = tuple(_utterance_from_json(item) for item in node.get("utterances").items())
    seen: set[str] = set()
    for index, utterance in enumerate(utterances):
        if utterance.id in seen:
            raise Node(None, f"utterances[{index}].id", node.name).wrong(f"unique id, {utterance.id!r} was used")
        seen.add(utterance.id)
    style: Style = "clean"
    if node.has("style"):
        style = "asr" if node.get("style").choice("clean", "asr") == "asr" else "clean"
    return Conversation(
        id=node.get("id").text() if node.has("id") else node.name,
        language=node.get("language").text() if node.has("language") else "vi",
        utterances=utterances,
        recorded_at=node.get("recorded_at").moment(zone) if node.has("recorded_at") else None,
        zone=zone,
        participants=_people_from_json(node.get("participants")),
        departments=node.get("departments").texts(),
        style=style,
        wordless=wordless_from_json(node),
    )


def conversation_to_json(conversation: Conversation) -> Json:
    recorded_at = conversation.recorded_at
    return {
        "schema": SCHEMA,
        "id": conversation.id,
        "language": conversation.language,
        "style": conversation.style,
        "recorded_at": recorded_at.isoformat() if recorded_at is not None else None,
        "timezone": conversation.zone,
        "participants": [
            {"name": person.name, "title": person.title, "department": person.department}
            for person in conversation.participants
        ],
        "departments": list(conversation.departments),
        "utterances": [_utterance_to_json(utterance) for utterance in conversation.utterances],
        **wordless_to_json(conversation.wordless),
    }


def document_from_json(node: Node) -> Document:
    zone = node.get("timezone").zone() if node.has("timezone") else DEFAULT_ZONE
    return Document(
        id=node.get("id").text() if node.has("id") else node.name,
        language=node.get("language").text() if node.has("language") else "vi",
        text=node.get("text").text(),
        received_at=node.get("received_at").moment(zone) if node.has("received_at") else None,
        zone=zone,
        departments=node.get("departments").texts(),
    )


def _people_from_json(node: Node) -> tuple[Person, ...]:
    if node.value is None:
        return ()
    return tuple(
        Person(
            item.get("name").text(),
            item.get("title").optional_text(),
            item.get("department").optional_text(),
            item.get("aliases").texts(),
        )
        for item in node.items()
    )


def _utterance_from_json(node: Node) -> Utterance:
    words = node.get("words")
    return Utterance(
        id=node.get("id").text(),
        speaker=node.get("speaker").optional_text(),
        span=node.span(),
        text=node.get("text").text(),
        words=() if words.value is None else tuple(word_from_json(word) for word in words.items()),
        also_speaking=node.get("also_speaking").texts(),
        overlaps=() if words.value is None else overlaps_of([w.get("also_speaking").texts() for w in words.items()]),
    )


def _utterance_to_json(utterance: Utterance) -> Json:
    told: dict[str, Json] = {
        "id": utterance.id,
        "speaker": utterance.speaker,
        **span_to_json(utterance.span),
        "text": utterance.text,
    }
    if utterance.also_speaking:
        told["also_speaking"] = list(utterance.also_speaking)
    if utterance.words:
        told["words"] = _words_to_json(utterance)
    return told


def _words_to_json(utterance: Utterance) -> list[Json]:
    """Each word; those over which others speak name them."""
    words = [word_to_json(word) for word in utterance.words]
    for overlap in utterance.overlaps:
        for word in words[overlap.first : overlap.end]:
            word["also_speaking"] = list(overlap.speakers)
    return words
