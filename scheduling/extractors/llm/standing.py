"""The items that stand so far, while a long meeting is read window by window (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from models.findings import ActionItem, Finding
from scheduling.extractors.llm.answers import Claim
from scheduling.extractors.llm.grounding import Ground

Standing = Mapping[str, Finding]
"""By key: ``k1``, ``k2`` …, under which the model is told of them."""


def take(claims: Sequence[Claim], known: Standing, ground: Ground) -> Standing:
    """What stands after one more window.

    A claim that names a known item of its kind gives it its last value, or withdraws it; one that rests on the same
    lines as an item is that item, heard again where windows overlap. What the record does not prove changes nothing.
    """
    standing = dict(known)
    for claim in claims:
        found = ground.check(claim)
        if found is None:
            continue
        key = _named(claim, found, known) or _heard_before(found, standing)
        if claim.withdrawn:
            if key is not None:
                standing.pop(key, None)
        elif key is None or key not in standing:
            standing[key or _next_key(known, standing)] = found
        else:
            standing[key] = _last_value(found, standing[key], ground)
    return standing


def _named(claim: Claim, found: Finding, known: Standing) -> str | None:
    key = claim.replaces
    return key if key is not None and key in known and known[key].kind == found.kind else None


def _heard_before(found: Finding, standing: Standing) -> str | None:
    cited = {evidence.utterance for evidence in found.evidence}
    for key, item in standing.items():
        if item.kind == found.kind and {evidence.utterance for evidence in item.evidence} == cited:
            return key
    return None


def _last_value(found: Finding, before: Finding, ground: Ground) -> Finding:
    """The newer item on the evidence of both; a deadline or a doer that was not said again still holds."""
    evidence = ground.join(before.evidence, found.evidence)
    if isinstance(found, ActionItem) and isinstance(before, ActionItem):
        return replace(found, evidence=evidence, due=found.due or before.due, owners=found.owners or before.owners)
    return replace(found, evidence=evidence)


def _next_key(known: Standing, standing: Standing) -> str:
    return f"k{1 + max((int(key[1:]) for key in (*known, *standing)), default=0)}"
