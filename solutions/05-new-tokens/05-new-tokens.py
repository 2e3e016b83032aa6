# %% [markdown] lang="en"
# # 05 · New tokens
#
# **Can a tokenizer learn a word that it has never seen? And does the model then know what the word means?**
#
# By the end you will have added words to a vocabulary, made the model large enough for them, given each a
# sensible start, saved both, and loaded them again. About 50 minutes, seven exercises, 14 points.
#
# The model here is the small stand-in that was trained for this course. The real one is
# `google-bert/bert-base-chinese`: set `COURSE_MODELS=hub` before you start, and the same cells run on it.

# %% role="setup" id="setup"
import tempfile
from pathlib import Path

import torch
from tokenizers import AddedToken
from transformers import AutoModelForMaskedLM, AutoTokenizer
from transformers.utils import logging

from course_lib import Walkthrough, check, checkpoint, hint
from course_lib.display import show_compare, table

logging.disable_progress_bar()


def fresh_tokenizer():
    """The tokenizer as it was published: adding tokens changes it, so sections take a fresh one."""
    return AutoTokenizer.from_pretrained(checkpoint("bert-zh"))


def fresh_model():
    """The model as it was published."""
    return AutoModelForMaskedLM.from_pretrained(checkpoint("bert-zh"))


def new_folder():
    """A folder for the length of a `with` block. (Windows cannot delete a file that a model still reads.)"""
    return tempfile.TemporaryDirectory(ignore_cleanup_errors=True)


tokenizer = fresh_tokenizer()

# %% [markdown] lang="en"
# ## 1 · What is in a vocabulary?
#
# A vocabulary is a plain dictionary, token → id. Here are the kinds of tokens in it, and how many of each.

# %% role="demo" id="kinds"
def kind(token):
    if token in tokenizer.all_special_tokens:
        return "special"
    if token.startswith("[unused"):
        return "an empty seat, [unused…]"
    if token.startswith("##"):
        return "##: goes on with a word"
    return "one Chinese character" if len(token) == 1 and "一" <= token <= "\u9fff" else "all the rest"


vocabulary = tokenizer.get_vocab()
in_order = sorted(vocabulary, key=vocabulary.get)
groups = {}
for token in in_order:
    groups.setdefault(kind(token), []).append(token)
rows = [(name, len(group), "  ".join(group[:5])) for name, group in groups.items()]
table(rows, ["kind", "how many", "the first ones"])

# %% [markdown] lang="en"
# Chinese characters fill most of it, and every one is a token of its own. So what happens to a Chinese *word*?
#
# Our two words for today: 天干, the ten *heavenly stems* (甲乙丙丁戊己庚辛壬癸), have been used to count things
# in China for some three thousand years, much as A, B, C are. 地支, the twelve *earthly branches* (子丑寅卯…),
# number the hours of a day and the years; a stem and a branch together name a year, and 2024 was 甲辰.

# %% role="demo" id="words-fall-apart"
Walkthrough(tokenizer).split("天干地支: the sexagenary cycle")

# %% [markdown] lang="en"
# 天干 falls into two characters, and *sexagenary* into scraps. The tokenizer can write both, but it has a name
# for neither.
#
# Who sits next to whom in a vocabulary? Note that the dictionary from `get_vocab()` comes in **no** order at
# all: whoever wants order sorts by id. `convert_ids_to_tokens` goes the other way, and an id that nobody has
# gives `None`:

# %% role="demo" id="ids-to-tokens"
n = len(tokenizer)
ids = [0, 1, 100, 101, 102, 103, n - 1, n, n + 1]
table([(id, tokenizer.convert_ids_to_tokens(id)) for id in ids], ["id", "token"])

# %% [markdown] lang="en"
# ### Exercise: the neighbours of a token
#
# `following(tokenizer, token, count)` returns a **list of str**: the `count` tokens with the next ids after
# `token`'s own, in the order of their ids. Where the vocabulary ends sooner, the list is shorter. `token` is
# always in the vocabulary.
#
# Example: `following(tokenizer, "[UNK]", 3)` gives `['[CLS]', '[SEP]', '[MASK]']`.
#
# warm-up · 4 minutes · 1 point

# %% role="solution" id="vocab-look"
def following(tokenizer, token, count):
    """The `count` tokens (list of str) that come right after `token` in the order of ids.

    following(tokenizer, "[UNK]", 3) == ["[CLS]", "[SEP]", "[MASK]"]
    """
    ### BEGIN SOLUTION
    vocabulary = tokenizer.get_vocab()
    in_order = sorted(vocabulary, key=vocabulary.get)
    first = vocabulary[token] + 1
    return in_order[first : first + count]
    ### END SOLUTION

# %% role="check" id="vocab-look-check"
check("vocab-look", following)

# %% [markdown] lang="en"
# Try your function on 甲, or on an English token. Neighbours in a vocabulary mean nothing to each other: the
# order is that of a list somebody once wrote. Meaning sits elsewhere; section 6 goes there.
#
# ## 2 · Ordinary new tokens
#
# `add_tokens` takes a list. Watch the length.

# %% role="demo" id="add-two"
grown = fresh_tokenizer()
Walkthrough(grown).add_tokens(["天干", "地支"])

# %% role="demo" id="two-lengths"
table(
    [
        ("a fresh tokenizer", fresh_tokenizer().vocab_size, len(fresh_tokenizer())),
        ("after adding two", grown.vocab_size, len(grown)),
    ],
    ["", "tokenizer.vocab_size", "len(tokenizer)"],
)

# %% [markdown] lang="en"
# `vocab_size` is the size the tokenizer was *born* with. It never grows. `len(tokenizer)` counts everything,
# and is the number you want from here on.
#
# So `add_tokens` returns how many tokens are new? Almost. Let us add 甲, which has been there all along.

# %% role="demo" id="the-count-lies"
before = len(grown)
returned = grown.add_tokens(["甲"])
print("add_tokens returned", returned, "and the length grew by", len(grown) - before)
print("once more, it returns", grown.add_tokens(["甲"]))

# %% [markdown] lang="en"
# It counts what it *took note of*. 甲 got no new id, but it is on the list of added tokens now, and a token on
# that list is cut out of every text before anything else happens. For 甲 that does little harm. For the letter
# `a` it is not:

# %% role="demo" id="a-is-cut-out"
careless = fresh_tokenizer()
careless.add_tokens(["a"])
text = "a cat and a table"
show_compare({"before": fresh_tokenizer().tokenize(text), "after adding a": careless.tokenize(text)})

# %% [markdown] lang="en"
# The vocabulary did not grow by one token, and yet every word with an *a* in it is in ruins. Look before you
# add.
#
# ### Exercise: only what is really new
#
# `add_new(tokenizer, tokens)` adds those of `tokens` (a list of str) that the vocabulary does not hold yet, as
# **ordinary** tokens, to the tokenizer it was given. It returns an **int**: how many that were. What the
# vocabulary holds already is left alone; what is twice in the list counts once.
#
# Example: `add_new(fresh_tokenizer(), ["天干", "甲", "天干"])` gives `1`.
#
# core · 6 minutes · 2 points

# %% role="solution" id="vocab-add-tokens"
def add_new(tokenizer, tokens):
    """Add the tokens that the vocabulary lacks; returns how many there were (int).

    add_new(fresh_tokenizer(), ["天干", "甲", "天干"]) == 1
    """
    ### BEGIN SOLUTION
    vocabulary = tokenizer.get_vocab()
    before = len(tokenizer)
    tokenizer.add_tokens([token for token in tokens if token not in vocabulary])
    return len(tokenizer) - before
    ### END SOLUTION

# %% role="check" id="vocab-add-tokens-check"
check("vocab-add-tokens", add_new)

# %% [markdown] lang="en"
# ## 3 · Why does it come back with spaces?
#
# Encode and decode again: what goes in should come out. Does it?

# %% role="demo" id="back-with-spaces"
plain = fresh_tokenizer()
plain.add_tokens(["天干", "地支"])
Walkthrough(plain).decode(plain.encode("天干 and 地支", add_special_tokens=False))

# %% [markdown] lang="en"
# One token each, as hoped, but it reads `' 天  干 '`. The culprit works before any splitting: the
# **normalizer**. Here it is alone, at its daily job:

# %% role="demo" id="the-normalizer"
print(repr(tokenizer.backend_tokenizer.normalizer.normalize_str("天干 and 地支")))

# %% [markdown] lang="en"
# It puts a space on each side of every Chinese character; that is how BERT makes sure that each becomes a token
# of its own. A new token is normalized in the same way, and kept like that. An `AddedToken` can ask to be left
# out:

# %% role="demo" id="left-alone"
exact = fresh_tokenizer()
exact.add_tokens([AddedToken("天干", normalized=False), AddedToken("地支", normalized=False)])
text = "天干 and 地支"
show_compare({"added as str": plain.tokenize(text), "normalized=False": exact.tokenize(text)})

# %% [markdown] lang="en"
# With `normalized=False` the token is looked for in the raw text, before the normalizer comes by, and kept as
# it was written.
#
# ### Exercise: there and back
#
# `round_trip(tokenizer, words, text)` teaches the tokenizer `words` (a list of str), so that each is one token
# that is kept as it is written. Then it encodes `text`, decodes the ids, and returns what comes back: a **str**
# without special tokens. BERT's own spaces between tokens stay; English needs them.
#
# Example: `round_trip(fresh_tokenizer(), ["天干"], "天干 and 地支")` gives `'天干 and 地 支'`.
#
# core · 6 minutes · 2 points

# %% role="solution" id="vocab-round-trip"
def round_trip(tokenizer, words, text):
    """Add `words` as they are written, encode `text`, decode it; returns the text (str) that comes back.

    round_trip(fresh_tokenizer(), ["天干"], "天干 and 地支") == "天干 and 地 支"
    """
    ### BEGIN SOLUTION
    tokenizer.add_tokens([AddedToken(word, normalized=False) for word in words])
    return tokenizer.decode(tokenizer.encode(text), skip_special_tokens=True)
    ### END SOLUTION

# %% role="check" id="vocab-round-trip-check"
check("vocab-round-trip", round_trip)

# %% [markdown] lang="en"
# ## 4 · Special tokens
#
# A *special* token is a sign for the model, not a piece of the text: `[SEP]`, `[MASK]`, or one of your own. It
# is never split, and `decode(…, skip_special_tokens=True)` drops it. Let us mark where a year begins.

# %% role="demo" id="add-special"
marked = fresh_tokenizer()
Walkthrough(marked).add_special_tokens({"extra_special_tokens": ["[YEAR]"]})

# %% role="demo" id="skip-special"
Walkthrough(marked).decode(marked.encode("[YEAR] 甲辰年"), skip_special_tokens=True)

# %% [markdown] lang="en"
# Many tutorials were written for version 4 of the library. Are the names they use still there?

# %% role="demo" id="what-is-gone"
names = ["extra_special_tokens", "additional_special_tokens", "encode_plus", "prepare_for_model"]
rows = [(f"tokenizer.{name}", "there" if hasattr(marked, name) else "gone") for name in names]
table(rows, ["name", "now"])

# %% role="demo" id="old-key"
print("the old key adds", marked.add_special_tokens({"additional_special_tokens": ["[MONTH]"]}))
print("extra special tokens:", marked.extra_special_tokens)

# %% [markdown] lang="en"
# The old *attribute* is gone, the old *key* is still taken. But look at the last line: `[MONTH]` is on the
# list, and `[YEAR]` is not any more. Each call **replaces** the list, unless you say otherwise.
#
# ### Exercise: your own markers
#
# `add_markers(tokenizer, markers)` makes every one of `markers` (a list of str) a special token that is listed
# in `tokenizer.extra_special_tokens` in the end. `[CLS]`, `[SEP]` and the others keep their roles. It returns
# the ids of the markers: a **list of int**, in the order of `markers`.
#
# Example: after `ids = add_markers(tok, ["<poem>", "</poem>"])` for a fresh `tok`, `ids == [len(tok) - 2,
# len(tok) - 1]`.
#
# core · 4 minutes · 1 point

# %% role="solution" id="vocab-add-special"
def add_markers(tokenizer, markers):
    """Make `markers` extra special tokens; returns their ids (list of int).

    add_markers(tok, ["<poem>", "</poem>"]) == [len(tok) - 2, len(tok) - 1]
    """
    ### BEGIN SOLUTION
    tokenizer.add_special_tokens({"extra_special_tokens": markers})
    return tokenizer.convert_tokens_to_ids(markers)
    ### END SOLUTION

# %% role="check" id="vocab-add-special-check"
check("vocab-add-special", add_markers)

# %% [markdown] lang="en"
# ## 5 · A separator that will not go
#
# `add_special_tokens` can also hand an existing *role* to a new token. We add our two words and then make `NEW`
# the separator: n tokens, n + 2, n + 3.

# %% role="demo" id="new-separator"
three = fresh_tokenizer()
lengths = [len(three)]
three.add_tokens([AddedToken("天干", normalized=False), AddedToken("地支", normalized=False)])
lengths.append(len(three))
three.add_special_tokens({"sep_token": "NEW"})
lengths.append(len(three))
print("lengths:", lengths)
print("the separator is now", three.sep_token, "with id", three.sep_token_id)

# %% [markdown] lang="en"
# Before you run the next cell, say what will stand at the end.

# %% role="demo" id="old-separator-stays"
Walkthrough(three).encode("天干与地支")

# %% [markdown] lang="en"
# `[SEP]`, as ever. The tokenizer *says* that its separator is `NEW`, and writes the old one. The part that
# frames a text with `[CLS]` and `[SEP]`, the *post-processor*, was built when the tokenizer was loaded, and
# nobody told it since.
#
# ### Exercise: the new separator, everywhere
#
# `encode_with(tokenizer, separator, text, pair)` makes `separator` the tokenizer's `sep_token`. Then it returns
# the ids of `text` as `encode` gives them, but with the new separator's id wherever the old one's stands: a
# **list of int**. `pair` is a second text, or `None`. Neither text mentions a separator itself.
#
# Example: for a fresh tokenizer of n tokens, `encode_with(tok, "NEW", "a cat", None)` gives [CLS], *a*, *cat*,
# NEW. NEW is id n.
#
# core · 7 minutes · 2 points

# %% role="solution" id="vocab-separator"
def encode_with(tokenizer, separator, text, pair):
    """The ids (list of int) of `text` and `pair`, with `separator` in the place of the old one.

    encode_with(tok, "NEW", "a cat", None)[-1] == tok.convert_tokens_to_ids("NEW")
    """
    ### BEGIN SOLUTION
    old = tokenizer.sep_token_id
    tokenizer.add_special_tokens({"sep_token": separator})
    return [tokenizer.sep_token_id if id == old else id for id in tokenizer.encode(text, pair)]
    ### END SOLUTION

# %% role="check" id="vocab-separator-check"
check("vocab-separator", encode_with)

# %% [markdown] lang="en"
# Remember this separator. In section 7 it has a surprise left.
#
# ## 6 · The model does not know yet
#
# A model holds one row of numbers for each id: its **embeddings**. Our tokenizer can now write an id for which
# there is no row.

# %% role="demo" id="out-of-range"
model = fresh_model()
inputs = exact("天干", return_tensors="pt")
print("ids:", inputs["input_ids"].tolist(), "rows:", model.get_input_embeddings().num_embeddings)
try:
    model(**inputs)
except IndexError as error:
    print("IndexError:", error)

# %% [markdown] lang="en"
# Row 0 is the first, so a model of n rows ends at id n - 1. On a GPU the same mistake is a longer and darker
# message, and the kernel has to be restarted after it. The cure is one line:

# %% role="demo" id="resize"
torch.manual_seed(0)
model.resize_token_embeddings(len(exact), mean_resizing=False)
print("rows:", model.get_input_embeddings().num_embeddings, "tokens:", len(exact))
with torch.no_grad():
    print("scores of shape", tuple(model(**inputs).logits.shape))

# %% [markdown] lang="en"
# It runs. But what is in the new rows? Compare 天干's row with some older ones: 1.00 is the same direction,
# 0.00 is a right angle.

# %% role="demo" id="row-of-chance"
def likeness(row, token):
    other = model.get_input_embeddings().weight[exact.convert_tokens_to_ids(token)]
    return torch.cosine_similarity(row.float(), other.float(), dim=0).item()


rows = model.get_input_embeddings().weight.detach()
by_chance = rows[exact.convert_tokens_to_ids("天干")]
mean_of_pieces = rows[exact.convert_tokens_to_ids(["天", "干"])].mean(0)
compared = [(t, likeness(by_chance, t), likeness(mean_of_pieces, t)) for t in ["天", "干", "甲", "猫"]]
table(compared, ["likeness to", "the new row", "the mean of 天 and 干"])

# %% [markdown] lang="en"
# The new row is noise: it has nothing to do with anything. (Without `mean_resizing=False` the library draws it
# around the mean of *all* rows. Less wild, and still nothing about 天干.) Training would mend that, given many
# texts. The old pieces know something already, so their mean is a far better place to start.
#
# ### Exercise: room to grow, and a good start
#
# `grow(model, tokenizer, tokens)` adds `tokens` (a list of str, all new) to the tokenizer in this order, and
# resizes the model to exactly `len(tokenizer)` rows. Each new row is the **mean of the rows of the pieces**
# that the token was split into before it was added. All old rows stay as they are. It returns the model's new
# number of rows, an **int**.
#
# Write into the weights inside `with torch.no_grad():`, or torch objects.
#
# Example: with n rows before, `grow(model, tokenizer, ["天干", "地支"])` gives n + 2, and row n is the mean of
# the rows of 天 and 干.
#
# stretch · 9 minutes · 3 points

# %% role="solution" id="vocab-resize"
def grow(model, tokenizer, tokens):
    """Add `tokens`, resize `model`, start each new row as a mean; returns how many rows (int).

    grow(fresh_model(), fresh_tokenizer(), ["天干", "地支"]) == len(fresh_tokenizer()) + 2
    """
    ### BEGIN SOLUTION
    pieces = [tokenizer.encode(token, add_special_tokens=False) for token in tokens]
    tokenizer.add_tokens([AddedToken(token, normalized=False) for token in tokens])
    model.resize_token_embeddings(len(tokenizer), mean_resizing=False)
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        for token, ids in zip(tokens, pieces, strict=True):
            rows[tokenizer.convert_tokens_to_ids(token)] = rows[ids].mean(0)
    return len(rows)
    ### END SOLUTION

# %% role="check" id="vocab-resize-check"
check("vocab-resize", grow)

# %% [markdown] lang="en"
# ## 7 · Saved, and loaded again
#
# All of this lives in memory. `save_pretrained` writes it into a folder. What does a tokenizer write?

# %% role="demo" id="files"
with new_folder() as folder:
    three.save_pretrained(folder)
    names = sorted(path.name for path in Path(folder).iterdir())
    again = AutoTokenizer.from_pretrained(folder)
print(len(names), "files:", names)
print("tokens:", len(three), "saved,", len(again), "loaded again")

# %% [markdown] lang="en"
# Two files. Version 4 wrote five: also `vocab.txt`, `special_tokens_map.json` and `added_tokens.json`. Now
# everything that the tokenizer does is in `tokenizer.json`, and the names of the roles are in
# `tokenizer_config.json`.
#
# And here is the surprise. `three` still writes the old separator; `again` is the same tokenizer, loaded from
# its files:

# %% role="demo" id="separator-again"
show_compare(
    {
        "in memory": three.convert_ids_to_tokens(three.encode("天干与地支")),
        "loaded again": again.convert_ids_to_tokens(again.encode("天干与地支")),
    }
)

# %% [markdown] lang="en"
# BERT's tokenizer builds its post-processor when it is loaded, and this time it heard the news. The same code
# gives other ids before and after a restart: such bugs cost people weekends.
#
# One more way to lose a weekend: save the tokenizer with its n + 3 tokens beside a model that was never
# resized.

# %% role="demo" id="two-that-do-not-match"
def outcome(model, tokenizer, text):
    try:
        model(**tokenizer(text, return_tensors="pt"))
    except IndexError:
        return "IndexError"
    return "fine"


texts = ["今天天气很好。", "天干与地支"]
rows = []
for name, saved in {"two new words": exact, "two words and NEW": three}.items():
    with new_folder() as folder:
        saved.save_pretrained(folder)
        fresh_model().save_pretrained(folder)
        their_tokenizer = AutoTokenizer.from_pretrained(folder)
        their_model = AutoModelForMaskedLM.from_pretrained(folder)
    sizes = f"{len(their_tokenizer)} tokens, {their_model.get_input_embeddings().num_embeddings} rows"
    rows.append((name, sizes, *[outcome(their_model, their_tokenizer, text) for text in texts]))
table(rows, ["the tokenizer has", "sizes", *texts])

# %% [markdown] lang="en"
# Nothing complains when such a pair is saved or loaded. With two new words, old sentences go on working, and
# only the first new word finds out. With `NEW` as separator every sentence fails, because every sentence ends
# with it now.
#
# ### Exercise: a pair that fits
#
# `pack(model, tokenizer, tokens, folder)` adds `tokens` (a list of str, all new) to the tokenizer, resizes the
# model to fit, and saves **both** into `folder`, an empty one. Then it loads both again from there, and returns
# a **tuple of three**:
#
# 1. the names of the files in the folder, a sorted list of str;
# 2. the length of the tokenizer that was loaded again, an int;
# 3. the number of embedding rows of the model that was loaded again, an int.
#
# Example: for two new tokens, `(['config.json', 'model.safetensors', 'tokenizer.json',
# 'tokenizer_config.json'], n + 2, n + 2)`. What the new rows hold is up to you.
#
# stretch · 8 minutes · 3 points

# %% role="solution" id="vocab-save"
def pack(model, tokenizer, tokens, folder):
    """Teach both the new `tokens`, save both, load both; returns (file names, tokens, rows).

    pack(model, tokenizer, ["天干", "地支"], folder)[0][0] == "config.json"
    """
    ### BEGIN SOLUTION
    tokenizer.add_tokens([AddedToken(token, normalized=False) for token in tokens])
    model.resize_token_embeddings(len(tokenizer))
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForMaskedLM.from_pretrained(folder)
    names = sorted(path.name for path in Path(folder).iterdir())
    return names, len(tokenizer), model.get_input_embeddings().num_embeddings
    ### END SOLUTION

# %% role="check" id="vocab-save-check"
check("vocab-save", pack)

# %% [markdown] lang="en"
# ## What you have made
#
# This cell uses *your* `grow`, saves the pair, and loads it again. Does the model still guess the hidden
# character of an old sentence as it did before? And which old tokens does 天干 lie nearest to?

# %% role="demo" id="what-you-made" tags=["raises-exception"]
def guesses(model, tokenizer, text, count=3):
    """The likeliest tokens at [MASK], the best first."""
    inputs = tokenizer(text, return_tensors="pt")
    place = inputs["input_ids"][0].tolist().index(tokenizer.mask_token_id)
    with torch.no_grad():
        scores = model(**inputs).logits[0, place]
    return "  ".join(tokenizer.convert_ids_to_tokens(scores.topk(count).indices.tolist()))


def nearest(model, tokenizer, token, count=3):
    """The tokens whose rows are most like that of `token`, without itself."""
    rows = model.get_input_embeddings().weight.detach().float()
    likeness = torch.cosine_similarity(rows, rows[tokenizer.convert_tokens_to_ids(token)], dim=1)
    return "  ".join(tokenizer.convert_ids_to_tokens(likeness.topk(count + 1).indices.tolist()[1:]))


def my_new_pair():
    """A model and a tokenizer that know 天干 and 地支, out of a folder."""
    model, tokenizer = fresh_model(), fresh_tokenizer()
    grow(model, tokenizer, ["天干", "地支"])
    with new_folder() as folder:
        model.save_pretrained(folder)
        tokenizer.save_pretrained(folder)
        return AutoModelForMaskedLM.from_pretrained(folder), AutoTokenizer.from_pretrained(folder)


try:
    mine = my_new_pair()
    old = fresh_model(), fresh_tokenizer()
    texts = ["今天天[MASK]很好。", "我在学[MASK]看书。"]
    rows = [(f"guesses for {text}", guesses(*old, text), guesses(*mine, text)) for text in texts]
    rows.append(("天干 is split into", *["  ".join(tok.tokenize("天干")) for tok in (old[1], mine[1])]))
    rows.append(("nearest to 天干", "(not one token)", nearest(*mine, "天干")))
    made = table(rows, ["", "the published pair", "yours"])
except NotImplementedError:
    made = "Solve the exercise in section 6 first, then run this cell again."
made

# %% [markdown] lang="en"
# Your tokenizer writes 天干 as one token, your model has a sensible row for it, both fit together in one
# folder, and nothing that the model knew before is lost. What it does *not* have is experience: it has never
# read a sentence with 天干 in it. That takes training, in a later lesson.
#
# Three things to think about on the way home:
#
# - Half of the Chinese dictionary could be added as new tokens. What would get better, and what worse?
# - A colleague sends you a tokenizer, without a model. What is the first thing you compare?
# - Why may an id in the middle never be given to another token once a model has been trained?
#
# Next, the lessons open the model itself: what happens between the rows you have just added to and the scores
# that come out.
