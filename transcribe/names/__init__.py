"""Names and terms in their right form, where the sound that was heard is near enough (pure)."""

from transcribe.names.lists import read_glossary, read_people
from transcribe.names.terms import Term, glossary_term, hotwords, person_terms
from transcribe.names.write import write_names

__all__ = ["Term", "glossary_term", "hotwords", "person_terms", "read_glossary", "read_people", "write_names"]
