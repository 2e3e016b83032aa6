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
