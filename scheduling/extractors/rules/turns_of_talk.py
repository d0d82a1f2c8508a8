"""How talk over a day goes on: somebody objects, somebody concludes, somebody goes on to the next matter."""

import re

_OBJECTS = re.compile(
    r"(?<!\w)(?:(?:sớm|muộn|trễ|gấp|xa|gần|đông|cập rập|nóng|khuya)(?: lắm| quá)|kẹt|vướng|trùng|bận|mắc|đi vắng|"
    r"đi công tác|không (?:tiện|kịp|rảnh|được|xong|nổi)|chưa (?:kịp|xong)|khó (?:đó|quá|lắm)|nghỉ lễ|"
    r"đám (?:cưới|giỗ)|is (?:bad|out|taken|a holiday)|are busy|i'm (?:busy|away|out|in)|clash(?:es)?|"
    r"too (?:early|late|soon|tight)|tight|doesn't work|won't work|can't (?:do|make)|not (?:possible|doable|before)|"
    r"on leave|double booked)(?!\w)"
)
_CONCLUDES = re.compile(
    r"(?:ừ |à |ờ |rồi |dạ |oh |well |okay |ok |yes |no )*(?:vậy|thế|thì|thôi|rồi|chốt|thống nhất|như vậy|"
    r"ok|okay|then|so|right|fine|all right|alright|agreed|let's)(?!\w)"
)
_ENDS_SO = re.compile(r"(?<!\w)(?:then|it is|chốt|nhé|nha|nghe|nghen|luôn|đi|vậy|thế nhé|thế nhá)[.!]?$")
_SHIFTS = re.compile(
    r"(?:à|rồi|ờ|dạ|thôi|ok|okay|well|so|right|alright|all right|and|now|oh|cái)?[ ,]*(?:"
    r"còn (?:cái|vụ|chuyện|việc|phần|về|đoàn|nữa|một)|(?:qua|sang|tới|đến) (?:cái|vụ|chuyện|phần|việc|mục|khoản)|"
    r"(?:việc|chuyện|mục|vấn đề|khoản|cái|ý) (?:thứ|tiếp|cuối|nữa|khác)|tiếp (?:theo|nữa|tới)|cuối cùng|"
    r"(?:một|thêm) (?:việc|chuyện|cái|ý)|vấn đề|ngoài ra|à mà|à này|giờ (?:tới|qua|đến|sang|mục|nói)|linh tinh|"
    r"next|last (?:thing|item|one|point)|one (?:more|last|other)|another (?:thing|point|matter)|final(?:ly)?|"
    r"moving on|on to|back to|before we|what about|anything else|item|also|and also|how about the)(?!\w)"
)


def objects(low: str) -> bool:
    """Whether something is said against what was proposed just before."""
    return _OBJECTS.search(low) is not None


def concludes(low: str) -> bool:
    """Whether the sentence begins or ends as one does that draws the line ("vậy thứ năm", "the 23rd, then")."""
    return _CONCLUDES.match(low) is not None or _ENDS_SO.search(low) is not None


def shifts(low: str) -> bool:
    """Whether another matter begins here."""
    return _SHIFTS.match(low) is not None
