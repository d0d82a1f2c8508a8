"""The language of an answer."""

import pytest

from api.i18n import Locale
from api.i18n.negotiate import preferred_locale


@pytest.mark.parametrize(
    ("header", "chosen", "expected"),
    [
        ("", None, "vi"),
        ("en", None, "en"),
        ("en-GB,vi;q=0.9", None, "en"),
        ("vi-VN;q=0.7, EN;q=0.8", None, "en"),
        ("fr, de", None, "vi"),
        ("en;q=0", None, "vi"),
        ("en;q=high", None, "vi"),
        ("en", "vi", "vi"),
        ("vi", "en", "en"),
        ("en", "klingon", "en"),
    ],
)
def test_choice_then_header_then_vietnamese(header: str, chosen: str | None, expected: Locale) -> None:
    assert preferred_locale(header, chosen) == expected
