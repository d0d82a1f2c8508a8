"""The time left is told from what was measured, and not before something was."""

import pytest

from api.flows.pace import Pace


@pytest.mark.parametrize(
    ("pace", "share", "now_s", "left_s"),
    [
        (Pace(0.0, 100.0), 0.25, 110.0, 30.0),
        (Pace(0.5, 100.0), 0.75, 160.0, 60.0),
        (Pace(0.5, 100.0), 1.0, 160.0, 0.0),
        (Pace(0.0, 100.0), 0.5, 101.0, None),
        (Pace(0.5, 100.0), 0.505, 160.0, None),
        (Pace(0.5, 100.0), 0.5, 160.0, None),
    ],
)
def test_the_rest_is_expected_to_be_as_fast_as_what_was_measured(
    pace: Pace, share: float, now_s: float, left_s: float | None
) -> None:
    assert pace.left_s(share, now_s) == left_s
