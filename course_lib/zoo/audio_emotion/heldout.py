"""The clips that audio-emotion is measured on, made once and shipped, so that measuring needs no synthesizer.

``python -m course_lib.zoo.audio_emotion.heldout`` writes them anew: eight-bit WAV files and clips.jsonl.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from course_lib.zoo.audio_emotion.utterances import act, held_out_utterances
from course_lib.zoo.voices.wav import write_wav

FOLDER = Path(__file__).parent / "heldout"
INDEX = "clips.jsonl"
COUNT = 56
SEED = 2026


@dataclass(frozen=True)
class Clip:
    """A file of the folder, what it says and by which voice, and the emotion it is acted in."""

    file: str
    text: str
    spoken: str
    voice: str
    label: str


@cache
def clips() -> tuple[Clip, ...]:
    lines = (FOLDER / INDEX).read_text(encoding="utf-8").splitlines()
    return tuple(Clip(**json.loads(line)) for line in lines)


def write(folder: Path = FOLDER) -> list[Clip]:
    """Make every clip: sentences and voices that training never uses."""
    folder.mkdir(exist_ok=True)
    utterances = held_out_utterances(COUNT, SEED)
    made = []
    for number, (utterance, audio) in enumerate(zip(utterances, act(utterances, SEED), strict=True)):
        file = f"{utterance.label}_{number:02}.wav"
        write_wav(folder / file, audio, bits=8)
        made.append(Clip(file, utterance.text, utterance.spoken, utterance.voice, utterance.label))
    lines = [json.dumps(asdict(clip), ensure_ascii=False) for clip in made]
    (folder / INDEX).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return made


if __name__ == "__main__":
    write()
