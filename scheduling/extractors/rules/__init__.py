"""The embedded extractor for Vietnamese and English: rules that find, a small trained judge that decides.

No network, no clock.
"""

from dataclasses import dataclass

from models.conversation import Conversation, Document
from models.findings import Findings
from models.run import Fingerprint
from scheduling.extractors.rules.conversations import extract_conversation
from scheduling.extractors.rules.documents import extract_document
from scheduling.protocol import ExtractContext

_VERSION = "4"


@dataclass(frozen=True, slots=True)
class RulesExtractor:
    """See the modules beside this one, in the order ``conversations`` and ``documents`` call them."""

    @property
    def fingerprint(self) -> Fingerprint:
        return Fingerprint("rules", _VERSION)

    def extract(self, source: Conversation | Document, context: ExtractContext) -> Findings:
        """Findings in order of their first evidence."""
        if isinstance(source, Document):
            return extract_document(source, context)
        return extract_conversation(source, context)
