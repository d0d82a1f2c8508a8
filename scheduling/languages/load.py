"""Grammars by name."""

from scheduling.languages.base import Language


def load_languages(name: str) -> tuple[Language, ...]:
    """The grammars for ``vi``, ``en`` or ``mixed`` (Vietnamese first).

    Raises:
        ValueError: another name.
    """
    from scheduling.languages.en import english
    from scheduling.languages.vi import vietnamese

    if name == "vi":
        return (vietnamese(),)
    if name == "en":
        return (english(),)
    if name == "mixed":
        return (vietnamese(), english())
    raise ValueError(f"no grammar for {name!r}: vi, en or mixed")
