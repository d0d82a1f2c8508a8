"""All speech is packed, no window is too long, and every time maps back into the region it was heard in."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from models.span import TimeSpan
from transcribe.windows import Window, halved, pack_speech


@st.composite
def speech(draw: st.DrawFn) -> list[TimeSpan]:
    made, at = [], 0
    for gap, length in draw(st.lists(st.tuples(st.integers(1, 5_000), st.integers(1, 70_000)), max_size=15)):
        made.append(TimeSpan(at + gap, at + gap + length))
        at += gap + length
    return made


@given(speech())
def test_windows_hold_all_speech_in_order_once(told: list[TimeSpan]) -> None:
    end = told[-1].end_ms + 100 if told else 0
    windows = pack_speech(told, end)
    regions = [region for window in windows for region in window.regions]
    assert all(window.duration_ms <= 29_500 for window in windows)
    assert all(a.end_ms <= b.start_ms for a, b in pairwise(regions))
    assert all(region.end_ms <= end for region in regions)
    for span in told:
        assert sum(span.overlap_ms(region) for region in regions) == span.duration_ms


@given(speech(), st.integers(0, 29_499), st.integers(1, 3_000))
def test_a_word_is_placed_inside_one_region(told: list[TimeSpan], start_ms: int, length_ms: int) -> None:
    for window in pack_speech(told, told[-1].end_ms if told else 0):
        placed = window.place(start_ms, start_ms + length_ms)
        assert any(placed.overlap_ms(region) == placed.duration_ms for region in window.regions)


def test_a_long_pause_shrinks_to_its_edges() -> None:
    (window,) = pack_speech([TimeSpan(1_000, 2_000), TimeSpan(20_000, 21_000)], 30_000)
    assert window.regions == (TimeSpan(600, 2_400), TimeSpan(19_600, 21_400))


def test_a_short_pause_stays_as_it_is() -> None:
    (window,) = pack_speech([TimeSpan(1_000, 2_000), TimeSpan(2_900, 4_000)], 30_000)
    assert window.regions == (TimeSpan(600, 4_400),)


def test_times_map_back_exactly() -> None:
    window = Window((TimeSpan(1_000, 2_000), TimeSpan(5_000, 6_000)))
    assert window.place(100, 400) == TimeSpan(1_100, 1_400)
    assert window.place(1_250, 1_500) == TimeSpan(5_250, 5_500)


def test_a_word_over_a_pause_is_not_stretched() -> None:
    window = Window((TimeSpan(1_000, 2_000), TimeSpan(5_000, 6_000)))
    assert window.place(900, 1_050) == TimeSpan(1_900, 2_000)
    assert window.place(900, 1_400) == TimeSpan(5_000, 5_400)


def test_the_cut_is_at_the_longest_pause() -> None:
    told = [TimeSpan(0, 12_000), TimeSpan(12_100, 22_000), TimeSpan(24_000, 28_000), TimeSpan(28_100, 40_000)]
    first, second = pack_speech(told, 40_000)
    assert first.regions[-1].end_ms == 22_400
    assert second.regions[0].start_ms == 23_600


def test_a_window_is_halved_between_its_regions() -> None:
    regions = (TimeSpan(0, 4_000), TimeSpan(9_000, 12_000), TimeSpan(20_000, 28_000))
    assert halved(Window(regions)) == (Window(regions[:2]), Window(regions[2:]))
    assert halved(Window(regions[:1])) is None
