"""Where "thứ" counts and names no weekday: việc thứ ba, lần thứ hai, "thứ nhất …, thứ hai …"."""

import itertools

from scheduling.languages.grammar import Sentence

_ORDINAL_HEADS = frozenset(
    [
        "lần",
        "chiến",
        "giới",
        "điểm",
        "ý",
        "bước",
        "việc",
        "đề",
        "người",
        "khóa",
        "khoá",
        "kỳ",
        "hạng",
        "đợt",
        "vòng",
        "tập",
        "phần",
        "chương",
        "cái",
        "con",
        "số",
        "mục",
        "dung",
        "kiện",
        "đoạn",
        "loại",
        "nguồn",
        "bên",
        "án",
        "câu",
        "trang",
        "nhóm",
        "tổ",
        "cấp",
        "lớp",
        "bậc",
        "hàng",
        "vị",
        "tầng",
        "lầu",
        "nước",
        "nhà",
        "bản",
        "tiêu",
        "chuẩn",
        "nhiệm",
        "đại",
        "hội",
        "vợ",
        "chồng",
        "tay",
        "điều",
        "khoản",
        "giải",
        "chỗ",
        "vụ",
        "ca",
        "hợp",
        "phòng",
        "dãy",
        "máy",
        "xe",
        "tuyến",
        "trận",
        "định",
        "ước",
        "lệnh",
        "cuộc",
        "ngôi",
        "khối",
        "mặt",
        "lĩnh",
        "vực",
        "cột",
        "quyển",
        "cuốn",
        "thế",
        "hệ",
        "hiệp",
        "giai",
        "đứa",
        "kiến",
        "trạm",
        "sở",
        "nhánh",
        "đường",
        "cầu",
        "gói",
        "lô",
        "mẫu",
        "phiên",
        "phía",
        "gia",
        "viên",
        "tháng",
        "tuần",
        "năm",
        "quý",
        "buổi",
        "hồ",
        "sơ",
    ]
)


def enumerates(sentence: Sentence, begin: int, stop: int) -> bool:
    """ "Thứ nhất … Thứ hai, …": counting points, not days."""
    tokens = sentence.tokens
    counted = any(one.word == "thứ" and two.word == "nhất" for one, two in itertools.pairwise(tokens[:begin]))
    if stop - begin == 2 and counted and stop < len(tokens) and tokens[stop].word in ("là", "về"):
        return True
    if stop - begin != 2 or (
        begin and tokens[begin - 1].word not in '.,;:!?-–"“' and not tokens[begin - 1].word.isspace()
    ):
        return False
    following = tokens[stop + 1].word if stop + 1 < len(tokens) else ""
    return counted or (stop < len(tokens) and tokens[stop].word == "là" and following not in _AFTER_IS)


_AFTER_IS = frozenset(
    ["hạn", "ngày", "phải", "xong", "deadline", "cuối", "trễ", "muộn", "chậm", "mình", "tụi", "em", "anh", "chị"]
)
_GOING = frozenset(["đi", "xuống", "lên", "ghé", "về", "ra", "qua", "vô", "vào"])


_RANKED = frozenset(["đứng", "xếp", "lớn", "về", "cao", "đông", "nhiều", "dài", "rộng"])


_PAIRED_HEADS = frozenset([("kỳ", "họp"), ("kỳ", "thi"), ("mũi", "tiêm"), ("cấp", "độ"), ("mức", "độ")])


def is_ordinal(sentence: Sentence, at: int, stop: int) -> bool:
    """ "Việc thứ ba", "đứng thứ hai", "kỳ họp thứ năm" count; "đi cơ sở thứ tư" goes there on a Wednesday."""
    tokens = sentence.tokens
    if at and stop - at == 2 and tokens[at - 1].word in _RANKED:
        return True
    if at > 1 and (tokens[at - 2].word, tokens[at - 1].word) in _PAIRED_HEADS:
        return True
    if not at or tokens[at - 1].word not in _ORDINAL_HEADS:
        return False
    going = any(token.word in _GOING for token in tokens[max(0, at - 3) : at - 1])
    return not (going and tokens[at - 1].word in ("sở", "trạm", "phòng", "trường", "xã", "tuyến", "đường"))
