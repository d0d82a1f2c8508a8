"""Whisper's weights: which there are, where they lie, how they get there; nothing unverified is ever loaded."""

from transcribe.weights.fetch import fetch_weights
from transcribe.weights.locate import (
    check_converted,
    installed_models,
    locate_weights,
    verify_weights,
    weights_digest,
)
from transcribe.weights.manifest import known_models, model_named, shape_of

__all__ = [
    "check_converted",
    "fetch_weights",
    "installed_models",
    "known_models",
    "locate_weights",
    "model_named",
    "shape_of",
    "verify_weights",
    "weights_digest",
]
