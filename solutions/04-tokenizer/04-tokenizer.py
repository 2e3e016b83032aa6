# %% [markdown] lang="en"
# # 04 · The tokenizer
#
# **A model cannot read. What does it get in place of your sentence?**
#
# Numbers. Today you make them yourself, one step at a time: text, tokens, ids, a batch, and all the way back.
# By the end you know why a model can be blind to `iPhone`, and you have written WordPiece,
# the algorithm inside BERT's tokenizer.
#
# About 60 minutes · 8 exercises · 14 points
#
# *The tokenizer here belongs to `bert-zh`, a small stand-in trained for this course. The real one is
# `google-bert/bert-base-chinese`: the same rules and the same special tokens, with a larger vocabulary. Where you can
# reach the model hub, set `COURSE_MODELS=hub` before you start JupyterLab, and this lesson runs on the real one.*

# %% role="setup" id="setup"
import torch
from transformers import AutoTokenizer

from course_lib import Walkthrough, check, checkpoint, hint
from course_lib.display import show_batch, show_compare, show_tokens, table

tokenizer = AutoTokenizer.from_pretrained(checkpoint("bert-zh"))
walk = Walkthrough(tokenizer)

# %% [markdown] lang="en"
# ## 1 · Cut
#
# First the text is cut into **tokens**. Where would you cut this sentence?

# %% role="demo" id="first-split"
walk.split("今天天气很好。")

# %% role="demo" id="english-split"
walk.split("we rewrite unbelievable stories.")

# %% [markdown] lang="en"
# Chinese is cut after every character. Common English words stay whole; rarer ones fall into pieces,
# and `##` says: "I continue the word before me."
#
# `Walkthrough` only draws. The work is done by the library, and above each picture stands the call that does it.
#
# ### Exercise: from text to tokens
#
# Write `split(tokenizer, text)`. It returns the tokens of `text`, a list of `str`, and nothing else in it.
#
# Example: `split(tokenizer, "今天好！")` is `['今', '天', '好', '！']`.
#
# *warm-up · 3 minutes · 1 point*

# %% role="solution" id="tokens-split"
def split(tokenizer, text):
    """The tokens of `text` (a str), as a list of str.

    >>> split(tokenizer, "今天好！")
    ['今', '天', '好', '！']
    """
    ### BEGIN SOLUTION
    return tokenizer.tokenize(text)
    ### END SOLUTION

# %% role="check" id="tokens-split-check"
check("tokens-split", split)

# %% [markdown] lang="en"
# ## 2 · Number
#
# How does `天` become a number? Nobody computes anything: somebody made a list.

# %% role="demo" id="vocabulary"
vocab = tokenizer.get_vocab()
some = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "天", "play", "##ing"]
table([(token, vocab[token]) for token in some], ["token", "id"])

# %% [markdown] lang="en"
# The **vocabulary** is a dictionary: token in, **id** out. It was fixed before the model was trained, because every
# id is the number of a row in the model's first table. What is not in it, the model has never seen.
#
# This one holds no capital letters. So what happens to `GPT`?

# %% role="demo" id="not-in-vocabulary"
walk.convert_tokens_to_ids(["我", "用", "GPT"])

# %% [markdown] lang="en"
# Every token without a row gets the same id, that of `[UNK]`, "unknown".
#
# ### Exercise: from tokens to ids
#
# Write `to_ids(tokenizer, tokens)`, and look every token up yourself in `tokenizer.get_vocab()`. A token that is not
# there gets `tokenizer.unk_token_id`. Return a list of `int` as long as `tokens`, and leave `tokens` as it is.
#
# Example: `to_ids(tokenizer, ["[CLS]", "GPT", "[SEP]"])` is `[101, 100, 102]`.
#
# *warm-up · 4 minutes · 1 point*

# %% role="solution" id="tokens-ids"
def to_ids(tokenizer, tokens):
    """The id of each of `tokens` (a list of str), as a list of int; unknown ones get the unknown token's id.

    >>> to_ids(tokenizer, ["[CLS]", "GPT", "[SEP]"])
    [101, 100, 102]
    """
    ### BEGIN SOLUTION
    vocab = tokenizer.get_vocab()
    return [vocab.get(token, tokenizer.unk_token_id) for token in tokens]
    ### END SOLUTION

# %% role="check" id="tokens-ids-check"
check("tokens-ids", to_ids)

# %% [markdown] lang="en"
# ## 3 · Frame
#
# What is the first thing that the model reads of your sentence? Nothing that you wrote:

# %% role="demo" id="first-encode"
walk.encode("今天天气很好。")

# %% [markdown] lang="en"
# Two **special tokens** frame the text. `[SEP]` says where it ends. `[CLS]` stands for no word; it is the place where the
# model can collect what it makes of the whole, and where a classifier will later look.
#
# A word of warning. Many tutorials were written for transformers 4. Some of their calls no longer exist:

# %% role="demo" id="old-calls"
calls = ["tokenize", "encode", "decode", "encode_plus", "batch_encode_plus"]
calls += ["prepare_for_model", "build_inputs_with_special_tokens"]
found = [(f"tokenizer.{name}", "there" if hasattr(tokenizer, name) else "gone") for name in calls]
table(found, ["call", "in your version"])

# %% [markdown] lang="en"
# Instead, one calls the tokenizer itself. You get everything that the model needs; sections 4 and 6 explain the other two entries.

# %% role="demo" id="call-the-tokenizer"
tokenizer("今天天气很好。")

# %% [markdown] lang="en"
# ### Exercise: put the frame around it
#
# Write `encode(tokenizer, tokens)`. It takes the *tokens* of one text, already cut, and returns what the model reads: a list
# of `int` that begins with the id of `[CLS]`, holds the id of every token, and ends with the id of `[SEP]`. The tokenizer has the
# two as `tokenizer.cls_token_id` and `tokenizer.sep_token_id`. Leave `tokens` as it is.
#
# Example: `encode(tokenizer, ["GPT"])` is `[101, 100, 102]`.
#
# *core · 5 minutes · 1 point*

# %% role="solution" id="tokens-encode"
def encode(tokenizer, tokens):
    """The ids of `tokens` (a list of str) between those of [CLS] and [SEP], as a list of int.

    >>> encode(tokenizer, ["GPT"])
    [101, 100, 102]
    """
    ### BEGIN SOLUTION
    ids = tokenizer.convert_tokens_to_ids(tokens)
    return [tokenizer.cls_token_id, *ids, tokenizer.sep_token_id]
    ### END SOLUTION

# %% role="check" id="tokens-encode-check"
check("tokens-encode", encode)

# %% [markdown] lang="en"
# ## 4 · Two at once
#
# Does this answer fit that question? To decide, the model must see both in one sequence, and must know which is which.

# %% role="demo" id="first-pair"
question, answer = "天气怎么样？", "很好，出太阳了！"
show_tokens(tokenizer, question, answer)

# %% role="demo" id="pair-types"
tokenizer(question, answer)["token_type_ids"]

# %% [markdown] lang="en"
# `token_type_ids` has one number for each id: 0 for the first text, 1 for the second. `[CLS]` counts to the first, and each
# `[SEP]` to the text that it ends.
#
# And now the most expensive pair of brackets of this lesson:

# %% role="demo" id="pair-or-batch"
table([
    ("encode(question, answer)", tokenizer.encode(question, answer)),
    ("encode([question, answer])", tokenizer.encode([question, answer])),
])

# %% [markdown] lang="en"
# Two arguments are a pair: one sequence. One list is a batch: two sequences that know nothing of each other. In transformers 4
# the list given to `encode` was a pair, and old code still believes it.
#
# ### Exercise: encode a pair
#
# Write `encode_pair(tokenizer, first, second)` for two texts, neither of them empty. It returns a tuple of two lists of `int`, equally long:
# the ids `[CLS] first [SEP] second [SEP]`, and their token types.
#
# Example: `encode_pair(tokenizer, "GPT", "GPT")` is `([101, 100, 102, 100, 102], [0, 0, 0, 1, 1])`.
#
# *core · 6 minutes · 2 points*

# %% role="solution" id="tokens-pair"
def encode_pair(tokenizer, first, second):
    """(ids, token types) of two texts in one sequence: two lists of int of the same length.

    >>> encode_pair(tokenizer, "GPT", "GPT")
    ([101, 100, 102, 100, 102], [0, 0, 0, 1, 1])
    """
    ### BEGIN SOLUTION
    encoding = tokenizer(first, second)
    return encoding["input_ids"], encoding["token_type_ids"]
    ### END SOLUTION

# %% role="check" id="tokens-pair-check"
check("tokens-pair", encode_pair)

# %% [markdown] lang="en"
# ## 5 · And back
#
# The model answers in ids too. Can you read them?

# %% role="demo" id="first-decode"
walk.decode(tokenizer.encode("我用 GPT 写信。", "how wonderful, Tom!"))

# %% [markdown] lang="en"
# Almost. `decode` joined `##` pieces and put the comma where it belongs. But three things are odd:
#
# - special tokens stand in the text;
# - Chinese is full of spaces, for the tokens do not say where spaces were;
# - `GPT` and `Tom` are gone for good. Ids keep only what has an id.

# %% role="demo" id="skip-special"
tokenizer.decode(tokenizer.encode("我用 GPT 写信。"), skip_special_tokens=True)

# %% [markdown] lang="en"
# That looks cleaner, and it is worse: `[UNK]` is a special token too, so now nobody sees that a word is missing.
#
# ### Exercise: text for people
#
# Write `readable(tokenizer, ids)`. It returns the text, a `str`, that you get like this:
#
# 1. leave out all ids of `[CLS]`, `[SEP]` and `[PAD]`; everything else stays, `[UNK]` and `[MASK]` as well;
# 2. decode the rest with `tokenizer.decode`;
# 3. remove every space that touches a character outside ASCII (`"天".isascii()` is `False`). Spaces between ASCII characters stay.
#
# Example: the ids of `"我用 GPT 写信。"` give `'我用[UNK]写信。'`, those of `"we like tea, too."` give `'we like tea, too.'`
#
# *core · 8 minutes · 2 points*

# %% role="solution" id="tokens-decode"
def readable(tokenizer, ids):
    """The text of `ids` (a list of int) as people write it, a str.

    >>> readable(tokenizer, tokenizer.encode("我用 GPT 写信。"))
    '我用[UNK]写信。'
    """
    ### BEGIN SOLUTION
    frame = (tokenizer.cls_token_id, tokenizer.sep_token_id, tokenizer.pad_token_id)
    text = ""
    for word in tokenizer.decode([id for id in ids if id not in frame]).split():
        if text and text[-1].isascii() and word[0].isascii():
            text += " "
        text += word
    return text
    ### END SOLUTION

# %% role="check" id="tokens-decode-check"
check("tokens-decode", readable)

# %% [markdown] lang="en"
# ## 6 · Many at once
#
# A model works fastest on many texts together, as one block of numbers. So let us make a block:

# %% role="demo" id="ragged-rows"
some_texts = ["你好！", "今天天气很好。", "tokenizers are wonderful"]
rows = tokenizer(some_texts)["input_ids"]
try:
    torch.tensor(rows)
except ValueError as error:
    print("ValueError:", error)

# %% [markdown] lang="en"
# Texts differ in length, and the rows of a **tensor** must not. So short rows are filled up with `[PAD]`:

# %% role="demo" id="padded-batch"
show_batch(tokenizer(some_texts, padding=True), tokenizer)

# %% [markdown] lang="en"
# The model must not read the filling. That is what `attention_mask` is for: 1 means "look here", 0 means "there is nothing".
#
# And what if a text is longer than the model, or your memory, can take? Then it is cut, but not just anywhere:

# %% role="demo" id="truncated-batch"
batch = tokenizer(some_texts, padding="max_length", truncation=True, max_length=6)
show_batch(batch, tokenizer)

# %% [markdown] lang="en"
# ### Exercise: a batch by hand
#
# Write `make_batch(tokenizer, texts, length)` for a list of texts and a `length` of at least 2. It returns a dictionary with two
# tensors of dtype `torch.long` and shape (number of texts, `length`):
#
# - `"input_ids"`: each row is a text with `[CLS]` and `[SEP]`. If that is longer than `length`, drop tokens at the end of the text so that
#   `[SEP]` is still the last; if it is shorter, fill up on the right with `tokenizer.pad_token_id`;
# - `"attention_mask"`: 1 for every id that is no padding, 0 for padding.
#
# Example: `make_batch(tokenizer, ["GPT"], 5)` holds `tensor([[101, 100, 102, 0, 0]])` and `tensor([[1, 1, 1, 0, 0]])`.
# `torch` is imported already. Yes, the library could do it in one call; you will trust that call more when you have built it once.
#
# *core · 8 minutes · 2 points*

# %% role="solution" id="tokens-batch"
def make_batch(tokenizer, texts, length):
    """{"input_ids", "attention_mask"}: two torch.long tensors of shape (len(texts), length).

    >>> make_batch(tokenizer, ["GPT"], 5)["input_ids"]
    tensor([[101, 100, 102,   0,   0]])
    """
    ### BEGIN SOLUTION
    rows, masks = [], []
    for text in texts:
        ids = tokenizer.encode(text)
        if len(ids) > length:
            ids = ids[: length - 1] + [tokenizer.sep_token_id]
        padding = length - len(ids)
        rows.append(ids + [tokenizer.pad_token_id] * padding)
        masks.append([1] * len(ids) + [0] * padding)
    return {"input_ids": torch.tensor(rows), "attention_mask": torch.tensor(masks)}
    ### END SOLUTION

# %% role="check" id="tokens-batch-check"
check("tokens-batch", make_batch)

# %% [markdown] lang="en"
# ## 7 · What gets lost
#
# Which of your words will the model never see? Tokens do not tell: they only say `[UNK]`. But the tokenizer remembers where
# in the text each token comes from. Ask for the **offsets**:

# %% role="demo" id="offsets"
text = "我的 iPhone 比 iphone 贵。"
encoding = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True)
lines = []
for token, (start, end) in zip(encoding.tokens(), encoding["offset_mapping"]):
    lines.append((token, start, end, text[start:end]))
table(lines, ["token", "start", "end", "text[start:end]"])

# %% [markdown] lang="en"
# Look at the two phones. In small letters the word can be put together from what the vocabulary holds. With
# a capital `P` it cannot, and so the *whole* word is lost, not only its `P`.
#
# ### Exercise: what the vocabulary lacks
#
# Write `unknown_parts(tokenizer, text)`. It returns a list of `str`: for each token of `text` that becomes `[UNK]`,
# the part of the text that it stands for; in the order of the text, and as often as it occurs. Nothing unknown, empty list.
#
# Example: `unknown_parts(tokenizer, "GPT和gpt，还有GPT。")` is `['GPT', 'GPT']`.
#
# *core · 6 minutes · 2 points*

# %% role="solution" id="tokens-unknown"
def unknown_parts(tokenizer, text):
    """The parts of `text` that become [UNK], as a list of str in the order of the text.

    >>> unknown_parts(tokenizer, "GPT和gpt，还有GPT。")
    ['GPT', 'GPT']
    """
    ### BEGIN SOLUTION
    encoding = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True)
    found = []
    for id, (start, end) in zip(encoding["input_ids"], encoding["offset_mapping"]):
        if id == tokenizer.unk_token_id:
            found.append(text[start:end])
    return found
    ### END SOLUTION

# %% role="check" id="tokens-unknown-check"
check("tokens-unknown", unknown_parts)

# %% [markdown] lang="en"
# ## 8 · Where do the pieces come from?
#
# Why is a word cut here and not there? Try to find the rule before you read on.

# %% role="demo" id="families"
words = ["play", "playing", "replayed", "football", "footballers", "iphone", "iPhone"]
show_compare({word: walk.split(word) for word in words})

# %% [markdown] lang="en"
# The rule is called **WordPiece**, and it is greedy: *from the left, always the longest piece that is in the vocabulary.*
#
# 1. Is the whole word there? Done. If not, drop its last letter and look again, and again, until something is found.
# 2. That is the first piece. Do the same with the rest of the word, but now look everything up with `##` in front.
# 3. If for some rest not even its first letter is found, the whole word is `[UNK]`. No piece is ever taken back.
#
# The vocabulary itself was counted, not invented: it began with single letters, and pieces that often stood side by side in the training text
# were joined, thousands of times.

# %% [markdown] lang="en"
# ### Exercise: WordPiece, by yourself
#
# Write `wordpiece(word, vocab)`. `word` is a `str` of at least one character. `vocab` is a set of tokens, or a dictionary that has them as keys:
# use nothing but `piece in vocab`. Return a list of `str`: the pieces, or `["[UNK]"]` for a word that cannot be split.
#
# Examples, with `vocab = {"c", "cat", "##s", "##a", "##at"}`:
# `wordpiece("cats", vocab)` is `['cat', '##s']`, `wordpiece("cas", vocab)` is `['c', '##a', '##s']`,
# and `wordpiece("cat!", vocab)` is `['[UNK]']`.
#
# *stretch · 12 minutes · 3 points*

# %% role="solution" id="tokens-wordpiece"
def wordpiece(word, vocab):
    """The pieces of `word` (a str) as a list of str: from the left, always the longest in `vocab`.

    A word that cannot be put together is ["[UNK]"].

    >>> wordpiece("cats", {"c", "cat", "##s", "##a", "##at"})
    ['cat', '##s']
    """
    ### BEGIN SOLUTION
    pieces, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocab:
                break
        else:
            return ["[UNK]"]
        pieces.append(piece)
        start = end
    return pieces
    ### END SOLUTION

# %% role="check" id="tokens-wordpiece-check"
check("tokens-wordpiece", wordpiece)

# %% [markdown] lang="en"
# You have just rebuilt the heart of a tokenizer that millions of programs use. Give yours a word of your own,
# with the real vocabulary: `wordpiece("…", tokenizer.get_vocab())`.
#
# ## 9 · There are others
#
# Must a model be blind to `GPT`, `𠮷` and 👍? No. Below, a tokenizer of another kind is trained on the spot,
# on a handful of short sentences. It is a **byte-level BPE**, the kind that GPT models use.

# %% role="setup" id="tiny-bpe"
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

sentences = ["今天天气很好。", "今天的天气不好。", "天气好不好？"]
sentences += ["the weather is fine today", "we like the weather", "fine weather today"]
byte_level = Tokenizer(models.BPE())
byte_level.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
byte_level.decoder = decoders.ByteLevel()
all_bytes = pre_tokenizers.ByteLevel.alphabet()
trainer = trainers.BpeTrainer(vocab_size=310, initial_alphabet=all_bytes, show_progress=False)
byte_level.train_from_iterator(sentences * 2, trainer)
bpe = PreTrainedTokenizerFast(tokenizer_object=byte_level)

# %% role="demo" id="two-kinds"
text = "今天 the weather is fine, GPT 👍"
show_compare({"WordPiece (BERT)": walk.split(text), "byte-level BPE": Walkthrough(bpe).split(text)})

# %% [markdown] lang="en"
# It does not cut characters, but the bytes that they are stored as. There are only 256 of them and all are in its vocabulary,
# so nothing is ever unknown. Even the space has a token (`Ġ`), so nothing is lost on the way back:

# %% role="demo" id="round-trips"
table([
    ("the text", text),
    ("WordPiece, there and back", tokenizer.decode(tokenizer.encode(text, add_special_tokens=False))),
    ("byte-level BPE, there and back", bpe.decode(bpe.encode(text))),
])

# %% [markdown] lang="en"
# The price: what it has not often seen, it spells out byte by byte, and a sequence grows long.
#
# ## What you can do now
#
# You can take a text to the model's door and back: cut it, number it, frame it, pair it, pad it, mask it, and say what was lost. And when somebody's
# model behaves oddly, you will look at the tokens first.
#
# To think about:
#
# 1. A shop's model reads reviews, and every brand name is `[UNK]`. What can it still learn, and what never?
# 2. Chinese has a token for every character, English for many whole words. Who gets more meaning into 512 places?
# 3. WordPiece never takes a piece back. When is that a pity, and what would it cost to be cleverer?
#
# In **lesson 05** you do something about question 1: you give a tokenizer new words, 天干 and 地支, and find out what the model thinks of that.
