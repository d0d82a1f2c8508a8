"""A second look at single words beside a change of speaker, where a recogniser's times are least to be trusted.

Only a *doubtful* word is moved: one of which its speaker's turns cover less than three quarters. The rule, first
that decides:

1. alone between words of one other speaker, within one breath of both: it goes with them;
2. nearer by 0.3 s or more to the words across the change than to its own speaker's: it goes across;
3. the first word of a sentence that another speaker goes on with: it goes to that speaker. It is so when it begins
   with a capital after a full stop (in Vietnamese also after a number, where recognisers leave the stop out and no
   name of a month or day follows) and the other speaker's first word does not;
4. the last word before a silence, when the turn after it begins 0.15 s or more before the first word heard in it: the
   sound of a word is there, and the recogniser put the word at the end of the stretch of speech before.

A word that its turn covers is never moved, so quick answers and "yes" in mid-sentence stay whose they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from models.transcript import Word

BREATH_MS = 300
"""A pause that parts words: shorter ones lie inside one breath."""
ROOM_MS = 150
"""Of a turn before its first word, that is a word's: turns begin 0.1 s after their first word, hardly ever before."""
SENTENCE_ENDS = (".", "?", "!", "…", '."', '?"', '!"', ".”", "?”", "!”")


@dataclass(frozen=True, slots=True)
class Given:
    """A word, the language it was heard in, whom its turns give it to, and whether they cover too little of it.

    ``room_ms`` is how much of its turn lies before it without any word.
    """

    word: Word
    language: str
    speaker: str | None
    doubtful: bool
    room_ms: int = 0


def settle_changes(given: Sequence[Given]) -> tuple[str | None, ...]:
    """The speaker of each word, at most one word moved at each edge of a run of words."""
    speakers = [each.speaker for each in given]
    for index in range(1, len(given) - 1):
        before, here, after = given[index - 1 : index + 2]
        if here.doubtful:
            speakers[index] = _speaker_between(before, here, after)
    return tuple(speakers)


def _speaker_between(before: Given, here: Given, after: Given) -> str | None:
    pause_before_ms, pause_after_ms = _pause_ms(before, here), _pause_ms(here, after)
    match (before.speaker == here.speaker, here.speaker == after.speaker):
        case (False, False) if before.speaker == after.speaker and max(pause_before_ms, pause_after_ms) < BREATH_MS:
            return before.speaker
        case (True, False) if pause_before_ms - pause_after_ms >= BREATH_MS or _opens_sentence(before, here, after):
            return after.speaker
        case (True, False) if pause_after_ms >= BREATH_MS and after.room_ms >= ROOM_MS:
            return after.speaker
        case (False, True) if pause_after_ms - pause_before_ms >= BREATH_MS:
            return before.speaker
        case _:
            return here.speaker


def _pause_ms(earlier: Given, later: Given) -> int:
    return max(0, later.word.span.start_ms - earlier.word.span.end_ms)


def _opens_sentence(before: Given, here: Given, after: Given) -> bool:
    stopped = before.word.text.endswith(SENTENCE_ENDS) or (
        here.language == "vi" and before.word.text.rstrip(",").replace(",", "").isdecimal()
    )
    begins = here.word.text[0].isupper() and not here.word.text.endswith(SENTENCE_ENDS)
    return stopped and begins and after.word.text[0].islower()
