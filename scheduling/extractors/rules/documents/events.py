"""Words of gatherings in documents, and who is invited."""

import re

from scheduling.extractors.rules.documents.units import bare_name, split_units

EVENT = re.compile(
    r"(?<!\w)(?:họp|hội nghị|hội thảo|tọa đàm|tập huấn|bồi dưỡng|lớp|lễ|khai mạc|khai trương|"
    r"bế mạc|kỳ họp|phiên họp|cuộc họp|kiểm tra|khảo sát|làm việc|tiếp|đối thoại|gặp gỡ|"
    r"gặp mặt|giao ban|diễn tập|hội thi|hội thao|hội diễn|"
    r"đại hội|ký kết|dự|tham dự|tham gia|sinh hoạt|thăm|viếng|chúc|trao|đón|nghe|giám sát|"
    r"ra quân|phát động|tổng kết|sơ kết|thông qua|duyệt|báo cáo bài|báo cáo viên|chủ trì|chào|"
    r"ngày hội|diễn đàn|chương trình|liên hoan|triển lãm|mít tinh|"
    r"meeting|conference|workshop|training|visit|seminar|ceremony|inspection)(?!\w)",
    re.IGNORECASE,
)


GATHERING = re.compile(
    r"(?<!\w)(?:họp|hội nghị|hội thảo|tọa đàm|tập huấn|lớp (?:bồi dưỡng|tập huấn)|lễ|kỳ họp|"
    r"ngày hội|hội diễn|hội trại|hội chợ|liên hoan|diễn đàn|khai giảng|khai mạc|bế mạc|khởi công|khánh thành|"
    r"mít tinh|giao lưu|thánh lễ|tĩnh tâm|hội chẩn|hiến máu|tổng vệ sinh|khám sức khỏe|triển lãm|buổi \w+|"
    r"phiên họp|cuộc họp|kiểm tra thực địa|kiểm tra|khảo sát|làm việc với|làm việc|đối thoại|"
    r"gặp mặt|giao ban|diễn tập|hội thi|hội thao|đại hội|ký kết|sinh hoạt|ra quân|đi thực tế|"
    r"tổng duyệt|công bố|trao|bốc thăm|hội nghị|tiếp(?! nhận| tục| theo| thu| cận)|"
    r"meeting|conference|workshop|training|visit|seminar|ceremony|inspection)(?!\w)",
    re.IGNORECASE,
)


NOT_HELD = re.compile(
    r"(?<!\w)(?:hoãn|hủy|huỷ|dời sang|thông báo sau|làm việc tại (?:cơ quan|đơn vị|trụ sở|phòng)|nghỉ|"
    r"đi công tác|nghỉ phép|trực cơ quan|xử lý công việc|cancelled|postponed)(?!\w)",
    re.IGNORECASE,
)


HOURS_OF_DAY = re.compile(
    r"\W*\d{1,2}\s*(?:g|h|giờ|:)\s*\d{0,2}\s*(?:-|–|đến)\s*\d{1,2}\s*(?:g|h|giờ|:)\s*\d{0,2}\s+(?=[A-ZÀ-ỸĐ])"
)
"""A line of a programme: its hours are those of the event it belongs to."""


def read_people(text: str) -> tuple[str, ...]:
    text = re.split(r"(?<=[^\dA-ZĐ.])\.\s+(?=[A-ZÀ-ỸĐ])", text)[0]
    pieces = [
        re.sub(
            r"^(?:(?:đại diện(?: lãnh đạo)?|lãnh đạo|mời|gồm|có|các đ/c|đ/c|các đồng chí|đồng chí)\s+)+",
            "",
            piece.strip(),
            flags=re.IGNORECASE,
        )
        for piece in re.split(r";", text)
    ]
    split = (part for piece in pieces for part in split_units(re.sub(r"\([^)]*\)", "", piece)))
    return tuple(name for part in split for name in _persons(part))[:12]


def _persons(part: str) -> tuple[str, ...]:
    """ "Hiệu trưởng, cô Thảo" are two; "Trưởng các khoa, phòng" is one."""
    pieces = re.split(
        r",\s+(?=(?:ông|bà|cô|thầy|anh|chị|bác sĩ|đồng chí|toàn thể|toàn bộ|đại diện)\s|[A-ZĐ]{2,}\b)", part
    )
    return tuple(bare_name(re.sub(r"^(?:đại diện|lãnh đạo)\s+", "", piece.strip(" ,.-–"))) for piece in pieces)
