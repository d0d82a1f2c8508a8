"""Whisper through faster-whisper and CTranslate2: the only file that knows the library.

Its parts are used, not its pipeline: speech is packed into full windows (``transcribe.windows``), windows of like
length are decoded in one batch without timestamp tokens and without the previous text as a prompt, what looks wrong
(``transcribe.suspicion``) is heard again with care, and word times come from the model's own alignment.
"""

import os
import unicodedata
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from models.audio import Audio
from models.errors import EngineError, UserError
from models.run import Fingerprint
from models.span import TimeSpan
from models.transcript import Segment, Transcript
from transcribe.engines.allocation import keep_memory
from transcribe.engines.batching import ALIGNED, BATCH, MOST_FRAMES, encoder_jobs
from transcribe.languages import language_sequence
from transcribe.pieces import spoken_language
from transcribe.protocol import Progress, TranscribeOptions, ignore_progress
from transcribe.suspicion import doubts
from transcribe.weights import check_converted, locate_weights, weights_digest
from transcribe.windows import Window, halved, pack_padded, pack_speech
from transcribe.wording import HeardToken, sentences, within_speech, words_of
from transcribe.wordless import speech_without_words

if TYPE_CHECKING:
    from faster_whisper import WhisperModel
    from faster_whisper.tokenizer import Tokenizer

CHUNK = 24
BEAM = 2
CAREFUL_BEAM = 5
NO_SPEECH = 0.6
NO_SPEECH_LOGPROB = -1.0
CONVINCING_LOGPROB = -0.7
STEP_MS = 20
HINT_CHARACTERS = 150
SHORTEST_LANGUAGE_MS = 1_000
PIPELINE = (("compute_type", "int8"), ("beam", str(BEAM)), ("careful_beam", str(CAREFUL_BEAM)), ("pipeline", "3"))
"""What belongs to the fingerprint; the last number rises with every change here that can change words."""

Features = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Encoded:
    """What the encoder made of a window, (1, steps, width) with 20 ms a step; ``num_frames`` (10 ms) are sound."""

    window: Window
    output: Features
    num_frames: int


@dataclass(frozen=True, slots=True)
class _Hearing:
    """A window's text tokens in one language."""

    encoded: _Encoded
    language: str
    tokens: list[int]
    text: str
    mean_logprob: float
    no_speech: float

    @property
    def doubts(self) -> tuple[str, ...]:
        return doubts(self.text, self.mean_logprob, self.encoded.window.duration_ms)

    @property
    def is_convincing(self) -> bool:
        return not self.doubts and self.no_speech < NO_SPEECH and self.mean_logprob > CONVINCING_LOGPROB

    @property
    def rank(self) -> tuple[int, float]:
        return -len(self.doubts), self.mean_logprob


class FasterWhisperTranscriber:
    """A loaded model. One instance may be used by one thread at a time; it uses all cores itself."""

    def __init__(self, model: "WhisperModel", fingerprint: Fingerprint, workers: int) -> None:
        self._model = model
        self._fingerprint = fingerprint
        self._workers = workers
        self._tokenizers: dict[str, Tokenizer] = {}

    @property
    def fingerprint(self) -> Fingerprint:
        return self._fingerprint

    def transcribe(
        self,
        audio: Audio,
        speech: Sequence[TimeSpan],
        options: TranscribeOptions,
        progress: Progress = ignore_progress,
    ) -> Transcript:
        """As the protocol says.

        Raises:
            UserError: ``language.unknown`` when the model does not know a language that was asked for.
            EngineError: ``engine.transcriber_failed``.
        """
        languages = self._checked(options)
        progress(0.0)
        windows = pack_speech(speech, audio.duration_ms)
        segments: list[Segment] = []
        for first in range(0, len(windows), CHUNK):
            chunk = windows[first : first + CHUNK]
            share = len(chunk) / len(windows)
            done = first / len(windows)
            for fraction, made in self._chunk(audio, chunk, languages, options.hotwords):
                segments += made
                progress(min(1.0, done + fraction * share))
        segments = _in_order(segments, speech)
        segments = _in_order(segments + self._missed(audio, speech, segments, languages, options.hotwords), speech)
        progress(1.0)
        return Transcript(tuple(segments), spoken_language(segments), audio.duration_ms)

    def _checked(self, options: TranscribeOptions) -> tuple[str, ...]:
        languages = (options.language,) if options.language is not None else options.languages
        known = set(self._model.supported_languages)
        for language in languages:
            if language not in known:
                raise UserError("language.unknown", language=language)
        return languages

    def _chunk(
        self, audio: Audio, windows: Sequence[Window], languages: tuple[str, ...], hotwords: tuple[str, ...]
    ) -> Iterator[tuple[float, list[Segment]]]:
        """Fraction of these windows done, and the segments that were made since the last time."""
        with ThreadPoolExecutor(self._workers) as pool:
            try:
                encoded: list[_Encoded] = []
                for made in pool.map(lambda job: self._encode(audio, *job), encoder_jobs(windows)):
                    encoded.append(made)
                    yield 0.4 * len(encoded) / len(windows), []
                batches = _batches(self._by_language(audio, encoded, languages, pool))
                work = [pool.submit(self._hear, audio, *batch, hotwords) for batch in batches]
                for done, segments in enumerate(work, start=1):
                    yield 0.4 + 0.6 * done / len(work), segments.result()
            finally:
                pool.shutdown(cancel_futures=True)

    def _by_language(
        self, audio: Audio, encoded: Sequence[_Encoded], languages: tuple[str, ...], pool: ThreadPoolExecutor
    ) -> list[tuple[_Encoded, str]]:
        """Windows of one language each: those in which several are spoken are packed anew."""
        if len(languages) == 1:
            return [(window, languages[0]) for window in encoded]
        stretches = sorted(
            ((span, window) for window in encoded for span in window.window.spans), key=lambda stretch: stretch[0]
        )
        heard = list(pool.map(lambda stretch: self._languages_in(*stretch), stretches))
        chosen = language_sequence(heard, [span.duration_ms for span, _ in stretches], languages)
        spoken = {span: language for (span, _), language in zip(stretches, chosen, strict=True)}
        pure: list[tuple[_Encoded, str]] = []
        mixed: list[TimeSpan] = []
        for window in encoded:
            own = {spoken[span] for span in window.window.spans}
            if len(own) == 1:
                pure.append((window, own.pop()))
            else:
                mixed += window.window.spans
        for language in languages:
            windows = pack_padded(sorted(span for span in mixed if spoken[span] == language))
            again = pool.map(lambda job: self._encode(audio, *job), encoder_jobs(windows))
            pure += [(window, language) for window in again]
        return pure

    def _languages_in(self, span: TimeSpan, encoded: _Encoded) -> dict[str, float]:
        """Probability of each language in a stretch, heard in its part of the encoder's output."""
        import ctranslate2

        if span.duration_ms < SHORTEST_LANGUAGE_MS:
            return {}
        first = encoded.window.heard_at(span) // STEP_MS
        part = np.ascontiguousarray(encoded.output[:, first : first + span.duration_ms // STEP_MS])
        with _library():
            ranked = self._model.model.detect_language(ctranslate2.StorageView.from_array(part))[0]
        return {token[2:-2]: probability for token, probability in ranked}

    def _encode(self, audio: Audio, window: Window, num_frames: int) -> _Encoded:
        """The window padded to ``num_frames`` with the floor that Whisper's features have in silence."""
        samples = np.concatenate([audio.cut(region).samples for region in window.regions])
        with _library():
            features = self._model.feature_extractor(samples)[:, :num_frames].astype(np.float32)
            floor = float(features.max()) - 2.0
            padded = np.pad(features, ((0, 0), (0, num_frames - features.shape[1])), constant_values=floor)
            return _Encoded(window, np.array(self._model.encode(padded)), features.shape[1])

    def _hear(
        self, audio: Audio, batch: Sequence[_Encoded], language: str, hotwords: tuple[str, ...]
    ) -> list[Segment]:
        hearings = self._decode(batch, language, BEAM, hotwords)
        good = [hearing for hearing in hearings if not hearing.doubts]
        segments: list[Segment] = []
        for first in range(0, len(good), ALIGNED):
            segments += self._segments(good[first : first + ALIGNED])
        for hearing in hearings:
            if hearing.doubts:
                for better in self._hear_again(audio, hearing, hotwords):
                    segments += self._segments([better])
        return segments

    def _missed(
        self,
        audio: Audio,
        speech: Sequence[TimeSpan],
        segments: Sequence[Segment],
        languages: tuple[str, ...],
        hotwords: tuple[str, ...],
    ) -> list[Segment]:
        """What is heard when the speech without words is heard again, each stretch alone and carefully.

        It must convince: the same stretches hold the noise that the detector took for speech.
        """
        words = [word for segment in segments for word in segment.words]
        found: list[Segment] = []
        for window in (pack_padded([span])[0] for span in speech_without_words(speech, words)):
            near = min(segments, key=lambda segment: segment.span.gap_ms(window.regions[0]), default=None)
            hearing = self._careful(audio, window, near.language if near else languages[0], hotwords)
            if hearing.is_convincing:
                found += self._segments([hearing])
        return found

    def _hear_again(self, audio: Audio, first: _Hearing, hotwords: tuple[str, ...]) -> list[_Hearing]:
        """The best of the first hearing, a careful one of the full length, and careful ones of its two halves."""
        careful = self._careful(audio, first.encoded.window, first.language, hotwords)
        best = max(first, careful, key=lambda hearing: hearing.rank)
        if not best.doubts:
            return [best]
        if halves := halved(first.encoded.window):
            parts = [self._careful(audio, half, first.language, hotwords) for half in halves]
            if sum(len(part.doubts) for part in parts) < len(best.doubts) * len(parts):
                return parts
        return [best]

    def _careful(self, audio: Audio, window: Window, language: str, hotwords: tuple[str, ...]) -> _Hearing:
        return self._decode([self._encode(audio, window, MOST_FRAMES)], language, CAREFUL_BEAM, hotwords)[0]

    def _decode(
        self, batch: Sequence[_Encoded], language: str, beam_size: int, hotwords: tuple[str, ...]
    ) -> list[_Hearing]:
        from faster_whisper.transcribe import get_suppressed_tokens

        tokenizer = self._tokenizer(language)
        prompt = self._model.get_prompt(tokenizer, [], without_timestamps=True, hotwords=_hint(hotwords))
        with _library():
            results = self._model.model.generate(
                _stacked(batch),
                [prompt] * len(batch),
                beam_size=beam_size,
                max_length=self._model.max_length,
                return_scores=True,
                return_no_speech_prob=True,
                suppress_tokens=list(get_suppressed_tokens(tokenizer, [-1])),
            )
        hearings: list[_Hearing] = []
        for encoded, result in zip(batch, results, strict=True):
            tokens = [token for token in result.sequences_ids[0] if token < tokenizer.eot]
            length = len(result.sequences_ids[0])
            logprob = result.scores[0] * length / (length + 1)
            text = tokenizer.decode(tokens).strip()
            hearings.append(_Hearing(encoded, language, tokens, text, logprob, result.no_speech_prob))
        return hearings

    def _segments(self, hearings: Sequence[_Hearing]) -> list[Segment]:
        """Words with their places in the recording, in sentences."""
        spoken = [hearing for hearing in hearings if hearing.text and not _is_silence(hearing)]
        if not spoken:
            return []
        with _library():
            alignments = self._model.find_alignment(
                self._tokenizer(spoken[0].language),
                [hearing.tokens for hearing in spoken],
                _stacked([hearing.encoded for hearing in spoken]),
                [hearing.encoded.num_frames for hearing in spoken],
            )
        segments: list[Segment] = []
        for hearing, alignment in zip(spoken, alignments, strict=True):
            words = words_of([_token(part) for part in alignment], hearing.encoded.window)
            segments += sentences(words, hearing.language)
        return segments

    def _tokenizer(self, language: str) -> "Tokenizer":
        from faster_whisper.tokenizer import Tokenizer

        if language not in self._tokenizers:
            multilingual = self._model.model.is_multilingual
            self._tokenizers[language] = Tokenizer(self._model.hf_tokenizer, multilingual, "transcribe", language)
        return self._tokenizers[language]


def load_faster_whisper(model: str, weights_dir: Path) -> FasterWhisperTranscriber:
    """Load verified weights from the disk; nothing is ever fetched here.

    Raises:
        UserError: those of ``locate_weights``; ``weights.no_alignment``.
        EngineError: ``engine.transcriber_load``.
    """
    folder = locate_weights(model, weights_dir)
    keep_memory()
    import ctranslate2
    import faster_whisper

    cores = len(os.sched_getaffinity(0))
    workers = min(2, cores)
    try:
        loaded = faster_whisper.WhisperModel(
            str(folder),
            device="cpu",
            compute_type="int8",
            cpu_threads=max(1, cores // workers),
            num_workers=workers,
            local_files_only=True,
        )
    except (RuntimeError, ValueError, OSError) as error:
        raise EngineError("engine.transcriber_load", model=model, reason=str(error)) from error
    check_converted(folder, model)
    version = f"{faster_whisper.__version__}+ctranslate2-{ctranslate2.__version__}"
    told = (("model", model), ("weights", weights_digest(folder)), *PIPELINE)
    return FasterWhisperTranscriber(loaded, Fingerprint("faster_whisper", version, told), workers)


@contextmanager
def _library() -> Iterator[None]:
    """What the library throws becomes ours."""
    try:
        yield
    except (RuntimeError, ValueError, IndexError, MemoryError) as error:
        raise EngineError("engine.transcriber_failed", reason=str(error)) from error


def _in_order(segments: Sequence[Segment], speech: Sequence[TimeSpan]) -> list[Segment]:
    return sorted((within_speech(segment, speech) for segment in segments), key=lambda segment: segment.span)


def _stacked(batch: Sequence[_Encoded]) -> Any:
    """One CTranslate2 tensor (num_windows, num_frames // 2, width); all are of the same length."""
    import ctranslate2

    return ctranslate2.StorageView.from_array(np.concatenate([encoded.output for encoded in batch]))


def _batches(encoded: Sequence[tuple[_Encoded, str]]) -> list[tuple[list[_Encoded], str]]:
    """Up to ``BATCH`` windows of equal length and language."""
    groups: dict[tuple[int, str], list[_Encoded]] = {}
    for window, language in encoded:
        groups.setdefault((window.output.shape[1], language), []).append(window)
    return [
        (group[first : first + BATCH], language)
        for (_, language), group in groups.items()
        for first in range(0, len(group), BATCH)
    ]


def _hint(hotwords: Sequence[str]) -> str | None:
    """As many hotwords as fit; a longer prompt takes the room of the text and makes the decoder lose speech."""
    fitting = ""
    for word in hotwords:
        if len(fitting) + len(word) + 2 > HINT_CHARACTERS:
            break
        fitting = f"{fitting}, {word}" if fitting else word
    return fitting or None


def _is_silence(hearing: _Hearing) -> bool:
    """Whisper's own rule (paper, section 4.5): no speech token likely and the text unlikely."""
    return hearing.no_speech > NO_SPEECH and hearing.mean_logprob < NO_SPEECH_LOGPROB


def _token(part: dict[str, Any]) -> HeardToken:
    text = unicodedata.normalize("NFC", part["word"])
    start_ms, end_ms = round(float(part["start"]) * 1000), round(float(part["end"]) * 1000)
    return HeardToken(text, start_ms, end_ms, min(1.0, max(0.0, float(part["probability"]))))
