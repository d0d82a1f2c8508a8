"""``thuky extract``: a conversation or a document to decisions, tasks and meetings."""

from enum import StrEnum
from typing import Annotated

import typer

from models.codec import dump_json, findings_to_json
from models.codec.shape import Json
from models.conversation import Conversation, Document
from models.findings import Findings
from scripts.configuration import read_settings
from scripts.console import give
from scripts.engines import extractors_of
from scripts.minutes import render_minutes
from scripts.options import parse_time
from scripts.sources import dated, findings_of, read_content, reference_time_of, source_of

NAME = "extract"


class Format(StrEnum):
    JSON = "json"
    MD = "md"


def run(
    file: Annotated[str, typer.Argument(help="A conversation or document (JSON or plain text); - is stdin.")] = "-",
    format: Annotated[Format, typer.Option(help="How to write the findings.")] = Format.JSON,
    received_at: Annotated[
        str | None,
        typer.Option(
            "--received-at",
            "--recorded-at",
            metavar="ISO",
            help='What "tomorrow" counts from, if the file does not say; else a document\'s own date.',
        ),
    ] = None,
) -> None:
    """Print the decisions, tasks and meetings found.

    Each comes with the words that prove it. / In ra quyết định, công việc, lịch họp tìm được, kèm lời trích.
    """
    settings = read_settings()
    moment = parse_time(received_at, settings.zone, "--received-at")
    source = dated(source_of(read_content(file, settings.zone)), moment)
    findings = findings_of(source, *extractors_of(settings))
    give(render_minutes(findings) if format is Format.MD else dump_json(findings_file(findings, source)))


def findings_file(findings: Findings, source: Conversation | Document) -> Json:
    """The findings with the moment and zone they count from, which ``thuky feed`` reads."""
    told = findings_to_json(findings)
    moment = reference_time_of(source)
    head = {"reference_time": moment.isoformat() if moment is not None else None, "timezone": source.zone}
    return {"schema": told.pop("schema"), "id": told.pop("id"), **head, **told}
