"""Every code that is raised or shown has its words in both languages, with the same arguments."""

import ast
import json
import string
from pathlib import Path

from api.i18n import LOCALES, catalogue, explain_in_both
from models.errors import UserError

ROOT = Path(__file__).parents[3]
PACKAGES = ("api", "diarize", "models", "scheduling", "scripts", "transcribe")
ERRORS = {"UserError", "TransientError", "EngineError"}


def raised_codes() -> dict[str, set[str]]:
    """Code → names of its keyword arguments, read off the source of every package."""
    codes: dict[str, set[str]] = {}
    for path in sorted(file for package in PACKAGES for file in (ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS:
                first = node.args[0]
                assert isinstance(first, ast.Constant), f"{path}:{node.lineno}: a code is written out, not computed"
                codes.setdefault(first.value, set()).update(k.arg for k in node.keywords if k.arg is not None)
    return codes


def fields(message: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


def test_every_raised_code_has_words_in_both_languages() -> None:
    for code in raised_codes():
        for locale in LOCALES:
            assert code in catalogue(locale), f"{code} is missing in {locale}"


def test_messages_use_only_arguments_that_are_given() -> None:
    for code, given in raised_codes().items():
        for locale in LOCALES:
            assert fields(catalogue(locale)[code]) <= given, f"{code} in {locale}"


def test_both_languages_have_the_same_messages_with_the_same_arguments() -> None:
    vi, en = catalogue("vi"), catalogue("en")
    assert vi.keys() == en.keys()
    assert {code: fields(text) for code, text in vi.items()} == {code: fields(text) for code, text in en.items()}


def test_no_code_stands_in_two_files() -> None:
    for locale in LOCALES:
        seen: set[str] = set()
        for path in sorted((ROOT / "api" / "i18n" / locale).glob("*.json")):
            codes = json.loads(path.read_text(encoding="utf-8")).keys()
            assert not seen & codes, path
            seen |= codes


def test_an_error_is_explained_on_one_line_in_both_languages() -> None:
    told = explain_in_both(UserError("json.syntax", name="a.json", line=3, column=4))
    assert "dòng 3" in told
    assert "line 3" in told
    assert "\n" not in told
