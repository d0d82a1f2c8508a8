"""The optional extractor: a language model behind an OpenAI-compatible endpoint finds, our rules check.

The model is asked where something was agreed and in which words. Nothing it says is believed: a claim stands only
when its quotation is in the record and its owners are known or were spoken of (``grounding``), and dates are read
from the quoted line by our own grammar. An endpoint that does not answer, or answers nonsense, is an error; whoever
called goes on with the rules and says so.
"""

from dataclasses import dataclass

from models.conversation import Conversation, Document
from models.errors import UserError
from models.findings import Findings
from models.recording import Level
from models.run import Fingerprint
from scheduling.extractors.llm.answers import read_claims
from scheduling.extractors.llm.client import Endpoint, ask
from scheduling.extractors.llm.grounding import Ground
from scheduling.extractors.llm.lines import lines_of
from scheduling.extractors.llm.prompt import PROMPT_VERSION, messages_for
from scheduling.extractors.llm.standing import Standing, take
from scheduling.extractors.llm.windows import cut_windows
from scheduling.protocol import ExtractContext, Extractor

_VERSION = "1"
_LEVELS = tuple(Level)
"""From what everybody may know to what only a few may."""


@dataclass(frozen=True, slots=True)
class LlmExtractor:
    """``window_characters`` is how much of a meeting the model reads at once; ``highest_level`` the most
    confidential record it may see; ``rules`` reads the head of documents."""

    endpoint: Endpoint
    rules: Extractor
    highest_level: Level
    window_characters: int

    @property
    def fingerprint(self) -> Fingerprint:
        return Fingerprint(
            "llm",
            _VERSION,
            (
                ("model", self.endpoint.model),
                ("url", self.endpoint.url),
                ("answer", self.endpoint.answer_form),
                ("highest_level", self.highest_level),
                ("window", str(self.window_characters)),
                ("prompt", PROMPT_VERSION),
                ("rules", self.rules.fingerprint.digest),
            ),
        )

    def extract(self, source: Conversation | Document, context: ExtractContext) -> Findings:
        """Findings in order of their first evidence.

        Raises:
            UserError: ``llm.level``: this record is more confidential than the endpoint may see; nothing was sent.
            TransientError: ``llm.silent``: no whole answer in time.
            EngineError: ``llm.answer``: an answer that is none.
        """
        if _LEVELS.index(context.level) > _LEVELS.index(self.highest_level):
            raise UserError("llm.level", level=context.level, highest=self.highest_level)
        lines = lines_of(source)
        ground = Ground(source, lines, context)
        standing: Standing = {}
        for window in cut_windows(lines, self.window_characters):
            answer = ask(self.endpoint, messages_for(window, standing, context))
            standing = take(read_claims(answer), standing, ground)
        metadata = self.rules.extract(source, context).metadata if isinstance(source, Document) else None
        return Findings(source.id, ground.in_order(standing.values()), metadata)
