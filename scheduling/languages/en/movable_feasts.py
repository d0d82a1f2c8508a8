"""Named days that move from year to year: by weekday, by Easter, by other calendars."""

from collections.abc import Iterator

from scheduling.dates.annual import CountedFrom, OfficeDay
from scheduling.dates.feasts import Calendar, EarthHour, Easter, Feast
from scheduling.dates.lunar import LAST_DAY, LunarDay
from scheduling.dates.meaning import DayOfMonth, Meaning, Weekday, Yearly, both
from scheduling.dates.relative import Nth


def movable_feasts() -> Iterator[tuple[Meaning, str]]:
    """Each with its names, parted by ``|``."""
    for (number, weekday, month), names in _WEEKDAYS.items():
        yield Nth(number, Weekday(weekday), Yearly(month)), names
    for offset, names in _EASTER.items():
        yield Easter(offset), names
        yield Easter(offset, "orthodox"), "|".join(f"orthodox {name}" for name in names.split("|"))
    for calendar, feasts in _OTHER.items():
        for (feast, offset, days), names in feasts.items():
            yield Feast(calendar, feast, offset, days), names
    yield from _COUNTED


_WEEKDAYS = {
    (3, 0, 1): "mlk day|martin luther king day|martin luther king's day|martin luther king jr. day|mlk jr. day|"
    "martin luther king jr day|martin luther king jr.'s day|mlk jr day",
    (3, 0, 2): "presidents' day|president's day|presidents day|washington's birthday|george washington day|"
    "daisy gatson bates day|washington's day",
    (1, 1, 2): "safer internet day",
    (2, 0, 3): "commonwealth day",
    (2, 3, 3): "world kidney day",
    (2, 6, 3): "daylight saving start day|daylight savings start day|daylight saving start|daylight savings start",
    (1, 0, 5): "may day bank holiday|early may bank holiday|early may bank holiday monday",
    (1, 1, 5): "world asthma day",
    (2, 6, 5): "mother's day|mothers' day",
    (3, 5, 5): "armed forces day",
    (-1, 0, 5): "memorial day|spring bank holiday|late may bank holiday|decoration day",
    (3, 6, 6): "father's day|fathers' day",
    (
        -1,
        4,
        7,
    ): "system administrator appreciation day|sysadmin day|system administrator day|sysadmin appreciation day",
    (1, 4, 8): "international beer day",
    (-1, 0, 8): "august bank holiday|summer bank holiday|late summer bank holiday",
    (1, 0, 9): "labor day",
    (2, 5, 9): "world first aid day",
    (2, 0, 10): "columbus day|indigenous peoples' day|canadian thanksgiving|native americans' day",
    (1, 0, 10): "world habitat day",
    (2, 3, 10): "world sight day",
    (3, 3, 10): "international credit union day",
    (1, 6, 11): "daylight saving end day|daylight savings end day|daylight saving end|daylight savings end",
    (2, 6, 11): "remembrance sunday",
    (3, 3, 11): "world philosophy day",
    (4, 3, 11): "thanksgiving|thanksgiving day",
    (-1, 4, 4): "arbor day|national arbor day",
    (2, 5, 5): "world migratory bird day|world fair trade day",
    (1, 5, 7): "international day of cooperatives",
}
"""Which (-1: the last) weekday (Monday 0) of which month."""

_EASTER = {
    -70: "septuagesima sunday",
    -48: "clean monday|shrove monday|rose monday|ash monday|green monday|pure monday",
    -47: "shrove tuesday|pancake tuesday|pancake day|mardi gras|fat tuesday",
    -46: "ash wednesday|carnival wednesday",
    -21: "mothering sunday",
    -8: "lazarus saturday",
    -7: "palm sunday|branch sunday|sunday of the passion|yew sunday",
    -4: "spy wednesday",
    -3: "maundy thursday|holy thursday|covenant thursday|sheer thursday|thursday of mysteries|"
    "great and holy thursday",
    -2: "good friday|great friday|holy friday",
    -1: "holy saturday|easter saturday|easter eve|easter even",
    0: "easter|easter sunday|easter day|pascha",
    1: "easter monday",
    39: "ascension day|ascension thursday|ascension|the ascension of jesus",
    49: "pentecost|whitsun|whit sunday|whitsunday",
    50: "whit monday|pentecost monday|monday of the holy spirit",
    56: "trinity sunday|all saints' sunday",
    60: "corpus christi|feast of corpus christi",
}
"""By days after Easter Sunday."""

_OTHER: dict[Calendar, dict[tuple[str, int, int], str]] = {
    "buddhist": {("VESAK", 0, 1): "vesak|vesak day|wesak|buddha day|buddha's birthday|buddha purnima|vaisakha"},
    "hebrew": {
        ("HANUKKAH", -1, 9): "hanukkah|hanukah|chanukah|chanuka|festival of lights",
        ("PURIM", -1, 2): "purim",
        ("PURIM", 0, 2): "shushan purim",
        ("PASSOVER", -1, 9): "passover|pesach|pesakh",
        ("LAG_BAOMER", -1, 2): "lag baomer|lag b'omer|lag laomer",
        (
            "INDEPENDENCE_DAY",
            -1,
            2,
        ): "yom ha'atzmaut|yom haatzmaut|israel's independence day|israeli independence day",
        ("SHAVUOT", -1, 3): "shavuot|shavuos|shavuoth|shavu'ot|feast of weeks",
        ("TISHA_BAV", -1, 2): "tisha b'av|tisha bav",
        (
            "ROSH_HASHANAH",
            -1,
            3,
        ): "rosh hashanah|rosh hashana|rosh ha-shanah|rosh ha shana|yom teruah|jewish new year",
        ("YOM_KIPPUR", -1, 2): "yom kippur|day of atonement",
        ("SUKKOT", -1, 8): "sukkot|sukkos|succot|feast of the ingathering|feast of tabernacles|feast of booths",
        ("SUKKOT", 6, 2): "shemini atzeret",
        ("SUKKOT", 7, 2): "simchat torah",
    },
    "hindu": {
        ("DIWALI", 0, 1): "diwali|deepavali|divali|dipavali|lakshmi puja|deepawali",
        ("DIWALI", -2, 1): "dhanteras|dhanatrayodashi",
        ("DIWALI", -1, 1): "naraka chaturdashi|kali chaudas|narak chaudas|choti diwali|chhoti diwali|roop chaudas",
        ("DIWALI", 2, 1): "bhai dooj|bhaiya dooj|bhau-beej|bhai phonta|bhai tika|yama dwitiya",
        ("GOVARDHAN_PUJA", 0, 1): "govardhan puja|annakut",
        ("CHHATH_PUJA", 0, 1): "chhath|chhath puja|dala puja|dala chhath|surya shashthi|chhathi",
        ("DUSSEHRA", -1, 1): "dussehra|dasara|dashain|vijayadashami|vijaya dashami|dasahra",
        ("SHARAD_NAVRATRI", -1, 10): "navaratri|navratri|durga puja|durgotsava|sharad navratri|shardiya navratri",
        ("RATH_YATRA", 0, 1): "ratha-yatra|rath yatra|rathayatra|ratha jatra|chariot festival",
        ("PONGAL", 0, 1): "pongal|thai pongal|makara sankranthi|makar sankranti|makara sankranti|sankranti|maghi|"
        "makar sankranthi|maha sankranti",
        ("PONGAL", -1, 1): "boghi|bhogi|bogi pandigai|lohri|lohadi|lal loi|bhogi pongal",
        ("PONGAL", 1, 1): "mattu pongal|maattu pongal",
        ("PONGAL", 2, 1): "kaanum pongal|kanni pongal|kanum pongal",
        ("HOLI", 0, 1): "holi|rangwali holi|dhulandi|dhuleti|phagwah|dhulivandan",
        ("HOLI", -1, 1): "chhoti holi|choti holi|holika dahan|kamudu pyre|holika",
        ("VAISAKHI", 0, 1): "vaisakhi|baisakhi|vaisakhadi|vasakhi|vaishakhi",
        ("MAHAVIR_JAYANTI", 0, 1): "mahavir jayanti|mahaveer jayanti|mahavir janma kalyanak",
        ("MAHA_SHIVARATRI", 0, 1): "maha shivaratri|mahashivratri|maha shivratri|shivaratri|shivratri",
        ("RAKSHA_BANDHAN", 0, 1): "raksha bandhan|rakshabandhan|rakhi|rakhi purnima",
        ("JANMASHTAMI", 0, 1): "krishna janmashtami|janmashtami|gokulashtami|janmastami",
        ("ONAM", 0, 1): "onam|thiruvonam|thiru onam|thiru-onam",
        ("RAM_NAVAMI", 0, 1): "rama navami|ram navami|ramanavami",
        ("GANESH_CHATURTHI", 0, 1): "ganesh chaturthi|vinayaka chaturthi|vinayaka chavithi|ganesha chaturthi",
        ("BASANT_PANCHAMI", 0, 1): "vasant panchami|basant panchami|saraswati puja|saraswati jayanti",
        ("KARWA_CHAUTH", 0, 1): "karva chauth|karwa chauth",
        ("GURU_NANAK_JAYANTI", 0, 1): "guru nanak jayanti|guru nanak gurpurab|guru nanak's birthday",
        ("GURU_GOBIND_SINGH_JAYANTI", 0, 1): "guru gobind singh jayanti|guru gobind singh gurpurab|"
        "guru gobind singh birthday|guru govind singh jayanti",
        ("GURU_RAVIDAS_JAYANTI", 0, 1): "guru ravidas jayanti|guru ravidass jayanti|guru ravidass birthday|"
        "guru ravidas birthday",
        ("MAHARSHI_VALMIKI_JAYANTI", 0, 1): "valmiki jayanti|maharshi valmiki jayanti|pargat diwas",
        ("POHELA_BOISHAKH", 0, 1): "pohela boishakh|bengali new year",
        ("POHELA_BOISHAKH", 24, 1): "rabindra jayanti|rabindranath jayanti|rabindranath tagore jayanti",
        ("GUDI_PADWA", 0, 1): "gudi padwa|ugadi|yugadi|samvatsaradi",
        ("THAIPUSAM", 0, 1): "thaipusam",
        ("HANUMAN_JAYANTI", 0, 1): "hanuman jayanti",
        ("PUTHANDU", 0, 1): "puthandu|tamil new year",
    },
    "islamic": {
        ("RAMADAN_BEGINNING", 0, 30): "ramadan|ramadhan|ramzan|ramazan|ramathan",
        ("EID_AL_FITR", 0, 1): "eid al-fitr|eid ul-fitr|id al-fitr|id ul-fitr|idul fitri|eid|hari raya aidilfitri|"
        "hari raya puasa",
        ("EID_AL_ADHA", 0, 1): "eid al-adha|eid ul-adha|id al-adha|id ul-adha|sacrifice feast|feast of the sacrifice|"
        "festival of the sacrifice|bakr id|bakrid|bakra eid|hari raya haji|id ul-zuha|eid ul-zuha",
        ("LAYLAT_AL_QADR", 0, 1): "laylat al-qadr|laylat al kadr|night of power|night of destiny|night of decree|"
        "night of measures",
        ("ASHURA", 0, 1): "ashura|day of ashura|day of ashurah|ashuraa",
        (
            "HIJRI_NEW_YEAR",
            0,
            1,
        ): "islamic new year|hijri new year|arabic new year|amun jadid|muharram|muslim new year",
        ("MAWLID", 0, 1): "mawlid|mawlid al-nabawi|mawlid al-nabi|mawlid an-nabi|milad un-nabi|eid-e-milad|"
        "milad-un-nabi|the prophet's birthday|prophet's birthday",
        ("ISRA_AND_MIRAJ", 0, 1): "isra and mi'raj|isra and miraj|isra' and mi'raj|the prophet's ascension|"
        "prophet's ascension|the night journey|night journey|ascension to heaven",
        ("JUMUATUL_WIDA", 0, 1): "jumu'atul-wida|jamat ul-vida|jumu'ah al-wida|jumuatul-wida|jamat-ul-vida",
    },
}
"""By the library's name, the days after it, and how many days it lasts."""

_LAST_SATURDAY_OF_APRIL = Nth(-1, Weekday(5), Yearly(4))
_THANKSGIVING = Nth(4, Weekday(3), Yearly(11))
_LABOR_DAY = Nth(1, Weekday(0), Yearly(9))
_COUNTED: tuple[tuple[Meaning, str], ...] = (
    (CountedFrom(_THANKSGIVING, 1), "black friday"),
    (CountedFrom(_THANKSGIVING, 2), "small business saturday"),
    (CountedFrom(_THANKSGIVING, 4), "cyber monday"),
    (CountedFrom(_THANKSGIVING, 5), "giving tuesday|giving tues"),
    (CountedFrom(_LABOR_DAY, 6), "national grandparents day|grandparents day|national grandparents' day"),
    (CountedFrom(Nth(2, Weekday(6), Yearly(5)), -2), "military spouse day|military spouse appreciation day"),
    (CountedFrom(Nth(1, Weekday(0), Yearly(11)), 1), "election day|us election day"),
    (
        CountedFrom(_LAST_SATURDAY_OF_APRIL, -3),
        "administrative professionals' day|administrative professional's day|administrative professionals day|"
        "secretaries' day|secretaries day|admin's day|admins' day",
    ),
    (OfficeDay(10, 16), "boss's day|bosses' day|national boss day|national boss's day"),
    (OfficeDay(4, 15), "tax day"),
    (EarthHour(), "earth hour"),
    (CountedFrom(both(Yearly(12), DayOfMonth(26)), 0, 7), "kwanzaa"),
    (CountedFrom(Easter(0), -46, 46), "lent"),
    (CountedFrom(Easter(0, "orthodox"), -48, 40), "great lent|great fast"),
    (CountedFrom(Easter(0), -7, 7), "holy week"),
    (LunarDay(1, 1), "lunar new year|lunar new year's day|chinese new year|chinese new year's day|chinese new years|"
     "chinese lunar new year|chinese lunar new year's day"),
    (LunarDay(LAST_DAY, 12), "lunar new year's eve|chinese new year's eve"),
    (LunarDay(15, 1), "lantern festival"),
    (LunarDay(10, 3), "hung kings day|hung kings' day|hung king's day|hung kings commemoration day|"
     "hung kings' festival"),
    (LunarDay(5, 5), "dragon boat festival|double fifth festival"),
    (LunarDay(15, 7), "hungry ghost festival|ghost festival|vu lan festival|vu lan"),
    (LunarDay(15, 8), "mid-autumn festival|moon festival|full moon festival|children's moon festival"),
)  # fmt: skip
