"""Extractors by name. Heavy parts are imported by the loader, never here."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from models.errors import UserError
from models.recording import Level
from scheduling.protocol import Extractor

EXTRACTORS = ("rules", "scripted", "llm")
OUT_OF_REACH = frozenset({"llm.level", "llm.silent", "llm.answer"})
"""Errors by which an extractor that asks a model elsewhere says that this one is no help; another still may be."""


@dataclass(frozen=True, slots=True)
class LlmOptions:
    """Where the optional language model is and what it may see; see ``scheduling.extractors.llm``.

    ``url`` is the base of an OpenAI-compatible API (``http://127.0.0.1:11434/v1``).
    """

    url: str | None = None
    model: str | None = None
    key: str | None = None
    answer_form: Literal["json_schema", "json_object", "none"] = "json_schema"
    timeout_s: float = 120.0
    window_characters: int = 12_000
    highest_level: Level = Level.INTERNAL


def load_extractor(name: str, *, script: Path | None = None, llm: LlmOptions | None = None) -> Extractor:
    """The extractor ``name``; ``script`` is the findings file the scripted one replays.

    Raises:
        UserError: ``extractor.unknown``; ``extractor.no_script`` when the scripted one has nothing to replay;
            ``extractor.no_llm`` when it is not said where the model is and what it is called.
    """
    if name == "rules":
        from scheduling.extractors.rules import RulesExtractor

        return RulesExtractor()
    if name == "scripted":
        if script is None:
            raise UserError("extractor.no_script")
        from scheduling.extractors.scripted import load_script

        return load_script(script)
    if name == "llm":
        if llm is None or not llm.url or not llm.model:
            raise UserError("extractor.no_llm")
        from scheduling.extractors.llm import LlmExtractor
        from scheduling.extractors.llm.client import Endpoint
        from scheduling.extractors.rules import RulesExtractor

        endpoint = Endpoint(llm.url, llm.model, llm.answer_form, llm.timeout_s, llm.key)
        return LlmExtractor(endpoint, RulesExtractor(), llm.highest_level, llm.window_characters)
    raise UserError("extractor.unknown", name=name, known=", ".join(EXTRACTORS))
