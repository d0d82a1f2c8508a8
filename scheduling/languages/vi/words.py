"""Vietnamese words of time and what they stand for."""

from models.when import Grain
from scheduling.dates.meaning import DayPart, Meaning
from scheduling.dates.relative import Cycle

SPELLINGS = {
    "dờ": "giờ", "bẩy": "bảy", "quí": "quý", "mồng": "mùng", "nhựt": "nhật", "chúa": "chủ", "ngàn": "nghìn",
    "hằng": "hàng", "bữa": "hôm", "bửa": "hôm", "rưởi": "rưỡi", "rữi": "rưỡi", "rươi": "rưỡi",
    "chìu": "chiều", "chừng": "khoảng",
}  # fmt: skip
"""Other spellings, southern words and what recognisers write, to the word the grammar uses."""

BARE = {
    "mot": ("một", "mốt"), "muoi": ("mười", "mươi"), "gio": ("giờ",), "phut": ("phút",), "chieu": ("chiều",),
    "tuan": ("tuần",), "truoc": ("trước",), "ruoi": ("rưỡi",), "muong": ("mùng",),
}  # fmt: skip
"""Letters without diacritics that are no Vietnamese word of their own, even in a text that has diacritics."""

RELATIVE_DAYS: dict[str, Meaning] = {
    words: Cycle(Grain.DAY, offset)
    for offset, several in {
        -3: ("hôm kìa",),
        -2: ("hôm kia", "ngày hôm kia"),
        -1: ("hôm qua", "ngày hôm qua"),
        0: ("hôm nay", "ngày hôm nay", "nội nhật hôm nay", "nội hôm nay"),
        1: ("mai", "ngày mai", "hôm mai", "bữa mai"),
        2: ("mốt", "ngày mốt", "ngày kia", "hôm mốt"),
        3: ("ngày kìa",),
    }.items()
    for words in several
}

DAY_PARTS: dict[str, Meaning] = {
    words: DayPart(start * 60, stop * 60)
    for (start, stop), several in {
        (4, 12): ("sáng", "buổi sáng"),
        (4, 9): ("sáng sớm", "sớm sáng", "tờ mờ sáng", "mờ sáng"),
        (0, 6): ("rạng sáng",),
        (7, 9): ("đầu giờ sáng", "đầu giờ buổi sáng", "đầu buổi sáng"),
        (10, 12): ("cuối giờ sáng", "cuối buổi sáng", "cuối giờ buổi sáng"),
        (12, 14): ("trưa", "buổi trưa", "giữa trưa"),
        (13, 16): ("xế trưa",),
        (12, 19): ("chiều", "buổi chiều"),
        (13, 15): ("đầu giờ chiều", "đầu giờ buổi chiều", "đầu buổi chiều"),
        (17, 20): ("chiều tối", "chập tối"),
        (15, 18): ("cuối giờ chiều", "cuối buổi chiều", "xế chiều", "chiều muộn", "cuối giờ buổi chiều", "buổi xế"),
        (18, 24): ("tối", "buổi tối"),
        (21, 28): ("đêm", "ban đêm", "khuya", "đêm khuya", "tối khuya"),
    }.items()
    for words in several
}

BARE_DAY_PARTS: dict[str, Meaning] = {
    words: DayPart(start * 60, stop * 60)
    for (start, stop), several in {
        (7, 9): ("đầu giờ", "đầu giờ làm việc"),
        (15, 18): (
            "cuối giờ",
            "cuối giờ làm việc",
            "hết giờ làm việc",
            "hết giờ hành chính",
            "cuối ngày",
            "cuối buổi",
        ),
        (13, 17): ("sau bữa trưa", "sau giờ nghỉ trưa", "sau hôm trưa", "ăn trưa xong"),
        (17, 21): ("sau giờ làm", "sau giờ làm việc", "sau giờ hành chính", "sau giờ tan tầm", "lúc tan tầm"),
    }.items()
    for words in several
}

FOLLOWING: dict[str, int] = {
    "này": 0, "nay": 0, "hiện tại": 0,
    "sau": 1, "tới": 1, "kế": 1, "tiếp": 1, "kế tiếp": 1, "tiếp theo": 1, "sắp tới": 1, "tới đây": 1, "tới này": 1,
    "sau nữa": 2, "tới nữa": 2,
    "trước": -1, "qua": -1, "rồi": -1, "vừa rồi": -1, "vừa qua": -1, "ngoái": -1,
    "trước nữa": -2, "kia": -2,
}  # fmt: skip

PAST = {"qua": -1, "rồi": -1, "vừa rồi": -1, "vừa qua": -1, "trước": -1}
COMING = {"này": 1, "tới": 1, "sắp tới": 1, "tới đây": 1, "kế tiếp": 1, "tiếp theo": 1, "sau": 1}

CYCLES = {"tuần": Grain.WEEK, "tuần lễ": Grain.WEEK, "tháng": Grain.MONTH, "quý": Grain.QUARTER, "năm": Grain.YEAR}

UNITS: dict[str, Grain] = {
    "giây": Grain.SECOND, "s": Grain.SECOND,
    "phút": Grain.MINUTE, "p": Grain.MINUTE,
    "tiếng": Grain.HOUR, "tiếng đồng hồ": Grain.HOUR, "giờ đồng hồ": Grain.HOUR,
    "ngày": Grain.DAY, "hôm": Grain.DAY,
    "tuần": Grain.WEEK, "tuần lễ": Grain.WEEK, "tháng": Grain.MONTH, "quý": Grain.QUARTER, "năm": Grain.YEAR,
}  # fmt: skip

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

ORDINALS = {"đầu": 1, "đầu tiên": 1, "thứ nhất": 1, "thứ hai": 2, "thứ nhì": 2, "thứ ba": 3, "thứ tư": 4, "thứ 2": 2,
            "thứ 3": 3, "thứ 4": 4, "cuối": -1, "cuối cùng": -1, "áp chót": -2}  # fmt: skip

FILLERS = frozenset(
    [
        "dạ",
        "vâng",
        "ừ",
        "ờ",
        "à",
        "thì",
        "vậy",
        "thế",
        "được",
        "rồi",
        "ạ",
        "nha",
        "nghen",
        "nhé",
        "nghe",
        "nhá",
        "đi",
        "thôi",
        "em",
        "anh",
        "chị",
        "cô",
        "chú",
        "bác",
        "ảnh",
        "chỉ",
        "ổng",
        "bả",
        "cho",
        "xin",
        "là",
        "chắc",
        "ok",
        "chốt",
        "luôn",
        "mà",
        "đó",
        "đấy",
        "hen",
        "hén",
        "tui",
        "tôi",
        "mình",
        "để",
        "lùi",
        "dời",
        "hẹn",
        "cũng",
    ]
)
"""Words that may stand beside a date given as a short answer."""

JOINS = frozenset({",", "&", "và", "hoặc", "hay", "với", "cùng"})

NATIONAL_DAYS: dict[tuple[int, int], tuple[str, ...]] = {
    (9, 1): ("ngày học sinh sinh viên",),
    (3, 2): ("ngày thành lập đảng",),
    (14, 2): ("valentine", "lễ tình nhân"),
    (27, 2): ("ngày thầy thuốc việt nam", "ngày thầy thuốc"),
    (8, 3): ("quốc tế phụ nữ", "ngày quốc tế phụ nữ"),
    (26, 3): ("ngày thành lập đoàn",),
    (30, 4): ("ngày giải phóng miền nam", "ngày thống nhất đất nước"),
    (19, 5): ("ngày sinh nhật bác", "sinh nhật bác"),
    (1, 6): ("quốc tế thiếu nhi", "ngày quốc tế thiếu nhi", "tết thiếu nhi"),
    (21, 6): ("ngày báo chí", "ngày nhà báo"),
    (28, 6): ("ngày gia đình việt nam",),
    (27, 7): ("ngày thương binh liệt sĩ", "ngày thương binh liệt sỹ"),
    (19, 8): ("cách mạng tháng tám", "ngày cách mạng tháng tám"),
    (10, 10): ("ngày giải phóng thủ đô", "ngày chuyển đổi số quốc gia"),
    (13, 10): ("ngày doanh nhân việt nam", "ngày doanh nhân"),
    (20, 10): ("ngày phụ nữ việt nam",),
    (31, 10): ("halloween",),
    (9, 11): ("ngày pháp luật", "ngày pháp luật việt nam"),
    (18, 11): ("ngày đại đoàn kết", "ngày hội đại đoàn kết"),
    (22, 12): ("ngày thành lập quân đội", "ngày thành lập quân đội nhân dân việt nam"),
    (24, 12): ("đêm noel", "đêm giáng sinh"),
}
"""Days known by name: (day, month)."""
