# %% wrong: keeps-special-tokens
def readable(tokenizer, ids):
    text = tokenizer.decode(ids)
    return "".join(text.split(" "))


# %% wrong: keeps-special-tokens
def readable(tokenizer, ids):
    import re

    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", tokenizer.decode(ids[1:-1]))


# %% wrong: spaces-everywhere
def readable(tokenizer, ids):
    return tokenizer.decode(ids, skip_special_tokens=True)


# %% wrong: all-spaces-gone
def readable(tokenizer, ids):
    return tokenizer.decode(ids, skip_special_tokens=True).replace(" ", "")


# %% wrong: drops-unknown
def readable(tokenizer, ids):
    import re

    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", tokenizer.decode(ids, skip_special_tokens=True))


# %% wrong: keeps-hashes
def readable(tokenizer, ids):
    left_out = ("[CLS]", "[SEP]", "[PAD]")
    text = ""
    for token in tokenizer.convert_ids_to_tokens(ids):
        if token in left_out:
            continue
        if text and text[-1].isascii() and token[0].isascii():
            text += " "
        text += token
    return text


# %% wrong: pieces-joined-by-hand
def readable(tokenizer, ids):
    left_out = ("[CLS]", "[SEP]", "[PAD]")
    text = ""
    for token in tokenizer.convert_ids_to_tokens(ids):
        if token in left_out:
            continue
        if text and text[-1].isascii() and token[0].isascii():
            text += " "
        text += token.removeprefix("##")
    return text


# %% wrong: spaces-left-over
def readable(tokenizer, ids):
    import re

    text = re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", tokenizer.decode(ids))
    for token in ("[CLS]", "[SEP]", "[PAD]"):
        text = text.replace(token, "")
    return text


# %% wrong: tokens-not-text
def readable(tokenizer, ids):
    return [token for token in tokenizer.convert_ids_to_tokens(ids) if token not in ("[CLS]", "[SEP]", "[PAD]")]


# %% wrong: gaps-left/one-side looks-like: spaces-everywhere
import re


def readable(tokenizer, ids):
    ids = [id for id in ids if id not in (tokenizer.cls_token_id, tokenizer.sep_token_id, tokenizer.pad_token_id)]
    return re.sub(r"(?<=[^\x00-\x7f]) ", "", tokenizer.decode(ids))


# %% wrong: gaps-left looks-like: spaces-left-over
import re


def readable(tokenizer, ids):
    ids = [id for id in ids if id not in (tokenizer.cls_token_id, tokenizer.sep_token_id, tokenizer.pad_token_id)]
    return re.sub(r"(?<=[一-龥]) | (?=[一-龥])", "", tokenizer.decode(ids))


# %% wrong: another/than-all-spaces-gone looks-like: all-spaces-gone
import re


def readable(tokenizer, ids):
    special = (tokenizer.cls_token_id, tokenizer.sep_token_id, tokenizer.pad_token_id)
    text = tokenizer.decode([id for id in ids if id not in special])
    return text.replace(" ", "_")


# %% wrong: another/than-drops-unknown looks-like: drops-unknown
import re


def readable(tokenizer, ids):
    special = (tokenizer.cls_token_id, tokenizer.sep_token_id, tokenizer.pad_token_id)
    text = tokenizer.decode([id for id in ids if id not in special])
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", text).replace("UNK", "?")


# %% wrong: another/than-keeps-hashes looks-like: keeps-hashes
import re


def readable(tokenizer, ids):
    special = (tokenizer.cls_token_id, tokenizer.sep_token_id, tokenizer.pad_token_id)
    text = tokenizer.decode([id for id in ids if id not in special])
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", text).replace("a", "#")


# %% wrong: another/than-keeps-special-tokens looks-like: keeps-special-tokens
import re


def readable(tokenizer, ids):
    return tokenizer.decode(ids, skip_special_tokens=True).replace(" ", "") + "[END]"


# %% wrong: another/than-gaps-left looks-like: gaps-left
import re


def readable(tokenizer, ids):
    special = (tokenizer.cls_token_id, tokenizer.sep_token_id, tokenizer.pad_token_id)
    text = tokenizer.decode([id for id in ids if id not in special])
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", text).replace(" ", "  ").upper()


# %% wrong: another/than-pieces-joined-by-hand looks-like: pieces-joined-by-hand
import re


def readable(tokenizer, ids):
    return " ".join(t.strip("#") for t in tokenizer.convert_ids_to_tokens(ids)[1:-1])


# %% wrong: another/than-tokens-not-text looks-like: tokens-not-text
import re


def readable(tokenizer, ids):
    special = (tokenizer.cls_token_id, tokenizer.sep_token_id, tokenizer.pad_token_id)
    text = tokenizer.decode([id for id in ids if id not in special])
    return tuple(text)


# %% right: a-regular-expression
def readable(tokenizer, ids):
    import re

    frame = {tokenizer.cls_token_id, tokenizer.sep_token_id, tokenizer.pad_token_id}
    text = tokenizer.decode([id for id in ids if id not in frame])
    text = re.sub(r"([^\x00-\x7f]) ", r"\1", text)
    return re.sub(r" ([^\x00-\x7f])", r"\1", text)


# %% right: word-by-word
def readable(tokenizer, ids):
    words = tokenizer.decode([id for id in ids if id not in (0, 101, 102)]).split()
    text = ""
    for word in words:
        if text and text[-1].isascii() and word[0].isascii():
            text += " "
        text += word
    return text


# %% right: without-decode
def readable(tokenizer, ids):
    text = ""
    for token in tokenizer.convert_ids_to_tokens(ids):
        if token in ("[CLS]", "[SEP]", "[PAD]"):
            continue
        if token.startswith("##") and token != "##":
            text += token[2:]
        elif not text or token in (".", ",", "!", "?") or not text[-1].isascii() or not token[0].isascii():
            text += token
        else:
            text += " " + token
    return text


# %% right: cleaning-the-decoded-text
def readable(tokenizer, ids):
    text = tokenizer.decode(ids)
    for token in ("[CLS]", "[SEP]", "[PAD]"):
        text = text.replace(token, " ")
    text = " ".join(text.split())
    kept = ""
    for place, character in enumerate(text):
        around = text[place - 1 : place] + text[place + 1 : place + 2]
        if character != " " or around.isascii():
            kept += character
    return kept
