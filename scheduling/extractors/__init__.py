"""Extractors by name. Heavy parts are imported by the loader, never here."""

from pathlib import Path

from models.errors import UserError
from scheduling.protocol import Extractor

EXTRACTORS = ("rules", "scripted")


def load_extractor(name: str, *, script: Path | None = None) -> Extractor:
    """The extractor ``name``; ``script`` is the findings file the scripted one replays.

    Raises:
        UserError: ``extractor.unknown``, or ``extractor.no_script`` when the scripted one has nothing to replay.
    """
    if name == "rules":
        from scheduling.extractors.rules import RulesExtractor

        return RulesExtractor()
    if name == "scripted":
        if script is None:
            raise UserError("extractor.no_script")
        from scheduling.extractors.scripted import load_script

        return load_script(script)
    raise UserError("extractor.unknown", name=name, known=", ".join(EXTRACTORS))
