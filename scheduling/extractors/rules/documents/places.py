"""Where a gathering in a document takes place, and what it is called."""

import re

_PLACE = re.compile(
    r"(?<!\w)(?:địa điểm(?: tại)?:?|điểm tập trung tại|điểm tại|điểm|tập trung tại|tại|ở)\s+(?=\S)", re.IGNORECASE
)


_PLACE_STOP = re.compile(
    r"\s\((?:LĐVP|cả ngày|giấy mời)|[.;](?:\s|$)|,\s*(?:mời|do|với|để|gồm|thành phần|kết nối|"
    r"chủ trì)|\s(?:để|nhằm|do)\s|\s(?:vào|lúc)\s\d|$",
    re.IGNORECASE,
)


_ONLINE = re.compile(r"(?<!\w)(?:trực tuyến|online)(?!\w)", re.IGNORECASE)


def online_in(text: str) -> str | None:
    match = _ONLINE.search(text)
    return match[0].lower() if match else None


def place_in(text: str) -> str | None:
    best: str | None = None
    for mark in _PLACE.finditer(text):
        stop = _PLACE_STOP.search(text, mark.end())
        place = text[mark.end() : stop.start() if stop else len(text)].strip(" ,.;()")
        place = re.sub(r"\s*\((?:LĐVP|cả ngày).*$", "", place)
        labelled = mark[0].lower().startswith(("điểm", "địa điểm", "tập trung"))
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


def before_place(entry: str) -> str:
    cut = re.search(
        r"[.,;]?\s*(?:điểm tập trung tại|điểm tại|điểm|địa điểm:?|mời đại diện|mời|chủ trì:|"
        r"thành phần:|, tại|tại phòng|tại hội)\s",
        entry,
        re.IGNORECASE,
    )
    return entry[: cut.start()] if cut and cut.start() > 10 else entry
