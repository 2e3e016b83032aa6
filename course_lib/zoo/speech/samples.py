"""Makes the clips of course_lib/samples/audio, which lessons listen to.

``python -m course_lib.zoo.speech.samples`` writes them anew. Speech was not trained on their voices.
"""

from __future__ import annotations

from pathlib import Path

from course_lib.zoo.speech.phrases import phrases
from course_lib.zoo.voices.espeak import MANDARIN, Reading, speak
from course_lib.zoo.voices.wav import write_wav

FOLDER = Path(__file__).parents[2] / "samples" / "audio"

# name: (language, variant, speed, pitch, the phrase in English, as it stands in the list)
CLIPS = {
    "greeting_en": ("en", "en-us+f3", 160, 48, "Nice to meet you."),
    "greeting_zh": ("zh", MANDARIN + "+linda", 170, 48, "Nice to meet you."),
    "weather_en": ("en", "en-gb+m7", 160, 48, "The weather is nice today."),
    "weather_zh": ("zh", MANDARIN + "+m2", 160, 48, "It will rain tomorrow."),
    "station_en": ("en", "en-us+steph", 170, 48, "Where is the station?"),
    "light_zh": ("zh", MANDARIN + "+f3", 160, 48, "Please turn on the light."),
    "coffee_en": ("en", "en-us+m2", 160, 48, "I would like some coffee."),
    "apple_zh": ("zh", MANDARIN + "+m7", 160, 48, "I like to eat apples."),
}


def write(folder: Path = FOLDER) -> list[Path]:
    """Every clip, 16-bit, 16 kHz, one channel."""
    folder.mkdir(parents=True, exist_ok=True)
    by_english = {phrase.en: phrase for phrase in phrases()}
    written = []
    for name, (language, voice, speed, pitch, english) in CLIPS.items():
        path = folder / f"{name}.wav"
        write_wav(path, speak(Reading(by_english[english].sound(language), voice, speed, pitch)), bits=16)
        written.append(path)
    return written


if __name__ == "__main__":
    write()
