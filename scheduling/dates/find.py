"""All dates and times of a text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from models.when import When
from scheduling.dates.answers import find_answers
from scheduling.dates.describe import describe
from scheduling.dates.join import makes_sense
from scheduling.dates.lists import complete_lists
from scheduling.dates.match import Match
from scheduling.dates.meaning import Meaning
from scheduling.dates.phrase import Phrase
from scheduling.dates.relative import Moment
from scheduling.dates.resolve import Resolved, resolve
from scheduling.dates.surroundings import stands_alone
from scheduling.dates.told import Told, base_of, lean_of, of_the_day_before, remembered
from scheduling.languages.base import Language
from scheduling.languages.grammar import Derivation, Sentence
from scheduling.languages.load import load_languages
from scheduling.languages.text import Token, tokenise


def find_dates(
    text: str,
    *,
    reference: datetime,
    zone: str,
    language: str,
    anchors: Mapping[str, datetime] | None = None,
    latent: bool = False,
) -> tuple[When, ...]:
    """Non-overlapping phrases in order of appearance, understood from ``reference`` (aware) in ``zone``.

    ``language`` is ``vi``, ``en`` or ``mixed``. ``anchors`` gives moments to phrases only the caller can date
    ("giờ họp", "the review"). With ``latent`` also what is a date only as an answer: "25", "một tuần".
    Words that name no possible date (31/2) come back without start and end, with a ``doubt``.
    """
    here = ZoneInfo(zone)
    now = reference.astimezone(here).replace(tzinfo=None)
    tokens = tokenise(text)
    known = _known(anchors or {}, here)
    matches = find_phrases(tokens, load_languages(language), known, latent=latent)
    return tuple(_in_order(matches, text, tokens, now, here))


def _in_order(
    matches: list[Match], text: str, tokens: tuple[Token, ...], now: datetime, zone: ZoneInfo
) -> Iterator[When]:
    """What leans on a date told before is counted from it; see ``told``."""
    told: list[Told] = []
    for match in matches:
        hour = of_the_day_before(match.phrase, told, match.begin, now) if _one_clause(told, match, tokens) else None
        if hour is not None:
            match = replace(match, phrase=hour)
        lean = lean_of(match.phrase)
        base = None if lean is None else base_of(lean, told, match.begin)
        if lean is not None and lean.leaning == "must" and base is None:
            continue
        found = resolve(match.phrase, base or now)
        kept = remembered(match.phrase, found, match.stop)
        if kept is not None:
            told.append(kept)
        when = _when(match, found, text, tokens, zone)
        if when is not None:
            yield when


def find_phrases(
    tokens: tuple[Token, ...],
    languages: Sequence[Language],
    anchors: Mapping[tuple[str, ...], Meaning],
    *,
    latent: bool = False,
) -> list[Match]:
    """From left to right, at each place the longest phrase of any language."""
    read = []
    for language in languages:
        sentence = language.sentence(tokens, anchors)
        read.append((language, sentence, language.grammar.read_all(sentence, "phrase")))
    matches: list[Match] = []
    for at in sorted({at for _, _, readings in read for at in readings}):
        if matches and at < matches[-1].stop:
            continue
        found = (_longest(language, sentence, at, readings.get(at, ())) for language, sentence, readings in read)
        best = max((match for match in found if match is not None), key=lambda match: match.stop, default=None)
        if best is not None:
            matches.append(best)
    if latent:
        for language, sentence, _ in read:
            matches += find_answers(language, sentence, matches)
        matches.sort(key=lambda match: match.begin)
    return complete_lists(matches, {language.name: sentence for language, sentence, _ in read})


def _longest(language: Language, sentence: Sentence, at: int, readings: Iterable[Derivation]) -> Match | None:
    for reading in sorted(readings, key=lambda one: (one.stop, one.weight), reverse=True):
        if (
            isinstance(reading.value, Phrase)
            and _makes_sense(reading.value)
            and stands_alone(sentence.tokens, at, reading.stop)
        ) and not language.rejects(sentence, at, reading.stop):
            return Match(reading.value, at, reading.stop, language)
    return None


def _makes_sense(phrase: Phrase) -> bool:
    sides = [side for side in (phrase.meaning, phrase.to) if side is not None]
    return phrase.repeat is not None or all(makes_sense(side) for side in sides)


def _one_clause(told: list[Told], match: Match, tokens: tuple[Token, ...]) -> bool:
    return bool(told) and all(token.is_word or token.word == "," for token in tokens[told[-1].stop : match.begin])


def _when(match: Match, found: Resolved, text: str, tokens: tuple[Token, ...], zone: ZoneInfo) -> When | None:
    begin, stop = tokens[match.begin].begin, tokens[match.stop - 1].stop
    if found.start is None and found.end is None and found.doubt is None and found.rrule is None:
        return None
    return When(
        start=_aware(found.start, match.phrase.utc_minutes, zone),
        end=_aware(found.end, match.phrase.utc_minutes, zone),
        grain=found.grain,
        phrase=text[begin:stop],
        begin=begin,
        stop=stop,
        reading=describe(found, match.language.wording),
        open=found.open,
        rrule=found.rrule,
        doubt=found.doubt,
    )


def _aware(moment: datetime | None, utc_minutes: int | None, zone: ZoneInfo) -> datetime | None:
    """On the meeting's clock; a time said in another zone is carried over."""
    if moment is None:
        return None
    if utc_minutes is None:
        return moment.replace(tzinfo=zone)
    return moment.replace(tzinfo=timezone(timedelta(minutes=utc_minutes))).astimezone(zone)


def _known(anchors: Mapping[str, datetime], zone: ZoneInfo) -> dict[tuple[str, ...], Meaning]:
    return {
        tuple(token.word for token in tokenise(words)): Moment(moment.astimezone(zone).replace(tzinfo=None))
        for words, moment in anchors.items()
        if words.strip()
    }
