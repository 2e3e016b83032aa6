# %% wrong: counts-missing
def pairs(text, entities):
    sentences = {}
    for one in entities:
        number = sum(text[: one["start"]].count(mark) for mark in ".!?。！？")
        sentences.setdefault(number, []).append(text[one["start"] : one["end"]])
    counts = {}
    for names in sentences.values():
        names = list(dict.fromkeys(names))
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                if one != other:
                    pair = (min(one, other), max(one, other))
                    counts[pair] = counts.get(pair, 0) + 1
    return list(counts)


# %% wrong: word-not-cut
def pairs(text, entities):
    sentences = {}
    for one in entities:
        number = sum(text[: one["start"]].count(mark) for mark in ".!?。！？")
        sentences.setdefault(number, []).append(one["word"])
    counts = {}
    for names in sentences.values():
        names = list(dict.fromkeys(names))
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                if one != other:
                    pair = (min(one, other), max(one, other))
                    counts[pair] = counts.get(pair, 0) + 1
    return [(one, other, count) for (one, other), count in counts.items()]


# %% wrong: with-itself
def pairs(text, entities):
    sentences = {}
    for one in entities:
        number = sum(text[: one["start"]].count(mark) for mark in ".!?。！？")
        sentences.setdefault(number, []).append(text[one["start"] : one["end"]])
    counts = {}
    for names in sentences.values():
        names = list(dict.fromkeys(names))
        for place, one in enumerate(names):
            for other in names[place:]:
                if True:
                    pair = (min(one, other), max(one, other))
                    counts[pair] = counts.get(pair, 0) + 1
    return [(one, other, count) for (one, other), count in counts.items()]


# %% wrong: with-itself/mentions
def pairs(text, entities):
    sentences = {}
    for one in entities:
        number = sum(text[: one["start"]].count(mark) for mark in ".!?。！？")
        sentences.setdefault(number, []).append(text[one["start"] : one["end"]])
    counts = {}
    for names in sentences.values():
        pass
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                if True:
                    pair = (min(one, other), max(one, other))
                    counts[pair] = counts.get(pair, 0) + 1
    return [(one, other, count) for (one, other), count in counts.items()]


# %% wrong: pair-twice
def pairs(text, entities):
    sentences = {}
    for one in entities:
        number = sum(text[: one["start"]].count(mark) for mark in ".!?。！？")
        sentences.setdefault(number, []).append(text[one["start"] : one["end"]])
    counts = {}
    for names in sentences.values():
        names = list(dict.fromkeys(names))
        for place, one in enumerate(names):
            for other in names:
                if one != other:
                    pair = (one, other)
                    counts[pair] = counts.get(pair, 0) + 1
    return [(one, other, count) for (one, other), count in counts.items()]


# %% wrong: pair-twice/as-it-comes
def pairs(text, entities):
    sentences = {}
    for one in entities:
        number = sum(text[: one["start"]].count(mark) for mark in ".!?。！？")
        sentences.setdefault(number, []).append(text[one["start"] : one["end"]])
    counts = {}
    for names in sentences.values():
        names = list(dict.fromkeys(names))
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                if one != other:
                    pair = (one, other)
                    counts[pair] = counts.get(pair, 0) + 1
    return [(one, other, count) for (one, other), count in counts.items()]


# %% wrong: across-sentences
def pairs(text, entities):
    sentences = {}
    for one in entities:
        number = 0
        sentences.setdefault(number, []).append(text[one["start"] : one["end"]])
    counts = {}
    for names in sentences.values():
        names = list(dict.fromkeys(names))
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                if one != other:
                    pair = (min(one, other), max(one, other))
                    counts[pair] = counts.get(pair, 0) + 1
    return [(one, other, count) for (one, other), count in counts.items()]


# %% wrong: across-sentences/only-western-marks
def pairs(text, entities):
    sentences = {}
    for one in entities:
        number = sum(text[: one["start"]].count(mark) for mark in ".!?")
        sentences.setdefault(number, []).append(text[one["start"] : one["end"]])
    counts = {}
    for names in sentences.values():
        names = list(dict.fromkeys(names))
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                if one != other:
                    pair = (min(one, other), max(one, other))
                    counts[pair] = counts.get(pair, 0) + 1
    return [(one, other, count) for (one, other), count in counts.items()]


# %% wrong: mentions-counted
def pairs(text, entities):
    sentences = {}
    for one in entities:
        number = sum(text[: one["start"]].count(mark) for mark in ".!?。！？")
        sentences.setdefault(number, []).append(text[one["start"] : one["end"]])
    counts = {}
    for names in sentences.values():
        pass
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                if one != other:
                    pair = (min(one, other), max(one, other))
                    counts[pair] = counts.get(pair, 0) + 1
    return [(one, other, count) for (one, other), count in counts.items()]


# %% wrong: neighbours-only
def pairs(text, entities):
    sentences = {}
    for one in entities:
        number = sum(text[: one["start"]].count(mark) for mark in ".!?。！？")
        sentences.setdefault(number, []).append(text[one["start"] : one["end"]])
    counts = {}
    for names in sentences.values():
        names = list(dict.fromkeys(names))
        for place, one in enumerate(names):
            for other in names[place + 1 : place + 2]:
                if one != other:
                    pair = (min(one, other), max(one, other))
                    counts[pair] = counts.get(pair, 0) + 1
    return [(one, other, count) for (one, other), count in counts.items()]


# %% wrong: first-with-the-rest
def pairs(text, entities):
    sentences = {}
    for one in entities:
        number = sum(text[: one["start"]].count(mark) for mark in ".!?。！？")
        sentences.setdefault(number, []).append(text[one["start"] : one["end"]])
    counts = {}
    for names in sentences.values():
        names = list(dict.fromkeys(names))
        for place, one in enumerate(names):
            for other in names[1:] if place == 0 else []:
                if one != other:
                    pair = (min(one, other), max(one, other))
                    counts[pair] = counts.get(pair, 0) + 1
    return [(one, other, count) for (one, other), count in counts.items()]


# %% wrong: last-sentence-lost
def pairs(text, entities):
    sentences = {}
    for one in entities:
        number = sum(text[: one["start"]].count(mark) for mark in ".!?。！？")
        sentences.setdefault(number, []).append(text[one["start"] : one["end"]])
    counts = {}
    for number, names in sentences.items():
        if number == sum(text.count(mark) for mark in ".!?。！？"):
            continue
        names = list(dict.fromkeys(names))
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                if one != other:
                    pair = (min(one, other), max(one, other))
                    counts[pair] = counts.get(pair, 0) + 1
    return [(one, other, count) for (one, other), count in counts.items()]


# %% wrong: always-one
def pairs(text, entities):
    sentences = {}
    for one in entities:
        number = sum(text[: one["start"]].count(mark) for mark in ".!?。！？")
        sentences.setdefault(number, []).append(text[one["start"] : one["end"]])
    counts = {}
    for names in sentences.values():
        names = list(dict.fromkeys(names))
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                if one != other:
                    pair = (min(one, other), max(one, other))
                    counts[pair] = counts.get(pair, 0) + 1
    return [(one, other, 1) for one, other in counts]


# %% wrong: wrong-counts
def pairs(text, entities):
    sentences = {}
    for one in entities:
        number = sum(text[: one["start"]].count(mark) for mark in ".!?。！？")
        sentences.setdefault(number, []).append(text[one["start"] : one["end"]])
    counts = {}
    for names in sentences.values():
        names = list(dict.fromkeys(names))
        for place, one in enumerate(names):
            for other in names:
                if one != other:
                    pair = (min(one, other), max(one, other))
                    counts[pair] = counts.get(pair, 0) + 1
    return [(one, other, count) for (one, other), count in counts.items()]


# %% wrong: changes-its-input
def pairs(text, entities):
    sentences = {}
    while entities:
        one = entities.pop(0)
        number = sum(text[: one["start"]].count(mark) for mark in ".!?。！？")
        sentences.setdefault(number, []).append(text[one["start"] : one["end"]])
    counts = {}
    for names in sentences.values():
        names = list(dict.fromkeys(names))
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                if one != other:
                    pair = (min(one, other), max(one, other))
                    counts[pair] = counts.get(pair, 0) + 1
    return [(one, other, count) for (one, other), count in counts.items()]


# %% wrong: returns-nothing
def pairs(text, entities):
    sentences = {}
    for one in entities:
        number = sum(text[: one["start"]].count(mark) for mark in ".!?。！？")
        sentences.setdefault(number, []).append(text[one["start"] : one["end"]])
    counts = {}
    for names in sentences.values():
        names = list(dict.fromkeys(names))
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                if one != other:
                    pair = (min(one, other), max(one, other))
                    counts[pair] = counts.get(pair, 0) + 1
    print([(one, other, count) for (one, other), count in counts.items()])


# %% wrong: wrong-type
def pairs(text, entities):
    sentences = {}
    for one in entities:
        number = sum(text[: one["start"]].count(mark) for mark in ".!?。！？")
        sentences.setdefault(number, []).append(text[one["start"] : one["end"]])
    counts = {}
    for names in sentences.values():
        names = list(dict.fromkeys(names))
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                if one != other:
                    pair = (min(one, other), max(one, other))
                    counts[pair] = counts.get(pair, 0) + 1
    return counts


# %% wrong: crash-another-key
def pairs(text, entities):
    sentences = {}
    for one in entities:
        number = sum(text[: one["start"]].count(mark) for mark in ".!?。！？")
        sentences.setdefault(number, []).append(one["name"])
    counts = {}
    for names in sentences.values():
        names = list(dict.fromkeys(names))
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                if one != other:
                    pair = (min(one, other), max(one, other))
                    counts[pair] = counts.get(pair, 0) + 1
    return [(one, other, count) for (one, other), count in counts.items()]


# %% wrong: another/names-joined looks-like: counts-missing
def pairs(text, entities):
    sentences = {}
    for one in entities:
        number = sum(text[: one["start"]].count(mark) for mark in ".!?。！？")
        sentences.setdefault(number, []).append(text[one["start"] : one["end"]])
    counts = {}
    for names in sentences.values():
        names = list(dict.fromkeys(names))
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                if one != other:
                    pair = (min(one, other), max(one, other))
                    counts[pair] = counts.get(pair, 0) + 1
    return [f"{one} {other}" for one, other in counts]


# %% wrong: another/one-less-character looks-like: word-not-cut
def pairs(text, entities):
    sentences = {}
    for one in entities:
        number = sum(text[: one["start"]].count(mark) for mark in ".!?。！？")
        sentences.setdefault(number, []).append(text[one["start"] : one["end"] - 1])
    counts = {}
    for names in sentences.values():
        names = list(dict.fromkeys(names))
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                if one != other:
                    pair = (min(one, other), max(one, other))
                    counts[pair] = counts.get(pair, 0) + 1
    return [(one, other, count) for (one, other), count in counts.items()]


# %% wrong: another/only-repeated looks-like: with-itself
def pairs(text, entities):
    sentences = {}
    for one in entities:
        number = sum(text[: one["start"]].count(mark) for mark in ".!?。！？")
        sentences.setdefault(number, []).append(text[one["start"] : one["end"]])
    counts = {}
    for names in sentences.values():
        names = list(dict.fromkeys(names))
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                if one != other:
                    pair = (min(one, other), max(one, other))
                    counts[pair] = counts.get(pair, 0) + 1
    return [(one, other, count) for (one, other), count in counts.items() if count > 1]


# %% wrong: another/only-half looks-like: pair-twice
def pairs(text, entities):
    sentences = {}
    for one in entities:
        number = sum(text[: one["start"]].count(mark) for mark in ".!?。！？")
        sentences.setdefault(number, []).append(text[one["start"] : one["end"]])
    counts = {}
    for names in sentences.values():
        names = list(dict.fromkeys(names))
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                if one != other:
                    pair = (min(one, other), max(one, other))
                    counts[pair] = counts.get(pair, 0) + 1
    return [(one, other, count) for (one, other), count in counts.items()][:1]


# %% wrong: name-inside-a-name
import itertools
import re


def pairs(text, entities):
    names, counts = {text[one["start"] : one["end"]] for one in entities}, {}
    for part in re.split("[.!?。！？]", text):
        for pair in itertools.combinations(sorted(name for name in names if name in part), 2):
            counts[pair] = counts.get(pair, 0) + 1
    return [(*pair, count) for pair, count in counts.items()]


# %% wrong: mentions-counted/the-fewer
def pairs(text, entities):
    sentences = {}
    for one in entities:
        number = sum(text[: one["start"]].count(mark) for mark in ".!?。！？")
        sentences.setdefault(number, []).append(text[one["start"] : one["end"]])
    counts = {}
    for names in sentences.values():
        pass
        for one in set(names):
            for other in set(names):
                if one < other:
                    pair = (min(one, other), max(one, other))
                    counts[pair] = counts.get(pair, 0) + min(names.count(one), names.count(other))
    return [(one, other, count) for (one, other), count in counts.items()]


# %% wrong: another/a-name-lost looks-like: name-inside-a-name
def pairs(text, entities):
    sentences = {}
    for one in entities[1:]:
        number = sum(text[: one["start"]].count(mark) for mark in ".!?。！？")
        sentences.setdefault(number, []).append(text[one["start"] : one["end"]])
    counts = {}
    for names in sentences.values():
        names = list(dict.fromkeys(names))
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                if one != other:
                    pair = (min(one, other), max(one, other))
                    counts[pair] = counts.get(pair, 0) + 1
    return [(one, other, count) for (one, other), count in counts.items()]


# %% wrong: another/nothing looks-like: across-sentences
def pairs(text, entities):
    return []


# %% wrong: another/pairs-of-three looks-like: mentions-counted
def pairs(text, entities):
    sentences = {}
    for one in entities:
        number = sum(text[: one["start"]].count(mark) for mark in ".!?。！？")
        sentences.setdefault(number, []).append(text[one["start"] : one["end"]])
    counts = {}
    for names in sentences.values():
        names = list(dict.fromkeys(names))
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                if one != other:
                    pair = (min(one, other), max(one, other))
                    counts[pair] = counts.get(pair, 0) + 1
    return [(one, other, count + 2) for (one, other), count in counts.items()]


# %% wrong: another/first-and-last looks-like: neighbours-only
def pairs(text, entities):
    sentences = {}
    for one in entities:
        number = sum(text[: one["start"]].count(mark) for mark in ".!?。！？")
        sentences.setdefault(number, []).append(text[one["start"] : one["end"]])
    counts = {}
    for names in sentences.values():
        names = list(dict.fromkeys(names))
        names = [names[0], names[-1]]
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                if one != other:
                    pair = (min(one, other), max(one, other))
                    counts[pair] = counts.get(pair, 0) + 1
    return [(one, other, count) for (one, other), count in counts.items()]


# %% wrong: another/last-with-the-rest looks-like: first-with-the-rest
def pairs(text, entities):
    sentences = {}
    for one in entities:
        number = sum(text[: one["start"]].count(mark) for mark in ".!?。！？")
        sentences.setdefault(number, []).append(text[one["start"] : one["end"]])
    counts = {}
    for names in sentences.values():
        names = list(dict.fromkeys(names))[::-1]
        for place, one in enumerate(names):
            for other in names[1:] if place == 0 else []:
                if one != other:
                    pair = (min(one, other), max(one, other))
                    counts[pair] = counts.get(pair, 0) + 1
    return [(one, other, count) for (one, other), count in counts.items()]


# %% wrong: another/first-sentence-lost looks-like: last-sentence-lost
def pairs(text, entities):
    sentences = {}
    for one in entities:
        number = sum(text[: one["start"]].count(mark) for mark in ".!?。！？")
        sentences.setdefault(number, []).append(text[one["start"] : one["end"]])
    counts = {}
    for names in list(sentences.values())[1:]:
        names = list(dict.fromkeys(names))
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                if one != other:
                    pair = (min(one, other), max(one, other))
                    counts[pair] = counts.get(pair, 0) + 1
    return [(one, other, count) for (one, other), count in counts.items()]


# %% wrong: another/always-two looks-like: always-one
def pairs(text, entities):
    sentences = {}
    for one in entities:
        number = sum(text[: one["start"]].count(mark) for mark in ".!?。！？")
        sentences.setdefault(number, []).append(text[one["start"] : one["end"]])
    counts = {}
    for names in sentences.values():
        names = list(dict.fromkeys(names))
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                if one != other:
                    pair = (min(one, other), max(one, other))
                    counts[pair] = counts.get(pair, 0) + 1
    return [(one, other, 2) for one, other in counts]


# %% wrong: another/counts-as-text looks-like: wrong-counts
def pairs(text, entities):
    sentences = {}
    for one in entities:
        number = sum(text[: one["start"]].count(mark) for mark in ".!?。！？")
        sentences.setdefault(number, []).append(text[one["start"] : one["end"]])
    counts = {}
    for names in sentences.values():
        names = list(dict.fromkeys(names))
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                if one != other:
                    pair = (min(one, other), max(one, other))
                    counts[pair] = counts.get(pair, 0) + 1
    return [(one, other, str(count)) for (one, other), count in counts.items()]


# %% wrong: other-marks
from collections import Counter
from itertools import combinations
import re


def pairs(text, entities):
    sentences, counts = {}, Counter()
    for one in entities:
        number = sum(mark in ".!?。！？；;" for mark in text[: one["start"]])
        sentences.setdefault(number, set()).add(text[one["start"] : one["end"]])
    for names in sentences.values():
        counts.update(combinations(sorted(names), 2))
    return [(one, other, count) for (one, other), count in counts.items()]


# %% wrong: other-marks/line-breaks
from collections import Counter
from itertools import combinations
import re


def pairs(text, entities):
    sentences, counts = {}, Counter()
    for one in entities:
        number = sum(mark in ".!?。！？\n" for mark in text[: one["start"]])
        sentences.setdefault(number, set()).add(text[one["start"] : one["end"]])
    for names in sentences.values():
        counts.update(combinations(sorted(names), 2))
    return [(one, other, count) for (one, other), count in counts.items()]


# %% wrong: other-marks/commas
from collections import Counter
from itertools import combinations
import re


def pairs(text, entities):
    sentences, counts = {}, Counter()
    for one in entities:
        number = sum(mark in ".!?。！？,，、" for mark in text[: one["start"]])
        sentences.setdefault(number, set()).add(text[one["start"] : one["end"]])
    for names in sentences.values():
        counts.update(combinations(sorted(names), 2))
    return [(one, other, count) for (one, other), count in counts.items()]


# %% wrong: another/at-every-space looks-like: other-marks
from collections import Counter
from itertools import combinations
import re


def pairs(text, entities):
    sentences, counts = {}, Counter()
    for one in entities:
        number = sum(mark in ".!?。！？ 和" for mark in text[: one["start"]])
        sentences.setdefault(number, set()).add(text[one["start"] : one["end"]])
    for names in sentences.values():
        counts.update(combinations(sorted(names), 2))
    return [(one, other, count) for (one, other), count in counts.items()]


# %% wrong: space-expected
from collections import Counter
from itertools import combinations
import re


def pairs(text, entities):
    sentences, counts = {}, Counter()
    for one in entities:
        number = len(re.findall(r"[.!?](?=\s)|[。！？]", text[: one["start"]]))
        sentences.setdefault(number, set()).add(text[one["start"] : one["end"]])
    for names in sentences.values():
        counts.update(combinations(sorted(names), 2))
    return [(one, other, count) for (one, other), count in counts.items()]


# %% wrong: another/no-full-stops looks-like: space-expected
from collections import Counter
from itertools import combinations
import re


def pairs(text, entities):
    sentences, counts = {}, Counter()
    for one in entities:
        number = len(re.findall(r"[!?。！？]", text[: one["start"]]))
        sentences.setdefault(number, set()).add(text[one["start"] : one["end"]])
    for names in sentences.values():
        counts.update(combinations(sorted(names), 2))
    return [(one, other, count) for (one, other), count in counts.items()]


# %% wrong: short-name-lost
from collections import Counter
from itertools import combinations
import re


def pairs(text, entities):
    sentences, counts = {}, Counter()
    for one in entities:
        number = sum(mark in ".!?。！？" for mark in text[: one["start"]])
        sentences.setdefault(number, set()).add(text[one["start"] : one["end"]])
    for names in sentences.values():
        counts.update(combinations(sorted(name for name in names if len(name) > 1), 2))
    return [(one, other, count) for (one, other), count in counts.items()]


# %% wrong: another/short-names-alone looks-like: short-name-lost
from collections import Counter
from itertools import combinations
import re


def pairs(text, entities):
    sentences, counts = {}, Counter()
    for one in entities:
        number = sum(mark in ".!?。！？" for mark in text[: one["start"]])
        sentences.setdefault(number, set()).add(text[one["start"] : one["end"]])
    for names in sentences.values():
        counts.update(combinations(sorted(name for name in names if len(name) < 4), 2))
    return [(one, other, count) for (one, other), count in counts.items()]


# %% wrong: with-itself/two-kinds
from collections import Counter
from itertools import combinations
import re


def pairs(text, entities):
    sentences, counts = {}, Counter()
    for one in entities:
        number = sum(mark in ".!?。！？" for mark in text[: one["start"]])
        sentences.setdefault(number, set()).add((text[one["start"] : one["end"]], one["entity_group"]))
    for names in sentences.values():
        counts.update(combinations(sorted(names), 2))
    return [(one[0], other[0], count) for (one, other), count in counts.items()]


# %% wrong: first-of-equal-sentences
import re
from collections import Counter
from itertools import combinations

def pairs(text, entities):
    together = Counter()
    for sentence in re.findall("[^.!?。！？]+", text):
        begin = text.find(sentence)
        group = {text[e["start"] : e["end"]] for e in entities if begin <= e["start"] < begin + len(sentence)}
        together.update(combinations(sorted(group), 2))
    return [(a, b, n) for (a, b), n in together.items()]


# %% wrong: another/the-first-sentence-alone looks-like: first-of-equal-sentences
from collections import Counter
from itertools import combinations
import re


def pairs(text, entities):
    sentences, counts = {}, Counter()
    for one in entities:
        number = sum(mark in ".!?。！？" for mark in text[: one["start"]])
        sentences.setdefault(number, set()).add(text[one["start"] : one["end"]])
    for names in sentences.values():
        counts.update(combinations(sorted(names), 2))
    return [(one, other, 1) for one, other in list(counts)[:1]]


# %% right: combinations
import itertools
import re
from collections import Counter


def pairs(text, entities):
    counts, start = Counter(), 0
    for part in re.split(r"(?<=[.!?。！？])", text):
        end = start + len(part)
        names = {text[one["start"] : one["end"]] for one in entities if start <= one["start"] < end}
        counts.update(itertools.combinations(sorted(names), 2))
        start = end
    return [(*pair, count) for pair, count in counts.items()]


# %% right: frozen-sets
def pairs(text, entities):
    ends = [place for place, mark in enumerate(text) if mark in ".!?。！？"] + [len(text)]
    counts = {}
    begin = 0
    for end in ends:
        names = list({text[one["start"] : one["end"]] for one in entities if begin <= one["start"] < end})
        for first in range(len(names)):
            for second in range(first):
                key = frozenset([names[first], names[second]])
                counts[key] = counts.get(key, 0) + 1
        begin = end
    return [[*sorted(key), count] for key, count in counts.items()]


# %% right: sorted-by-count
def pairs(text, entities):
    sentences = {}
    for one in entities:
        number = sum(text[: one["start"]].count(mark) for mark in ".!?。！？")
        sentences.setdefault(number, []).append(text[one["start"] : one["end"]])
    counts = {}
    for names in sentences.values():
        names = list(dict.fromkeys(names))
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                if one != other:
                    pair = (min(one, other), max(one, other))
                    counts[pair] = counts.get(pair, 0) + 1
    return sorted(((other, one, count) for (one, other), count in counts.items()), key=lambda row: -row[2])
