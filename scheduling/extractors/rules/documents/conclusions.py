"""Decisions in a document: what a conclusion settles, a rule it sets, an amount it fixes."""

import re

from scheduling.extractors.rules.documents.order_words import DECISION, ORDER_HEAD
from scheduling.extractors.rules.documents.sentences import split_sentences


def is_settled(sentence: str, *, listed: bool, concluding: bool) -> bool:
    """Whether a sentence decides something rather than orders, reports or wishes it.

    ``listed`` is an entry under a heading that announces decisions ("Về chủ trương"); ``concluding`` the
    conclusion or record of a gathering, where a change stated without anybody to make it ("Nâng mức hỗ trợ
    lên …") is a decision.
    """
    label = _LABEL.match(sentence)
    said = sentence[label.end() :] if label else sentence
    if _LEFT_OPEN.search(said) or _EXHORTING.match(said) or _REPORTING.match(sentence):
        return False
    if listed and not ORDER_HEAD.match(sentence):
        return True
    if label and _PRINCIPLE.match(label[0]) and not ORDER_HEAD.match(said):
        return True
    if _FOUNDING.match(said) and _DONE_BY.search(said):
        return False
    if DECISION.match(said) or _BODY_AGREES.match(said) or _RULE.match(said):
        return _WITH_OTHERS.match(said) is None
    if _FROM_DAY.match(said) and _RULING.search(said):
        return True
    if _RATE.search(said) and not ORDER_HEAD.match(said) and not _HANDED_IN.search(said):
        return True
    if _AMOUNT.match(said) and _NUMBER.search(said) and _FIXED.search(said):
        return True
    return concluding and _CHANGE.match(said) is not None


def decides(heading: str) -> bool:
    """ "QUYẾT ĐỊNH", "Về một số chủ trương", "Những nội dung đã thống nhất": its entries are decisions."""
    return _DECIDING.match(heading) is not None


def announces(text: str) -> bool:
    """ "Các thành viên thống nhất:", "Hội nghị quyết nghị những việc sau:": the entries below are decisions."""
    last = split_sentences(text)[-1:]
    return bool(last) and last[0].endswith(":") and _ANNOUNCING.search(last[0]) is not None


def fixes_amount(sentence: str) -> bool:
    """An upper limit or a rate among the background of a plan: "Từ nguồn thu, tối đa 60 triệu đồng"."""
    return _LIMIT.search(sentence) is not None and _REPORTING.match(sentence) is None


_LABEL = re.compile(
    r"(?:(?:về|đối với|riêng(?: về)?|với)\s[^:;,]{3,140}[:,]|[^:;.]{3,90}:)\s+(?=\S)",
    re.IGNORECASE,
)
_FOUNDING = re.compile(r"(?:thành lập|lựa chọn|chọn|công nhận|khen thưởng|tặng)\s", re.IGNORECASE)
_DONE_BY = re.compile(r"(?<!\w)(?:xong|hoàn thành|chậm nhất|muộn nhất|trước ngày)(?!\w)", re.IGNORECASE)
"""Founding or choosing with a day to have done it by is somebody's work."""
_ANNOUNCING = re.compile(
    r"(?<!\w)(?:thống nhất|nhất trí|đồng ý|quyết nghị|biểu quyết|quyết định(?! số)|tán thành)(?!\w)"
    r"(?!.*(?:nhiệm vụ|phân công|kết luận|triển khai|thực hiện))[^:]{0,60}:$"
)
_PRINCIPLE = re.compile(
    r"(?:về )?(?:một số )?(?:nguyên tắc|chủ trương|phương châm|mức (?:hỗ trợ|chi|thu))", re.IGNORECASE
)
_LEFT_OPEN = re.compile(
    r"(?<!\w)(?:chưa (?!đủ|được phép)\w+|để lại|nghiên cứu thêm|tiếp tục nghiên cứu|không xem xét|"
    r"không thực hiện đề (?:xuất|nghị)|xem xét sau|"
    r"tính sau|"
    r"bàn sau|cân nhắc thêm|giữ (?:nguyên|như)|giữ mức|vẫn như|không thay đổi|không đồng ý|không chấp thuận|"
    r"rồi (?:tính|bàn|xem)|khi (?:nào )?có điều kiện|not (?:supported|approved|agreed)|deferred)(?!\w)",
    re.IGNORECASE,
)
_EXHORTING = re.compile(
    r"(?:tuyệt đối )?không (?:được )?(?:để|chủ quan|lơ là|đùn đẩy|né tránh|phô trương|hình thức|vì|nói|ngừng|bỏ sót|"
    r"trông chờ|gây|làm (?:ảnh hưởng|phát sinh)|có|còn|đạt|đủ|những|phải|chỉ)(?!\w)",
    re.IGNORECASE,
)
_REPORTING = re.compile(
    r"[^;]{0,120}(?<!\w)(?:đến nay|so với (?:cùng kỳ|tuần|tháng|quý|năm)|ước (?:đạt|thu|thực hiện)|vừa qua|"
    r"trong thời gian qua|đã (?!thống nhất|sắp|giao|nêu|ban hành|đăng ký)\w+)",
    re.IGNORECASE,
)
_ASSENT = r"(?:thống nhất|nhất trí|đồng ý|tán thành|chấp thuận|quyết nghị|biểu quyết|cho phép)"
_BODY_AGREES = re.compile(
    rf"(?:[A-ZÀ-ỸĐ]\S*|100%|\d+/\d+)(?: (?!đã |không |chưa |giao |đề |yêu |báo |trình |gửi )[^\s,;:]+){{0,9}} "
    rf"(?:cơ bản |hoàn toàn )?{_ASSENT} (?!với )",
)
_WITH_OTHERS = re.compile(r"(?:quyết định cho|thống nhất với)(?!\w)", re.IGNORECASE)
_RULE = re.compile(
    r"(?:tuyệt đối |nghiêm )?(?:cấm|không)\s(?!quá\b|dưới\b)|(?:tạm )?(?:dừng|ngừng|đình chỉ)\s|chấm dứt\s|"
    r"chỉ (?!đạo|tiêu|thị|định)\w+\s",
    re.IGNORECASE,
)
_FROM_DAY = re.compile(
    r"(?:(?:bắt đầu|kể) )?từ\s(?=(?:[^,]{0,30}\d|[^,]{0,12}(?:tuần|tháng|quý|năm|mai|nay)))", re.IGNORECASE
)
_RULING = re.compile(
    r"(?<!\w)(?:không|ngừng|dừng|chỉ(?! đạo| tiêu| thị)|thay vì|thay cho|áp dụng|bắt buộc|chuyển(?: từ| sang)|phải|"
    r"đóng cửa|mở cửa|"
    r"bãi bỏ)(?!\w)",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"(?:tổng )?(?:mức|định mức|chỉ tiêu|kinh phí|quy mô|lệ phí|học phí|phí|đơn giá|giá|hỗ trợ|phụ cấp|thù lao|"
    r"tiền (?:ăn|thưởng|công)|tỷ lệ|thời gian hỗ trợ|hạn mức)(?!\w)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d[\d.,]*\s*(?:%|(?:nghìn |ngàn |triệu |tỷ )?đồng|đ\b|triệu|tỷ|tháng|ha\b|m2|m²|người|suất|cụm|căn|lớp|km|giờ)",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\d[\d.,]*\s*(?:nghìn |ngàn |triệu )?(?:đồng|đ)\s*/\s*(?:người|ngày|suất|đêm|lượt|tháng|giờ|hộ|kg|m2|m²|ha|"
    r"học viên|đại biểu|buổi)",
    re.IGNORECASE,
)
_HANDED_IN = re.compile(
    r"(?<!\w)(?:báo cáo|thu hộ|tổng hợp|lập|gửi|nộp|quyết toán|rà soát|trình)(?!\w)", re.IGNORECASE
)
_FIXED = re.compile(
    r"(?<!\w)(?:là|tối đa|tối thiểu|không quá|ít nhất|bằng|theo mức|không vượt)(?!\w)|đồng/|đ/|[^\d]: *\d|"
    r"\d\s*(?:triệu|nghìn|tỷ)\s",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"(?:tối đa|không quá|không vượt quá|tổng (?:kinh phí|mức)|mức)[^;.]{0,40}\d[\d.,]*\s*(?:nghìn |ngàn |triệu |"
    r"tỷ )?đồng",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"(?:nâng|tăng|giảm|lùi|gia hạn|kéo dài|rút ngắn|áp dụng|bỏ|loại|lấy|chọn|lựa chọn|điều chỉnh|thay)\s(?!cường|"
    r"ý kiến)",
    re.IGNORECASE,
)
_DECIDING = re.compile(
    r"(?:(?:các|những|một số|về|nội dung|vấn đề|chủ trương|kết luận|đã|\w+ thường vụ|hội nghị|cuộc họp|"
    r"tập thể)\s+){0,9}"
    r"(?:quyết định(?! số)|chủ trương|(?:đã )?(?:thống nhất|biểu quyết|quyết nghị)|nguyên tắc)\s*[.:]?"
    r"(?:$|\s(?!nhiệm vụ|phân công))|decisions?\b|resolutions?\b",
    re.IGNORECASE,
)
