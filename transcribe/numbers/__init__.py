"""Numbers as an office writes them: "mười bốn giờ ba mươi" is shown as "14 giờ 30" (pure)."""

from transcribe.numbers.write import write_numbers, write_utterance, written_text

__all__ = ["write_numbers", "write_utterance", "written_text"]
