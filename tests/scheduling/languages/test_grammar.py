from scheduling.languages.grammar import Derivation, Grammar, Sentence
from scheduling.languages.text import tokenise


def sentence(text: str) -> Sentence:
    tokens = tokenise(text)
    return Sentence(tokens, tuple((token.word,) for token in tokens))


def grammar() -> Grammar:
    found = Grammar()
    found.terminal("number", {"#"}, lambda read, at: [Derivation(int(read.tokens[at].word), at + 1)])
    found.table("unit", {"day": 1, "week": 7, "working day": 1})

    @found.rule("length", "about|around? <number> <unit> long_ago?")
    def length(number: int, unit: int) -> int:
        return number * unit

    @found.rule("length", "<number:first> to <number:last>")
    def span(first: int, last: int) -> tuple[int, int] | None:
        return (first, last) if first < last else None

    return found


def test_all_readings_of_a_place_are_found() -> None:
    readings = grammar().read(sentence("about 2 week long ago"), "length", 0)
    assert sorted((reading.value, reading.stop) for reading in readings) == [(14, 3), (14, 5)]


def test_values_can_be_passed_under_another_name() -> None:
    assert [reading.value for reading in grammar().read(sentence("2 to 5"), "length", 0)] == [(2, 5)]


def test_a_rule_that_returns_none_has_not_read_anything() -> None:
    assert grammar().read(sentence("5 to 2"), "length", 0) == ()


def test_the_vocabulary_lists_every_word_of_the_patterns() -> None:
    assert {"about", "around", "to", "long", "ago", "day", "working"} <= grammar().words()


def test_endless_right_recursion_stays_shallow() -> None:
    found = Grammar()
    found.rule("many", "a")(lambda: 1)
    found.rule("many", "a <many>")(lambda many: None if many > 3 else many + 1)
    assert len(found.read_all(sentence("a " * 5000), "many")) == 5000
