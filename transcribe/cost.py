"""How much work one Whisper model is, compared with another (pure).

Counted from the shapes of the networks (Radford et al. 2022, table 1): the encoder once a window of 30 s, the decoder
once a token and beam.
"""

from dataclasses import dataclass

POSITIONS = 1_500
"""Of the encoder: 30 s."""
VOCABULARY = 51_865
TOKENS = 110
"""A window of speech, between English (1.17 a word) and Vietnamese (1.64)."""
BEAMS = 5
GIGA = 1e9


@dataclass(frozen=True, slots=True)
class Shape:
    """Layers of the encoder and the decoder, and the width of both."""

    encoder_layers: int
    decoder_layers: int
    width: int


def window_gflop(shape: Shape) -> float:
    """Floating point operations for 30 s of speech, in 10^9."""
    wide = shape.width**2
    attended = 4 * POSITIONS**2 * shape.width
    encoder = shape.encoder_layers * (24 * wide * POSITIONS + attended)
    crossed = shape.decoder_layers * 4 * wide * POSITIONS
    token = shape.decoder_layers * 28 * wide + 2 * VOCABULARY * shape.width
    return (encoder + crossed + TOKENS * BEAMS * token) / GIGA


def relative_cost(shape: Shape, measured: Shape) -> float:
    """How many times the work of ``measured``."""
    return window_gflop(shape) / window_gflop(measured)
