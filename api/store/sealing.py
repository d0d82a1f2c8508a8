"""Secrets at rest: AES-256-GCM (NIST SP 800-38D) under one key that is not in the database."""

import base64
import binascii
import os
from pathlib import Path

from models.errors import EngineError, UserError

KEY_BYTES, NONCE_BYTES = 32, 12


class Sealer:
    """Seals and opens. ``context`` says where a secret belongs: moved elsewhere it does not open."""

    def __init__(self, key: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._cipher = AESGCM(key)

    def seal(self, secret: bytes, context: str) -> bytes:
        """A random nonce and the sealed secret; sealing the same again gives other bytes."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, secret, context.encode())

    def open(self, sealed: bytes, context: str) -> bytes:
        """
        Raises:
            EngineError: ``secret.unopened``: another key, or changed since.
        """
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context.encode())
        except (InvalidTag, ValueError) as error:
            raise EngineError("secret.unopened") from error


def load_sealer(key: str | None, key_file: Path | None) -> Sealer | None:
    """The sealer of the key given as text, else of the one in the file; None when neither is given.

    Raises:
        UserError: ``secret.key_unreadable``, ``secret.key_shape`` (a key is 32 bytes in base64).
    """
    if key is None and key_file is not None:
        try:
            key = key_file.read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "ASCII"
            raise UserError("secret.key_unreadable", path=str(key_file), reason=reason) from error
    if key is None:
        return None
    try:
        decoded = base64.b64decode(key.strip(), validate=True)
    except (binascii.Error, ValueError) as error:
        raise UserError("secret.key_shape") from error
    if len(decoded) != KEY_BYTES:
        raise UserError("secret.key_shape")
    return Sealer(decoded)
