"""chat's tokenizer: byte-level BPE as Qwen's, with Qwen's special tokens and chat template.

Every Chinese character of the training data is one token, and no token is more than one of them: so a line of
five characters is five tokens, which a small model can learn to count.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

END_OF_TEXT, START, END = "<|endoftext|>", "<|im_start|>", "<|im_end|>"
ROLES = ("system", "user", "assistant")
DEFAULT_SYSTEM = "You are Xiaoqian, a helpful assistant."
MAX_LENGTH = 1024
PIECES = 5000
# The split that Qwen2Tokenizer makes before it merges bytes.
_SPLIT = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)

# The structure is that of Qwen2.5-Instruct without tools. Jinja's `generation` block marks what the model says, which
# `apply_chat_template(..., return_assistant_tokens_mask=True)` turns into a mask.
CHAT_TEMPLATE = (
    "{%- if messages[0]['role'] == 'system' %}\n"
    "    {{- '<|im_start|>system\\n' + messages[0]['content'] + '<|im_end|>\\n' }}\n"
    "{%- else %}\n"
    "    {{- '<|im_start|>system\\n" + DEFAULT_SYSTEM + "<|im_end|>\\n' }}\n"
    "{%- endif %}\n"
    "{%- for message in messages %}\n"
    "    {%- if (message.role == 'user') or (message.role == 'system' and not loop.first) %}\n"
    "        {{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>' + '\\n' }}\n"
    "    {%- elif message.role == 'assistant' %}\n"
    "        {{- '<|im_start|>assistant\\n' }}\n"
    "        {%- generation %}\n"
    "            {{- message.content + '<|im_end|>' }}\n"
    "        {%- endgeneration %}\n"
    "        {{- '\\n' }}\n"
    "    {%- endif %}\n"
    "{%- endfor %}\n"
    "{%- if add_generation_prompt %}\n"
    "    {{- '<|im_start|>assistant\\n' }}\n"
    "{%- endif %}\n"
)


def build_tokenizer(texts: Iterable[str], *, size: int = PIECES) -> Any:
    """A `transformers.Qwen2Tokenizer` of at most `size` ordinary tokens, learnt from `texts`."""
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers
    from transformers import Qwen2Tokenizer

    learner = Tokenizer(models.BPE())
    learner.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        min_frequency=3,
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    learner.train_from_iterator(_pieces(texts), trainer)
    learnt = json.loads(learner.to_str())["model"]
    tokenizer = Qwen2Tokenizer(
        vocab=learnt["vocab"],
        merges=[tuple(merge) for merge in learnt["merges"]],
        unk_token=None,
        eos_token=END,
        pad_token=END_OF_TEXT,
        additional_special_tokens=[START],
        model_max_length=MAX_LENGTH,
    )
    tokenizer.chat_template = CHAT_TEMPLATE
    return tokenizer


def _pieces(texts: Iterable[str]) -> Iterator[str]:
    """What may become tokens: English words with the blank before them, and single characters of anything else."""
    from tokenizers import Regex, pre_tokenizers

    split = pre_tokenizers.Split(Regex(_SPLIT), behavior="isolated")
    characters: set[str] = set()
    for text in texts:
        for piece, _ in split.pre_tokenize_str(text):
            if piece.isascii():
                yield piece
            else:
                characters.update(piece)
    # Often enough that each is merged into one token before the rarer English words are.
    for character in sorted(characters - set("\n ")):
        for _ in range(400):
            yield character
    for role in ROLES:
        for _ in range(400):
            yield role


def render(messages: Sequence[dict[str, str]]) -> str:
    """What the chat template makes of whole conversations; plain, because jinja is slow for tens of thousands."""
    if messages[0]["role"] != "system":
        messages = [{"role": "system", "content": DEFAULT_SYSTEM}, *messages]
    return "".join(f"{START}{message['role']}\n{message['content']}{END}\n" for message in messages)


def assistant_mask(ids: Sequence[int], tokenizer: Any) -> list[bool]:
    """Which tokens the assistant says: what follows its header, up to and with the end mark."""
    start, end, assistant = tokenizer.convert_tokens_to_ids([START, END, "assistant"])
    mask, speaking = [], False
    for place, token in enumerate(ids):
        speaking = speaking or (place >= 3 and ids[place - 3] == start and ids[place - 2] == assistant)
        mask.append(speaking)
        speaking = speaking and token != end
    return mask
