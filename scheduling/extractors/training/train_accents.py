"""Makes ``rules/cues/accents.json``: which form a Vietnamese syllable without diacritics stands for.

    python -m scheduling.extractors.training.train_accents WORDS FOLDER …

Data: the annotated meetings in the folders, invented for this project, and WORDS, the list of words of
two syllables in ``transcribe/lexicon/vi.txt`` (made from pyvi, MIT; see its notice), each of which counts as seen a
little.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from models.conversation import Conversation
from scheduling.extractors.rules.text import fold, tidy
from scheduling.extractors.training.gold import read_gold_folder

_LISTED = 0.3
"""How often a listed word counts as having been seen."""
_SENTENCE = re.compile(r"[.!?;:\n]")
_SYLLABLE = re.compile(r"[^\W\d_]+")


def main(words: Path, folders: Iterable[Path]) -> None:
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    pairs: Counter[str] = Counter()
    for syllables in (s for folder in folders for text in _texts(folder) for s in _runs(text)):
        for form in syllables:
            forms[fold(form)][form] += 1
        pairs.update(f"{before} {form}" for before, form in pairwise(syllables))
    listed = set(_words(words))
    weights: dict[str, float] = dict(pairs)
    for before, form in listed:
        weights[f"{before} {form}"] = weights.get(f"{before} {form}", 0.0) + _LISTED
        for syllable in (before, form):
            forms[fold(syllable)][syllable] += 0 if forms[fold(syllable)][syllable] else 1
    kept = {pair: round(count, 1) for pair, count in sorted(weights.items())}
    seen = {syllable: dict(sorted(counts.items())) for syllable, counts in sorted(forms.items())}
    target = Path(__file__).parents[1] / "rules" / "cues" / "accents.json"
    written = {
        "made_by": "scheduling.extractors.training.train_accents",
        "data": "tests/corpus/meetings, transcribe/lexicon/vi.txt",
        "forms": seen,
        "pairs": kept,
    }
    target.write_text(json.dumps(written, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(seen)} syllables, {len(kept)} pairs, {target.stat().st_size // 1024} KiB")


def _texts(folder: Path) -> Iterator[str]:
    for source, _ in read_gold_folder(folder):
        if source.language == "vi":
            yield from (u.text for u in source.utterances) if isinstance(source, Conversation) else [source.text]


def _runs(text: str) -> Iterator[list[str]]:
    for sentence in _SENTENCE.split(tidy(text)):
        yield [match[0].lower() for match in _SYLLABLE.finditer(sentence)]


def _words(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        first, _, rest = line.partition("  ")
        for second in rest.split("|"):
            if " " not in second and second:
                yield first, second


if __name__ == "__main__":
    main(Path(sys.argv[1]), map(Path, sys.argv[2:]))
