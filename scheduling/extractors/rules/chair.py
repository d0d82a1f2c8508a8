"""Who leads the meeting."""

from scheduling.extractors.rules.reading import Reading


def find_chair(reading: Reading) -> str | None:
    """Who leads: the voice that orders, asks and hands the floor most often."""
    scores: dict[str, float] = {}
    for sentence in reading.sentences:
        if sentence.speaker is None:
            continue
        led = 1.0 if sentence.is_question else 0.0
        led += 1.0 if reading.grammar.has("order", sentence.low) else 0.0
        led += 1.5 if reading.grammar.has("decide_strong", sentence.low) else 0.0
        led -= 0.7 if sentence.low.startswith(("dạ", "vâng")) else 0.0
        led += 3.0 if sentence.index == 0 else 0.0
        scores[sentence.speaker] = scores.get(sentence.speaker, 0.0) + led
    return max(scores, key=lambda name: scores[name]) if scores else None
