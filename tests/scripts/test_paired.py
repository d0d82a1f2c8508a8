import sys
from pathlib import Path

import pytest

from scripts.paired import Cost, RunFailedError, cost_of, in_turns, share


def test_what_a_process_costs_is_its_own(tmp_path: Path) -> None:
    cost = cost_of([sys.executable, "-c", "x = bytearray(60_000_000); print(len(x))"], tmp_path / "out")
    assert (tmp_path / "out").read_text().strip() == "60000000"
    assert cost.peak_mb > 60
    assert cost.cpu_s > 0
    assert cost.wall_s > 0


def test_a_failure_is_told_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(RunFailedError, match="no weights here"):
        cost_of([sys.executable, "-c", "raise SystemExit('no weights here')"], tmp_path / "out")


def test_each_round_begins_with_the_next(tmp_path: Path) -> None:
    told: list[str] = []
    commands = {name: [sys.executable, "-c", "pass"] for name in ("a", "b")}
    costs = in_turns(commands, 3, tmp_path, lambda name, _cost: told.append(name))
    assert told == ["a", "b", "b", "a", "a", "b"]
    assert {name: len(runs) for name, runs in costs.items()} == {"a": 3, "b": 3}


def test_the_share_is_the_median_of_the_rounds() -> None:
    ours = [Cost(1, 2, 3), Cost(2, 2, 3), Cost(9, 2, 3)]
    theirs = [Cost(2, 4, 3), Cost(4, 4, 3), Cost(9, 4, 3)]
    assert share(ours, theirs, lambda cost: cost.wall_s) == 0.5
