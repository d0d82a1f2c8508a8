"""Logging: plain lines, and never a secret. A feed's address is its secret."""

import logging
import re
import sys

FEED_ADDRESS = re.compile(r"(/feeds/)[^\s\"']+", re.IGNORECASE)
"""With whatever was mistyped in it."""


class SecretsOut(logging.Filter):
    """Takes feed tokens out of whatever is logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = without_secrets(str(record.msg))
        if isinstance(record.args, tuple):
            record.args = tuple(without_secrets(arg) if isinstance(arg, str) else arg for arg in record.args)
        return True


def without_secrets(text: str) -> str:
    return FEED_ADDRESS.sub(r"\1…", text)


def configure_logging() -> None:
    """Everything to standard error, one line each."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(SecretsOut())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.getLogger("alembic").setLevel(logging.WARNING)
