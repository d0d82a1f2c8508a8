"""English numbers as said and as written, and sentences that must stay."""

WRITTEN: tuple[tuple[str, str], ...] = (
    ("twenty five people came", "25 people came"),
    ("Twenty-five people came.", "25 people came."),
    ("one hundred and twenty pages", "120 pages"),
    ("two thousand three hundred and fifty", "2,350"),
    ("five percent of them, ten per cent", "5% of them, 10%"),
    ("two point five percent", "2.5%"),
    ("three point one four", "3.14"),
    ("fifteen million dollars", "15 million dollars"),
    ("at three thirty", "at 3:30"),
    ("ten fifteen a.m. sharp", "10:15 a.m. sharp"),
    ("nine o'clock on Friday", "9 o'clock on Friday"),
    ("seven oh five pm", "7:05 pm"),
    ("December twenty-fifth", "December 25"),
    ("by June twenty first", "by June 21"),
    ("the second of March", "the 2nd of March"),
    ("in twenty twenty six", "in 2026"),
    ("since nineteen ninety", "since 1990"),
    ("in two thousand and six", "in 2006"),
    ("the twenty first century", "the 21st century"),
    ("họp với mười lăm người và twenty two guests", "họp với 15 người và 22 guests"),
)

UNTOUCHED: tuple[str, ...] = (
    "one of them, no one, the one I mean",
    "two or three people, four of us",
    "fifty fifty, seven eleven, twenty four seven",
    "first of all, a second chance, on the third hand",
    "a hundred times, hundreds of people",
    "March second in line, may second the motion",
    "he may fourth time",
    "nine to five, ten people",
    "The Sixty Minutes show and the Twenty club",
    "point one, to the point",
)
