# %% wrong: negative-start
def in_context(context, answer):
    start, end = answer["start"], answer["end"]
    return context[start - 10 : start] + "[" + context[start:end] + "]" + context[end : end + 10]


# %% wrong: first-of-its-kind
def in_context(context, answer):
    before, found, behind = context.partition(answer["answer"])
    return f"{before[-10:]}[{found}]{behind[:10]}"


# %% wrong: first-of-its-kind/by-find
def in_context(context, answer):
    start = context.find(answer["answer"])
    end = start + len(answer["answer"])
    return f"{context[max(0, start - 10):start]}[{context[start:end]}]{context[end:end + 10]}"


# %% wrong: end-is-behind
def in_context(context, answer):
    start, end = answer["start"], answer["end"] + 1
    return f"{context[max(0, start - 10):start]}[{context[start:end]}]{context[end:end + 10]}"


# %% wrong: end-is-behind/too-early
def in_context(context, answer):
    start, end = answer["start"], answer["end"] - 1
    return f"{context[max(0, start - 10):start]}[{context[start:end]}]{context[end:end + 10]}"


# %% wrong: no-brackets
def in_context(context, answer):
    return context[max(0, answer["start"] - 10) : answer["end"] + 10]


# %% wrong: answer-alone
def in_context(context, answer):
    return f"[{context[answer['start']:answer['end']]}]"


# %% wrong: everything-around
def in_context(context, answer):
    start, end = answer["start"], answer["end"]
    return f"{context[:start]}[{context[start:end]}]{context[end:]}"


# %% wrong: one-side-only
def in_context(context, answer):
    start, end = answer["start"], answer["end"]
    return f"[{context[start:end]}]{context[end:end + 10]}"


# %% wrong: dots-added
def in_context(context, answer):
    start, end = answer["start"], answer["end"]
    return f"...{context[max(0, start - 10):start]}[{context[start:end]}]{context[end:end + 10]}..."


# %% wrong: wrong-type
def in_context(context, answer):
    start, end = answer["start"], answer["end"]
    return context[max(0, start - 10) : start], context[start:end], context[end : end + 10]


# %% wrong: another/ten-from-the-end looks-like: negative-start
def in_context(context, answer):
    start, end = answer["start"], answer["end"]
    return f"{context[-10:]}[{context[start:end]}]{context[end:end + 10]}"


# %% wrong: another/last-of-its-kind looks-like: first-of-its-kind
def in_context(context, answer):
    start, end = answer["start"], answer["end"]
    return f"{context[max(0, start - 10):start]}[{context[end:end + 10]}]"


# %% wrong: another/two-too-many looks-like: end-is-behind
def in_context(context, answer):
    start, end = answer["start"], answer["end"] + 2
    return f"{context[max(0, start - 10):start]}[{context[start:end]}]{context[end:end + 10]}"


# %% wrong: another/round-brackets looks-like: no-brackets
def in_context(context, answer):
    start, end = answer["start"], answer["end"]
    return f"{context[max(0, start - 10):start]}({context[start:end]}){context[end:end + 10]}"


# %% wrong: another/the-whole-dictionary looks-like: answer-alone
def in_context(context, answer):
    return f"[{answer}]"


# %% wrong: another/eleven-around looks-like: everything-around
def in_context(context, answer):
    start, end = answer["start"], answer["end"]
    return f"{context[max(0, start - 11):start]}[{context[start:end]}]{context[end:end + 11]}"


# %% wrong: another/five-on-one-side looks-like: one-side-only
def in_context(context, answer):
    start, end = answer["start"], answer["end"]
    return f"{context[max(0, start - 10):start]}[{context[start:end]}]{context[end:end + 5]}"


# %% wrong: another/stars-added looks-like: dots-added
def in_context(context, answer):
    start, end = answer["start"], answer["end"]
    return f"{context[max(0, start - 10):start]}**[{context[start:end]}]**{context[end:end + 10]}"


# %% right: before-and-behind
def in_context(context, answer):
    before, behind = context[: answer["start"]], context[answer["end"] :]
    return before[-10:] + "[" + answer["answer"] + "]" + behind[:10]


# %% right: character-by-character
def in_context(context, answer):
    text = ""
    for place, character in enumerate(context):
        if place == answer["start"]:
            text += "["
        if answer["start"] - 10 <= place < answer["end"] + 10:
            text += character
        if place == answer["end"] - 1:
            text += "]"
    return text


# %% wrong: changes-its-input
def in_context(context, answer):
    start, end = answer.pop("start"), answer.pop("end")
    return f"{context[max(0, start - 10) : start]}[{context[start:end]}]{context[end : end + 10]}"
