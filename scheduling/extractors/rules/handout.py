"""Work handed out in fragments at the end of long English meetings, told by a small trained classifier.

In free talk ("and for you, the trend-watching") no grammar of orders applies. A logistic regression over words,
word pairs, the neighbouring utterances, the place in the meeting and who leads it (features in the manner of
Purver et al. 2007, "Detecting and Summarizing Action Items in Multi-Party Dialogue") tells such utterances. Its
weights (``cues/handout_en.json``) are made by ``scheduling.extractors.training.train_handout`` from the AMI corpus.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from models.conversation import Utterance

LONG_MEETING = 200
"""Utterances from which on the classifier is used: it was trained on meetings of 240 to 1,900."""

_TOKEN = re.compile(r"[a-z']+")


@dataclass(frozen=True, slots=True)
class HandoutModel:
    """Log-odds of an utterance: ``bias`` plus the weights of its features; ``threshold`` maximises F1 held out."""

    bias: float
    threshold: float
    weights: Mapping[str, float]


@cache
def load_model() -> HandoutModel:
    path = files(__name__.rpartition(".")[0]) / "cues" / "handout_en.json"
    written = json.loads(path.read_text(encoding="utf-8"))
    return HandoutModel(written["bias"], written["threshold"], written["weights"])


def handed_out(utterances: Sequence[Utterance]) -> list[list[int]]:
    """Groups of neighbouring utterances that hand out work, as indexes, each group by one voice."""
    model = load_model()
    groups: list[list[int]] = []
    for index, features in enumerate(handout_features(utterances)):
        score = model.bias + sum(model.weights.get(feature, 0.0) for feature in features)
        if score <= model.threshold:
            continue
        near = groups and index - groups[-1][-1] <= 3 and len(groups[-1]) < 4
        if near and utterances[groups[-1][-1]].speaker == utterances[index].speaker:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def handout_features(utterances: Sequence[Utterance]) -> list[set[str]]:
    """The binary features of every utterance."""
    said = [_TOKEN.findall(utterance.text.lower()) for utterance in utterances]
    chair = _chair(utterances, said)
    return [_features(index, utterances, said, chair) for index in range(len(utterances))]


def _features(index: int, utterances: Sequence[Utterance], said: list[list[str]], chair: str | None) -> set[str]:
    own, count, speaker = said[index], len(utterances), utterances[index].speaker
    features = {f"w={word}" for word in own}
    features |= {f"b={one}_{other}" for one, other in pairwise(own)}
    for other in (index - 2, index - 1, index + 1, index + 2):
        if 0 <= other < count:
            voice = "s" if utterances[other].speaker == speaker else "d"
            features |= {f"c{voice}={word}" for word in said[other]}
    place = index / count
    features |= {f"pos={int(place * 10)}", f"len={min(6, len(own) // 3)}"}
    features.add("chair" if speaker == chair else "notchair")
    features |= {name for name, from_ in (("end", 0.9), ("very_end", 0.95)) if place > from_}
    if place > 0.75 and speaker == chair:
        features.add("chair_late")
    return features


def _chair(utterances: Sequence[Utterance], said: list[list[str]]) -> str | None:
    """Who says most while the meeting opens and closes."""
    count = len(utterances)
    spoken: Counter[str] = Counter()
    for index, utterance in enumerate(utterances):
        if utterance.speaker is not None and not 0.08 * count <= index <= 0.92 * count:
            spoken[utterance.speaker] += len(said[index])
    return spoken.most_common(1)[0][0] if spoken else None
