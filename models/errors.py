"""What can go wrong, in three families. An error is a code and its arguments; the words live in ``api/i18n``."""

from typing import ClassVar


class ThukyError(Exception):
    """``code`` names a message in the catalogues (``audio.not_audio``), ``arguments`` fill it in."""

    family: ClassVar[str] = "engine"

    def __init__(self, code: str, **arguments: str | int | float) -> None:
        super().__init__(code, arguments)
        self.code = code
        self.arguments = arguments

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.arguments.items())
        return f"{self.code}({told})"


class UserError(ThukyError):
    """The person can mend it: the message says what to do. Trying again unchanged is useless."""

    family = "user"


class TransientError(ThukyError):
    """The same call may succeed later."""

    family = "transient"


class EngineError(ThukyError):
    """A part of the machine failed; the cause is chained. Stop and look."""

    family = "engine"
