"""Words beside a match that show it is no date: lần thứ hai, chị Mai, 2/3 số phiếu, số 12/2026/…, tối đa."""

from scheduling.languages.grammar import Sentence
from scheduling.languages.text import vocabulary
from scheduling.languages.vi.names import is_name
from scheduling.languages.vi.numbers import UNITS, says, word
from scheduling.languages.vi.ordinals import enumerates, is_ordinal

_KINSHIP = frozenset(
    [
        "chị",
        "cô",
        "bé",
        "bà",
        "bạn",
        "dì",
        "mợ",
        "thím",
        "thị",
        "ngọc",
        "xuân",
        "thanh",
        "tuyết",
        "quỳnh",
        "hoàng",
        "phương",
        "bạch",
        "chí",
        "hoa",
        "cành",
        "hoàng",
    ]
)
_FRACTIONS = frozenset(
    [
        "gói",
        "dự",
        "công",
        "nhiệm",
        "chỉ",
        "đơn",
        "xã",
        "phường",
        "trường",
        "tỉnh",
        "huyện",
        "quận",
        "hồ",
        "vụ",
        "ca",
        "đoàn",
        "thôn",
        "khu",
        "lớp",
        "môn",
        "bài",
        "câu",
        "bộ",
        "sở",
        "phòng",
        "nhà",
        "cơ",
        "doanh",
        "người",
        "ủy",
        "uỷ",
        "cây",
        "xe",
        "tàu",
        "giường",
        "tiêu",
        "nội",
        "mục",
        "kiến",
        "máy",
        "trạm",
        "chi",
        "đồng",
        "số",
        "tổng",
        "dân",
        "diện",
        "hộ",
        "đại",
        "thành",
        "ý",
        "phiếu",
        "quân",
        "trẻ",
        "cổ",
        "lượng",
        "phần",
        "chiều",
        "đoạn",
        "khối",
        "vốn",
        "giá",
        "điểm",
        "đảng",
        "cán",
    ]
)
NUMBERED = frozenset(
    [
        "số",
        "điều",
        "khoản",
        "mục",
        "phòng",
        "nhà",
        "hẻm",
        "ngõ",
        "ngách",
        "đường",
        "lộ",
        "quyết",
        "luật",
        "thông",
        "trang",
        "phiên",
        "bản",
        "lớp",
        "tổ",
        "khu",
        "lô",
        "kiệt",
        "được",
        "lệ",
        "nhịp",
        "mắt",
        "thửa",
        "áp",
        "văn",
        "định",
    ]
)
_AFTER_PART = {
    "tối": frozenset(["cao", "hậu", "đa", "thiểu", "ưu", "tân", "tác", "kỵ", "mật", "nghĩa", "giản", "om", "tăm"]),
    "sáng": frozenset(["tạo", "kiến", "lập", "suốt", "sủa", "tác", "chế", "dạ", "ngời", "mắt", "loáng", "rõ", "giá"]),
    "chiều": frozenset(["dài", "rộng", "sâu", "ngang", "dọc", "cao", "hướng", "lòng", "chuộng"]),
    "trưa": frozenset(["trật", "trờ"]),
    "đêm": frozenset(["nhạc", "hội", "ngày"]),
    "khuya": frozenset(),
}
_BEFORE_PART = frozenset(
    [
        "đảo",
        "hai",
        "một",
        "nhiều",
        "ngược",
        "xuôi",
        "đa",
        "ánh",
        "phát",
        "chiếu",
        "soi",
        "thắp",
        "làm",
        "trong",
        "bóng",
        "ngày",
        "ăn",
        "bữa",
        "cơm",
        "nghỉ",
        "đường",
        "mặt",
        "u",
        "mờ",
        "ba",
        "mấy",
        "góc",
        "ngủ",
        "đồ",
        "nuông",
        "cùng",
        "ảnh",
        "đèn",
        "tỏa",
        "tươi",
    ]
)


def rejects(sentence: Sentence, begin: int, stop: int) -> bool:
    """True when the words around tokens ``[begin, stop)`` speak against a date."""
    tokens = sentence.tokens
    first = tokens[begin]
    before = tokens[begin - 1].word if begin else ""
    after = tokens[stop].word if stop < len(tokens) else ""
    if first.word == "thứ" and (is_ordinal(sentence, begin, stop) or enumerates(sentence, begin, stop)):
        return True
    if first.word == "sang" and before in ("bước", "chuyển", "kéo"):
        return True
    if first.word == "sang" and stop - begin == 2 and (after == "thứ" or (after and tokens[stop].is_number)):
        return True
    if is_name(sentence, begin, stop):
        return True
    if stop - begin == 1 and _is_other_word(sentence, begin, before, after):
        return True
    if first.is_number and stop - begin == 3 and tokens[begin + 1].word in "/-":
        shared = tokens[begin + 1].word == "/" and (after in _FRACTIONS or _is_group(sentence, stop))
        return shared or before in NUMBERED
    if first.word == "ngày" and begin + 1 < stop and tokens[begin + 1].word == "thứ" and after == "của":
        return True
    if (after == "đêm" and first.word == "ngày") or (first.word == "tết" and after in ("trồng", "thiếu", "độc")):
        return True
    if says(sentence, stop - 1, "nay") and before in _COUNTED:
        return True
    if _is_no_time_of(sentence, begin, stop, before, after):
        return True
    if stop - begin == 2 and first.word in ("3", "4", "5") and tokens[begin + 1].word == "g":
        return True
    return _goes_on(sentence, stop)


def _is_group(sentence: Sentence, at: int) -> bool:
    """ "11/12 tổ đã họp", but "11/12 tổ chức họp"."""
    following = [token.word for token in sentence.tokens[at : at + 2]]
    return following[:1] == ["tổ"] and following != ["tổ", "chức"]


_AFTER_MONTH_TEN = frozenset(["ba", "bốn", "tư", "lăm", "sáu", "bảy", "tám", "chín"])
_WORK = frozenset(["giảng", "dạy", "công", "bay", "chạy", "lao", "làm"])
"""What lasts so many hours: "hai giờ giảng"."""


def _counts_times(sentence: Sentence, stop: int) -> bool:
    """ "Mỗi tháng hai lần": more often than the rule can say."""
    return (
        word(sentence, stop, UNITS) not in (None, 1)
        or (stop < len(sentence.tokens) and sentence.tokens[stop].is_number and sentence.tokens[stop].word != "1")
    ) and says(sentence, stop + 1, "lần", "buổi", "kỳ")


def _is_no_time_of(sentence: Sentence, begin: int, stop: int, before: str, after: str) -> bool:
    """ "Ban đêm" of any day, "hàng tháng trời", "chiều theo ý", "lương tháng mười ba", "hai giờ giảng"."""
    words = [token.word for token in sentence.tokens[begin:stop]]
    following = [token.word for token in sentence.tokens[stop : stop + 2]]
    if words[-1] in ("tháng", "tuần", "năm", "ngày", "quý") and _counts_times(sentence, stop):
        return True
    if words[-2:] in _NOW and after.isalpha() and after not in ("là", "thì", "đi", "luôn", "nhé", "nha", "ạ"):
        return True
    if words[-1] == "ngày" and (after == "đêm" or (len(following) == 2 and after.isdecimal() and stop - begin > 1)):
        return True
    if words == ["ban", "đêm"] or (words == ["đêm"] and before == "ban") or (words == ["rằm"] and before == "trăng"):
        return True
    if words[-1] in ("tháng", "năm", "ngày", "giờ") and after == "trời":
        return True
    if words == ["chiều"] and following in (["theo", "ý"], ["theo", "lòng"]):
        return True
    if words[-2:] == ["tháng", "mười"] and after in _AFTER_MONTH_TEN:
        return len(following) == 1 or following[1] not in ("ngày", "buổi", "người", "giờ", "tuần")
    return len(words) == 2 and words[1] == "giờ" and after in _WORK


_NOW = (["lúc", "này"], ["hiện", "tại"], ["giờ", "này"])


_AFTER_DAY = vocabulary(
    """
    tháng thì là mình em anh chị tôi tui chúng ta họp nộp sẽ phải có được nhé nha ạ đi cho ở tại lúc vào này tới sau
    để và hoặc hay với cùng rồi nữa đều cũng đang đã làm kiểm tra gửi báo trình xong của trên không chưa hả nghen hén
    hen các đồng bác cô chú ông bà quý đoàn lịch nghỉ tập khám giao nhận hết luôn thôi đấy đó nhưng mà vì do theo năm
    """
)
"""What may follow a day in a list; another word there is what the number counts: "ngày 5 và ba việc nữa"."""


def counts(sentence: Sentence, at: int) -> bool:
    if at >= len(sentence.tokens):
        return False
    token = sentence.tokens[at]
    return token.is_number or token.word == "%" or (token.is_word and token.word not in _AFTER_DAY)


_COUNTED = frozenset(["mấy", "hai", "ba", "bốn", "vài", "cả", "nhiều", "suốt", "dăm", "mười", "số", "các", "những"])
_UNITS_AFTER = frozenset(
    [
        "giờ",
        "h",
        "phút",
        "triệu",
        "tỷ",
        "tỉ",
        "nghìn",
        "ngàn",
        "trăm",
        "đồng",
        "phần",
        "lần",
        "cái",
        "chục",
        "người",
        "hộ",
        "đơn",
        "vị",
        "trường",
        "mét",
        "tấn",
        "kg",
        "km",
        "độ",
        "điểm",
        "đồng_chí",
        "ca",
        "suất",
        "phiếu",
        "tuổi",
        "chỗ",
        "vé",
        "cây",
        "trang",
    ]
)


def _is_other_word(sentence: Sentence, at: int, before: str, after: str) -> bool:
    token = sentence.tokens[at]
    if sentence.readings[at][0] not in _AFTER_PART and token.word in ("mai", "mốt"):
        name = token.capital and at > 0 and before not in '.!?:;"“(-–'
        if token.word == "mốt" and (before in UNITS or before in ("mươi", "hăm")):
            return True
        return name or before in _KINSHIP or after in _TOMORROW_OTHERWISE or before in ("mai", "trang", "hợp", "một")
    if token.word in _AFTER_PART:
        return after in _AFTER_PART[token.word] or before in _BEFORE_PART
    return token.word.isascii() and token.word.isalpha() and token.word != "cn"


_TOMORROW_OTHERWISE = frozenset(["mốt", "mối", "táng", "vàng", "sau", "một", "này"])


def _goes_on(sentence: Sentence, stop: int) -> bool:
    """A number follows that did not fit: "ngày 1 | tháng 13", "7 giờ | 99 phút"."""
    tokens = sentence.tokens
    if stop >= len(tokens):
        return False
    if says(sentence, stop, "tháng") and stop + 1 < len(tokens) and tokens[stop + 1].is_number:
        return tokens[stop - 1].is_number or word(sentence, stop - 1, UNITS) is not None
    if tokens[stop - 1].word in ("giờ", "h", "g") and tokens[stop].is_number:
        return True
    counted = tokens[stop - 1].is_number or (
        word(sentence, stop - 1, UNITS) is not None and not says(sentence, stop - 2, "thứ")
    )
    return counted and tokens[stop].word in _UNITS_AFTER
