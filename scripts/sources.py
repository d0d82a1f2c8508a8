"""What ``extract`` and ``feed`` read: a conversation, a document, or findings already made."""

import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from models.codec import load_json, source_from_json
from models.codec.shape import SCHEMA, Node
from models.conversation import Conversation, Document
from models.errors import ThukyError, UserError
from models.findings import Findings
from scheduling.extractors import OUT_OF_REACH
from scheduling.protocol import ExtractContext, Extractor
from scripts.console import tell_error
from scripts.files import STDIN, read_input, shown

VIETNAMESE_LETTER = re.compile("[ăâđêôơưạảãấầẩẫậắằẳẵặẹẻẽếềểễệịỉĩọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ]", re.IGNORECASE)
ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands in for the reference time while a document is asked for its own date, which is written in full."""
OTHER_FORMATS = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
"""How PDF, Word (new, old) and RTF files begin."""
UTF_16 = (BOM_UTF16_LE, BOM_UTF16_BE)
HEAD_CHARACTERS = 6000
"""A document's own date stands in its head."""


def read_content(name: str, zone: str) -> Node | Document:
    """The root of a JSON file, or else plain text, which is a document; ``-`` is stdin.

    What has no id gets the file's name without its folder and suffix.

    Raises:
        UserError: ``json.syntax``, ``json.encoding``, ``json.shape`` (of another schema), ``cli.input_unreadable``,
            ``cli.input_empty``, ``cli.not_text``.
    """
    data = read_input(name)
    title = "stdin" if name == STDIN else shown(Path(name).stem)
    is_object = data.removeprefix(BOM_UTF8).lstrip().startswith(b"{") and not data.startswith(OTHER_FORMATS)
    if name.lower().endswith(".json") or is_object:
        root = load_json(data, title if name == STDIN else shown(name))
        if not isinstance(root.value, dict):
            raise root.wrong("object")
        if root.has("schema") and root.get("schema").value != SCHEMA:
            raise root.get("schema").wrong(str(SCHEMA))
        return root if root.has("id") else Node({**root.value, "id": title}, root.path, root.name)
    return _plain_document(data, title, zone)


def source_of(content: Node | Document) -> Conversation | Document:
    """
    Raises:
        UserError: ``json.shape`` says where the JSON is wrong.
    """
    return content if isinstance(content, Document) else source_from_json(content)


def _plain_document(data: bytes, name: str, zone: str) -> Document:
    """Text as it comes out of a letter. With Vietnamese letters it is Vietnamese, else it may be either."""
    if data.startswith(OTHER_FORMATS) or (b"\0" in data and not data.startswith(UTF_16)):
        raise UserError("cli.not_text", name=name)
    try:
        text = unicodedata.normalize("NFC", data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UserError("json.encoding", name=name, position=error.start) from error
    if not text.strip():
        raise UserError("cli.input_empty", name=name)
    language = "vi" if VIETNAMESE_LETTER.search(text) else "mixed"
    return Document(name, language, text, None, zone)


def dated(source: Conversation | Document, moment: datetime | None) -> Conversation | Document:
    """The source with the time that "tomorrow" counts from: as given, as it has it, or a document's own date.

    Raises:
        UserError: ``cli.no_reference_time``.
    """
    if isinstance(source, Conversation):
        known = moment or source.recorded_at
        if known is not None:
            return replace(source, recorded_at=known)
        raise UserError("cli.no_reference_time", name=source.id)
    known = moment or source.received_at or _own_date(source)
    if known is None:
        raise UserError("cli.no_reference_time", name=source.id)
    return replace(source, received_at=known)


def _own_date(document: Document) -> datetime | None:
    from scheduling.extractors import load_extractor

    head = replace(document, text=document.text[:HEAD_CHARACTERS])
    findings = load_extractor("rules").extract(head, ExtractContext(ANY_DAY, document.zone, ("vi", "en")))
    if findings.metadata is None or findings.metadata.dated is None:
        return None
    return datetime.combine(findings.metadata.dated, time(8), ZoneInfo(document.zone))


def is_findings(node: Node) -> bool:
    """Whether the file holds findings rather than what they are found in."""
    return node.has("items") and not node.has("utterances") and not node.has("text")


def reference_time_of(source: Conversation | Document) -> datetime | None:
    return source.recorded_at if isinstance(source, Conversation) else source.received_at


def findings_of(source: Conversation | Document, extractor: Extractor, rescue: Extractor | None = None) -> Findings:
    """What the extractor finds; what ``rescue`` finds, with a word about it, when that one could not be asked."""
    from api.flows.steps import extract_step

    if rescue is None:
        return extract_step(source, extractor)
    try:
        return extract_step(source, extractor)
    except ThukyError as error:
        if error.code not in OUT_OF_REACH:
            raise
        tell_error(error)
    return extract_step(source, rescue)
