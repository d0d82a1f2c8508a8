"""Voices that are one person's: average-linkage clustering on cosine similarity.

The mean cosine between two groups of unit vectors is the product of the groups' mean vectors, so a group is fully
told by its mean and weight, and a long recording is clustered in blocks first without changing what linkage means.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

SURELY_SAME_VOICE = 0.75
"""Mean cosine that only groups of one voice reach; far above where speakers are told apart."""
KNOWN_WEIGHT_S, KNOWN_ROUNDS = 20.0, 3
"""Seconds of speech that a voice known from elsewhere counts as; times that voices are found anew."""
BLOCK = 2000
"""Vectors linked at once: 16 MB of cosines."""

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Wanted:
    """When two groups are one voice, how much speech makes a speaker, and how many speakers there may be.

    Groups with a mean cosine of at least ``same_voice`` are merged; one that weighs less than ``smallest`` is no
    speaker of its own, unless all are so small.
    """

    same_voice: float
    smallest: float
    fewest: int = 1
    most: int = 1_000_000


def cluster_voices(vectors: Floats, weights: Doubles, wanted: Wanted) -> Integers:
    """Labels 0, 1, … of unit vectors (num_vectors, dimensions); -1 for those in groups too small to be a speaker.

    When the number of speakers would be out of range, merging goes on longer or stops earlier. Beyond ``BLOCK``
    vectors time and memory grow with their number: those of a block that are surely of one voice count as one.
    """
    if len(vectors) == 0:
        return np.zeros(0, dtype=np.int64)
    means, sizes, group_of = _groups(vectors, weights)
    return _cut(link(means, sizes), sizes, wanted)[group_of]


def nearest_known(vectors: Floats, weights: Doubles, known: Floats, smallest: float) -> Integers:
    """Labels as ``cluster_voices``, when nobody speaks but those of ``known`` voices (num_known, dimensions).

    Each vector goes to the nearest. What a voice sounds like today is then taken in, the former one counting as much
    as ``KNOWN_WEIGHT_S`` of it. Somebody with less than ``smallest`` is not here today, unless that is so of all.
    """
    voices = known
    for _ in range(KNOWN_ROUNDS):
        nearest = (vectors @ voices.T).argmax(axis=1)
        sums = known * KNOWN_WEIGHT_S
        np.add.at(sums, nearest, (vectors * weights[:, None]).astype(np.float32))
        voices = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    nearest = (vectors @ voices.T).argmax(axis=1)
    heard = np.bincount(nearest, weights=weights, minlength=len(known))
    here = heard >= min(smallest, float(heard.max()))
    return np.asarray(np.where(here, np.cumsum(here) - 1, -1)[nearest], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Merge:
    """Two groups become one: any member of each, and how alike the groups were."""

    left: int
    right: int
    similarity: float


def link(means: Floats, sizes: Doubles) -> list[Merge]:
    """All merges, most alike first, by nearest-neighbour chains (Murtagh 1983): time and memory O(n²)."""
    similarity = np.asarray(means @ means.T, dtype=np.float32)
    np.fill_diagonal(similarity, -np.inf)
    sizes = sizes.copy()
    alive = np.ones(len(means), dtype=bool)
    merges: list[Merge] = []
    chain: list[int] = []
    while len(merges) < len(means) - 1:
        if not chain:
            chain = [int(np.argmax(alive))]
        last = chain[-1]
        nearest = int(similarity[last].argmax())
        if len(chain) > 1 and similarity[last, chain[-2]] >= similarity[last, nearest]:
            other = chain[-2]
            merges.append(Merge(last, other, float(similarity[last, other])))
            total = sizes[last] + sizes[other]
            joined = (sizes[last] * similarity[last] + sizes[other] * similarity[other]) / total
            sizes[last], alive[other] = total, False
            similarity[last], similarity[:, last] = joined, joined
            similarity[other], similarity[:, other] = -np.inf, -np.inf
            similarity[last, last] = -np.inf
            del chain[-2:]
        else:
            chain.append(nearest)
    return sorted(merges, key=lambda merge: -merge.similarity)


def unit_means(vectors: Floats, labels: Integers, weights: Doubles | None = None) -> Floats:
    """Weighted means of unit length (num_labels, dimensions) of the vectors of each label 0, 1, …; -1 is left out."""
    weights = np.ones(len(vectors)) if weights is None else weights
    sums = np.zeros((int(labels.max()) + 1, vectors.shape[1]))
    np.add.at(sums, labels[labels >= 0], (vectors * weights[:, None])[labels >= 0])
    return np.asarray(sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def _groups(vectors: Floats, weights: Doubles) -> tuple[Floats, Doubles, Integers]:
    """Means, weights and membership: each vector by itself, or in a long recording what each block holds for sure.

    Blocks are linked again until what is left fits in one; then at least a quarter of each block's groups is merged
    each time, surely alike or not, so that it ends: O(n · BLOCK) time, O(n + BLOCK²) memory.
    """
    means, sizes = vectors, weights
    group_of: Integers = np.arange(len(vectors), dtype=np.int64)
    while len(means) > BLOCK:
        members = _linked_in_blocks(means, sizes)
        count = int(members.max()) + 1
        sums = np.zeros((count, vectors.shape[1]))
        np.add.at(sums, members, means * sizes[:, None])
        totals: Doubles = np.bincount(members, weights=sizes).astype(np.float64)
        means, sizes, group_of = (sums / totals[:, None]).astype(np.float32), totals, members[group_of]
    return means, sizes, group_of


def _linked_in_blocks(means: Floats, sizes: Doubles) -> Integers:
    """The new group of each of the groups given."""
    group_of: Integers = np.zeros(len(means), dtype=np.int64)
    count = 0
    for first in range(0, len(means), BLOCK):
        block = slice(first, first + BLOCK)
        tree = link(means[block], sizes[block])
        sure = sum(merge.similarity >= SURELY_SAME_VOICE for merge in tree)
        members = _members(tree[: max(sure, len(tree) // 4)], len(means[block]))
        group_of[block] = members + count
        count += int(members.max()) + 1
    return group_of


def _cut(tree: list[Merge], sizes: Doubles, wanted: Wanted) -> Integers:
    """Labels after as many merges as the threshold and the wanted number of speakers say; -1 is no speaker."""
    smallest = wanted.smallest
    speakers = _speakers_after(tree, sizes, smallest)
    merges = sum(merge.similarity >= wanted.same_voice for merge in tree)
    while speakers[merges] > wanted.most and merges < len(tree):
        merges += 1
    while speakers[merges] < wanted.fewest and merges > 0:
        merges -= 1
    if speakers[merges] < wanted.fewest:
        merges, smallest = max(0, len(sizes) - wanted.fewest), 0.0
    labels = _members(tree[:merges], len(sizes))
    total = np.bincount(labels, weights=sizes)
    speaker = total >= min(smallest, float(total.max()))
    return np.asarray(np.where(speaker, np.cumsum(speaker) - 1, -1)[labels], dtype=np.int64)


def _speakers_after(tree: list[Merge], sizes: Doubles, smallest: float) -> list[int]:
    """How many groups are large enough to be a speaker after 0, 1, 2, … merges; at least one."""
    size = dict(enumerate(sizes.tolist()))
    parent = list(range(len(sizes)))
    count = sum(weight >= smallest for weight in size.values())
    counts = [max(1, count)]
    for merge in tree:
        left, right = _root(parent, merge.left), _root(parent, merge.right)
        before = (size[left] >= smallest) + (size[right] >= smallest)
        parent[right] = left
        size[left] += size.pop(right)
        count += (size[left] >= smallest) - before
        counts.append(max(1, count))
    return counts


def _members(merges: list[Merge], count: int) -> Integers:
    parent = list(range(count))
    for merge in merges:
        parent[_root(parent, merge.right)] = _root(parent, merge.left)
    roots = np.array([_root(parent, index) for index in range(count)])
    return np.asarray(np.unique(roots, return_inverse=True)[1], dtype=np.int64)


def _root(parent: list[int], index: int) -> int:
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = parent[index]
    return index
