"""What a token costs: the course's decode loop and its opened decoder against `model.generate`, in one run.

    python benchmarks/generation.py
    python benchmarks/generation.py --wall          # by the clock on the wall, on two quiet cores
    python benchmarks/generation.py --gpu           # needs a CUDA device; not yet measured on one

First row: a random model of fixed shape (Qwen2, 4 layers, width 128, vocabulary 3,202, float32), which no later
training changes; second row: the course's chat model as it is. Greedy, no end token, 64 new tokens. One thread; the
things compared take turns, and the median of the rounds counts. `stream` is measured against `generate` of this course,
both with the same decoder. Ratios hold on other machines, seconds do not.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

NEW = 64
PROMPT = 24


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def medians(
    contenders: Mapping[str, Callable[[], object]], rounds: int, clock: Callable[[], float]
) -> dict[str, float]:
    """Seconds a contender, the median of `rounds`, taking turns; a first round is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(rounds + 1):
        for name, run in contenders.items():
            start = clock()
            run()
            if number:
                taken[name].append(clock() - start)
    return {name: statistics.median(own) for name, own in taken.items()}


def fixed_shape() -> Any:
    """A model of chance whose shape stays as it is."""
    import torch
    from transformers import Qwen2Config, Qwen2ForCausalLM

    torch.manual_seed(0)
    config = Qwen2Config(
        vocab_size=3202,
        hidden_size=128,
        intermediate_size=384,
        num_hidden_layers=4,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=1024,
        tie_word_embeddings=True,
        bos_token_id=None,
        eos_token_id=None,
        pad_token_id=0,
    )
    return Qwen2ForCausalLM(config).eval()


def chat() -> Any:
    """The course's chat model, told that no token ends a text."""
    from transformers import AutoModelForCausalLM, GenerationConfig

    from course_lib.models import checkpoint

    model = AutoModelForCausalLM.from_pretrained(checkpoint("chat"), dtype="float32").eval()
    model.generation_config = GenerationConfig(pad_token_id=0)
    return model


def contenders(model: Any, batch: int) -> dict[str, Callable[[], Any]]:
    """The ways to write NEW tokens after `batch` prompts of PROMPT tokens; each gives the ids, to be compared."""
    import torch

    from course_lib.generation import opened, steps

    ids = torch.randint(1, 3000, (batch, PROMPT), generator=torch.Generator().manual_seed(batch))
    mask = torch.ones_like(ids)

    def library() -> Any:
        made = model.generate(ids, attention_mask=mask, max_new_tokens=NEW, do_sample=False)
        return made[:, PROMPT:]

    def loop(**options: Any) -> Any:
        return torch.stack([step.ids for step in steps(model, ids, max_new_tokens=NEW, **options)], 1)

    return {"generate": library, "loop": loop, "open": lambda: loop(reader=opened(model, PROMPT + NEW))}


def streaming(model: Any, rounds: int, clock: Callable[[], float]) -> dict[str, float]:
    """What text that arrives piece by piece costs over text that arrives at the end, by decoder."""
    from transformers import AutoTokenizer

    from course_lib.generation import generate
    from course_lib.models import checkpoint
    from course_lib.streaming import stream

    tokenizer = AutoTokenizer.from_pretrained(checkpoint("chat"))
    prompt = "今天天气很好，" * 3
    ways: dict[str, Callable[[], object]] = {}
    for decoder in ("model", "open"):
        asked: dict[str, Any] = {"max_new_tokens": NEW, "decoder": decoder}
        ways[f"whole {decoder}"] = lambda asked=asked: generate(model, tokenizer, prompt, **asked).texts[0]
        ways[f"stream {decoder}"] = lambda asked=asked: "".join(stream(model, tokenizer, prompt, **asked))
    taken = medians(ways, rounds, clock)
    assert len({str(run()) for run in ways.values()}) == 1
    return {name: taken[f"stream {name}"] / taken[f"whole {name}"] - 1 for name in ("model", "open")}


def on_this_processor(rounds: int, clock: Callable[[], float]) -> None:
    say("| model | batch | generate, ms a token and row | loop | open | same ids |\n|---|---|---|---|---|---|")
    models = {"random, fixed shape": fixed_shape(), "chat": chat()}
    for name, model in models.items():
        for batch in (1, 16):
            ways = contenders(model, batch)
            taken = medians(ways, rounds, clock)
            made = {way: run() for way, run in ways.items()}
            same = all(ids.equal(made["generate"]) for ids in made.values())
            ratios = [f"{taken['generate'] / taken[way]:.2f}×" for way in ("loop", "open")]
            cost = 1000 * taken["generate"] / NEW / batch
            say(f"| {name} | {batch} | {cost:.3f} | {' | '.join(ratios)} | {'yes' if same else 'NO'} |")
    more = streaming(models["chat"], rounds * 3, clock)
    say("\nstream over generate, chat: " + ", ".join(f"{name} {100 * share:+.1f} %" for name, share in more.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--wall", action="store_true", help="the clock on the wall, and two threads")
    asked = parser.parse_args()
    import torch
    import transformers

    transformers.utils.logging.disable_progress_bar()
    transformers.utils.logging.set_verbosity_error()
    torch.set_num_threads(2 if asked.wall else 1)
    on_this_processor(asked.rounds, time.perf_counter if asked.wall else time.process_time)
    say(
        f"\n{time.strftime('%Y-%m-%d')}, {platform.processor() or platform.machine()}, "
        f"Python {platform.python_version()}, torch {torch.__version__}, transformers {transformers.__version__}"
    )


if __name__ == "__main__":
    main()
