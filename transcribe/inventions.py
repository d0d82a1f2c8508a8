"""What Whisper is known to write where nobody speaks: the ends of the videos it was trained on."""

_SENTENCES = (
    "Hãy subscribe cho kênh Ghiền Mì Gõ để không bỏ lỡ những video hấp dẫn",
    "Hãy subscribe cho kênh La La School để không bỏ lỡ những video hấp dẫn",
    "Hãy subscribe cho kênh để không bỏ lỡ những video hấp dẫn",
    "Hãy đăng ký kênh để không bỏ lỡ những video hấp dẫn",
    "Hãy đăng ký kênh để ủng hộ kênh của mình nhé",
    "Để không bỏ lỡ những video hấp dẫn",
    "Hãy subscribe cho kênh",
    "Cảm ơn các bạn đã theo dõi và hẹn gặp lại",
    "Cảm ơn các bạn đã theo dõi và hẹn gặp lại các bạn trong những video tiếp theo",
    "Cảm ơn các bạn đã theo dõi",
    "Cảm ơn các bạn đã xem video",
    "Cảm ơn các bạn đã lắng nghe",
    "Hẹn gặp lại các bạn trong những video tiếp theo",
    "Chào tạm biệt và hẹn gặp lại",
    "Các bạn hãy đăng ký kênh để ủng hộ mình nhé",
    "Phụ đề được thực hiện bởi cộng đồng Amara.org",
    "Thanks for watching",
    "Thank you for watching",
    "Thank you so much for watching",
    "Thanks for watching and see you in the next video",
    "Please subscribe to my channel",
    "Please like and subscribe",
    "Don't forget to like and subscribe",
    "Subtitles by the Amara.org community",
    "Transcription by CastingWords",
)


def _plain(sentence: str) -> tuple[str, ...]:
    words = ("".join(letter for letter in word.casefold() if letter.isalnum()) for word in sentence.split())
    return tuple(word for word in words if word)


INVENTIONS: frozenset[tuple[str, ...]] = frozenset(_plain(sentence) for sentence in _SENTENCES)
"""Each as its words in lower case without punctuation, NFC."""
