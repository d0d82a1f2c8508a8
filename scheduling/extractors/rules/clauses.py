"""Sentences as they were meant, whatever marks a recogniser wrote between them."""

import re

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=\S)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|tp|ts|ths|bs|p|đ/c|vs|st|no)\.|(?-i:\b[A-ZĐ])\.)$", re.IGNORECASE
)
LONGEST = 600
"""Characters after which a sentence without an end is cut all the same, at a space."""
_LEAST_WORDS = 3
"""Words a clause must have to be cut off before a comma: "Yes, I will" is one answer."""
_NEW_CLAUSE = re.compile(
    r",\s+(?=(?:(?:and|but|so|then|now|also)\s+)?(?:"
    r"[A-Z]\w+,\s+(?:please|can|could|will|would|how|what|when|where|do|did|have|are|is|you|let)\b|"
    r"[A-Z]\w+ (?:please|can you|could you|will you|would you)\b|"
    r"(?:please|can you|could you|will you|would you|let us|let's|we have agreed|we've agreed|we will|we'll|"
    r"I will|I'll|I can|I shall|I'm going to|I am going to|the next (?:point|meeting|item)|next point)\b))"
)
"""A comma before words that begin an English sentence of their own."""
_SUBORDINATE = re.compile(
    r"(?:^|,\s*)(?:and |but |so |then |okay |ok |well )?"
    r"(?:if|when|whenever|unless|once|until|till|while|after|before|as soon as|as long as|in case|provided|suppose|"
    r"since|because|although|though|by the time)\b",
    re.IGNORECASE,
)
"""A clause that hangs on the one after it."""
_CALLED_AT_END = re.compile(r"^(?P<said>.*\w),\s+(?P<name>[A-Z]\w+)[.!]?$")
_BEGINS_ORDER = re.compile(r"(?:please|can you|could you|will you|would you)\b", re.IGNORECASE)


def split_sentences(text: str) -> list[str]:
    """Sentences by punctuation, then by commas that stand for full stops; text without any is cut at a limit."""
    parts: list[str] = []
    begin = 0
    for end in _SENTENCE_END.finditer(text):
        if not text[end.end()].islower() and not _ABBREVIATION.search(text[max(0, end.start() - 6) : end.start()]):
            parts.append(text[begin : end.start()].strip())
            begin = end.end()
    parts.append(text[begin:].strip())
    clauses = [clause for part in parts if part for clause in _clauses(part)]
    return [piece for clause in _call_whom(clauses) for piece in _short(clause)]


def _clauses(sentence: str) -> list[str]:
    clauses: list[str] = []
    begin = 0
    for comma in _NEW_CLAUSE.finditer(sentence):
        clause = sentence[begin : comma.start()]
        if len(clause.split()) >= _LEAST_WORDS and not _SUBORDINATE.search(clause):
            clauses.append(f"{clause},")
            begin = comma.end()
    return [*clauses, sentence[begin:]]


def _call_whom(clauses: list[str]) -> list[str]:
    """ "… on Sundays, Ann." "Please prepare …": the name calls the one who is asked next."""
    called = list(clauses)
    for index in range(len(called) - 1):
        ended = _CALLED_AT_END.match(called[index])
        if ended and _BEGINS_ORDER.match(called[index + 1]):
            name = called[index][len(ended["said"]) + 1 :].strip()
            called[index] = f"{ended['said']},"
            called[index + 1] = f"{name} {called[index + 1]}"
    return called


def _short(text: str) -> list[str]:
    pieces: list[str] = []
    while len(text) > LONGEST:
        cut = text.rfind(" ", 0, LONGEST)
        cut = cut if cut > 0 else LONGEST
        pieces.append(text[:cut])
        text = text[cut:].strip()
    return [*pieces, text] if text else pieces
