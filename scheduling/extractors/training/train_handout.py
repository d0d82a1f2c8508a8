"""Makes ``rules/cues/handout_en.json``: which utterances of a long English meeting hand out work.

    python -m scheduling.extractors.training.train_handout AMI.jsonl

Data: AMI Meeting Corpus (Carletta et al. 2005), manual annotations, CC BY 4.0, https://groups.inf.ed.ac.uk/ami/corpus/;
one meeting a line: ``{"meeting_id", "utterances": [{"id","speaker","start","end","text"}], "gold": {"actions":
[{"evidence": [id, …]}]}}``, an action's evidence being the dialogue acts linked to that sentence of the abstract.
Logistic regression by AdaGrad with an L2 penalty; the threshold is the one of best F1 in six-fold cross-validation
over meeting series (the same four people never train and test). Prints that F1. Takes about 20 s.
"""

import json
import math
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from models.conversation import Utterance
from models.span import TimeSpan
from scheduling.extractors.rules.handout import handout_features

_PENALTY = 0.1
_EPOCHS = 12
_FOLDS = 6
_KEPT_NEGATIVES = 0.35
_SERIES = 6
"""Letters of a meeting's name that are common to its series (ES2002a … ES2002d)."""

Meeting = tuple[str, list[set[str]], npt.NDArray[np.float64]]


def main(path: Path) -> None:
    meetings = [meeting for meeting in map(_meeting, path.read_text(encoding="utf-8").splitlines()) if meeting]
    held_out = _held_out_scores(meetings)
    labels = np.concatenate([labels for _, _, labels in meetings])
    threshold, f1 = _best_threshold(np.concatenate(held_out), labels)
    weights, bias = _train(meetings)
    told = {feature: round(weight, 3) for feature, weight in sorted(weights.items()) if abs(weight) >= 0.004}
    written = {
        "made_by": "scheduling.extractors.training.train_handout",
        "data": "AMI Meeting Corpus, manual annotations, CC BY 4.0, https://groups.inf.ed.ac.uk/ami/corpus/",
        "held_out_f1": round(f1, 3),
        "bias": round(bias, 3),
        "threshold": round(threshold, 3),
        "weights": told,
    }
    target = Path(__file__).parents[1] / "rules" / "cues" / "handout_en.json"
    target.write_text(json.dumps(written, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(meetings)} meetings, {len(told)} weights, held-out utterance F1 {f1:.3f}")


def _meeting(line: str) -> Meeting | None:
    told = json.loads(line)
    linked = {evidence for action in told["gold"].get("actions", []) for evidence in action["evidence"]}
    if not linked:
        return None
    utterances = [_utterance(u) for u in told["utterances"]]
    return told["meeting_id"], handout_features(utterances), np.array([float(u.id in linked) for u in utterances])


def _utterance(told: dict[str, str]) -> Utterance:
    return Utterance(told["id"], told["speaker"], TimeSpan(0, 1), told["text"])


def _held_out_scores(meetings: Sequence[Meeting]) -> list[npt.NDArray[np.float64]]:
    series = sorted({name[:_SERIES] for name, _, _ in meetings})
    fold_of = {name: index % _FOLDS for index, name in enumerate(np.random.default_rng(1).permutation(series))}
    models = [
        _train([m for m in meetings if fold_of[m[0][:_SERIES]] != fold]) for fold in range(_FOLDS)
    ]  # one model per fold left out
    scores = []
    for name, features, _ in meetings:
        weights, bias = models[fold_of[name[:_SERIES]]]
        scores.append(np.array([bias + sum(weights.get(f, 0.0) for f in own) for own in features]))
    return scores


def _train(meetings: Sequence[Meeting]) -> tuple[dict[str, float], float]:
    """Weights by feature and the bias. Features are seen four times, twice where work is handed out."""
    seen: Counter[str] = Counter()
    seen_in_positives: Counter[str] = Counter()
    for _, features, labels in meetings:
        for own, label in zip(features, labels, strict=True):
            seen.update(own)
            if label:
                seen_in_positives.update(own)
    names = sorted(f for f, count in seen.items() if count >= 4 and seen_in_positives[f] >= 2)
    number = {name: index for index, name in enumerate(names)}
    chance = np.random.default_rng(0)
    rows = [
        (np.array(sorted(number[f] for f in own if f in number), dtype=np.int64), label)
        for _, features, labels in meetings
        for own, label in zip(features, labels, strict=True)
        if label or chance.random() < _KEPT_NEGATIVES
    ]
    weights, squares = np.zeros(len(names)), np.full(len(names), 1e-6)
    bias, bias_square = -5.0, 1e-6
    for _ in range(_EPOCHS):
        for index in chance.permutation(len(rows)):
            row, label = rows[index]
            guess = 1 / (1 + math.exp(-max(-30.0, min(30.0, bias + float(weights[row].sum())))))
            error = (guess - label) * (1.0 if not label else _KEPT_NEGATIVES)
            gradient = error + _PENALTY * weights[row]
            squares[row] += gradient * gradient
            weights[row] -= 0.1 * gradient / np.sqrt(squares[row])
            bias_square += error * error
            bias -= 0.1 * error / math.sqrt(bias_square)
    return dict(zip(names, weights.tolist(), strict=True)), bias


def _best_threshold(scores: npt.NDArray[np.float64], labels: npt.NDArray[np.float64]) -> tuple[float, float]:
    best = (0.0, 0.0)
    for threshold in np.quantile(scores, np.linspace(0.98, 0.9995, 60)):
        chosen = scores > threshold
        f1 = 2 * float((chosen * labels).sum()) / float(chosen.sum() + labels.sum())
        if f1 > best[1]:
            best = (float(threshold), f1)
    return best


if __name__ == "__main__":
    main(Path(sys.argv[1]))
