"""Whom "em", "anh", "tôi", "you" mean, judged from how each speaker talks."""

import re
from collections import Counter, defaultdict

from scheduling.extractors.rules.reading import Reading

ALWAYS_SELF = frozenset(["tôi", "tui", "tớ", "i", "i'll", "i'd", "i'm", "we", "we'll", "me"])
KIN_PRONOUNS = ("em", "anh", "chị", "con", "cháu", "chú", "bác", "cô", "thầy", "dì", "ông", "bà")

_ELDERS = ("chị", "anh", "thầy", "cô", "chú", "bác", "dì")
Asked = tuple[str | None, str] | None
"""Who spoke before, and what."""

_SELF_SIGNS = (
    r"(?:^dạ,? (?:thưa \w+,? )?|để |bên |tụi |phòng |tổ |khoa |cho )(?P<p>{p})\b",
    r"(?<!\w)(?P<p>{p}) (?:xin|nghĩ|thấy|nói thêm|hỏi|đề xuất|đề nghị|báo cáo|cũng|sẽ|có ý kiến|ghi|"
    r"hiểu|nhận|bảo đảm|chưa|biết rồi|lo|cảm ơn)\b",
)
_YOU_SIGNS = (
    r"(?<!\w)(?P<p>{p}) (?:ơi|ngồi|nhé|nha|nghe|nghen|coi lại|cứ|nói lại|nhắc|giúp|làm giúp)\b",
    r"(?:hả|nha|nhé|của|nhờ|ạ|thưa|anh|chị|cảm ơn|báo|hỏi) (?P<p>{p})\s*(?:[.,?!]|$)",
)


class Pronouns:
    """Self-reference per speaker: the Vietnamese kin words each one uses for "I"."""

    def __init__(self, reading: Reading) -> None:
        votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        kin = "|".join(KIN_PRONOUNS)
        self_signs = [re.compile(sign.replace("{p}", f"(?:{kin})")) for sign in _SELF_SIGNS]
        you_signs = [re.compile(sign.replace("{p}", f"(?:{kin})")) for sign in _YOU_SIGNS]
        for sentence in reading.sentences:
            if sentence.speaker is None:
                continue
            counter = votes[sentence.speaker]
            counter["polite"] += sentence.low.count(" ạ")
            counter["plain"] += len(re.findall(r"(?<!\w)(?:tôi|tui)(?!\w)", sentence.low))
            for sign in self_signs:
                counter.update(match["p"] for match in sign.finditer(sentence.low))
            for sign in you_signs:
                counter.subtract(match["p"] for match in sign.finditer(sentence.low))
            if sentence.low.startswith(("dạ", "vâng")):
                counter["polite"] += 1
                counter.update(
                    word for word in ("em", "con", "cháu") if re.search(rf"(?<!\w){word}(?!\w)", sentence.low)
                )
        self._votes = votes

    def means_self(self, speaker: str | None, word: str, low: str, asked_by: Asked = None) -> bool:
        """Whether ``word``, said by ``speaker`` in ``low``, means the speaker; ``asked_by`` spoke just before."""
        if word in ALWAYS_SELF:
            return True
        if re.search(rf"(?:^dạ|để|cho|bên|tụi) {word}(?!\w)", low) and word in ("em", "con", "cháu", "tui"):
            return True
        if re.search(rf"(?<!\w)(?:để|cứ để) {word}(?!\w)", low):
            return True
        if word in ("em", "con", "cháu") and self._tells_junior(speaker, asked_by, word, low):
            return False
        if low.startswith(("dạ", "vâng")):
            return word in ("em", "con", "cháu")
        if speaker is None:
            return False
        junior = self._votes[speaker]["em"] + self._votes[speaker]["con"] + self._votes[speaker]["cháu"]
        if word in ("em", "con", "cháu"):
            humble = self._votes[speaker]["polite"] > 0 and not self._votes[speaker]["plain"]
            return self._votes[speaker][word] + (1 if humble else 0) > 0
        return self._votes[speaker][word] > 0 and junior <= 0

    def _tells_junior(self, speaker: str | None, asked_by: Asked, word: str, low: str) -> bool:
        """ "em gửi chị ngày 25 đi", in answer to somebody who says em and has just called the speaker chị."""
        if asked_by is None or low.startswith(("dạ", "vâng")):
            return False
        asker, asked = asked_by
        if asker is None or self._votes[asker][word] <= 0:
            return False
        humble = speaker is not None and self._votes[speaker][word] > 0
        return any(
            re.search(rf"(?<!\w){kin}(?!\w)", low)
            and re.search(rf"(?<!\w){kin}(?!\w)", asked)
            and not (humble and speaker is not None and self._votes[speaker][kin] <= 0)
            for kin in _ELDERS
        )
