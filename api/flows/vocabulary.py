"""Terms and names that are always written in one way, from the file that the settings name."""

from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import UserError

if TYPE_CHECKING:
    from transcribe.names import Term


def load_glossary(path: Path | None) -> "tuple[Term, ...]":
    """
    Raises:
        UserError: ``names.unreadable``, ``json.encoding``, ``names.term``.
    """
    if path is None:
        return ()
    from transcribe.names import read_glossary

    return read_glossary(read_list(path), path.name)


def read_list(path: Path) -> str:
    """
    Raises:
        UserError: ``names.unreadable``, ``json.encoding``.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError("json.encoding", name=path.name, position=error.start) from error
    except OSError as error:
        raise UserError("names.unreadable", name=path.name, reason=error.strerror or "?") from error
