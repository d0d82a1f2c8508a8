"""Where a gathering takes place, as said."""

import re

from scheduling.extractors.rules.reading import Sentence

_MARK = re.compile(
    r"(?<!\w)(?:tập trung (?:ở|tại|ngay|trước)|địa điểm(?: là|:| tại)?|điểm tại|"
    r"điểm tập trung tại|tại|ở|ngồi ở|in the|at the|in|at)\s+",
    re.IGNORECASE,
)
_ROOM = re.compile(
    r"(?<!\w)(?:phòng(?: họp| máy| giao ban| khánh tiết)?|hội trường|sảnh|sân|nhà văn hóa|"
    r"đầu hẻm|cổng|trụ sở|văn phòng|nhà thiếu nhi|trung tâm|room|boardroom|hall|building)"
    r"(?:\s+[\w/]+){1,8}",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"[,.;:!?()]|\s(?:lúc|vào|từ|do|để|rồi|mời|dự|có|và|nhé|nha|nghe|nghen|nhá|ạ|á|mà|thì|hen|"
    r"hén|anh|chị|chú|em|bác|tui|tôi|đồng chí|bác sĩ|bà con|mỗi|kết nối|như|sau|trước|cho|"
    r"khỏi|luôn|được|vì|nên|tất cả|toàn bộ|kéo dài|khoảng|from|on|with|for|and|so|please|because|to|until|is|are|as|"
    r"same|who|that|we|you|i)(?!\w)",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"(?<!\w)(?:đây|này|here|this room|ấy|đó|chỗ cũ|present|least|all|once|home|nơi cư trú)(?!\w)",
    re.IGNORECASE,
)
_PLACE_WORD = re.compile(
    r"(?<!\w)(?:phòng|hội trường|sảnh|sân|cổng|hẻm|nhà|trụ sở|văn phòng|trung tâm|công viên|"
    r"cống|cầu|xã|phường|đền|chùa|trường|bệnh viện|khoa|kho|bến|nhà máy|xí nghiệp|khách sạn|"
    r"quán|đường|tầng|lầu|khu|ủy ban|ubnd|chân|bãi|công trình|công trường|đình|hội quán|ấp|"
    r"thôn|room|hall|building|floor|tower|office|boardroom|campus|lab|centre|center|shaft|"
    r"site|canteen|theatre|station|hotel|gate|lobby|library|auditorium|studio|warehouse|"
    r"tunnel)(?!\w)",
    re.IGNORECASE,
)


def find_place(sentence: Sentence) -> str | None:
    """The place named in the sentence; "ở đây", "phòng này" name none."""
    text = sentence.text
    for mark in _MARK.finditer(text):
        if any(when.begin <= mark.end() < when.stop for when in sentence.whens):
            continue
        place = _until_stop(text, mark.end(), sentence)
        if place and _PLACE_WORD.search(place):
            return None if _is_here(place) else place
    for room in _ROOM.finditer(text):
        place = _until_stop(text, room.start(), sentence)
        if place and len(place.split()) >= 2 and not _is_here(place) and not _is_unit(sentence, room.start()):
            return place
    return None


def _is_here(place: str) -> bool:
    return _HERE.search(place) is not None or place.lower() in ("nhà", "home", "work")


def _is_unit(sentence: Sentence, begin: int) -> bool:
    return any(m.kind == "unit" and m.begin <= begin < m.stop for m in sentence.mentions)


def _until_stop(text: str, begin: int, sentence: Sentence) -> str | None:
    stop = _STOP.search(text, begin)
    end = stop.start() if stop else len(text)
    end = min([end, *(w.begin for w in sentence.whens if w.begin > begin)])
    place = text[begin:end].strip(" ,.")
    return " ".join(place.split()[:10]) or None
