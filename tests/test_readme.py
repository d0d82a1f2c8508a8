"""The README says what is true: every setting is in its table, every command it names exists."""

import re
from pathlib import Path

from api.settings import Settings

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def test_every_setting_is_documented_and_nothing_else() -> None:
    documented = set(re.findall(r"^\| `(THUKY_[A-Z_]+)`", README, flags=re.MULTILINE))
    assert documented == {f"THUKY_{name.upper()}" for name in Settings.model_fields}


def test_links_and_pictures_of_the_readme_exist() -> None:
    root = Path(__file__).parents[1]
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", README):
        assert (root / target).exists(), target


def test_every_decision_has_a_number_of_its_own() -> None:
    decisions = list((Path(__file__).parents[1] / "docs" / "decisions").glob("*.md"))
    assert len({path.name[:4] for path in decisions}) == len(decisions)
    for path in decisions:
        assert path.read_text(encoding="utf-8").startswith(f"# {path.name[:4]} "), path.name
