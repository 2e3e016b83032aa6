# %% wrong: minus-zero
def last(text, n):
    return text[-n:]


# %% wrong: goes-round
def last(text, n):
    return text[len(text) - n:]


# %% wrong: nothing-when-too-many
def last(text, n):
    if n == 0 or n > len(text):
        return ""
    return text[-n:]


# %% wrong: from-the-start
def last(text, n):
    return text[:n]


# %% wrong: backwards
def last(text, n):
    return text[::-1][:n]


# %% wrong: off-by-one
def last(text, n):
    if n == 0:
        return ""
    return text[-n:-1]


# %% wrong: off-by-one
def last(text, n):
    return text[max(0, len(text) - n - 1):]


# %% wrong: wide-counts-more
def last(text, n):
    if n == 0:
        return ""
    return text.encode("utf-8")[-n:].decode("utf-8", errors="ignore")


# %% wrong: wide-counts-more
import unicodedata


def last(text, n):
    end = ""
    for character in reversed(text):
        n -= 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if n < 0:
            break
        end = character + end
    return end


# %% wrong: skips-some
def last(text, n):
    letters = [c for c in text if c.isalnum()]
    return "".join(letters[max(0, len(letters) - n):])


# %% wrong: wrong-type
def last(text, n):
    return list(text)[max(0, len(text) - n):]


# %% wrong: returns-nothing
def last(text, n):
    if n == 0:
        print("")
    else:
        print(text[-n:])


# %% wrong: crash-index
def last(text, n):
    return "".join(text[len(text) - n + i] for i in range(n + 1))


# %% wrong: endless-loop
def last(text, n):
    while len(text) != n:
        text = text[1:]
    return text


# %% wrong: ends-too-early
def last(text, n):
    text = text.rstrip("。！？.!?")
    return text[max(0, len(text) - n):]


# %% wrong: another/than-backwards looks-like: backwards
def last(text, n):
    return "".join(sorted(text[max(0, len(text) - n):])) if n else ""


# %% wrong: another/than-ends-too-early looks-like: ends-too-early
def last(text, n):
    return text[max(0, len(text) - n - 2):-2] if n else ""


# %% wrong: another/than-from-the-start looks-like: from-the-start
def last(text, n):
    return text[1:n + 1]


# %% wrong: another/than-goes-round looks-like: goes-round
def last(text, n):
    return text[-n:] if n and n <= len(text) else text[:1]


# %% wrong: another/than-minus-zero looks-like: minus-zero
def last(text, n):
    return text[max(0, len(text) - n):] if n else text[:1]


# %% wrong: another/than-nothing-when-too-many looks-like: nothing-when-too-many
def last(text, n):
    return text[-n:] if 0 < n <= len(text) else text[:n // 2]


# %% wrong: another/than-off-by-one looks-like: off-by-one
def last(text, n):
    return text[max(0, len(text) - n):].upper() if n else ""


# %% wrong: another/than-skips-some looks-like: skips-some
def last(text, n):
    return text[max(0, len(text) - n):].replace(" ", "_") if n else ""


# %% wrong: another/than-wide-counts-more looks-like: wide-counts-more
def last(text, n):
    return text[-(n // 2):] if n > 1 else text[len(text) - n:]


# %% right: with-an-if
def last(text, n):
    if n == 0:
        return ""
    return text[-n:]


# %% right: letter-by-letter
def last(text, n):
    end = ""
    for character in text[::-1]:
        if len(end) == n:
            break
        end = character + end
    return end


# %% right: cutting-the-front-off
def last(text, n):
    while len(text) > n:
        text = text[1:]
    return text


# %% right: joined-from-a-deque
from collections import deque


def last(text, n):
    return "".join(deque(text, maxlen=n))
