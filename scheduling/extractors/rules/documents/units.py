"""Who a line of a document is addressed to: bodies as written, lists split, fixed phrases whole."""

import re

_HEADS = (
    r"Các|Những|Toàn thể|Tất cả|Sở|Ban|Bộ|Cục|Chi cục|Tổng cục|Vụ|Viện|Ủy ban|Uỷ ban|UBND|"
    r"HĐND|UBMTTQ|Hội|Hội đồng|Đảng ủy|Đảng uỷ|Thành ủy|Quận ủy|Huyện ủy|Tỉnh ủy"
    r"|Phòng|Văn phòng|Kho bạc|Công an|Hạt|Trung tâm|Trạm|Trường|Bệnh viện|Khoa|Tổ|Đội|Đoàn|"
    r"Liên đoàn|Công đoàn|Mặt trận|Chi bộ|Chi đoàn|Chi hội|Chi nhánh|Công ty|Tổng công ty|"
    r"Tập đoàn"
    r"|Nhà máy|Xí nghiệp|Bảo hiểm|Thuế|Hải quan|Tòa án|Viện kiểm sát|Thanh tra|Giám đốc|"
    r"Phó Giám đốc|Thủ trưởng|Trưởng|Phó|Chủ tịch|Chánh|Bí thư|Ông|Bà|Đồng chí|Đ/c|"
    r"Thường trực|Lãnh đạo"
    r"|Bộ Chỉ huy|Bộ Tư lệnh|Ban Chỉ huy|Đài|Báo|Quỹ|Ngân hàng|Doanh nghiệp|Hộ|Nhà thầu|"
    r"Đại diện|Cơ quan|Đơn vị|Địa phương|Đặc khu|Phường|Xã|P\.|PGĐ|GĐ|Nhân dân"
    r"|Hiệu trưởng|Phó Hiệu trưởng|Kế toán(?: trưởng)?|Đội trưởng|Tổ trưởng|Nhóm|Bộ phận|Chủ nhiệm|Điều dưỡng|Thư ký|"
    r"Văn thư|Giáo viên|Học viện|Liên minh|Hợp tác xã|HTX|Thôn|Ấp|Khu phố|Tổ dân phố|Phân xưởng|Xưởng|Câu lạc bộ|CLB|"
    r"Thư viện|Ký túc xá|Chuyên viên|Cán bộ|Nhân viên|Tiểu ban|Ban Giám|Giáo họ|Giáo xứ|Ca đoàn|Dự án|Cửa hàng|Quý|"
    r"Học sinh|Sinh viên|Phụ huynh|Cha|Thầy|Cô|Anh|Chị|BS|ThS|TS|KS|DS|PGS|GS|Mr|Ms|Mrs|Dr|Staff|Students|Parents"
    r"|quý|doanh nghiệp|hộ kinh doanh|các|cơ quan|đơn vị|chủ đầu tư|nhà thầu|trưởng|giám đốc|thủ trưởng|mỗi|từng"
    r"|The|All|Each|Department|Office|Board|School|Faculty|Ministry|Division|Bureau|Committee|Heads?|Directors?"
)
_STARTS = re.compile(rf"(?:{_HEADS})(?!\w)")
_SPLIT = re.compile(rf"(?:,|;|\s+(?:và|cùng|and))\s+(?=(?:{_HEADS})(?!\w))")
_WHOLE = "Hội đồng nhân dân và Ủy ban nhân dân"
_GLUE = "\ue000"
"""A private-use character that stands for a space inside a fixed phrase."""
_NAMED_TOO = re.compile(
    r"(?:,|\s+(?:và|cùng))\s+(?=(?:ông|bà|cô|thầy|anh|chị|đồng chí|bác sĩ|kỹ sư)\s+[A-ZÀ-ỸĐ][a-zà-ỹđ])"
)
"""Between two people called by kinship terms or titles in small letters: "bà Mão và ông Tước"."""
_LIST_WITHIN = re.compile(
    r"(?:,| và) (?=(?:ban|ngành|phường|xã|đặc khu|quận|huyện|đơn vị|địa phương|cơ quan|tổ chức|đoàn thể|phòng)(?!\w))"
)


_HONORIFIC = re.compile(
    r"^(?:(?:ông|bà|cô|thầy|anh|chị|bác sĩ|kỹ sư|đồng chí|đ/c|(?:BS|ThS|TS|KS|DS|PGS|GS|Mr|Ms|Mrs|Dr|CKI|CKII)\b\.?)"
    r"[\s,]*)+(?=[A-ZÀ-ỸĐ][a-zà-ỹđ])",
    re.IGNORECASE,
)
"""Before a name it is left out; before a small letter it is part of the title ("ông chủ tịch")."""


def bare_name(text: str) -> str:
    """ "cô Thảo" → "Thảo"."""
    called = _HONORIFIC.match(text)
    rest = text[called.end() :] if called else text
    return rest if called and rest[:1].isupper() and not starts_like_unit(rest) else text


_ARTICLE = re.compile(r"^[Tt]he\s+(?=[A-Z])")


def starts_like_unit(text: str) -> bool:
    return _STARTS.match(text) is not None


def split_units(text: str) -> tuple[str, ...]:
    """ "Ban A, Ban B và Ủy ban C" → three; "Các sở, ban, ngành Thành phố" → one."""
    kept = text.replace(_WHOLE, _WHOLE.replace(" ", _GLUE))
    kept = _LIST_WITHIN.sub(lambda match: match[0].replace(" ", _GLUE), kept)
    named = [name for piece in _SPLIT.split(kept) for name in _NAMED_TOO.split(piece)]
    pieces = [bare_name(_ARTICLE.sub("", piece.replace(_GLUE, " ").strip(" ,;:.-–+"))) for piece in named]
    return tuple(dict.fromkeys(piece for piece in pieces if piece))
