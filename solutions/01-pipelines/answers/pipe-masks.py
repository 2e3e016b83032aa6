# %% wrong: words-alone
def fill_in_turn(fill, text):
    words = []
    for left in range(text.count("[MASK]"), 0, -1):
        found = fill(text)
        candidates = found[0] if left > 1 else found
        word = next(one["token_str"] for one in candidates if one["token_str"] not in fill.tokenizer.all_special_tokens)
        words.append(word)
        text = text.replace("[MASK]", word, 1)
    return words


# %% wrong: words-alone/joined
def fill_in_turn(fill, text):
    words = []
    for left in range(text.count("[MASK]"), 0, -1):
        found = fill(text)
        candidates = found[0] if left > 1 else found
        word = next(one["token_str"] for one in candidates if one["token_str"] not in fill.tokenizer.all_special_tokens)
        words.append(word)
        text = text.replace("[MASK]", word, 1)
    return "".join(words)


# %% wrong: dictionary-not-text
def fill_in_turn(fill, text):
    return fill(text)


# %% wrong: each-alone
def fill_in_turn(fill, text):
    found = fill(text)
    gaps = found if isinstance(found[0], list) else [found]
    for gap in gaps:
        word = next(one["token_str"] for one in gap if not one["token_str"].startswith("["))
        text = text.replace("[MASK]", word, 1)
    return text


# %% wrong: sequence-taken
def fill_in_turn(fill, text):
    while "[MASK]" in text:
        found = fill(text)
        best = found[0][0] if isinstance(found[0], list) else found[0]
        text = best["sequence"]
    return text


# %% wrong: sequence-taken/no-spaces
def fill_in_turn(fill, text):
    for left in range(text.count("[MASK]"), 0, -1):
        found = fill(text)
        best = (found[0] if left > 1 else found)[0]
        text = best["sequence"].replace("[CLS]", "").replace("[SEP]", "").strip()
    return text


# %% wrong: special-put-in
def fill_in_turn(fill, text):
    for left in range(text.count("[MASK]"), 0, -1):
        found = fill(text)
        candidates = found[0] if isinstance(found[0], list) else found
        word = next(one["token_str"] for one in candidates)
        text = text.replace("[MASK]", word, 1)
    return text


# %% wrong: gaps-left
def fill_in_turn(fill, text):
    found = fill(text)
    candidates = found[0] if isinstance(found[0], list) else found
    return text.replace("[MASK]", candidates[0]["token_str"], 1)


# %% wrong: one-word-everywhere
def fill_in_turn(fill, text):
    found = fill(text)
    candidates = found[0] if isinstance(found[0], list) else found
    return text.replace("[MASK]", candidates[0]["token_str"])


# %% wrong: from-the-end
def fill_in_turn(fill, text):
    for left in range(text.count("[MASK]"), 0, -1):
        found = fill(text)
        candidates = found[-1] if left > 1 else found
        word = next(one["token_str"] for one in candidates if not one["token_str"].startswith("["))
        before, _, behind = text.rpartition("[MASK]")
        text = before + word + behind
    return text


# %% wrong: endless-loop
def fill_in_turn(fill, text):
    while "[MASK]" in text:
        found = fill(text)
        best = (found[0] if isinstance(found[0], list) else found)[0]
        text = text.replace("[MASK]", best["token_str"], 1)
    return text


# %% wrong: crash-one-level-for-all
def fill_in_turn(fill, text):
    for _ in range(text.count("[MASK]")):
        text = text.replace("[MASK]", fill(text)[0]["token_str"], 1)
    return text


# %% wrong: returns-nothing
def fill_in_turn(fill, text):
    for left in range(text.count("[MASK]"), 0, -1):
        found = fill(text)
        candidates = found[0] if left > 1 else found
        word = next(one["token_str"] for one in candidates if one["token_str"] not in fill.tokenizer.all_special_tokens)
        text = text.replace("[MASK]", word, 1)
    print(text)


# %% wrong: another/ids looks-like: words-alone
def fill_in_turn(fill, text):
    found = fill(text)
    return str((found[0] if isinstance(found[0], list) else found)[0]["token"])


# %% wrong: another/characters looks-like: dictionary-not-text
def fill_in_turn(fill, text):
    for left in range(text.count("[MASK]"), 0, -1):
        found = fill(text)
        candidates = found[0] if left > 1 else found
        word = next(one["token_str"] for one in candidates if one["token_str"] not in fill.tokenizer.all_special_tokens)
        text = text.replace("[MASK]", word, 1)
    return tuple(text)


# %% wrong: another/second-best looks-like: each-alone
def fill_in_turn(fill, text):
    found = fill(text)
    gaps = found if isinstance(found[0], list) else [found]
    for gap in gaps:
        text = text.replace("[MASK]", gap[1]["token_str"], 1)
    return text


# %% wrong: another/a-space-behind looks-like: sequence-taken
def fill_in_turn(fill, text):
    for left in range(text.count("[MASK]"), 0, -1):
        found = fill(text)
        candidates = found[0] if left > 1 else found
        word = next(one["token_str"] for one in candidates if one["token_str"] not in fill.tokenizer.all_special_tokens)
        text = text.replace("[MASK]", word, 1)
    return text[:-1] + " !"


# %% wrong: another/special-for-all looks-like: special-put-in
def fill_in_turn(fill, text):
    for left in range(text.count("[MASK]"), 0, -1):
        found = fill(text)
        candidates = found[0] if left > 1 else found
        word = "[UNK]"
        text = text.replace("[MASK]", word, 1)
    return text


# %% wrong: another/gaps-taken-out looks-like: gaps-left
def fill_in_turn(fill, text):
    return text.replace("[MASK]", "")


# %% wrong: another/the-last-word-everywhere looks-like: one-word-everywhere
def fill_in_turn(fill, text):
    found = fill(text)
    candidates = found[-1] if isinstance(found[0], list) else found
    return text.replace("[MASK]", candidates[-1]["token_str"])


# %% wrong: another/the-least-likely looks-like: from-the-end
def fill_in_turn(fill, text):
    for left in range(text.count("[MASK]"), 0, -1):
        found = fill(text)
        candidates = found[0] if left > 1 else found
        word = next(one["token_str"] for one in candidates[::-1] if one["token_str"] not in fill.tokenizer.all_special_tokens)
        text = text.replace("[MASK]", word, 1)
    return text


# %% wrong: special-put-in/only-the-gap-passed-over
def fill_in_turn(fill, text):
    while "[MASK]" in text:
        answers = fill(text, top_k=10)
        if isinstance(answers[0], list):
            answers = answers[0]
        word = [a["token_str"] for a in answers if a["token_str"] != "[MASK]"][0]
        text = text.replace("[MASK]", word, 1)
    return text


# %% wrong: special-put-in/unknown-forgotten
def fill_in_turn(fill, text):
    while "[MASK]" in text:
        answers = fill(text, top_k=10)
        if isinstance(answers[0], list):
            answers = answers[0]
        word = [a["token_str"] for a in answers if a["token_str"] not in ("[MASK]", "[CLS]", "[SEP]", "[PAD]")][0]
        text = text.replace("[MASK]", word, 1)
    return text


# %% wrong: special-put-in/padding-forgotten
def fill_in_turn(fill, text):
    while "[MASK]" in text:
        answers = fill(text, top_k=10)
        if isinstance(answers[0], list):
            answers = answers[0]
        word = [a["token_str"] for a in answers if a["token_str"] not in ("[MASK]", "[CLS]", "[SEP]", "[UNK]")][0]
        text = text.replace("[MASK]", word, 1)
    return text


# %% wrong: special-put-in/ends-forgotten
def fill_in_turn(fill, text):
    while "[MASK]" in text:
        found = fill(text, top_k=10)
        if isinstance(found[0], list):
            found = found[0]
        words = [one["token_str"] for one in found if one["token_str"] not in ("[MASK]", "[UNK]", "[PAD]")]
        text = text.replace("[MASK]", words[0], 1)
    return text


# %% wrong: special-put-in/the-second-best
def fill_in_turn(fill, text):
    special = {"[MASK]", "[CLS]", "[SEP]", "[UNK]", "[PAD]"}
    for _ in range(text.count("[MASK]")):
        answers = fill(text, top_k=10)
        if isinstance(answers[0], list):
            answers = answers[0]
        word = answers[0]["token_str"]
        if word in special:
            word = answers[1]["token_str"]
        text = text.replace("[MASK]", word, 1)
    return text


# %% wrong: special-put-in/five-candidates
def fill_in_turn(fill, text):
    special = {"[MASK]", "[CLS]", "[SEP]", "[UNK]", "[PAD]"}
    for _ in range(text.count("[MASK]")):
        answers = fill(text)
        if isinstance(answers[0], list):
            answers = answers[0]
        word = answers[0]["token_str"]
        for a in answers:
            if a["token_str"] not in special:
                word = a["token_str"]
                break
        text = text.replace("[MASK]", word, 1)
    return text


# %% wrong: crash-five-candidates
def fill_in_turn(fill, text):
    special = {"[MASK]", "[CLS]", "[SEP]", "[UNK]", "[PAD]"}
    while "[MASK]" in text:
        answers = fill(text)
        if isinstance(answers[0], list):
            answers = answers[0]
        word = [a["token_str"] for a in answers if a["token_str"] not in special][0]
        text = text.replace("[MASK]", word, 1)
    return text


# %% wrong: gap-left-empty
def fill_in_turn(fill, text):
    special = {"[MASK]", "[CLS]", "[SEP]", "[UNK]", "[PAD]"}
    while "[MASK]" in text:
        answers = fill(text)
        if isinstance(answers[0], list):
            answers = answers[0]
        word = next((a["token_str"] for a in answers if a["token_str"] not in special), "")
        text = text.replace("[MASK]", word, 1)
    return text


# %% wrong: another/always-empty looks-like: gap-left-empty
def fill_in_turn(fill, text):
    fill(text)
    return text.replace("[MASK]", "")


# %% wrong: more-passed-over
def fill_in_turn(fill, text):
    while "[MASK]" in text:
        answers = fill(text, top_k=10)
        if isinstance(answers[0], list):
            answers = answers[0]
        word = [a["token_str"] for a in answers if not a["token_str"].startswith("[")][0]
        text = text.replace("[MASK]", word, 1)
    return text


# %% wrong: more-passed-over/words-alone
def fill_in_turn(fill, text):
    while "[MASK]" in text:
        answers = fill(text, top_k=30)
        if isinstance(answers[0], list):
            answers = answers[0]
        word = [a["token_str"] for a in answers if a["token_str"].isalnum()][0]
        text = text.replace("[MASK]", word, 1)
    return text


# %% wrong: more-passed-over/pieces
def fill_in_turn(fill, text):
    while "[MASK]" in text:
        found = fill(text, top_k=20)
        if isinstance(found[0], list):
            found = found[0]
        words = [one["token_str"] for one in found if one["token_str"] not in fill.tokenizer.all_special_tokens]
        words = [word for word in words if not word.startswith("##")]
        text = text.replace("[MASK]", words[0], 1)
    return text


# %% wrong: another/the-third looks-like: more-passed-over
def fill_in_turn(fill, text):
    while "[MASK]" in text:
        found = fill(text, top_k=20)
        if isinstance(found[0], list):
            found = found[0]
        words = [one["token_str"] for one in found if one["token_str"] not in fill.tokenizer.all_special_tokens]
        text = text.replace("[MASK]", words[2], 1)
    return text


# %% wrong: piece-trimmed
def fill_in_turn(fill, text):
    while "[MASK]" in text:
        found = fill(text, top_k=20)
        if isinstance(found[0], list):
            found = found[0]
        words = [one["token_str"] for one in found if one["token_str"] not in fill.tokenizer.all_special_tokens]
        text = text.replace("[MASK]", words[0].removeprefix("##"), 1)
    return text


# %% wrong: another/first-character-lost looks-like: piece-trimmed
def fill_in_turn(fill, text):
    while "[MASK]" in text:
        found = fill(text, top_k=20)
        if isinstance(found[0], list):
            found = found[0]
        words = [one["token_str"] for one in found if one["token_str"] not in fill.tokenizer.all_special_tokens]
        text = text.replace("[MASK]", words[0][1:], 1)
    return text


# %% wrong: rest-changed
def fill_in_turn(fill, text):
    special = {"[MASK]", "[CLS]", "[SEP]", "[UNK]", "[PAD]"}
    text = text.strip().lower().replace("[mask]", "[MASK]")
    while "[MASK]" in text:
        answers = fill(text, top_k=10)
        if isinstance(answers[0], list):
            answers = answers[0]
        word = [a["token_str"] for a in answers if a["token_str"] not in special][0]
        text = text.replace("[MASK]", word, 1)
    return text


# %% wrong: rest-changed/split-and-joined
def fill_in_turn(fill, text):
    special = {"[MASK]", "[CLS]", "[SEP]", "[UNK]", "[PAD]"}
    while "[MASK]" in text:
        answers = fill(text, top_k=10)
        if isinstance(answers[0], list):
            answers = answers[0]
        word = [a["token_str"] for a in answers if a["token_str"] not in special][0]
        text = " ".join(text.replace("[MASK]", word, 1).split())
    return text


# %% wrong: another/stops-at-the-gap looks-like: rest-changed
def fill_in_turn(fill, text):
    while "[MASK]" in text:
        found = fill(text, top_k=20)
        if isinstance(found[0], list):
            found = found[0]
        words = [one["token_str"] for one in found if one["token_str"] not in fill.tokenizer.all_special_tokens]
        text = text.replace("[MASK]", words[0], 1)
    return text.strip().lower().rstrip(".。")


# %% right: as-long-as-there-are
def fill_in_turn(fill, text):
    while "[MASK]" in text:
        found = fill(text, top_k=20)
        if isinstance(found[0], list):
            found = found[0]
        words = [one["token_str"] for one in found]
        for special in ("[MASK]", "[CLS]", "[SEP]", "[UNK]", "[PAD]"):
            if special in words:
                words.remove(special)
        text = text.replace("[MASK]", words[0], 1)
    return text


# %% right: recursion
def fill_in_turn(fill, text):
    if "[MASK]" not in text:
        return text
    found = fill(text, top_k=6)
    for one in found[0] if isinstance(found[0], list) else found:
        if one["token"] not in fill.tokenizer.all_special_ids:
            before, behind = text.split("[MASK]", 1)
            return fill_in_turn(fill, before + one["token_str"] + behind)


# %% right: the-tensor
import torch


def fill_in_turn(fill, text):
    tokenizer, model = fill.tokenizer, fill.model
    for _ in range(text.count("[MASK]")):
        inputs = tokenizer(text, return_tensors="pt")
        place = (inputs["input_ids"][0] == tokenizer.mask_token_id).nonzero()[0].item()
        with torch.no_grad():
            logits = model(**inputs).logits[0, place]
        logits[tokenizer.all_special_ids] = float("-inf")
        text = text.replace("[MASK]", tokenizer.decode([logits.argmax().item()]), 1)
    return text
