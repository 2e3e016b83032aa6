# %% wrong: system-left-out
def fitting(tokenizer, messages, window, most):
    head = []
    turns = messages[len(head) :]
    while turns:
        text = tokenizer.apply_chat_template(head + turns, tokenize=False, add_generation_prompt=True)
        if len(tokenizer(text)["input_ids"]) + most <= window:
            return head + turns
        turns = turns[2:]
    return []


# %% wrong: system-left-out/in-the-end
def fitting(tokenizer, messages, window, most):
    head = messages[:1] if messages[0]["role"] == "system" else []
    turns = messages[len(head) :]
    while turns:
        text = tokenizer.apply_chat_template(head + turns, tokenize=False, add_generation_prompt=True)
        if len(tokenizer(text)["input_ids"]) + most <= window:
            return head + turns if len(turns) == len(messages) - len(head) else turns
        turns = turns[2:]
    return []


# %% wrong: another/system-alone looks-like: system-left-out
def fitting(tokenizer, messages, window, most):
    head = messages[:1] if messages[0]["role"] == "system" else []
    turns = messages[len(head) :]
    while turns:
        text = tokenizer.apply_chat_template(head + turns, tokenize=False, add_generation_prompt=True)
        if len(tokenizer(text)["input_ids"]) + most <= window:
            return head or turns
        turns = turns[2:]
    return []


# %% wrong: answer-without-question
def fitting(tokenizer, messages, window, most):
    head = messages[:1] if messages[0]["role"] == "system" else []
    turns = messages[len(head) :]
    while turns:
        text = tokenizer.apply_chat_template(head + turns, tokenize=False, add_generation_prompt=True)
        if len(tokenizer(text)["input_ids"]) + most <= window:
            return head + turns
        turns = turns[1:]
    return []


# %% wrong: another/two-questions looks-like: answer-without-question
def fitting(tokenizer, messages, window, most):
    head = messages[:1] if messages[0]["role"] == "system" else []
    turns = messages[len(head) :]
    while turns:
        text = tokenizer.apply_chat_template(head + turns, tokenize=False, add_generation_prompt=True)
        if len(tokenizer(text)["input_ids"]) + most <= window:
            return head + [one for one in turns if one['role'] == 'user']
        turns = turns[2:]
    return []


# %% wrong: too-much-kept/no-room-for-the-answer
def fitting(tokenizer, messages, window, most):
    head = messages[:1] if messages[0]["role"] == "system" else []
    turns = messages[len(head) :]
    while turns:
        text = tokenizer.apply_chat_template(head + turns, tokenize=False, add_generation_prompt=True)
        if len(tokenizer(text)["input_ids"]) <= window:
            return head + turns
        turns = turns[2:]
    return []


# %% wrong: too-much-kept/what-was-said-counted
def fitting(tokenizer, messages, window, most):
    head = messages[:1] if messages[0]["role"] == "system" else []
    turns = messages[len(head) :]
    while turns:
        text = tokenizer.apply_chat_template(head + turns, tokenize=False, add_generation_prompt=True)
        if sum(len(tokenizer(one["content"])["input_ids"]) for one in head + turns) + most <= window:
            return head + turns
        turns = turns[2:]
    return []


# %% wrong: too-much-kept/one-turn-only
def fitting(tokenizer, messages, window, most):
    head = messages[:1] if messages[0]["role"] == "system" else []
    turns = messages[len(head) :]
    for _ in range(2):
        text = tokenizer.apply_chat_template(head + turns, tokenize=False, add_generation_prompt=True)
        if len(tokenizer(text)["input_ids"]) + most <= window:
            return head + turns
        turns = turns[2:]
    return head + messages[len(head) + 2 :]


# %% wrong: too-much-kept/words-counted
def fitting(tokenizer, messages, window, most):
    head = messages[:1] if messages[0]["role"] == "system" else []
    turns = messages[len(head) :]
    while turns:
        text = tokenizer.apply_chat_template(head + turns, tokenize=False, add_generation_prompt=True)
        if len(text.split()) + most <= window:
            return head + turns
        turns = turns[2:]
    return []


# %% wrong: another/too-much-and-no-system looks-like: too-much-kept
def fitting(tokenizer, messages, window, most):
    head = messages[:1] if messages[0]["role"] == "system" else []
    turns = messages[len(head) :]
    while turns:
        text = tokenizer.apply_chat_template(head + turns, tokenize=False, add_generation_prompt=True)
        if len(tokenizer(text)["input_ids"]) <= window:
            return turns
        turns = turns[2:]
    return []


# %% wrong: too-little-kept/characters-counted
def fitting(tokenizer, messages, window, most):
    head = messages[:1] if messages[0]["role"] == "system" else []
    turns = messages[len(head) :]
    while turns:
        text = tokenizer.apply_chat_template(head + turns, tokenize=False, add_generation_prompt=True)
        if len(text) + most <= window:
            return head + turns
        turns = turns[2:]
    return []


# %% wrong: too-little-kept/all-or-nothing
def fitting(tokenizer, messages, window, most):
    head = messages[:1] if messages[0]["role"] == "system" else []
    turns = messages[len(head) :]
    while turns:
        text = tokenizer.apply_chat_template(head + turns, tokenize=False, add_generation_prompt=True)
        if len(tokenizer(text)["input_ids"]) + most <= window:
            return head + turns
        turns = turns[-1:] if len(turns) > 1 else []
    return []


# %% wrong: given-up
def fitting(tokenizer, messages, window, most):
    return []


# %% wrong: another/the-question-left-out looks-like: too-little-kept
def fitting(tokenizer, messages, window, most):
    head = messages[:1] if messages[0]["role"] == "system" else []
    turns = messages[len(head) :]
    while turns:
        text = tokenizer.apply_chat_template(head + turns, tokenize=False, add_generation_prompt=True)
        if len(tokenizer(text)["input_ids"]) + most <= window:
            return head + turns[:-1]
        turns = turns[2:]
    return []


# %% wrong: too-much-kept/not-opened
def fitting(tokenizer, messages, window, most):
    head = messages[:1] if messages[0]["role"] == "system" else []
    turns = messages[len(head) :]
    while turns:
        text = tokenizer.apply_chat_template(head + turns, tokenize=False)
        if len(tokenizer(text)["input_ids"]) + most <= window:
            return head + turns
        turns = turns[2:]
    return []


# %% wrong: exactly-full-fits
def fitting(tokenizer, messages, window, most):
    head = messages[:1] if messages[0]["role"] == "system" else []
    turns = messages[len(head) :]
    while turns:
        text = tokenizer.apply_chat_template(head + turns, tokenize=False, add_generation_prompt=True)
        if len(tokenizer(text)["input_ids"]) + most < window:
            return head + turns
        turns = turns[2:]
    return []


# %% wrong: another/nine-more looks-like: exactly-full-fits
def fitting(tokenizer, messages, window, most):
    head = messages[:1] if messages[0]["role"] == "system" else []
    turns = messages[len(head) :]
    while turns:
        text = tokenizer.apply_chat_template(head + turns, tokenize=False, add_generation_prompt=True)
        if len(tokenizer(text)["input_ids"]) + most + 9 < window:
            return head + turns
        turns = turns[2:]
    return []


# %% wrong: not-the-oldest
def fitting(tokenizer, messages, window, most):
    head = messages[:1] if messages[0]["role"] == "system" else []
    turns = messages[len(head) :]
    while turns:
        text = tokenizer.apply_chat_template(head + turns, tokenize=False, add_generation_prompt=True)
        if len(tokenizer(text)["input_ids"]) + most <= window:
            return head + turns
        turns = turns[:-3] + turns[-1:]
    return []


# %% wrong: not-the-oldest/the-question-too
def fitting(tokenizer, messages, window, most):
    head = messages[:1] if messages[0]["role"] == "system" else []
    turns = messages[len(head) :]
    while turns:
        text = tokenizer.apply_chat_template(head + turns, tokenize=False, add_generation_prompt=True)
        if len(tokenizer(text)["input_ids"]) + most <= window:
            return head + turns
        turns = turns[:-2]
    return []


# %% wrong: not-the-oldest/second-oldest
def fitting(tokenizer, messages, window, most):
    head = messages[:1] if messages[0]["role"] == "system" else []
    turns = messages[len(head) :]
    while turns:
        text = tokenizer.apply_chat_template(head + turns, tokenize=False, add_generation_prompt=True)
        if len(tokenizer(text)["input_ids"]) + most <= window:
            return head + turns
        turns = turns[:2] + turns[4:] if len(turns) > 4 else turns[2:]
    return []


# %% wrong: not-the-oldest/skips-the-long-one
def fitting(tokenizer, messages, window, most):
    head = messages[:1] if messages[0]["role"] == "system" else []
    turns, last = messages[len(head) : -1], messages[-1:]
    kept = []
    for first in range(len(turns) - 2, -1, -2):
        tried = turns[first : first + 2] + kept
        text = tokenizer.apply_chat_template(head + tried + last, tokenize=False, add_generation_prompt=True)
        if len(tokenizer(text)["input_ids"]) + most <= window:
            kept = tried
    text = tokenizer.apply_chat_template(head + last, tokenize=False, add_generation_prompt=True)
    return head + kept + last if len(tokenizer(text)["input_ids"]) + most <= window else []


# %% wrong: another/oldest-in-another-order looks-like: not-the-oldest
def fitting(tokenizer, messages, window, most):
    head = messages[:1] if messages[0]["role"] == "system" else []
    turns = messages[len(head) :]
    while turns:
        text = tokenizer.apply_chat_template(head + turns, tokenize=False, add_generation_prompt=True)
        if len(tokenizer(text)["input_ids"]) + most <= window:
            return head + turns if len(turns) + len(head) == len(messages) else head + turns[::-1]
        turns = turns[2:]
    return []


# %% wrong: too-long-all-the-same
def fitting(tokenizer, messages, window, most):
    head = messages[:1] if messages[0]["role"] == "system" else []
    turns = messages[len(head) :]
    while len(turns) > 1:
        text = tokenizer.apply_chat_template(head + turns, tokenize=False, add_generation_prompt=True)
        if len(tokenizer(text)["input_ids"]) + most <= window:
            return head + turns
        turns = turns[2:]
    return head + turns


# %% wrong: too-much-kept/all-the-same
def fitting(tokenizer, messages, window, most):
    head = messages[:1] if messages[0]["role"] == "system" else []
    turns = messages[len(head) :]
    while len(turns) > 5:
        text = tokenizer.apply_chat_template(head + turns, tokenize=False, add_generation_prompt=True)
        if len(tokenizer(text)["input_ids"]) + most <= window:
            return head + turns
        turns = turns[2:]
    return messages


# %% wrong: another/system-alone-where-nothing-fits looks-like: too-long-all-the-same
def fitting(tokenizer, messages, window, most):
    head = messages[:1] if messages[0]["role"] == "system" else []
    turns = messages[len(head) :]
    while turns:
        text = tokenizer.apply_chat_template(head + turns, tokenize=False, add_generation_prompt=True)
        if len(tokenizer(text)["input_ids"]) + most <= window:
            return head + turns
        turns = turns[2:]
    return head


# %% wrong: another/count
def fitting(tokenizer, messages, window, most):
    head = messages[:1] if messages[0]["role"] == "system" else []
    turns = messages[len(head) :]
    while turns:
        text = tokenizer.apply_chat_template(head + turns, tokenize=False, add_generation_prompt=True)
        if len(tokenizer(text)["input_ids"]) + most <= window:
            return len(head + turns)
        turns = turns[2:]
    return 0


# %% wrong: another/the-text
def fitting(tokenizer, messages, window, most):
    head = messages[:1] if messages[0]["role"] == "system" else []
    turns = messages[len(head) :]
    while turns:
        text = tokenizer.apply_chat_template(head + turns, tokenize=False, add_generation_prompt=True)
        if len(tokenizer(text)["input_ids"]) + most <= window:
            return text
        turns = turns[2:]
    return ''


# %% wrong: another/nothing-for-nothing
def fitting(tokenizer, messages, window, most):
    head = messages[:1] if messages[0]["role"] == "system" else []
    turns = messages[len(head) :]
    while turns:
        text = tokenizer.apply_chat_template(head + turns, tokenize=False, add_generation_prompt=True)
        if len(tokenizer(text)["input_ids"]) + most <= window:
            return head + turns
        turns = turns[2:]
    return None


# %% wrong: too-much-kept/everything
def fitting(tokenizer, messages, window, most):
    return messages


# %% wrong: changes-its-input
def fitting(tokenizer, messages, window, most):
    first = 1 if messages[0]["role"] == "system" else 0
    while len(messages) > first:
        ids = tokenizer.apply_chat_template(messages, add_generation_prompt=True)["input_ids"]
        if len(ids) + most <= window:
            return list(messages)
        del messages[first : first + 2]
    return []


# %% right: from-the-newest
def fitting(tokenizer, messages, window, most):
    head = [one for one in messages if one["role"] == "system"]
    rest = [one for one in messages if one["role"] != "system"]


    def room(said):
        return window - most - len(tokenizer.apply_chat_template(said, add_generation_prompt=True)["input_ids"])


    best = []
    for count in range(1, len(rest) + 1, 2):
        tried = head + rest[-count:]
        if room(tried) < 0:
            break
        best = tried
    return best


# %% right: recursive
def fitting(tokenizer, messages, window, most):
    ids = tokenizer.apply_chat_template(messages, add_generation_prompt=True, return_dict=False)
    if len(ids) + most <= window:
        return messages
    start = int(messages[0]["role"] == "system")
    if len(messages) - start < 3:
        return []
    return fitting(tokenizer, messages[:start] + messages[start + 2 :], window, most)


# %% wrong: another/given-up-by-none looks-like: given-up
def fitting(tokenizer, messages, window, most):
    return [messages[0]["role"]]


# %% wrong: system-left-out/when-tight
def fitting(tokenizer, messages, window, most):
    head = messages[:1] if messages[0]["role"] == "system" else []
    rest = messages[len(head) :]
    while rest:
        ids = tokenizer.apply_chat_template(head + rest, add_generation_prompt=True)["input_ids"]
        if len(ids) + most <= window:
            return head + rest
        rest = rest[2:]
    ids = tokenizer.apply_chat_template(messages[-1:], add_generation_prompt=True)["input_ids"]
    return messages[-1:] if len(ids) + most <= window else []
