"""A conversation as subtitles (SRT, WebVTT) and as text to read (plain, Markdown); pure."""

import re

from models.conversation import Conversation, Utterance
from transcribe.captions import Caption, captions

WORDLESS = "## Có tiếng nói, không nghe được lời / Speech without words"


def render_srt(conversation: Conversation) -> str:
    """SubRip: numbered captions, the speaker before the first line."""
    blocks = [
        f"{number}\n{_clock(caption.span.start_ms, ',')} --> {_clock(caption.span.end_ms, ',')}\n{_lines(caption)}\n"
        for number, caption in enumerate(captions(conversation), start=1)
    ]
    return "\n".join(blocks)


def render_vtt(conversation: Conversation) -> str:
    """WebVTT (W3C): the speaker as a voice tag as well, text escaped as section 4.2.2 asks."""
    blocks = [f"WEBVTT\nLanguage: {conversation.language}\n"]
    for caption in captions(conversation):
        times = f"{_clock(caption.span.start_ms, '.')} --> {_clock(caption.span.end_ms, '.')}"
        blocks.append(f"{times}\n{_voiced(caption)}\n")
    return "\n".join(blocks)


def render_text(conversation: Conversation) -> str:
    """One paragraph an utterance: ``[00:01:05] Speaker: words``."""
    return "".join(
        f"[{_short_clock(utterance)}] {_named(utterance)}{_on_one_line(utterance.text)}\n"
        for utterance in conversation.utterances
    )


def render_markdown(conversation: Conversation) -> str:
    """A heading, when it was recorded, and a paragraph an utterance with the speaker in bold.

    Words over which others speak are in italics, and the others named behind them.
    """
    parts = [f"# {_escaped(conversation.id)}\n"]
    if conversation.recorded_at is not None:
        parts.append(f"{conversation.recorded_at.isoformat(sep=' ', timespec='minutes')}\n")
    for utterance in conversation.utterances:
        speaker = f"**{_escaped(utterance.speaker)}** " if utterance.speaker is not None else ""
        parts.append(f"{speaker}`{_short_clock(utterance)}`  \n{_marked(utterance)}\n")
    if conversation.wordless:
        parts.append(f"{WORDLESS}\n")
        parts += [f"- `{_on_clock(span.start_ms)}` – `{_on_clock(span.end_ms)}`" for span in conversation.wordless]
        parts.append("")
    return "\n".join(parts)


def _lines(caption: Caption) -> str:
    return "\n".join(caption.lines)


def _voiced(caption: Caption) -> str:
    text = _lines(caption).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if caption.speaker is None:
        return text
    voice = re.sub(r"[&<>\n]", " ", caption.speaker)
    return f"<v {voice}>{text}"


def _clock(ms: int, mark: str) -> str:
    """``01:02:03,450``; hours grow as needed."""
    seconds, rest = divmod(ms, 1000)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02}:{minute:02}:{second:02}{mark}{rest:03}"


def _short_clock(utterance: Utterance) -> str:
    return _on_clock(utterance.span.start_ms)


def _on_clock(ms: int) -> str:
    return _clock(ms, ".")[:-4]


def _named(utterance: Utterance) -> str:
    return f"{utterance.speaker}: " if utterance.speaker is not None else ""


def _marked(utterance: Utterance) -> str:
    parts = []
    for text, others in utterance.runs():
        marked = _escaped(_on_one_line(text))
        parts.append(f"*{marked}* (+ {_escaped(', '.join(others))})" if others else marked)
    return " ".join(parts)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    """Markdown's own marks are shown as they are."""
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", text)
