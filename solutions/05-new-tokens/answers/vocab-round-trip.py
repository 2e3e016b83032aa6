# %% wrong: spaces-of-the-normalizer
def round_trip(tokenizer, words, text):
    tokenizer.add_tokens(words)
    return tokenizer.decode(tokenizer.encode(text), skip_special_tokens=True)


# %% wrong: removes-every-space
def round_trip(tokenizer, words, text):
    tokenizer.add_tokens(words)
    return tokenizer.decode(tokenizer.encode(text), skip_special_tokens=True).replace(" ", "")


# %% wrong: removes-every-space
def round_trip(tokenizer, words, text):
    tokenizer.add_tokens([AddedToken(word, normalized=False) for word in words])
    return "".join(tokenizer.decode(tokenizer.encode(text), skip_special_tokens=True).split())


# %% wrong: mends-the-text
def round_trip(tokenizer, words, text):
    tokenizer.add_tokens(words)
    back = tokenizer.decode(tokenizer.encode(text), skip_special_tokens=True)
    for word in words:
        back = back.replace(" " + "  ".join(word) + " ", word)
    return back


# %% wrong: special-tokens-vanish
def round_trip(tokenizer, words, text):
    tokenizer.add_special_tokens({"extra_special_tokens": words})
    return tokenizer.decode(tokenizer.encode(text), skip_special_tokens=True)


# %% wrong: keeps-special-tokens
def round_trip(tokenizer, words, text):
    tokenizer.add_tokens([AddedToken(word, normalized=False) for word in words])
    return tokenizer.decode(tokenizer.encode(text))


# %% wrong: no-round-trip
def round_trip(tokenizer, words, text):
    tokenizer.add_tokens([AddedToken(word, normalized=False) for word in words])
    return text


# %% wrong: another/than-another-tokenizer looks-like: another-tokenizer
from tokenizers import AddedToken


def round_trip(tokenizer, words, text):
    tokenizer.add_tokens([AddedToken(word, normalized=False) for word in words])
    back = tokenizer.decode(tokenizer.encode(text), skip_special_tokens=True)
    return back + "."


# %% wrong: another/than-keeps-special-tokens looks-like: keeps-special-tokens
from tokenizers import AddedToken


def round_trip(tokenizer, words, text):
    tokenizer.add_tokens([AddedToken(word, normalized=False) for word in words])
    back = tokenizer.decode(tokenizer.encode(text), skip_special_tokens=True)
    return "[CLS]" + back


# %% wrong: another/than-mends-the-text looks-like: mends-the-text
from tokenizers import AddedToken


def round_trip(tokenizer, words, text):
    tokenizer.add_tokens(words)
    return tokenizer.decode(tokenizer.encode(text), skip_special_tokens=True).replace(" ", "  ")


# %% wrong: another/than-removes-every-space looks-like: removes-every-space
from tokenizers import AddedToken


def round_trip(tokenizer, words, text):
    tokenizer.add_tokens([AddedToken(word, normalized=False) for word in words])
    back = tokenizer.decode(tokenizer.encode(text), skip_special_tokens=True)
    return back.replace(" ", "_")


# %% wrong: another/than-special-tokens-vanish looks-like: special-tokens-vanish
from tokenizers import AddedToken


def round_trip(tokenizer, words, text):
    tokenizer.add_tokens([AddedToken(word, normalized=False) for word in words])
    back = tokenizer.decode(tokenizer.encode(text), skip_special_tokens=True)
    for word in words:
        back = back.replace(word, "?")
    return back


# %% wrong: another/than-whole-words-only looks-like: whole-words-only
from tokenizers import AddedToken


def round_trip(tokenizer, words, text):
    tokenizer.add_tokens([AddedToken(words[0], normalized=False)])
    return tokenizer.decode(tokenizer.encode(text), skip_special_tokens=True) + "!"


# %% wrong: another-tokenizer looks-like: no-round-trip
from tokenizers import AddedToken
from transformers import AutoTokenizer
from course_lib import checkpoint


def round_trip(tokenizer, words, text):
    tokenizer = AutoTokenizer.from_pretrained(checkpoint("bert-zh"))
    tokenizer.add_tokens([AddedToken(word, normalized=False) for word in words])
    return tokenizer.decode(tokenizer.encode(text), skip_special_tokens=True)


# %% wrong: whole-words-only looks-like: spaces-of-the-normalizer
from tokenizers import AddedToken


def round_trip(tokenizer, words, text):
    tokenizer.add_tokens([AddedToken(word, normalized=False, single_word=True) for word in words])
    return tokenizer.decode(tokenizer.encode(text), skip_special_tokens=True)


# %% right: without-special-tokens-from-the-start
def round_trip(tokenizer, words, text):
    for word in words:
        tokenizer.add_tokens(AddedToken(word, normalized=False))
    return tokenizer.decode(tokenizer.encode(text, add_special_tokens=False))


# %% right: through-tokens
def round_trip(tokenizer, words, text):
    tokenizer.add_tokens([AddedToken(word, normalized=False) for word in words])
    ids = tokenizer(text)["input_ids"][1:-1]
    return Walkthrough(tokenizer).decode(ids)


# %% right: special-to-the-library-only
def round_trip(tokenizer, words, text):
    tokenizer.add_tokens(words, special_tokens=True)
    return tokenizer.decode(tokenizer.encode(text)[1:-1])
