"""Turns ⇄ RTTM, the turn format of NIST's Rich Transcription evaluations (RT-09 evaluation plan, appendix A)."""

import re
import unicodedata

from models.diarization import Diarization, Turn
from models.errors import UserError
from models.span import TimeSpan

FIELDS_READ = 8
LONGEST_S = 1e9
LONGEST_SHOWN = 40
NOTE = ";"
OTHER_KINDS = (
    "SPKR-INFO",
    "NON-SPEECH",
    "NON-LEX",
    "LEXEME",
    "FILLER",
    "SEGMENT",
    "NOSCORE",
    "NO_RT_METADATA",
    "SU",
    "CB",
    "IP",
    "EDIT",
    "A/P",
)


def render_rttm(diarization: Diarization, uri: str) -> str:
    """One SPEAKER line a turn, in seconds; white space in ``uri`` becomes ``_`` (the format has none)."""
    name = "_".join(uri.split()) or "recording"
    return "".join(
        f"SPEAKER {name} 1 {turn.span.start_ms / 1000:.3f} {turn.span.duration_ms / 1000:.3f} "
        f"<NA> <NA> {'_'.join(turn.label.split())} <NA> <NA>\n"
        for turn in diarization.turns
    )


def parse_rttm(text: str) -> Diarization:
    """The SPEAKER lines of one recording with their own labels in NFC; other kinds of line and notes are passed over.

    Turns shorter than a millisecond are dropped. A byte order mark and any line ends do no harm.

    Raises:
        UserError: ``rttm.shape`` with the line and what is wrong there.
    """
    turns = []
    lines = re.split(r"\r\n|\r|\n", unicodedata.normalize("NFC", text.removeprefix("\ufeff")))
    for number, line in enumerate(lines, start=1):
        fields = line.split()
        if not fields or fields[0].startswith(NOTE):
            continue
        if fields[0] == "SPEAKER":
            turns += _turns(fields, number)
        elif fields[0] not in OTHER_KINDS:
            raise UserError("rttm.shape", line=number, reason=f"'{fields[0][:LONGEST_SHOWN]}'")
    return Diarization(tuple(sorted(turns, key=lambda turn: (turn.span, turn.label))))


def _turns(fields: list[str], number: int) -> list[Turn]:
    """The turn of a line, or none when it is shorter than a millisecond."""
    if len(fields) < FIELDS_READ:
        raise UserError("rttm.shape", line=number, reason=f"{len(fields)} < {FIELDS_READ}")
    start_ms, length_ms = _milliseconds(fields[3], number), _milliseconds(fields[4], number)
    return [Turn(TimeSpan(start_ms, start_ms + length_ms), fields[7])] if length_ms else []


def _milliseconds(text: str, number: int) -> int:
    try:
        seconds = float(text)
        if not 0 <= seconds < LONGEST_S:
            raise ValueError(text)
    except ValueError as error:
        raise UserError("rttm.shape", line=number, reason=f"'{text[:LONGEST_SHOWN]}'") from error
    return round(seconds * 1000)
