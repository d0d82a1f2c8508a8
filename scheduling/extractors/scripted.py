"""Replays prepared findings: for tests, demonstrations and the contract."""

from dataclasses import dataclass
from pathlib import Path

from models.codec import findings_from_json, load_json
from models.conversation import Conversation, Document
from models.errors import UserError
from models.findings import Findings
from models.run import Fingerprint
from scheduling.protocol import ExtractContext


@dataclass(frozen=True, slots=True)
class ScriptedExtractor:
    """Answers every source with the same items, under the source's own id."""

    findings: Findings

    @property
    def fingerprint(self) -> Fingerprint:
        return Fingerprint("scripted", "1", (("script", self.findings.source_id),))

    def extract(self, source: Conversation | Document, context: ExtractContext) -> Findings:
        """The prepared items; ``context`` plays no part."""
        return Findings(source.id, self.findings.items, self.findings.metadata)


def load_script(path: Path) -> ScriptedExtractor:
    """The extractor that replays the findings JSON at ``path``.

    Raises:
        UserError: ``extractor.script_unreadable`` when there is no such file, ``json.…`` when it has another shape.
    """
    try:
        written = path.read_bytes()
    except OSError as error:
        raise UserError("extractor.script_unreadable", path=str(path)) from error
    return ScriptedExtractor(findings_from_json(load_json(written, path.name)))
