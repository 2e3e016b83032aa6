"""speech and audio-emotion: the phrase list, who says what, features made fast, and what the shipped files promise."""

from __future__ import annotations

import logging
import re
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from course_lib.errors import CourseError
from course_lib.zoo.audio_emotion import features as emotion_features
from course_lib.zoo.audio_emotion import heldout as emotion_heldout
from course_lib.zoo.audio_emotion import prosody
from course_lib.zoo.audio_emotion import utterances as acted
from course_lib.zoo.speech import evaluate, features, heldout, recipe, samples, tokens, utterances
from course_lib.zoo.speech.phrases import LANGUAGES, phrases, target
from course_lib.zoo.speech.whisper_warning import LOGGER, hide_whisper_warning
from course_lib.zoo.voices import espeak, wav

TONE = (np.sin(np.arange(16_000) / 20) * np.hanning(16_000) * 0.3).astype(np.float32)


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    return tokens.make_tokenizer(phrases())


# The phrases


def test_every_phrase_stands_for_itself_in_both_languages() -> None:
    known = phrases()
    assert len(known) >= 350
    for column in ("zh", "pinyin", "en"):
        assert not [text for text, count in Counter(getattr(each, column) for each in known).items() if count > 1]


def test_pinyin_has_one_syllable_with_a_tone_for_each_hanzi() -> None:
    for phrase in (*phrases(), *phrases("unseen_phrases")):
        assert len(re.findall(r"[a-zü]+[1-5]", phrase.pinyin)) == len(phrase.zh), phrase
        assert re.fullmatch(r"([a-zü]+[1-5] ?)+", phrase.pinyin), phrase


def test_unseen_phrases_are_new_but_their_words_are_not() -> None:
    known, unseen = phrases(), phrases("unseen_phrases")
    assert not {each.zh for each in known} & {each.zh for each in unseen}
    assert not {each.en for each in known} & {each.en for each in unseen}
    hanzi = set("".join(each.zh for each in known))
    words = {word for each in known for word in re.findall(r"[a-z']+", each.en.lower())}
    assert all(set(each.zh) <= hanzi for each in unseen)
    assert all(set(re.findall(r"[a-z']+", each.en.lower())) <= words for each in unseen)


# The tokenizer and its prompts


def test_every_text_survives_the_tokenizer_and_fits(tokenizer: Any) -> None:
    for phrase in (*phrases(), *phrases("unseen_phrases")):
        for language in LANGUAGES:
            ids = tokens.text_ids(tokenizer, phrase, language)
            assert tokenizer.decode(ids).strip() == phrase.text(language)
            assert len(ids) + 5 < tokens.MAX_TOKENS


def test_a_prompt_is_whispers(tokenizer: Any) -> None:
    ids = tokens.prompt(tokenizer, "zh", "translate")
    names = ["<|startoftranscript|>", "<|zh|>", "<|translate|>", "<|notimestamps|>"]
    assert tokenizer.convert_ids_to_tokens(ids) == names
    assert [target(*pair) for pair in (("zh", "transcribe"), ("zh", "translate"), ("en", "translate"))] == [
        "zh", "en", "zh",
    ]  # fmt: skip


def test_a_training_row_asks_for_the_text_and_the_language_spoken(tokenizer: Any) -> None:
    known = phrases()[:3]
    settings = recipe.Settings(hidden=16, encoder_layers=1, decoder_layers=1, inner=16)
    losses = recipe.Losses(recipe.make_model(tokenizer, settings), tokenizer, known, [], [], settings)
    utterance = utterances.training_utterances(known, 1, 0)[0]
    assert utterance.spoken == "zh"
    for language in LANGUAGES * 10:
        given, wanted = losses.sequence(utterance, language)
        text = tokenizer.decode([token for token in wanted[3:] if token >= 0], skip_special_tokens=True)
        assert text.strip() == known[utterance.phrase].text(language)
        named, task = (token.strip("<|>") for token in tokenizer.convert_ids_to_tokens(given[1:3]))
        assert target(named, task) == language
        assert wanted[0] == (given[1] if named == "zh" else recipe.IGNORED)


# Who says it


def test_held_out_voices_speeds_and_pitches_are_never_trained_on() -> None:
    trained = utterances.training_utterances(phrases(), 2, 0)
    assert trained == utterances.training_utterances(phrases(), 2, 0) != utterances.training_utterances(phrases(), 2, 1)
    voices, speeds = {each.reading.voice for each in trained}, {each.reading.speed for each in trained}
    pitches = {each.reading.pitch for each in trained}
    measured = heldout.clips()
    assert len(measured) == 80 and {clip.spoken for clip in measured} == set(LANGUAGES)
    assert not {clip.voice for clip in measured} & voices
    assert not {clip.speed for clip in measured} & speeds
    assert not {clip.pitch for clip in measured} & pitches
    assert not {voice.partition("+")[2] for voice in voices} & {clip.voice.partition("+")[2] for clip in measured}
    assert not {each.voice for each in acted.training_utterances(800, 0)} & {c.voice for c in emotion_heldout.clips()}


def test_no_sentence_of_the_emotion_clips_is_trained_on() -> None:
    trained = {each.text for each in acted.training_utterances(2000, 0)}
    measured = {clip.text for clip in emotion_heldout.clips()}
    assert len(measured) > 20 and not trained & measured


def test_clips_are_small_and_readable() -> None:
    for folder, most in ((heldout.FOLDER, 2.5), (emotion_heldout.FOLDER, 1.0)):
        assert 2**17 < sum(path.stat().st_size for path in folder.iterdir()) <= most * 2**20
    assert len(wav.read_zipped_wavs(heldout.ARCHIVE, [clip.file for clip in heldout.clips()])) == 80
    for name in samples.CLIPS:
        path = samples.FOLDER / f"{name}.wav"
        assert path.stat().st_size <= 60 * 1024
        assert 1 <= len(wav.read_wav(path)) / wav.RATE <= 3 and np.abs(wav.read_wav(path)).max() > 0.4


@pytest.mark.parametrize(("bits", "error"), [(8, 1 / 128), (16, 1 / 32768)])
def test_a_clip_written_is_the_clip_read(tmp_path: Path, bits: int, error: float) -> None:
    wav.write_wav(tmp_path / "tone.wav", TONE, bits=bits)
    assert np.abs(wav.read_wav(tmp_path / "tone.wav") - TONE).max() <= error


def test_resampling_keeps_a_tone_and_its_length() -> None:
    time = np.arange(22_050) / 22_050
    made = espeak.resample(np.sin(2 * np.pi * 440 * time).astype(np.float32), 22_050)
    assert len(made) == 16_000
    wanted = np.sin(2 * np.pi * 440 * np.arange(16_000) / 16_000)
    assert np.abs(made - wanted)[100:-100].max() < 0.01


def test_without_espeak_the_recipe_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CourseError, match="apt-get install espeak-ng"):
        espeak.speak_all([espeak.Reading("hello", "en-us")])


# What the models see


def test_features_are_those_of_the_extractor_that_ships() -> None:
    import torch

    extractor = features.make_extractor()
    wanted = extractor(TONE, sampling_rate=16_000, return_tensors="pt").input_features
    made = features.log_mel(TONE, extractor).float()
    window = torch.full((1, features.BINS, features.FRAMES), -10.0)
    window[0, :, : made.shape[1]] = made
    assert torch.allclose(features.finish(window), wanted, atol=2e-3)


def test_emotion_features_are_those_of_the_extractor_that_ships() -> None:
    wanted = emotion_features.make_extractor()(TONE, sampling_rate=16_000, return_tensors="np").input_values[0]
    assert np.abs(emotion_features.energies([TONE])[0].numpy() - wanted).max() < 1e-4


def test_noise_is_as_loud_as_asked() -> None:
    for kind in features.NOISES:
        noisy = features.add_noise(TONE, kind, 10, 3)
        ratio = np.mean(TONE**2) / np.mean((noisy - TONE) ** 2)
        assert 9.5 < 10 * np.log10(ratio) < 10.5, kind
        assert np.array_equal(noisy, features.add_noise(TONE, kind, 10, 3))


def test_an_angry_manner_is_louder_faster_and_brighter_than_a_sad_one() -> None:
    import random

    rng = random.Random(0)
    angry, sad = ([prosody.draw_manner(label, rng) for _ in range(50)] for label in ("ang", "sad"))
    for field in ("speed", "pitch", "pitch_range", "level", "tilt", "press", "attack"):
        assert np.mean([getattr(m, field) for m in angry]) > np.mean([getattr(m, field) for m in sad]), field
    made = prosody.perform(TONE, sad[0], 0)
    assert abs(20 * np.log10(np.sqrt(np.mean(made**2))) - sad[0].level) < 0.5


def test_edit_distance() -> None:
    assert [evaluate.distance(*pair) for pair in (("", "ab"), ("ab", "ab"), ("abc", "axc"), ("abcd", "bcd"))] == [
        2, 0, 1, 1,
    ]  # fmt: skip


def test_labels_are_the_real_models() -> None:
    from course_lib.zoo.audio_emotion.recipe import Settings, make_model

    config = make_model(Settings(hidden=16, layers=1, inner=16)).config
    assert config.id2label == {0: "neu", 1: "hap", 2: "ang", 3: "sad"}


def test_only_whispers_warning_about_itself_is_hidden() -> None:
    hide_whisper_warning()
    logger = logging.getLogger(LOGGER)
    passing = "Passing `generation_config` together with generation-related arguments=({%s}) is deprecated"
    for other in (passing % "'max_length'", "something else"):
        assert logger.filter(_record(other))
    assert not logger.filter(_record(passing % "'begin_suppress_tokens', 'suppress_tokens'"))


def _record(message: str) -> logging.LogRecord:
    return logging.LogRecord(LOGGER, logging.WARNING, __file__, 1, message, None, None)
