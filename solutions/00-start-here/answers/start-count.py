# %% wrong: not-sorted
def count_characters(text):
    counts = {}
    for character in text:
        if character != " ":
            counts[character] = counts.get(character, 0) + 1
    return list(counts.items())


# %% wrong: by-character
from collections import Counter


def count_characters(text):
    return sorted(Counter(text.replace(" ", "")).items())


# %% wrong: rarest-first
from collections import Counter


def count_characters(text):
    return sorted(Counter(text.replace(" ", "")).items(), key=lambda pair: pair[1])


# %% wrong: ties-by-character
from collections import Counter


def count_characters(text):
    return sorted(Counter(text.replace(" ", "")).items(), key=lambda pair: (-pair[1], pair[0]))


# %% wrong: ties-in-another-order
def count_characters(text):
    text = text.replace(" ", "")
    pairs = [(character, text.count(character)) for character in set(text)]
    return sorted(pairs, key=lambda pair: pair[1], reverse=True)


# %% wrong: ties-in-another-order
from collections import Counter


def count_characters(text):
    return sorted(Counter(text.replace(" ", "")).items(), key=lambda pair: pair[1])[::-1]


# %% wrong: counts-spaces
from collections import Counter


def count_characters(text):
    return Counter(text).most_common()


# %% wrong: folds-case
from collections import Counter


def count_characters(text):
    return Counter(text.lower().replace(" ", "")).most_common()


# %% wrong: drops-punctuation
from collections import Counter


def count_characters(text):
    return Counter(c for c in text if c.isalnum()).most_common()


# %% wrong: every-occurrence
def count_characters(text):
    text = text.replace(" ", "")
    pairs = [(character, text.count(character)) for character in text]
    return sorted(pairs, key=lambda pair: pair[1], reverse=True)


# %% wrong: dict-not-list
def count_characters(text):
    counts = {}
    for character in text.replace(" ", ""):
        counts[character] = counts.get(character, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: pair[1], reverse=True))


# %% wrong: dict-not-list
from collections import Counter


def count_characters(text):
    return Counter(text.replace(" ", ""))


# %% wrong: number-first
def count_characters(text):
    text = text.replace(" ", "")
    pairs = [(text.count(character), character) for character in dict.fromkeys(text)]
    return sorted(pairs, key=lambda pair: pair[0], reverse=True)


# %% wrong: wrong-type
from collections import Counter


def count_characters(text):
    return [character for character, _ in Counter(text.replace(" ", "")).most_common()]


# %% wrong: wrong-type
from collections import Counter


def count_characters(text):
    return [list(pair) for pair in Counter(text.replace(" ", "")).most_common()]


# %% wrong: returns-nothing
from collections import Counter


def count_characters(text):
    for character, count in Counter(text.replace(" ", "")).most_common():
        print(character, count)


# %% wrong: returns-nothing
from collections import Counter


def count_characters(text):
    pairs = list(Counter(text.replace(" ", "")).items())
    return pairs.sort(key=lambda pair: pair[1], reverse=True)


# %% wrong: crash-missing-key
def count_characters(text):
    counts = {}
    for character in text:
        counts[character] = counts[character] + 1
    return sorted(counts.items(), key=lambda pair: pair[1], reverse=True)


# %% wrong: endless-loop
def count_characters(text):
    pairs = []
    while len(text) > 0:
        first = text[0]
        pairs.append((first, text.count(first)))
        text.replace(first, "")
    return pairs


# %% wrong: drops-lines-and-tabs
from collections import Counter


def count_characters(text):
    return Counter(c for c in text if not c.isspace()).most_common()


# %% wrong: drops-lines-and-tabs/by-split
from collections import Counter


def count_characters(text):
    return Counter("".join(text.split())).most_common()


# %% wrong: another/than-by-character looks-like: by-character
from collections import Counter


def count_characters(text):
    return sorted(Counter(text.replace(" ", "")).most_common()[1:])


# %% wrong: another/than-counts-spaces looks-like: counts-spaces
from collections import Counter


def count_characters(text):
    return [("_" if c == " " else c, n) for c, n in Counter(text).most_common()]


# %% wrong: another/than-dict-not-list looks-like: dict-not-list
from collections import Counter


def count_characters(text):
    return tuple(Counter(text.replace(" ", "")).most_common())


# %% wrong: another/than-drops-lines-and-tabs looks-like: drops-lines-and-tabs
from collections import Counter


def count_characters(text):
    return Counter(text.replace(" ", "").replace("\n", "")).most_common() if "\t" in text else Counter(text.replace(" ", "")).most_common(50)[:-1]


# %% wrong: another/than-drops-punctuation looks-like: drops-punctuation
from collections import Counter


def count_characters(text):
    return Counter(c for c in text if c.isalpha() and c != "a").most_common()


# %% wrong: another/than-every-occurrence looks-like: every-occurrence
from collections import Counter


def count_characters(text):
    return [(c, 1) for c in text if c != " "]


# %% wrong: another/than-folds-case looks-like: folds-case
from collections import Counter


def count_characters(text):
    return Counter(text.upper().replace(" ", "")).most_common()


# %% wrong: another/than-not-sorted looks-like: not-sorted
from collections import Counter


def count_characters(text):
    return list(Counter(text.replace(" ", "")[1:]).items())


# %% wrong: another/than-number-first looks-like: number-first
from collections import Counter


def count_characters(text):
    return [(str(n), c) for c, n in Counter(text.replace(" ", "")).most_common()]


# %% wrong: another/than-rarest-first looks-like: rarest-first
from collections import Counter


def count_characters(text):
    return Counter(text.replace(" ", "")).most_common()[:0:-1]


# %% wrong: another/than-ties-by-character looks-like: ties-by-character
from collections import Counter


def count_characters(text):
    return sorted(Counter(text.replace(" ", "")).items(), key=lambda pair: (-pair[1], pair[0]))[:-1]


# %% wrong: another/than-ties-in-another-order looks-like: ties-in-another-order
from collections import Counter


def count_characters(text):
    return Counter(text.replace(" ", "")).most_common()[:3]


# %% right: most-common
from collections import Counter


def count_characters(text):
    return Counter(c for c in text if c != " ").most_common()


# %% right: negative-count-as-key
def count_characters(text):
    counts = {}
    for character in text:
        if character == " ":
            continue
        if character not in counts:
            counts[character] = 0
        counts[character] += 1
    return sorted(counts.items(), key=lambda pair: -pair[1])


# %% right: taking-the-largest-each-time
def count_characters(text):
    letters = [character for character in text if character != " "]
    counts = {character: letters.count(character) for character in letters}
    pairs = []
    while counts:
        most = max(counts, key=counts.get)
        pairs.append((most, counts.pop(most)))
    return pairs


# %% right: first-place-as-second-key
def count_characters(text):
    text = text.replace(" ", "")
    characters = sorted(set(text), key=lambda c: (-text.count(c), text.index(c)))
    return [(c, text.count(c)) for c in characters]
