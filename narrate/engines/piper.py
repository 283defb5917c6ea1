"""Piper voices (VITS graphs in ONNX) on the CPU; espeak-ng, inside piper, makes the phonemes."""

import difflib
import hashlib
import json
import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property, lru_cache
from importlib.metadata import version
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakValueDictionary

from narrate.atomic import write_whole
from narrate.engines.espeak import phonemize_marked
from narrate.errors import EngineError, OutputError, VoiceError
from narrate.folders import cache_folder
from narrate.model import Clip, Cue, Segment
from narrate.voice import Voice
from narrate.voice.piper_config import read_config, speakers_of

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from piper import PiperVoice

    from narrate.engines.piper_model import Inputs, PiperModel

    Floats = np.ndarray[Any, np.dtype[np.float32]]

log = logging.getLogger(__name__)

_Told = TypeVar("_Told")

_NOISE_PER_ID = 192 * 4  # 192 channels; joe takes 2 frames a phoneme id at rate 1; a graph that wants more gets more
_MOST_NOISE = 1 << 26  # over an hour of sound: a graph that still wants more is broken
_SPEAKER = "sid"  # a further input of a model with several
_SHOWN = 12  # speakers that an error names; some models have 900
_FULL_SCALE = 32767
_PAD, _BOS, _EOS = "_^$"  # around an utterance's ids, and after each
_REWRITING = 4  # goes up with every change of what is made of a model: kept ones are named by it
_REMEMBERED = 4096  # texts and single words: half an hour of speech, and most of its words
_PHONEMIZING = threading.Lock()  # espeak keeps its state in globals
_LOADING = threading.Lock()
_LOADED: "WeakValueDictionary[Path, PiperModel]" = WeakValueDictionary()  # voices of one model share its 200 MB


class PiperEngine:
    """Speaks with one Piper model: one session, one thread for each caller.

    The model's noise is drawn here, from a seed that is the utterance's phonemes and the settings, so that the
    same words sound the same whoever says them, and when. No model is loaded before there is something to speak.
    """

    def __init__(self, voice: Voice) -> None:
        if voice.model_path is None:
            raise VoiceError(f"voice {voice.name}: the model {voice.model or '(none is named)'} is missing")
        self._name = voice.name
        self._path = voice.model_path
        self._config = read_config(voice.model_path)
        self._scales = (
            voice.prosody.variation,
            self._config.get("inference", {}).get("length_scale", 1.0),  # what rate 1 is
            voice.prosody.timing_variation,
        )
        self._rate = voice.prosody.rate
        self._speaker = self._speaker_of(voice)
        self._seed = voice.prosody.seed
        self.rate: int = self._config["audio"]["sample_rate"]
        # The script counts the phonemes of each utterance before it is spoken; placeholders and words come again.
        self._phonemize = lru_cache(maxsize=_REMEMBERED)(self._phonemes_of)

    @cached_property
    def fingerprint(self) -> str:
        """Versions, digests of model and configuration, and the settings."""
        packages = " ".join(f"{name} {version(name)}" for name in ("piper-tts", "onnxruntime", "numpy"))
        config = hashlib.sha256(json.dumps(self._config, sort_keys=True).encode()).hexdigest()
        read = f"scales {self._scales} rate {self._rate} speaker {self._speaker} seed {self._seed}"
        return f"{packages} graph {_REWRITING} model {self._digest} {config} {read}"

    @cached_property
    def _digest(self) -> str:
        """Of the model; noted for as long as the file stays as it is, because reading it is most of a re-render."""
        stat = self._path.stat()
        seen = hashlib.sha256(f"{self._path.absolute()} {stat.st_size} {stat.st_mtime_ns}".encode()).hexdigest()
        noted = cache_folder() / "models" / f"{seen}.digest"
        try:
            digest = noted.read_text("ascii")
        except (OSError, UnicodeDecodeError):
            digest = ""
        if len(digest) != len(seen):
            with self._path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            with suppress(OutputError), write_whole(noted) as file:
                file.write(digest.encode())
        return digest

    def _speaker_of(self, voice: Voice) -> int:
        """The number of the voice's speaker in the model."""
        speakers = speakers_of(self._config)
        if not voice.speaker:
            return int(self._config.get("default_speaker_id") or 0)
        if not speakers:
            raise VoiceError(f"voice {voice.name}: the model has one speaker only", "leave out the speaker")
        known = {str(number): number for number in speakers.values()} | dict(speakers)  # names may be numbers, too
        if voice.speaker in known:
            return known[voice.speaker]
        near = difflib.get_close_matches(voice.speaker, speakers, n=1)
        some = f"it has {', '.join([*speakers][:_SHOWN])}"
        more = f" … ({len(speakers)} in all)" if len(speakers) > _SHOWN else ""
        meant = f"did you mean {near[0]}? " if near else ""
        raise VoiceError(f"voice {voice.name}: there is no speaker {voice.speaker!r}", f"{meant}{some}{more}")

    def speak(self, segment: Segment) -> Clip:
        """One inference for the segment, whatever sentences espeak finds in it."""
        import numpy as np

        phonemes = self._phonemes(segment)
        sound, frames = self._infer(self._model.run, phonemes, segment.rate)
        pcm = np.rint(np.clip(sound, -1.0, 1.0) * _FULL_SCALE).astype("<i2").tobytes()
        return Clip(pcm=pcm, rate=self.rate, words=self._words(segment, phonemes, frames, len(sound)))

    def times(self, segment: Segment) -> tuple[Cue | None, ...]:
        """What the text encoder in the model tells alone, in a quarter of the time."""
        phonemes = self._phonemes(segment)
        if not self._model.parted:
            return ()
        frames = self._infer(self._model.frames, phonemes, segment.rate)
        return self._words(segment, phonemes, frames, self._model.length(frames))

    def phonemes(self, segment: Segment) -> str:
        """What espeak and the lexicon make of the text."""
        return "".join(self._phonemes(segment))

    def _phonemes(self, segment: Segment) -> Sequence[str]:
        takes_ipa = self._config.get("phoneme_type", "espeak") == "espeak" and not self._config.get("vowel_clusters")
        text = segment.phonetic if takes_ipa and segment.phonetic else segment.text
        with _PHONEMIZING:
            phonemes = phonemize_marked(text, self._phonemize)
        if not phonemes:
            raise EngineError(f"voice {self._name} has no sound for {text!r}")
        return phonemes

    def _phonemes_of(self, text: str) -> tuple[str, ...]:
        """The phonemes of all the sentences that espeak finds in it, as one."""
        sentences = [sentence for sentence in self._piper.phonemize(text) if sentence]
        return tuple(phoneme for sentence in sentences for phoneme in (*sentence, " "))[:-1]

    def _words(
        self, segment: Segment, phonemes: Sequence[str], frames: "Floats", length: int
    ) -> tuple[Cue | None, ...]:
        """When each word of the text is said, of which ``frames`` tells how long each phoneme id lasts."""
        import numpy as np

        from narrate.engines import alignment

        sizes = {phoneme: len(ids) for phoneme, ids in self._config["phoneme_id_map"].items()}
        pad = sizes.get(_PAD, 0)
        ids = (sizes[phoneme] + pad if phoneme in sizes else 0 for phoneme in phonemes)
        before = list(accumulate(ids, initial=sizes.get(_BOS, 0) + pad))
        if before[-1] + sizes.get(_EOS, 0) != len(frames):  # pinyin has ids of another kind
            return ()
        ends = np.concatenate([[0.0], np.cumsum(frames, dtype=np.float64)]) * (length / float(frames.sum()))
        with _PHONEMIZING:
            alone = [self._phonemize(word) for word in segment.text.split()]
        times = [round(float(ends[count])) for count in before]
        return tuple(span and Cue(times[span[0]], times[span[1]]) for span in alignment.spans(alone, phonemes))

    def _infer(self, ask: "Callable[[Inputs], _Told]", phonemes: Sequence[str], rate: float) -> "_Told":
        """What the model tells of phonemes at a pace, when it is asked so."""
        from narrate.engines.piper_model import BROKEN, WANTS_MORE

        ids = self._piper.phonemes_to_ids(list(phonemes))
        noise = len(ids) * _NOISE_PER_ID
        while True:
            try:
                told = ask(self._inputs(ids, rate, noise))
            except WANTS_MORE as exc:
                noise *= 2
                if noise > _MOST_NOISE:
                    raise EngineError(f"voice {self._name} failed on {len(ids)} phoneme ids: {exc}") from exc
                log.debug("%d phoneme ids want more than %d numbers of noise", len(ids), noise // 2)
            except BROKEN as exc:
                raise EngineError(f"voice {self._name}: {self._path} does not speak: {exc}") from exc
            else:
                return told

    def _inputs(self, ids: list[int], rate: float, noise: int) -> dict[str, Any]:
        """What the graph takes; a longer pool of noise begins with the numbers of a shorter one."""
        import numpy as np

        from narrate.engines.piper_rate import RATE

        inputs: dict[str, Any] = {
            "input": np.array([ids], np.int64),
            "input_lengths": np.array([len(ids)], np.int64),
            "scales": np.array(self._scales, np.float32),
            RATE: np.array([self._rate * rate], np.float32),
        }
        if _SPEAKER in self._model.inputs:
            inputs[_SPEAKER] = np.array([self._speaker], np.int64)
        # The same at every rate, so that the lengths at one are those at another, scaled.
        for pool in self._model.pools:
            seed = hashlib.sha256(repr((pool, ids, self._scales, self._speaker, self._seed)).encode()).digest()
            source = np.random.Philox(key=np.frombuffer(seed, np.uint64, count=2))
            inputs[pool] = np.random.Generator(source).standard_normal(noise, np.float32)
        return inputs

    @property
    def _model(self) -> "PiperModel":
        with _LOADING:
            return self._loaded

    @cached_property
    def _loaded(self) -> "PiperModel":
        from narrate.engines import piper_model

        name = f"{self._digest}-{_REWRITING}-{version('onnxruntime')}"  # another onnxruntime optimizes in another way
        ids = sorted({number for numbers in self._config.get("phoneme_id_map", {}).values() for number in numbers})
        kept = cache_folder() / "models" / name
        try:
            model = _LOADED.get(kept) or piper_model.load(self._path, kept, ids)
        except piper_model.BROKEN as exc:
            raise VoiceError(f"voice {self._name}: {self._path} is no Piper model: {exc}") from exc
        _LOADED[kept] = model
        return model

    @cached_property
    def _piper(self) -> "PiperVoice":
        """Piper's own voice without a model: its phonemizers and its configuration."""
        from piper import PiperVoice
        from piper.config import PiperConfig

        try:
            return PiperVoice(session=None, config=PiperConfig.from_dict(self._config))
        except (KeyError, ValueError) as exc:
            raise VoiceError(f"voice {self._name}: {self._path}.json is no Piper configuration: {exc!r}") from exc
