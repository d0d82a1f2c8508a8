"""Days of the year that have an English name, with the names they go by.

A name stands with its apostrophe and hyphens as written in a dictionary; the ways people leave them out are added by
``spellings``. National days of one country are given where the name belongs to no other. Names that are also plain
words for any such day ("volunteer day", "environment day") are left out.
"""

from collections.abc import Iterator, Mapping
from itertools import product

from scheduling.dates.meaning import DayOfMonth, Meaning, Yearly, both
from scheduling.languages.en.movable_feasts import movable_feasts
from scheduling.languages.text import tokenise


def observances() -> Mapping[str, Meaning]:
    """Every spelling, in words of the grammar, with its day."""
    return {words: meaning for meaning, names in _all() for name in names.split("|") for words in spellings(name)}


def spellings(name: str) -> Iterator[str]:
    """ "mother's day" is also written "mother’s", "mothers" and "mother day"; "mid-autumn" "mid autumn"."""
    choices = [[word] for word in name.split(" ")]
    for choice in choices:
        word = choice[0]
        if "'" in word:
            choice += [word.replace("'", "’"), word.replace("'", ""), word.removesuffix("'s").removesuffix("s'")]
        choice += [one.replace("-", " ") for one in tuple(choice) if "-" in one]
    for chosen in product(*choices):
        yield " ".join(token.word for token in tokenise(" ".join(chosen)))


def _all() -> Iterator[tuple[Meaning, str]]:
    for (month, day), names in _FIXED.items():
        yield both(Yearly(month), DayOfMonth(day)), names
    yield from movable_feasts()


_FIXED = {
    (1, 1): "new year's day|new year's|new year|new years",
    (1, 6): "epiphany|three kings' day|theophany",
    (1, 26): "australia day|india republic day",
    (1, 27): "international holocaust remembrance day|holocaust remembrance day",
    (2, 2): "groundhog day|candlemas|world wetlands day",
    (2, 4): "world cancer day",
    (2, 6): "waitangi day",
    (2, 11): "international day of women and girls in science",
    (2, 12): "lincoln's birthday|darwin day",
    (2, 13): "world radio day",
    (2, 14): "valentine's day|valentine's|saint valentine's day|st valentine's day",
    (2, 20): "world day of social justice",
    (2, 21): "international mother language day|mother language day",
    (2, 27): "vietnamese doctors' day|doctors' day in vietnam",
    (3, 1): "saint david's day|st david's day|zero discrimination day",
    (3, 3): "world wildlife day",
    (3, 8): "international women's day|women's day",
    (3, 14): "pi day",
    (3, 15): "world consumer rights day|ides of march|the ides of march",
    (3, 17): "saint patrick's day|st patrick's day|st. patrick's day|saint patrick|saint paddy's day|st paddy's day",
    (3, 19): "saint joseph's day|st joseph's day",
    (3, 20): "international day of happiness|french language day",
    (3, 21): "world poetry day|world down syndrome day|international day of forests|"
    "international day for the elimination of racial discrimination|international day of nowruz|nowruz",
    (3, 22): "world water day",
    (3, 23): "world meteorological day",
    (3, 24): "world tuberculosis day|world tb day",
    (3, 25): "annunciation|feast of the annunciation",
    (4, 1): "april fools' day|april fool's day|april fools|all fools' day",
    (4, 2): "world autism awareness day|autism awareness day",
    (4, 4): "international day for mine awareness",
    (4, 6): "international day of sport for development and peace",
    (4, 7): "world health day",
    (4, 10): "siblings day|national siblings day",
    (4, 12): "international day of human space flight",
    (4, 18): "world heritage day",
    (4, 20): "chinese language day",
    (4, 21): "vietnam book day",
    (4, 22): "earth day|international mother earth day",
    (4, 23): "world book day|world book and copyright day|english language day|spanish language day|"
    "saint george's day|st george's day|st. george's day|feast of saint george|feast of st george",
    (4, 24): "world day for laboratory animals",
    (4, 25): "anzac day|world malaria day",
    (4, 26): "world intellectual property day|intellectual property day",
    (4, 27): "king's day",
    (4, 28): "world day for safety and health at work",
    (4, 29): "international dance day",
    (4, 30): "reunification day|liberation day|international jazz day|walpurgis night",
    (5, 1): "labour day|may day|international workers' day|workers' day|international labour day|beltane",
    (5, 3): "world press freedom day",
    (5, 4): "star wars day|may the fourth",
    (5, 5): "cinco de mayo",
    (5, 8): "ve day|victory in europe day|world red cross day|world red cross and red crescent day",
    (5, 9): "europe day",
    (5, 12): "international nurses' day",
    (5, 15): "international day of families",
    (5, 17): "world telecommunication and information society day|world telecommunication day|"
    "world information society day|world hypertension day",
    (5, 18): "international museum day",
    (5, 19): "ho chi minh's birthday|uncle ho's birthday",
    (5, 20): "world metrology day|world bee day",
    (5, 21): "world day for cultural diversity|international tea day",
    (5, 22): "international day for biological diversity|world biodiversity day",
    (5, 25): "africa day|geek pride day",
    (5, 29): "international day of united nations peacekeepers|un peacekeepers day",
    (5, 31): "world no tobacco day|no tobacco day|world no-tobacco day",
    (6, 1): "international children's day|global day of parents|world milk day",
    (6, 3): "world bicycle day",
    (6, 5): "world environment day",
    (6, 6): "d-day anniversary|russian language day",
    (6, 8): "world oceans day|world ocean day",
    (6, 12): "world day against child labour|world day against child labor|russia day",
    (6, 13): "international albinism awareness day",
    (6, 14): "world blood donor day",
    (6, 15): "world elder abuse awareness day",
    (6, 16): "bloomsday",
    (6, 17): "world day to combat desertification and drought|world day to combat desertification",
    (6, 19): "juneteenth|juneteenth national independence day",
    (6, 20): "world refugee day",
    (6, 21): "international yoga day|international day of yoga|world music day|vietnam press day|"
    "vietnamese journalists' day",
    (6, 23): "united nations public service day|un public service day|olympic day",
    (6, 24): "saint john's day|st john's day|feast of saint john the baptist",
    (6, 25): "day of the seafarer",
    (6, 26): "international day against drug abuse and illicit trafficking|international day against drug abuse",
    (6, 28): "vietnamese family day|vietnam family day",
    (6, 29): "feast of saints peter and paul",
    (6, 30): "asteroid day",
    (7, 1): "canada day",
    (7, 4): "independence day|fourth of july|the fourth of july|4th of july|the 4th of july",
    (7, 11): "world population day",
    (7, 12): "malala day|orangemen's day|battle of the boyne",
    (7, 14): "bastille day",
    (7, 17): "world emoji day|world day for international justice",
    (7, 18): "nelson mandela day|nelson mandela international day|mandela day",
    (7, 27): "war invalids and martyrs day|vietnamese war invalids and martyrs' day",
    (7, 28): "world hepatitis day",
    (7, 30): "international day of friendship|international friendship day|world day against trafficking in persons",
    (8, 1): "yorkshire day|swiss national day|lammas day",
    (8, 9): "international day of the world's indigenous peoples",
    (8, 12): "international youth day",
    (8, 13): "international lefthanders day|international left-handers day",
    (8, 15): "assumption of mary|assumption day|feast of the assumption|vj day|indian independence day",
    (8, 19): "world humanitarian day|world photography day|august revolution day",
    (8, 26): "women's equality day",
    (8, 29): "international day against nuclear tests",
    (8, 30): "international day of the disappeared",
    (9, 2): "national day|vietnam national day|vietnam's national day",
    (9, 5): "international day of charity",
    (9, 8): "international literacy day|world literacy day",
    (9, 10): "world suicide prevention day",
    (9, 11): "patriot day",
    (9, 13): "programmers' day",
    (9, 15): "international day of democracy|battle of britain day",
    (9, 16): "international day for the preservation of the ozone layer|world ozone day",
    (9, 17): "constitution day",
    (9, 19): "talk like a pirate day|international talk like a pirate day",
    (9, 21): "international day of peace|world peace day|world alzheimer's day",
    (9, 22): "world car-free day|car-free day",
    (9, 23): "bisexual pride day|celebrate bisexuality day|international day of sign languages",
    (9, 26): "international day for the total elimination of nuclear weapons|european day of languages",
    (9, 27): "world tourism day",
    (9, 28): "world rabies day|international right to know day",
    (9, 29): "world heart day|michaelmas",
    (9, 30): "international translation day",
    (10, 1): "international day of older persons|day of older persons|international coffee day|world vegetarian day|"
    "international music day|national day of the people's republic of china",
    (10, 2): "international day of non-violence|gandhi jayanti|mahatma gandhi's birthday",
    (10, 3): "german unity day|day of german unity",
    (10, 4): "world animal day|feast of saint francis of assisi|feast of st francis of assisi|"
    "feast of st francis|feast of saint francis",
    (10, 5): "world teachers' day|international teachers' day",
    (10, 9): "world post day|leif erikson day",
    (10, 10): "world mental health day|world day against the death penalty|hanoi liberation day|double tenth day|"
    "national digital transformation day",
    (10, 11): "international day of the girl child|international day of the girl|national coming out day",
    (10, 12): "hispanic day",
    (10, 13): "international day for disaster reduction|vietnamese entrepreneurs' day|vietnam entrepreneurs' day",
    (10, 14): "world standards day",
    (10, 15): "international day of rural women|global handwashing day",
    (10, 16): "world food day",
    (10, 17): "international day for the eradication of poverty",
    (10, 20): "world statistics day|vietnamese women's day|vietnam women's day",
    (10, 24): "united nations day|un day|world development information day",
    (10, 27): "world day for audiovisual heritage",
    (10, 29): "world stroke day|international internet day",
    (10, 31): "halloween|hallowe'en|all hallows' eve|reformation day|world savings day|world cities day",
    (11, 1): "all saints' day|all saints|all hallows' day|hallowmas|world vegan day|feast of all saints",
    (11, 2): "all souls' day|all souls|commemoration of all the faithful departed|day of the dead",
    (11, 5): "guy fawkes day|guy fawkes night|bonfire night|fireworks night|world tsunami awareness day",
    (11, 9): "vietnam law day|vietnamese law day",
    (11, 10): "world science day for peace and development|world science day",
    (11, 11): "veterans' day|veterans day|armistice day|remembrance day|martinmas|singles' day|"
    "saint martin's day|st martin's day",
    (11, 13): "world kindness day",
    (11, 14): "world diabetes day",
    (11, 16): "international day for tolerance",
    (11, 19): "international men's day|world toilet day",
    (11, 20): "world children's day|universal children's day|africa industrialization day|vietnamese teachers' day|"
    "vietnam teachers' day|teachers' day in vietnam|transgender day of remembrance",
    (11, 21): "world television day|world hello day",
    (11, 25): "international day for the elimination of violence against women|white ribbon day",
    (11, 29): "international day of solidarity with the palestinian people",
    (11, 30): "saint andrew's day|st andrew's day|st. andrew's day",
    (12, 1): "world aids day|aids day",
    (12, 2): "international day for the abolition of slavery",
    (12, 3): "international day of persons with disabilities|international day of disabled persons",
    (12, 5): "international volunteer day|world soil day",
    (12, 6): "saint nicholas day|st nicholas day|saint nicholas' day|feast of saint nicholas|feast of st nicholas",
    (12, 7): "international civil aviation day|pearl harbor remembrance day|pearl harbor day",
    (12, 8): "feast of the immaculate conception|immaculate conception|bodhi day",
    (12, 9): "international anti-corruption day|anti-corruption day",
    (12, 10): "human rights day|international human rights day|nobel day",
    (12, 11): "international mountain day",
    (12, 13): "saint lucy's day|st lucy's day|saint lucia's day",
    (12, 18): "international migrants day|arabic language day",
    (12, 20): "international human solidarity day|human solidarity day",
    (12, 22): "vietnam people's army day|vietnamese people's army day",
    (12, 23): "festivus",
    (12, 24): "christmas eve|xmas eve",
    (12, 25): "christmas|xmas|christmas day|xmas day|x-mas",
    (12, 26): "boxing day|saint stephen's day|st stephen's day|second day of christmas",
    (12, 31): "new year's eve|new year eve|new years eve|hogmanay|saint sylvester's day",
}
