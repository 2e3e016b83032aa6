"""speech from nothing: audio from espeak-ng, features, a small Whisper trained to write either language."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from course_lib.zoo.card import Trained
from course_lib.zoo.speech import features, tokens
from course_lib.zoo.speech.phrases import SIGNS, Phrase, other, phrases
from course_lib.zoo.speech.utterances import LONGEST, Utterance, training_utterances
from course_lib.zoo.training import Schedule, batches_by_length, fit, seed_everything
from course_lib.zoo.voices.espeak import require_espeak, speak_all
from course_lib.zoo.voices.wav import RATE

HEADS = 4
IGNORED = -100
FLAT_START = 0.06
"""The share of the steps in which letters are taught to stand evenly spread."""


@dataclass(frozen=True)
class Settings:
    """What may be turned down to try the recipe quickly; the defaults are what ships."""

    phrases: int = 10_000
    renderings: int = 12
    steps: int = 2100
    batch: int = 32
    peak: float = 2e-3
    hidden: int = 112
    encoder_layers: int = 3
    decoder_layers: int = 2
    inner: int = 384
    seed: int = 0


@dataclass(frozen=True)
class Heard:
    """An utterance and its log-mel, float16 (bins, frames)."""

    utterance: Utterance
    log_power: Any


def make_model(tokenizer: Any, settings: Settings) -> Any:
    """An untrained `WhisperForConditionalGeneration` that knows its generation defaults."""
    import torch
    from transformers import WhisperConfig, WhisperForConditionalGeneration

    end, start = tokenizer.convert_tokens_to_ids([tokens.END, tokens.START])
    config = WhisperConfig(
        vocab_size=len(tokenizer),
        num_mel_bins=features.BINS,
        d_model=settings.hidden,
        encoder_layers=settings.encoder_layers,
        decoder_layers=settings.decoder_layers,
        encoder_attention_heads=HEADS,
        decoder_attention_heads=HEADS,
        encoder_ffn_dim=settings.inner,
        decoder_ffn_dim=settings.inner,
        max_source_positions=features.FRAMES // 2,
        max_target_positions=tokens.MAX_TOKENS,
        decoder_start_token_id=start,
        pad_token_id=end,
        bos_token_id=end,
        eos_token_id=end,
        # Every utterance is varied each time it is seen: dropout would only cost time.
        dropout=0.0,
        # The usual 0.02 is made for a width of 768; a narrow model learns sooner from larger weights.
        init_std=0.06,
    )
    model = WhisperForConditionalGeneration(config)
    with torch.no_grad():
        # As initialised, positions drown out sound tenfold, and a short training would pass before that changed.
        encoder = model.model.encoder
        encoder.conv1.weight *= 3
        encoder.conv2.weight *= 2
        encoder.embed_positions.weight *= 0.5
    model.generation_config = tokens.generation_config(tokenizer)
    return model


def train(settings: Settings) -> Trained:
    """Model (float32, evaluation mode), processor and run.

    Raises CourseError when espeak-ng is not on PATH.
    """
    from transformers import WhisperProcessor

    require_espeak()
    seed_everything(settings.seed)
    known = phrases()
    taught = known[: settings.phrases]
    tokenizer, extractor = tokens.make_tokenizer(known), features.make_extractor()
    model = make_model(tokenizer, settings)
    heard, noises = hear(training_utterances(taught, settings.renderings, settings.seed), extractor, settings.seed)
    losses = Losses(model, tokenizer, taught, heard, noises, settings)
    schedule = Schedule(peak=settings.peak, steps=settings.steps)
    run = fit(losses.whole, losses.batches(), schedule, label="speech")
    facts = {
        "VOCABULARY": f"{len(tokenizer):,}",
        "PHRASES": str(len(known)),
        "UTTERANCES": f"{len(heard):,}",
    }
    return Trained(model, (WhisperProcessor(extractor, tokenizer),), run, facts)


def hear(utterances: Sequence[Utterance], extractor: Any, seed: int) -> tuple[list[Heard], list[Any]]:
    """Each utterance spoken and turned into a log-mel, but those too long for the window; and noises to add."""
    clips = speak_all([utterance.reading for utterance in utterances])
    noises = features.noise_bank(extractor, clips[:: max(1, len(clips) // 96)], seed)
    heard = [
        Heard(utterance, features.log_mel(clip, extractor))
        for utterance, clip in zip(utterances, clips, strict=True)
        if len(clip) <= LONGEST * RATE
    ]
    return heard, noises


class Losses:
    """The loss of one batch after another.

    An utterance is encoded once and written down twice: in the language spoken, and in the other. A second head reads
    the sound off the encoder letter by letter (CTC): it teaches the encoder early to tell sounds apart. Only training
    has it; it is not saved.
    """

    def __init__(
        self,
        model: Any,
        tokenizer: Any,
        known: Sequence[Phrase],
        heard: Sequence[Heard],
        noises: Sequence[Any],
        settings: Settings,
    ) -> None:
        import torch

        self.model, self.tokenizer, self.heard, self.noises = model, tokenizer, heard, noises
        self.settings = settings
        self.rng = random.Random(settings.seed + 1)
        self.letters = torch.nn.Linear(settings.hidden, len(SIGNS) + 1)
        self.whole = torch.nn.ModuleList([model, self.letters])
        self.texts = {
            (index, language): tokens.text_ids(tokenizer, phrase, language)
            for index, phrase in enumerate(known)
            for language in ("zh", "en")
        }
        self.spelled = {
            (index, language): torch.tensor([1 + SIGNS.index(sign) for sign in phrase.letters(language)])
            for index, phrase in enumerate(known)
            for language in ("zh", "en")
        }

    def batches(self) -> Iterator[Any]:
        lengths = [item.log_power.shape[1] for item in self.heard]
        for step, batch in enumerate(batches_by_length(lengths, self.settings.batch, self.rng)):
            # Most of the window is silence: until late, only now and then is all of it shown.
            done = step / self.settings.steps
            full = done > 0.92 or self.rng.random() < 0.06
            longest = max(lengths[index] for index in batch)
            room = features.FRAMES if full else min(features.FRAMES, 2 * round(longest * 0.55) + 20)
            yield self.loss([self.heard[index] for index in batch], room, done)

    def loss(self, batch: Sequence[Heard], room: int, done: float) -> Any:
        """Of some utterances in a window of `room` frames, when a share `done` of the training is over.

        It starts easy: plain audio, and more weight on the letters.
        """
        import torch
        from torch.nn.functional import cross_entropy

        strength = min(1.0, done / 0.4)
        varied = [features.vary(item.log_power, self.noises, room, strength, self.rng) for item in batch]
        hidden = self.encode(features.finish(torch.stack([picture for picture, _, _ in varied])))
        given, wanted = self.sequences([item.utterance for item in batch])
        decoded = self.model.model.decoder(input_ids=given, encoder_hidden_states=hidden.repeat(2, 1, 1))
        places = wanted != IGNORED
        logits = self.model.proj_out(decoded.last_hidden_state[places])
        own = int(places[: len(batch)].sum())
        texts = wanted[places]
        # The other language is the harder half: nothing in the sound spells it.
        written = 0.35 * cross_entropy(logits[:own], texts[:own], label_smoothing=0.05)
        written = written + 0.65 * cross_entropy(logits[own:], texts[own:], label_smoothing=0.05)
        spelled = [self.spelled[item.utterance.phrase, item.utterance.spoken] for item in batch]
        if done < FLAT_START:
            return written + self.spread(hidden, spelled, [(start, end) for _, start, end in varied])
        return written + (1.0 - 0.7 * strength) * self.spelling(hidden, spelled)

    def encode(self, inputs: Any) -> Any:
        """The encoder's own steps, without its demand that the window be full: (batch, frames / 2, hidden)."""
        from torch.nn.functional import gelu

        encoder = self.model.model.encoder
        hidden = gelu(encoder.conv2(gelu(encoder.conv1(inputs)))).transpose(1, 2)
        hidden = hidden + encoder.embed_positions.weight[: hidden.shape[1]]
        for layer in encoder.layers:
            found = layer(hidden, None)
            hidden = found[0] if isinstance(found, tuple) else found
        return encoder.layer_norm(hidden)

    def sequences(self, utterances: Sequence[Utterance]) -> tuple[Any, Any]:
        """Decoder inputs and labels: a row for each utterance as it is spoken, then one for each in the other."""
        import torch

        rows = [self.sequence(utterance, utterance.spoken) for utterance in utterances]
        rows += [self.sequence(utterance, other(utterance.spoken)) for utterance in utterances]
        width = max(len(given) for given, _ in rows)
        end = self.tokenizer.eos_token_id
        given = torch.tensor([ids + [end] * (width - len(ids)) for ids, _ in rows])
        wanted = torch.tensor([ids + [IGNORED] * (width - len(ids)) for _, ids in rows])
        return given, wanted

    def sequence(self, utterance: Utterance, language: str) -> tuple[list[int], list[int]]:
        """Two prompts lead to a text in `language`: to transcribe it, or to translate from the other one.

        The one that names the language spoken also teaches which that is: the first label is its token.
        """
        if language == utterance.spoken:
            task = "transcribe" if self.rng.random() < 0.85 else "translate"
        else:
            task = self.rng.choice(("transcribe", "translate"))
        named = language if task == "transcribe" else other(language)
        head = tokens.prompt(self.tokenizer, named, task)
        text = [*self.texts[utterance.phrase, language], self.tokenizer.eos_token_id]
        first = head[1] if named == utterance.spoken else IGNORED
        return [*head, *text[:-1]], [first, IGNORED, IGNORED, *text]

    def spread(self, hidden: Any, spelled: Sequence[Any], spans: Sequence[tuple[int, int]]) -> Any:
        """The loss of letters spread evenly over each voice's span of frames, silence around them.

        A flat start, as it was called when hidden Markov models listened: nearly right is enough to learn what sounds
        there are; CTC, which has to find the places as well, takes far longer to begin with.
        """
        import torch
        from torch.nn.functional import cross_entropy

        wanted = torch.zeros(hidden.shape[:2], dtype=torch.long)
        frames = 2 * torch.arange(hidden.shape[1]) + 1
        for row, (signs, (start, end)) in enumerate(zip(spelled, spans, strict=True)):
            voiced = (frames >= start) & (frames < end)
            wanted[row, voiced] = signs[(frames[voiced] - start) * len(signs) // (end - start)]
        return cross_entropy(self.letters(hidden).flatten(0, 1), wanted.flatten())

    def spelling(self, hidden: Any, spelled: Sequence[Any]) -> Any:
        """The CTC loss, for each sign: the letters in order, wherever they are."""
        import torch
        from torch.nn.functional import ctc_loss

        log_probabilities = self.letters(hidden).log_softmax(-1).transpose(0, 1)
        return ctc_loss(
            log_probabilities,
            torch.cat(list(spelled)),
            torch.full((len(spelled),), hidden.shape[1]),
            torch.tensor([len(signs) for signs in spelled]),
            zero_infinity=True,
        )
