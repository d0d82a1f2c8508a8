"""The settings of this call: the environment, and what the options say instead."""

from typing import TYPE_CHECKING, Any

from models.errors import UserError
from scripts.console import WrongUsageError

if TYPE_CHECKING:
    from api.settings import Settings


def read_settings(**instead: Any) -> "Settings":
    """Settings from ``THUKY_…``; options that were given (not None) take their place.

    Raises:
        WrongUsageError: ``cli.setting`` for a value that cannot be.
    """
    from pydantic import ValidationError

    from api.settings import Settings

    try:
        return Settings(**{name: value for name, value in instead.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"])
        raise WrongUsageError(
            UserError("cli.setting", name=f"THUKY_{name.upper()}", value=str(first["input"]), reason=first["msg"])
        ) from error
