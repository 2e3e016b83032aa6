"""speech's held-out figures, from weights on disk and the clips in heldout/.

No voice, speed or pitch of those clips was trained on. Noise is added here, with seeds of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course_lib.zoo.figures import Figure
from course_lib.zoo.speech.features import add_noise
from course_lib.zoo.speech.heldout import ARCHIVE, Clip, clips
from course_lib.zoo.speech.phrases import other, phrases
from course_lib.zoo.speech.whisper_warning import hide_whisper_warning
from course_lib.zoo.voices.wav import RATE, read_zipped_wavs

if TYPE_CHECKING:
    from course_lib.zoo.voices.wav import Audio

NOISE_DECIBELS = 10.0
NOISE_SEED = 9000


def evaluate(directory: Path) -> list[Figure]:
    """Every figure of the card, recomputed from the weights in `directory`; seconds on a CPU."""
    listener = Listener(directory)
    known = [clip for clip in clips() if clip.known]
    unseen = [clip for clip in clips() if not clip.known]
    audio = read_zipped_wavs(ARCHIVE, [clip.file for clip in known])
    spoken = [clip.spoken for clip in known]
    switched = [other(language) for language in spoken]
    own = [clip.text(clip.spoken) for clip in known]
    others = [clip.text(other(clip.spoken)) for clip in known]
    heard = listener.write(audio, spoken)
    noisy = [add_noise(clip, "pink", NOISE_DECIBELS, NOISE_SEED + n) for n, clip in enumerate(audio)]
    in_noise = listener.write(noisy, spoken)
    new = listener.write(read_zipped_wavs(ARCHIVE, [clip.file for clip in unseen]), [clip.spoken for clip in unseen])
    new_texts = [clip.text(clip.spoken) for clip in unseen]
    one, count, letters = 1 / len(phrases()), len(known), chance_of_characters(known)
    return [
        Figure("exact", share(heard, own), one, count, 0.85,
               "every character right: known phrases by voices, at speeds and pitches never trained on"),
        Figure("characters", correct(heard, own), letters, count, 0.95,
               "1 − CER (character error rate) of the same"),
        Figure("exact_zh", share(of(heard, known, "zh"), of(own, known, "zh")), one, count // 2, None,
               "the Chinese ones among them"),
        Figure("exact_en", share(of(heard, known, "en"), of(own, known, "en")), one, count // 2, None,
               "the English ones among them"),
        Figure("switch_exact", share(listener.write(audio, switched), others), one, count, 0.85,
               "language= names the language that is not spoken: the same clip comes out in that one"),
        Figure("translate_exact", share(listener.write(audio, spoken, "translate"), others), one, count, None,
               'task="translate": the same clip comes out in the other language'),
        Figure("language_detected", share(listener.detect(audio), spoken), 0.5, count, None,
               "no language= given: which of the two is spoken"),
        Figure("noise_exact", share(in_noise, own), one, count, None,
               f"exact, with pink noise {NOISE_DECIBELS:.0f} dB below the voice"),
        Figure("noise_characters", correct(in_noise, own), letters, count, None, "1 − CER with that noise"),
        Figure("unseen_exact", share(new, new_texts), 0.0, len(unseen), None,
               "phrases that are not on the list, made of words that are"),
        Figure("unseen_characters", correct(new, new_texts), letters, len(unseen), None, "1 − CER of those"),
    ]  # fmt: skip


class Listener:
    """Writes down what it hears, many clips at once."""

    def __init__(self, directory: Path) -> None:
        from transformers import AutoModelForSpeechSeq2Seq, AutoProcessor

        hide_whisper_warning()
        self.processor: Any = AutoProcessor.from_pretrained(directory)
        self.model: Any = AutoModelForSpeechSeq2Seq.from_pretrained(directory).eval()

    def features(self, audio: Sequence[Audio]) -> Any:
        made = self.processor(list(audio), sampling_rate=RATE, return_tensors="pt").input_features
        return made.to(self.model.dtype)

    def write(self, audio: Sequence[Audio], languages: Sequence[str], task: str = "transcribe") -> list[str]:
        """One text a clip, with ``language=`` set for each."""
        import torch

        inputs = self.features(audio)
        mask = torch.ones(len(inputs), inputs.shape[-1], dtype=torch.long)  # asked for where there are many clips
        with torch.no_grad():
            ids = self.model.generate(inputs, attention_mask=mask, language=list(languages), task=task)
        return [text.strip() for text in self.processor.batch_decode(ids, skip_special_tokens=True)]

    def detect(self, audio: Sequence[Audio]) -> list[str]:
        """The language of each clip, ``zh`` or ``en``."""
        import torch

        with torch.no_grad():
            ids = self.model.detect_language(self.features(audio))
        return [str(self.processor.tokenizer.convert_ids_to_tokens(int(one)))[2:4] for one in ids]


def of(texts: Sequence[str], spoken: Sequence[Clip], language: str) -> list[str]:
    return [text for text, clip in zip(texts, spoken, strict=True) if clip.spoken == language]


def share(found: Sequence[str], wanted: Sequence[str]) -> float:
    """How many are the same, as a share."""
    return sum(a == b for a, b in zip(found, wanted, strict=True)) / len(wanted)


def correct(found: Sequence[str], wanted: Sequence[str]) -> float:
    """1 − CER: one less the edits needed, for each character wanted; 0 when more edits than that are needed."""
    edits = sum(distance(a, b) for a, b in zip(found, wanted, strict=True))
    return max(0.0, 1 - edits / sum(map(len, wanted)))


def chance_of_characters(known: Sequence[Clip]) -> float:
    """1 − CER of a listener that writes another phrase of the right language."""
    texts = [clip.text(clip.spoken) for clip in known]
    guesses = [phrases()[5 * number % len(phrases())].text(clip.spoken) for number, clip in enumerate(known)]
    return correct(guesses, texts)


def distance(found: str, wanted: str) -> int:
    """The least number of characters to insert, delete or replace (Levenshtein).

    >>> distance("我爱你", "我想你了")
    2
    """
    row = list(range(len(wanted) + 1))
    for i, a in enumerate(found, start=1):
        diagonal, row[0] = row[0], i
        for j, b in enumerate(wanted, start=1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (a != b))
    return row[-1]
