"""The clips that speech is measured on, made once and shipped, so that measuring needs no synthesizer.

``python -m course_lib.zoo.speech.heldout`` writes them anew: eight-bit WAV files in one archive, and clips.jsonl with
what each holds.
"""

from __future__ import annotations

import json
import tempfile
import zipfile
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from course_lib.zoo.speech.phrases import Phrase, phrases
from course_lib.zoo.speech.utterances import held_out_utterances
from course_lib.zoo.voices.espeak import speak_all
from course_lib.zoo.voices.wav import write_wav

FOLDER = Path(__file__).parent / "heldout"
INDEX = "clips.jsonl"
ARCHIVE = FOLDER / "clips.zip"
KNOWN_EACH, UNSEEN_EACH = 30, 10
SEED = 2026


@dataclass(frozen=True)
class Clip:
    """A file of the folder, the phrase it says in both languages, and whether that phrase is trained on."""

    file: str
    spoken: str
    zh: str
    en: str
    voice: str
    speed: int
    pitch: int
    known: bool

    def text(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


@cache
def clips() -> tuple[Clip, ...]:
    lines = (FOLDER / INDEX).read_text(encoding="utf-8").splitlines()
    return tuple(Clip(**json.loads(line)) for line in lines)


def write(folder: Path = FOLDER) -> list[Clip]:
    """Make every clip, each by a voice, at a speed and at a pitch that training never uses."""
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        made = [
            *_write(Path(place), phrases(), KNOWN_EACH, "", SEED),
            *_write(Path(place), phrases("unseen_phrases"), UNSEEN_EACH, "unseen_", SEED + 1),
        ]
        with zipfile.ZipFile(folder / ARCHIVE.name, "w", zipfile.ZIP_DEFLATED) as archive:
            for clip in made:
                # With a date of its own, so that the same clips make the same archive.
                data = (Path(place) / clip.file).read_bytes()
                archive.writestr(zipfile.ZipInfo(clip.file), data, zipfile.ZIP_DEFLATED)
    lines = [json.dumps(asdict(clip), ensure_ascii=False) for clip in made]
    (folder / INDEX).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return made


def _write(folder: Path, spoken: tuple[Phrase, ...], each: int, prefix: str, seed: int) -> list[Clip]:
    made = []
    utterances = held_out_utterances(spoken, each, seed)
    audio = speak_all([utterance.reading for utterance in utterances])
    for number, (utterance, samples) in enumerate(zip(utterances, audio, strict=True)):
        file = f"{prefix}{utterance.spoken}_{number % each:02}.wav"
        write_wav(folder / file, samples, bits=8)
        phrase, reading = spoken[utterance.phrase], utterance.reading
        made.append(
            Clip(
                file,
                utterance.spoken,
                phrase.zh,
                phrase.en,
                reading.voice,
                reading.speed,
                reading.pitch,
                known=not prefix,
            )
        )
    return made


if __name__ == "__main__":
    write()
