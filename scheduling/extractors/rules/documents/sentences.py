"""Sentences of a paragraph, and orders joined by a semicolon."""

import re


def split_sentences(text: str) -> list[str]:
    return [piece.strip() for piece in _ENDS.split(text) if piece.strip(" ./")]


_ENDS = re.compile(
    r"(?:(?<=[^\dA-ZĐ.])|(?<=\d))\.\s+(?=[A-ZÀ-ỸĐ])|"
    r";\s+(?=(?:giao|đề nghị|yêu cầu)\s+[A-ZĐ])|"
    r";\s+(?=[A-ZĐ][\w ]{3,50}\s"
    r"(?:chuẩn bị|lập|gửi|báo cáo|xây dựng|phối hợp|tham mưu|bố trí|rà soát|tổ chức)\s)"
)
