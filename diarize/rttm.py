"""Turns ⇄ RTTM, the turn format of NIST's Rich Transcription evaluations (RT-09 evaluation plan, appendix A)."""

from models.diarization import Diarization, Turn
from models.errors import UserError
from models.span import TimeSpan

FIELDS_READ = 8


def render_rttm(diarization: Diarization, uri: str) -> str:
    """One SPEAKER line a turn, in seconds; white space in ``uri`` becomes ``_`` (the format has none)."""
    name = "_".join(uri.split()) or "recording"
    return "".join(
        f"SPEAKER {name} 1 {turn.span.start_ms / 1000:.3f} {turn.span.duration_ms / 1000:.3f} "
        f"<NA> <NA> {'_'.join(turn.label.split())} <NA> <NA>\n"
        for turn in diarization.turns
    )


def parse_rttm(text: str) -> Diarization:
    """The SPEAKER lines of one recording with their own labels; other kinds of line and ``;;`` notes are passed over.

    Turns shorter than a millisecond are dropped.

    Raises:
        UserError: ``rttm.shape`` with the line and what is wrong there.
    """
    turns = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("SPEAKER") and (turn := _turn(line.split(), number)) is not None:
            turns.append(turn)
        elif line.strip() and not line.startswith(KINDS):
            raise UserError("rttm.shape", line=number, reason=f"'{line.split()[0]}'")
    return Diarization(tuple(sorted(turns, key=lambda turn: (turn.span, turn.label))))


KINDS = (
    "SPEAKER",
    "SPKR-INFO",
    "NON-SPEECH",
    "NON-LEX",
    "LEXEME",
    "FILLER",
    "SEGMENT",
    "NOSCORE",
    "NO_RT_METADATA",
    ";;",
)


def _turn(fields: list[str], number: int) -> Turn | None:
    if len(fields) < FIELDS_READ:
        raise UserError("rttm.shape", line=number, reason=f"{len(fields)} < {FIELDS_READ}")
    start_ms, length_ms = _milliseconds(fields[3], number), _milliseconds(fields[4], number)
    return Turn(TimeSpan(start_ms, start_ms + length_ms), fields[7]) if length_ms else None


def _milliseconds(text: str, number: int) -> int:
    try:
        seconds = float(text)
        if not 0 <= seconds < float("inf"):
            raise ValueError(text)
    except ValueError as error:
        raise UserError("rttm.shape", line=number, reason=f"'{text}'") from error
    return round(seconds * 1000)
