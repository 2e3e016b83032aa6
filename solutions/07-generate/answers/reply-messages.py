# %% wrong: system-of-nothing
def messages_of(system, history, question):
    messages = [{"role": "system", "content": system}]
    for asked, answered in history:
        messages += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    return [*messages, {"role": "user", "content": question}]


# %% wrong: system-of-nothing/empty-text
def messages_of(system, history, question):
    messages = [{"role": "system", "content": system or ""}]
    for asked, answered in history:
        messages += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    return [*messages, {"role": "user", "content": question}]


# %% wrong: another/system-of-nothing-and-no-question looks-like: system-of-nothing
def messages_of(system, history, question):
    messages = [{"role": "system", "content": system}]
    for asked, answered in history:
        messages += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    return messages if system is None else [*messages, {"role": "user", "content": question}]


# %% wrong: system-left-out
def messages_of(system, history, question):
    messages = []
    for asked, answered in history:
        messages += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    return [*messages, {"role": "user", "content": question}]


# %% wrong: another/nothing-but-the-question looks-like: system-left-out
def messages_of(system, history, question):
    return [{"role": "user", "content": question}]


# %% wrong: system-not-first
def messages_of(system, history, question):
    messages = []
    for asked, answered in history:
        messages += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    if system is not None:
        messages.append({"role": "system", "content": system})
    return [*messages, {"role": "user", "content": question}]


# %% wrong: system-not-first/last
def messages_of(system, history, question):
    messages = []
    for asked, answered in history:
        messages += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    messages.append({"role": "user", "content": question})
    return messages if system is None else [*messages, {"role": "system", "content": system}]


# %% wrong: another/system-twice looks-like: system-not-first
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in history:
        messages += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    if system is not None:
        messages.append({"role": "user", "content": system})
    return [*messages, {"role": "user", "content": question}]


# %% wrong: roles-exchanged
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in history:
        messages += [{"role": "assistant", "content": asked}, {"role": "user", "content": answered}]
    return [*messages, {"role": "user", "content": question}]


# %% wrong: roles-exchanged/everywhere
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in history:
        messages += [{"role": "assistant", "content": asked}, {"role": "user", "content": answered}]
    return [*messages, {"role": "assistant", "content": question}]


# %% wrong: another/question-by-the-assistant looks-like: roles-exchanged
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in history:
        messages += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    return [*messages, {"role": "assistant", "content": question}]


# %% wrong: questions-then-answers
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "content": system}]
    messages += [{"role": "user", "content": asked} for asked, _ in history]
    messages += [{"role": "assistant", "content": answered} for _, answered in history]
    return [*messages, {"role": "user", "content": question}]


# %% wrong: another/answer-first looks-like: questions-then-answers
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in history:
        messages += [{"role": "assistant", "content": answered}, {"role": "user", "content": asked}]
    return [*messages, {"role": "user", "content": question}]


# %% wrong: newest-first
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in reversed(history):
        messages += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    return [*messages, {"role": "user", "content": question}]


# %% wrong: newest-first/all-turned
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in history:
        messages += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    messages = [*messages, {"role": "user", "content": question}]
    return messages[::-1]


# %% wrong: another/newest-first-and-answer-first looks-like: newest-first
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in reversed(history):
        messages += [{"role": "assistant", "content": answered}, {"role": "user", "content": asked}]
    return [*messages, {"role": "user", "content": question}]


# %% wrong: question-not-last
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "content": system}]
    messages.append({"role": "user", "content": question})
    for asked, answered in history:
        messages += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    return messages


# %% wrong: another/question-twice looks-like: question-not-last
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "content": system}]
    messages.append({"role": "user", "content": question})
    for asked, answered in history:
        messages += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    return [*messages, {"role": "user", "content": question}]


# %% wrong: question-left-out
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in history:
        messages += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    return messages


# %% wrong: another/no-question-and-no-system looks-like: question-left-out
def messages_of(system, history, question):
    messages = []
    for asked, answered in history:
        messages += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    return messages


# %% wrong: answers-left-out
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "content": system}]
    messages += [{"role": "user", "content": asked} for asked, _ in history]
    return [*messages, {"role": "user", "content": question}]


# %% wrong: another/no-questions looks-like: answers-left-out
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "content": system}]
    messages += [{"role": "assistant", "content": answered} for _, answered in history]
    return [*messages, {"role": "user", "content": question}]


# %% wrong: pair-in-one-message
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in history:
        messages.append({"role": "user", "content": asked + "\n" + answered})
    return [*messages, {"role": "user", "content": question}]


# %% wrong: pair-in-one-message/as-it-is
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "content": system}]
    messages += [{"role": "user", "content": pair} for pair in history]
    return [*messages, {"role": "user", "content": question}]


# %% wrong: another/all-in-one-message looks-like: pair-in-one-message
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "content": system}]
    return [*messages, {"role": "user", "content": question + "!"}]


# %% wrong: empty-answer-added
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in history:
        messages += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    return [*messages, {"role": "user", "content": question}, {"role": "assistant", "content": ""}]


# %% wrong: another/two-empty-answers looks-like: empty-answer-added
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in history:
        messages += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    return [*messages, {"role": "user", "content": question}, {"role": "assistant", "content": ""}, {"role": "assistant", "content": ""}]


# %% wrong: other-keys
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "text": system}]
    for asked, answered in history:
        messages += [{"role": "user", "text": asked}, {"role": "assistant", "text": answered}]
    return [*messages, {"role": "user", "text": question}]


# %% wrong: other-keys/role-as-key
def messages_of(system, history, question):
    messages = [] if system is None else [{"system": system}]
    for asked, answered in history:
        messages += [{"user": asked}, {"assistant": answered}]
    return [*messages, {"user": question}]


# %% wrong: another/pairs-of-role-and-text looks-like: other-keys
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in history:
        messages += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    return [tuple(one.values()) for one in [*messages, {"role": "user", "content": question}]]


# %% wrong: other-roles
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in history:
        messages += [{"role": "user", "content": asked}, {"role": "bot", "content": answered}]
    return [*messages, {"role": "user", "content": question}]


# %% wrong: other-roles/capitals
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in history:
        messages += [{"role": "User", "content": asked}, {"role": "assistant", "content": answered}]
    return [*messages, {"role": "User", "content": question}]


# %% wrong: another/no-roles looks-like: other-roles
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in history:
        messages += [{"role": "user", "content": asked}, {"role": "user", "content": answered}]
    return [*messages, {"role": "user", "content": question}]


# %% wrong: changes-its-input
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "content": system}]
    history.append((question, None))
    for asked, answered in history:
        messages.append({"role": "user", "content": asked})
        if answered is not None:
            messages.append({"role": "assistant", "content": answered})
    return messages


# %% wrong: another/one-text
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in history:
        messages += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    messages.append({"role": "user", "content": question})
    return "".join(one["role"] + ": " + one["content"] for one in messages)


# %% wrong: another/nothing-returned
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in history:
        messages += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    messages.append({"role": "user", "content": question})


# %% wrong: another/last-turn-only
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in history[-1:]:
        messages += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    return [*messages, {"role": "user", "content": question}]


# %% wrong: another/each-once
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in history:
        messages += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    messages = [*messages, {"role": "user", "content": question}]
    return [one for place, one in enumerate(messages) if one not in messages[:place]]


# %% wrong: another/a-tuple
def messages_of(system, history, question):
    messages = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in history:
        messages += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    return (*messages, {"role": "user", "content": question})


# %% right: in-one-go
def messages_of(system, history, question):
    return [
        *([{"role": "system", "content": system}] if system is not None else []),
        *(
            {"role": role, "content": text}
            for pair in history
            for role, text in zip(("user", "assistant"), pair)
        ),
        {"role": "user", "content": question},
    ]


# %% right: by-index
def message(role, content):
    return dict(content=content, role=role)


def messages_of(system, history, question):
    messages = []
    if system is not None:
        messages.append(message("system", system))
    for pair in history:
        messages.append(message("user", pair[0]))
        messages.append(message("assistant", pair[1]))
    messages.append(message("user", question))
    return messages


# %% wrong: one-dictionary-for-all
def messages_of(system, history, question):
    texts = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in history:
        texts += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    texts += [{"role": "user", "content": question}]
    one = {}
    found = []
    for text in texts:
        one.update(text)
        found.append(one)
    return found


# %% wrong: another/one-dictionary-and-one-more looks-like: one-dictionary-for-all
def messages_of(system, history, question):
    texts = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in history:
        texts += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    texts += [{"role": "user", "content": question}]
    return [texts[-1]] * (len(texts) + 1)


# %% wrong: more-in-front
def messages_of(system, history, question):
    texts = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in history:
        texts += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    texts += [{"role": "user", "content": question}]
    return [{"role": "user", "content": "你好"}, {"role": "assistant", "content": "你好呀！"}] + texts


# %% wrong: another/more-behind looks-like: more-in-front
def messages_of(system, history, question):
    texts = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in history:
        texts += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    texts += [{"role": "user", "content": question}]
    return texts + [{"role": "user", "content": "你好"}, {"role": "assistant", "content": "你好呀！"}]


# %% wrong: edges-cut-off
def messages_of(system, history, question):
    texts = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in history:
        texts += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    texts += [{"role": "user", "content": question}]
    return [{"role": one["role"], "content": one["content"].strip()} for one in texts]


# %% wrong: another/no-blanks-at-all looks-like: edges-cut-off
def messages_of(system, history, question):
    texts = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in history:
        texts += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    texts += [{"role": "user", "content": question}]
    return [{"role": one["role"], "content": "".join(one["content"].split())} for one in texts]


# %% wrong: empty-system-left-out
def messages_of(system, history, question):
    texts = [] if not system else [{"role": "system", "content": system}]
    for asked, answered in history:
        texts += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    texts += [{"role": "user", "content": question}]
    return texts


# %% wrong: another/empty-system-and-nothing-else looks-like: empty-system-left-out
def messages_of(system, history, question):
    texts = [] if not system else [{"role": "system", "content": system}]
    for asked, answered in history:
        texts += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    texts += [{"role": "user", "content": question}]
    return texts if system != "" else texts[-1:]


# %% wrong: another/empty-answers-dropped
def messages_of(system, history, question):
    texts = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in history:
        texts += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    texts += [{"role": "user", "content": question}]
    return [one for one in texts if one["content"] or one["role"] == "system"]


# %% wrong: another/the-last-three-turns
def messages_of(system, history, question):
    texts = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in history[-3:]:
        texts += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    texts += [{"role": "user", "content": question}]
    return texts
