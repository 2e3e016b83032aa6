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
import time
from collections.abc import Callable
from typing import Any

from taking_turns import medians, ratio, say

NEW = 64
PROMPT = 24


def fixed_shape(vocabulary: int = 3202) -> Any:
    """A model of chance whose shape stays as it is; a larger vocabulary where text has to come out."""
    import torch
    from transformers import Qwen2Config, Qwen2ForCausalLM

    torch.manual_seed(0)
    config = Qwen2Config(
        vocab_size=vocabulary,
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


def streaming(model: Any, pairs: int, clock: Callable[[], float]) -> dict[str, float]:
    """What text that arrives piece by piece costs over text that arrives at the end, as a share, by decoder."""
    from transformers import AutoTokenizer

    from course_lib.generation import generate
    from course_lib.models import checkpoint
    from course_lib.streaming import stream

    tokenizer = AutoTokenizer.from_pretrained(checkpoint("chat"))
    prompt = "今天天气很好，" * 3
    found = {}
    for decoder in ("model", "open"):
        asked: dict[str, Any] = {"max_new_tokens": NEW, "decoder": decoder}
        whole = lambda asked=asked: generate(model, tokenizer, prompt, **asked).texts[0]  # noqa: E731
        pieces = lambda asked=asked: "".join(stream(model, tokenizer, prompt, **asked))  # noqa: E731
        assert whole() == pieces()
        found[decoder] = ratio(pieces, whole, pairs, clock) - 1
    return found


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
    more = streaming(fixed_shape(vocabulary=5003), rounds * 6, clock)
    say(
        "\nstream over generate, random model: "
        + ", ".join(f"{name} {100 * share:+.1f} %" for name, share in more.items())
    )


def on_a_card(rounds: int, bandwidth: float) -> None:
    """A random model of the shape of Qwen2.5-0.5B, bfloat16: tokens a second, and the share of what reading its weights
    and its cache from memory would allow. Not yet measured on a GPU.
    """
    import torch
    from transformers import Qwen2Config, Qwen2ForCausalLM

    from course_lib.generation import recorded_steps, steps

    torch.manual_seed(0)
    config = Qwen2Config(
        vocab_size=151936,
        hidden_size=896,
        intermediate_size=4864,
        num_hidden_layers=24,
        num_attention_heads=14,
        num_key_value_heads=2,
        max_position_embeddings=4096,
        tie_word_embeddings=True,
        bos_token_id=None,
        eos_token_id=None,
        pad_token_id=0,
    )
    model, new, prompt = Qwen2ForCausalLM(config).eval().to("cuda", torch.bfloat16), 256, 128
    weights = sum(part.numel() * part.element_size() for part in model.parameters())
    say("| batch | way | tokens a second | times eager | share of bandwidth |\n|---|---|---|---|---|")
    for batch in (1, 16):
        ids = torch.randint(1, 151000, (batch, prompt), device="cuda")
        mask = torch.ones_like(ids)
        asked = {"attention_mask": mask, "max_new_tokens": new, "do_sample": False}
        ways: dict[str, Callable[[], object]] = {
            "generate, eager": lambda ids=ids, asked=asked: model.generate(ids, **asked),
            "generate, static": lambda ids=ids, asked=asked: model.generate(
                ids, **asked, cache_implementation="static"
            ),
            "steps": lambda ids=ids: list(steps(model, ids, max_new_tokens=new)),
            "recorded_steps": lambda ids=ids: list(recorded_steps(model, ids, max_new_tokens=new)),
        }

        def settled() -> float:
            torch.cuda.synchronize()
            return time.perf_counter()

        taken = medians(ways, rounds, settled)
        # keys and values of half the answer, on average, bfloat16
        kept = 24 * 2 * batch * 2 * 64 * (prompt + new / 2) * 2
        for name, seconds in taken.items():
            share = (weights + kept) * new / seconds / (bandwidth * 1e9)
            times = taken["generate, eager"] / seconds
            say(f"| {batch} | {name} | {batch * new / seconds:.0f} | {times:.2f}× | {100 * share:.0f} % |")
    say(f"\n{torch.cuda.get_device_name()}, {bandwidth:.0f} GB/s as told")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--wall", action="store_true", help="the clock on the wall, and two threads")
    parser.add_argument("--gpu", action="store_true", help="on a CUDA device, against its bandwidth")
    parser.add_argument("--bandwidth", type=float, default=3350.0, help="of its memory, GB/s; by default an H100's")
    asked = parser.parse_args()
    import torch
    import transformers

    transformers.utils.logging.disable_progress_bar()
    transformers.utils.logging.set_verbosity_error()
    torch.set_num_threads(2 if asked.wall else 1)
    if asked.gpu:
        return on_a_card(asked.rounds, asked.bandwidth)
    on_this_processor(asked.rounds, time.perf_counter if asked.wall else time.process_time)
    say(
        f"\n{time.strftime('%Y-%m-%d')}, {platform.processor() or platform.machine()}, "
        f"Python {platform.python_version()}, torch {torch.__version__}, transformers {transformers.__version__}"
    )


if __name__ == "__main__":
    main()
