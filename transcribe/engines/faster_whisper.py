"""Whisper through faster-whisper and CTranslate2: the only file that knows the library.

Its parts are used, not its pipeline: speech is packed into full windows (``transcribe.windows``), windows of like
length are decoded in one batch without timestamp tokens and without the previous text as a prompt, what looks wrong
(``transcribe.suspicion``) is heard again with care, and word times come from the model's own alignment.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from models.audio import Audio
from models.errors import EngineError, UserError
from models.run import Fingerprint
from models.span import TimeSpan
from models.transcript import Segment, Transcript
from transcribe.engines.allocation import keep_blocks, return_blocks
from transcribe.engines.batching import ALIGNED, BATCH, chunks_of, encoder_jobs, frames_for
from transcribe.engines.device import DeviceName, choose_device
from transcribe.engines.hearings import Encoded, Features, Hearing, Spoken, alignable, batches_of, better, in_groups
from transcribe.languages import language_sequence
from transcribe.pieces import spoken_language
from transcribe.protocol import Progress, TranscribeOptions, ignore_progress
from transcribe.weights import check_converted, locate_weights, weights_digest
from transcribe.windows import Window, halved, pack_padded, pack_speech
from transcribe.wording import HeardToken, sentences, within_speech, words_of
from transcribe.wordless import speech_without_words

if TYPE_CHECKING:
    from faster_whisper import WhisperModel
    from faster_whisper.tokenizer import Tokenizer

ENCODING = 0.4
"""Share of the work."""
BEAM = 3
CAREFUL_BEAM = 5
STEP_MS = 20
HINT_CHARACTERS = 150
SHORTEST_LANGUAGE_MS = 1_000
PIPELINE = (("beam", str(BEAM)), ("careful_beam", str(CAREFUL_BEAM)), ("pipeline", "5"))
"""What belongs to the fingerprint; the last number rises with every change here that can change words."""


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
        with ThreadPoolExecutor(self._workers) as pool:
            try:
                for done, chunk in chunks_of(windows):
                    share = len(chunk) / len(windows)
                    for fraction, made in self._chunk(pool, audio, chunk, languages, options.hotwords):
                        segments += made
                        progress(min(1.0, done + fraction * share))
                segments = _in_order(segments, speech)
                missed = self._missed(pool, audio, speech, segments, languages, options.hotwords)
                segments = _in_order(segments + missed, speech)
            finally:
                pool.shutdown(cancel_futures=True)
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
        self,
        pool: ThreadPoolExecutor,
        audio: Audio,
        windows: Sequence[Window],
        languages: tuple[str, ...],
        hotwords: tuple[str, ...],
    ) -> Iterator[tuple[float, list[Segment]]]:
        """Fraction of these windows done, and the segments that were made since the last time."""
        encoded: list[Encoded] = []
        for made in self._encoded(pool, audio, encoder_jobs(windows)):
            encoded.append(made)
            yield ENCODING * len(encoded) / len(windows), []
        batches = batches_of(self._by_language(pool, audio, encoded, languages))
        work = [pool.submit(self._hear, batch, hotwords) for batch in batches]
        doubtful: list[Hearing] = []
        for done, batch in enumerate(work, start=1):
            segments, unclear = batch.result()
            doubtful += unclear
            yield ENCODING + (1 - ENCODING) * done / len(work), segments
        yield 1.0, self._again(pool, audio, doubtful, hotwords)

    def _by_language(
        self, pool: ThreadPoolExecutor, audio: Audio, encoded: Sequence[Encoded], languages: tuple[str, ...]
    ) -> list[Spoken]:
        """Windows of one language each: those in which several are spoken are packed anew."""
        if len(languages) == 1:
            return [Spoken(window, languages[0]) for window in encoded]
        stretches = sorted(
            ((span, window) for window in encoded for span in window.window.spans), key=lambda stretch: stretch[0]
        )
        heard = list(pool.map(lambda stretch: self._languages_in(*stretch), stretches))
        chosen = language_sequence(heard, [span.duration_ms for span, _ in stretches], languages)
        spoken = {span: language for (span, _), language in zip(stretches, chosen, strict=True)}
        pure: list[Spoken] = []
        mixed: list[TimeSpan] = []
        for window in encoded:
            own = {spoken[span] for span in window.window.spans}
            if len(own) == 1:
                pure.append(Spoken(window, own.pop()))
            else:
                mixed += window.window.spans
        language_of = {
            window: language
            for language in languages
            for window in pack_padded(sorted(span for span in mixed if spoken[span] == language))
        }
        again = self._encoded(pool, audio, encoder_jobs(list(language_of)))
        return pure + [Spoken(window, language_of[window.window]) for window in again]

    def _languages_in(self, span: TimeSpan, encoded: Encoded) -> dict[str, float]:
        """Probability of each language in a stretch, heard in its part of the encoder's output."""
        if span.duration_ms < SHORTEST_LANGUAGE_MS:
            return {}
        first = encoded.window.heard_at(span) // STEP_MS
        part = encoded.output[:, first : first + span.duration_ms // STEP_MS]
        with _library():
            ranked = self._model.model.detect_language(_tensor(part))[0]
        return {token[2:-2]: probability for token, probability in ranked}

    def _encoded(
        self, pool: ThreadPoolExecutor, audio: Audio, jobs: Sequence[tuple[Window, int]]
    ) -> Iterator[Encoded]:
        """Windows, each with the number of frames it is to have, in the same order."""
        keep_blocks()
        try:
            yield from pool.map(lambda job: self._encode(audio, *job), jobs)
        finally:
            return_blocks()

    def _encode(self, audio: Audio, window: Window, num_frames: int) -> Encoded:
        """The window padded to ``num_frames`` with the floor that Whisper's features have in silence."""
        samples = np.concatenate([audio.cut(region).samples for region in window.regions])
        with _library():
            features = self._model.feature_extractor(samples)[:, :num_frames].astype(np.float32)
            floor = float(features.max()) - 2.0
            padded = np.pad(features, ((0, 0), (0, num_frames - features.shape[1])), constant_values=floor)
            output = self._model.model.encode(_tensor(padded[np.newaxis]), to_cpu=True)
            return Encoded(window, np.array(output).astype(np.float32, copy=False), features.shape[1])

    def _hear(self, batch: Sequence[Spoken], hotwords: tuple[str, ...]) -> tuple[list[Segment], list[Hearing]]:
        """The segments of what sounds right, and the hearings that do not."""
        hearings = self._decode(batch, BEAM, hotwords)
        good = [hearing for hearing in hearings if not hearing.doubts]
        return self._segments(good), [hearing for hearing in hearings if hearing.doubts]

    def _again(
        self, pool: ThreadPoolExecutor, audio: Audio, doubtful: Sequence[Hearing], hotwords: tuple[str, ...]
    ) -> list[Segment]:
        """The best of each first hearing, a careful one of the same window, and careful ones of its two halves.

        Where words are missing only the halves are heard: the decoder stopped at a change of voice or room.
        """
        halves = {heard.window: halved(heard.window) or () for heard in doubtful}
        at_once = [heard for heard in doubtful if heard.stopped_early and halves[heard.window]]
        first = [heard for heard in doubtful if heard not in at_once]
        careful = self._carefully(pool, audio, [(heard.window, heard.language) for heard in first], hotwords)
        best = [max(pair, key=lambda heard: heard.rank) for pair in zip(first, careful, strict=True)] + at_once
        jobs = [(half, heard.language) for heard in best if heard.doubts for half in halves[heard.window]]
        parts = iter(self._carefully(pool, audio, jobs, hotwords))
        chosen: list[Hearing] = []
        for heard in best:
            chosen += better(heard, list(islice(parts, len(halves[heard.window]))) if heard.doubts else [])
        return self._written(pool, chosen)

    def _missed(
        self,
        pool: ThreadPoolExecutor,
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
        jobs: list[tuple[Window, str]] = []
        for window in (pack_padded([span])[0] for span in speech_without_words(speech, words)):
            near = min(segments, key=lambda segment: segment.span.gap_ms(window.regions[0]), default=None)
            jobs.append((window, near.language if near else languages[0]))
        found = [hearing for hearing in self._carefully(pool, audio, jobs, hotwords) if hearing.is_convincing]
        return self._written(pool, found)

    def _carefully(
        self,
        pool: ThreadPoolExecutor,
        audio: Audio,
        jobs: Sequence[tuple[Window, str]],
        hotwords: tuple[str, ...],
    ) -> list[Hearing]:
        """Windows, each with its language, heard in the full length and with a wide beam, in the same order."""
        if not jobs:
            return []
        frames = frames_for(max((window for window, _ in jobs), key=lambda window: window.duration_ms))
        encoded = self._encoded(pool, audio, [(window, frames) for window, _ in jobs])
        spoken = [Spoken(window, language) for window, (_, language) in zip(encoded, jobs, strict=True)]
        size = min(BATCH, -(-len(spoken) // self._workers))
        batches = pool.map(lambda batch: self._decode(batch, CAREFUL_BEAM, hotwords), in_groups(spoken, size))
        return [hearing for batch in batches for hearing in batch]

    def _decode(self, batch: Sequence[Spoken], beam_size: int, hotwords: tuple[str, ...]) -> list[Hearing]:
        """Texts of windows that were encoded in the same length; each may have its own language."""
        from faster_whisper.transcribe import get_suppressed_tokens

        tokenizers = [self._tokenizer(spoken.language) for spoken in batch]
        hint = _hint(hotwords)
        with _library():
            results = self._model.model.generate(
                _stacked([spoken.encoded for spoken in batch]),
                [self._model.get_prompt(one, [], without_timestamps=True, hotwords=hint) for one in tokenizers],
                beam_size=beam_size,
                max_length=self._model.max_length,
                return_scores=True,
                return_no_speech_prob=True,
                suppress_tokens=list(get_suppressed_tokens(tokenizers[0], [-1])),
            )
        hearings: list[Hearing] = []
        for spoken, tokenizer, result in zip(batch, tokenizers, results, strict=True):
            tokens = [token for token in result.sequences_ids[0] if token < tokenizer.eot]
            length = len(result.sequences_ids[0])
            logprob = result.scores[0] * length / (length + 1)
            text = tokenizer.decode(tokens).strip()
            hearings.append(Hearing(spoken, tokens, text, logprob, result.no_speech_prob))
        return hearings

    def _written(self, pool: ThreadPoolExecutor, hearings: Sequence[Hearing]) -> list[Segment]:
        """The same as ``_segments``, by all workers."""
        return [segment for made in pool.map(self._segments, in_groups(hearings, ALIGNED)) for segment in made]

    def _segments(self, hearings: Sequence[Hearing]) -> list[Segment]:
        """Words with their places in the recording, in sentences."""
        segments: list[Segment] = []
        for group in alignable(hearings):
            with _library():
                alignments = self._model.find_alignment(
                    self._tokenizer(group[0].language),
                    [hearing.tokens for hearing in group],
                    _stacked([hearing.spoken.encoded for hearing in group]),
                    [hearing.spoken.encoded.num_frames for hearing in group],
                )
            for hearing, alignment in zip(group, alignments, strict=True):
                words = words_of([_token(part) for part in alignment], hearing.window)
                segments += sentences(words, hearing.language)
        return segments

    def _tokenizer(self, language: str) -> "Tokenizer":
        from faster_whisper.tokenizer import Tokenizer

        if language not in self._tokenizers:
            multilingual = self._model.model.is_multilingual
            self._tokenizers[language] = Tokenizer(self._model.hf_tokenizer, multilingual, "transcribe", language)
        return self._tokenizers[language]


def load_faster_whisper(model: str, weights_dir: Path, device: DeviceName = "cpu") -> FasterWhisperTranscriber:
    """Load verified weights from the disk; nothing is ever fetched here.

    Raises:
        UserError: those of ``locate_weights`` and ``choose_device``; ``weights.no_alignment``.
        EngineError: ``engine.transcriber_load``.
    """
    folder = locate_weights(model, weights_dir)
    import ctranslate2
    import faster_whisper

    chosen = choose_device(device)
    try:
        loaded = faster_whisper.WhisperModel(
            str(folder),
            device=chosen.name,
            compute_type=chosen.compute_type,
            cpu_threads=chosen.threads,
            num_workers=chosen.workers,
            local_files_only=True,
        )
    except (RuntimeError, ValueError, OSError) as error:
        raise EngineError("engine.transcriber_load", model=model, reason=str(error)) from error
    check_converted(folder, model)
    return_blocks()
    version = f"{faster_whisper.__version__}+ctranslate2-{ctranslate2.__version__}"
    told = (("model", model), ("weights", weights_digest(folder)), ("compute_type", chosen.compute_type), *PIPELINE)
    return FasterWhisperTranscriber(loaded, Fingerprint("faster_whisper", version, told), chosen.workers)


@contextmanager
def _library() -> Iterator[None]:
    """What the library throws becomes ours."""
    try:
        yield
    except (RuntimeError, ValueError, IndexError, MemoryError) as error:
        raise EngineError("engine.transcriber_failed", reason=str(error)) from error


def _in_order(segments: Sequence[Segment], speech: Sequence[TimeSpan]) -> list[Segment]:
    return sorted((within_speech(segment, speech) for segment in segments), key=lambda segment: segment.span)


def _stacked(batch: Sequence[Encoded]) -> Any:
    """One CTranslate2 tensor (num_windows, num_frames // 2, width); all are of the same length."""
    return _tensor(np.concatenate([encoded.output for encoded in batch]))


def _tensor(array: Features) -> Any:
    """On the CPU; the library moves it to where the model is, in the model's own numbers."""
    import ctranslate2

    return ctranslate2.StorageView.from_array(np.ascontiguousarray(array))


def _hint(hotwords: Sequence[str]) -> str | None:
    """As many hotwords as fit; a longer prompt takes the room of the text and makes the decoder lose speech."""
    fitting = ""
    for word in hotwords:
        if len(fitting) + len(word) + 2 > HINT_CHARACTERS:
            break
        fitting = f"{fitting}, {word}" if fitting else word
    return fitting or None


def _token(part: dict[str, Any]) -> HeardToken:
    text = unicodedata.normalize("NFC", part["word"])
    start_ms, end_ms = round(float(part["start"]) * 1000), round(float(part["end"]) * 1000)
    return HeardToken(text, start_ms, end_ms, min(1.0, max(0.0, float(part["probability"]))))
