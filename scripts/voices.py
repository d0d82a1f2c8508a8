"""Whom the voices of a recording are like, told on the terminal: by the voice profiles that the server keeps here."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from models.codec import conversation_from_json, load_json
from models.errors import UserError
from models.voices import VoiceMatch
from scripts.console import WrongUsageError, tell
from scripts.files import shown

if TYPE_CHECKING:
    from api.flows.services import Services
    from api.settings import Settings


def open_profiles(settings: "Settings") -> "Services":
    """The server's store, with voice profiles in it.

    Raises:
        UserError: ``voices.none``: nobody's voice is kept here.
    """
    from api.bootstrap import build_services
    from api.flows.voices import profiles

    services = build_services(settings)
    if not profiles(services):
        raise UserError("voices.none")
    return services


def tell_matches(name: str, matches: Sequence[VoiceMatch]) -> None:
    """One line for each voice that is or may be somebody's; nobody is named by it in what is written."""
    for match in matches:
        if match.likeness == "not" or match.name is None:
            continue
        code = "cli.voice_same" if match.likeness == "same" else "cli.voice_unsure"
        tell(code, name=name, label=match.label, person=match.name, percent=round(match.similarity * 100))


def count_speakers(former: Path) -> int:
    """How many people spoke last time, by the RTTM or JSON that was written then.

    Raises:
        WrongUsageError: ``cli.same_as``: not such a file, or nobody speaks in it.
    """
    from diarize.rttm import parse_rttm

    try:
        content = former.read_bytes()
        if former.suffix.lower() == ".rttm":
            speakers = parse_rttm(content.decode("utf-8")).labels
        else:
            speakers = conversation_from_json(load_json(content, shown(former.name))).speakers
    except (OSError, UnicodeDecodeError, UserError) as error:
        raise WrongUsageError(UserError("cli.same_as", path=shown(former), reason=_reason(error))) from error
    if not speakers:
        raise WrongUsageError(UserError("cli.same_as", path=shown(former), reason="0"))
    return len(speakers)


def _reason(error: OSError | UnicodeDecodeError | UserError) -> str:
    return (error.strerror or "?") if isinstance(error, OSError) else str(error)[:200]
