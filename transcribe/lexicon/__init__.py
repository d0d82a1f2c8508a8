"""Which Vietnamese syllables stand together as one word."""

from transcribe.lexicon.words import joined_syllables

__all__ = ["joined_syllables"]
