"""Where a gathering in a document takes place, and what it is called."""

import re

_PLACE = re.compile(
    r"(?<!\w)(?:điểm cầu(?: \w+)?(?: tại|:)|xuất phát (?:từ|tại):?|(?-i:Meet)(?: at)?:|địa điểm(?: tại)?:?|"
    r"điểm tập trung tại|điểm tại|điểm|tập trung tại|tại|ở)\s+(?=\S)",
    re.IGNORECASE,
)


_PLACE_STOP = re.compile(
    r"\s\((?:LĐVP|cả ngày|giấy mời)|[.;](?:\s|$)|,\s*(?:mời|do|với|để|gồm|thành phần|kết nối|"
    r"chủ trì)|,\s+[^,.;]{3,60}\s(?:yêu cầu|đề nghị|kính mời|thông báo)|\s(?:để|nhằm|do)\s|\s(?:vào|lúc)\s\d|$",
    re.IGNORECASE,
)


_ONLINE = re.compile(r"(?<!\w)(?:trực tuyến|online)(?!\w)", re.IGNORECASE)


def online_in(text: str) -> str | None:
    match = _ONLINE.search(text)
    return match[0].lower() if match else None


_ENGLISH = re.compile(
    r"(?<!\w)(?:in|at)\s+(?:the\s+)?((?:[A-Z][\w'-]*\s){0,4}(?:Hall|Room|Office|Centre|Center|Theatre|Auditorium|"
    r"Library|"
    r"Building|Gym|Campus|Chapel|Church|Hotel|Park|Lab|Laboratory|Boardroom|Studio)(?:\s+[A-Z0-9][\w.-]*)?)(?!\w)"
)


def place_in(text: str) -> str | None:
    english = _ENGLISH.search(text)
    if english:
        return english[1].strip(" .")
    best: str | None = None
    for mark in _PLACE.finditer(text):
        stop = _PLACE_STOP.search(text, mark.end())
        place = text[mark.end() : stop.start() if stop else len(text)].strip(" ,.;()")
        place = re.sub(r"\s*\((?:LĐVP|cả ngày).*$", "", place)
        labelled = mark[0].lower().startswith(("điểm", "địa điểm", "tập trung", "meet", "xuất phát"))
        if (
            2 < len(place) < 140
            and (labelled or best is None)
            and re.match(
                r"[A-ZÀ-ỸĐ]|phòng|hội trường|trụ sở|cảng|chân|sân|nhà|khu|văn phòng|trung tâm|ủy ban|"
                r"công viên|đình|bến|cầu|xã|phường|ấp|tầng|số|đường|cổng",
                place,
            )
        ):
            best = place
            if labelled:
                break
    return best


_SPOT = re.compile(
    r",\s*((?:phòng|hội trường|sân|nhà|sảnh|văn phòng|trụ sở|tầng|khu|thư viện|quảng trường|khách sạn|xưởng|kho|"
    r"hội quán|đình|chùa|trạm|trung tâm|công viên|bến|hồ bơi|giảng đường|vườn|bãi)\s[^,.;:]{1,60}|"
    r"P\.\s?[^,.;:]{1,40})"
    r"(?=\s*(?:[.;,(]|$))",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"\(((?:tại\s+)?(?:phòng|hội trường|sân|nhà|sảnh|trụ sở|tầng|khu|thư viện|trường|học viện|bệnh viện|ủy ban|ubnd|"
    r"khách sạn|trung tâm|văn phòng)\s[^()]{1,60})\)",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?:^|[.;]\s+)((?:Phòng (?:họp|Hội|khách|khánh)|Hội trường|Trụ sở|Nhà (?:văn hóa|hát|thi đấu|khách|truyền)|"
    r"Sân|Tầng|"
    r"Sảnh|Khách sạn|Board ?[Rr]oom|Conference [Rr]oom|Room|Main [Hh]all)(?:\s[^.;:]{1,60})?)(?=[.;]|\s*$)"
)
"""A sentence of its own that is nothing but a place: "… Đ/c Bí thư chủ trì. Phòng họp Ban Chấp hành."."""


def spot_in(entry: str) -> str | None:
    """The place that closes an entry of a schedule without a word for it: "Họp xét thi đua, phòng Hội đồng."."""
    match = _SPOT.search(entry) or _BRACKETED.search(entry) or _ALONE.search(entry)
    return re.sub(r"^tại\s+", "", match[1].strip()) if match else None


def before_place(entry: str) -> str:
    spot = _SPOT.search(entry) or _BRACKETED.search(entry)
    if spot and spot.start() > 10:
        entry = entry[: spot.start()]
    stop = re.search(r"(?<=[^\dA-ZĐ.])\.\s+(?=[A-ZÀ-ỸĐ])", entry)
    if stop and stop.start() > 10:
        entry = entry[: stop.start()]
    cut = re.search(
        r"[.,;]?\s*(?:điểm tập trung tại|điểm tại|điểm:|địa điểm:?|mời đại diện|mời|chủ trì:|"
        r"thành phần:|, tại|tại phòng|tại hội)\s",
        entry,
        re.IGNORECASE,
    )
    return entry[: cut.start()] if cut and cut.start() > 10 else entry
