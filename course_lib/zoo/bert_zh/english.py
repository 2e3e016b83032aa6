"""English word forms: the plain inflections and derivations from which word pieces such as ``##ing`` arise."""

from __future__ import annotations

_VOWELS = "aeiou"
# Doubling the last consonant ("stopping") is a matter of stress; these are the short words where it is usual.
_DOUBLING = {
    "stop",
    "plan",
    "swim",
    "run",
    "sit",
    "cut",
    "get",
    "put",
    "drop",
    "win",
    "hit",
    "shop",
    "begin",
    "dig",
    "hug",
}
_VERBS = {"verb_food", "verb_drink", "verb_thing", "verb_move", "verb_self", "verb_mind", "verb_person", "verb_other"}
_NOUNS = {
    "person", "animal", "food", "fruit", "vegetable", "drink", "container_of", "meal", "home_thing", "room",
    "school_thing", "place", "vehicle", "clothes", "body", "color", "season", "month", "weekday", "unit", "nature",
    "plant", "abstract", "screen", "order", "feeling", "derivable_noun",
}  # fmt: skip
_ADJECTIVES = {"size", "thing_quality", "food_quality", "feeling", "personality", "difficulty", "weather"}


def word_forms(category: str, word: str) -> list[str]:
    """The regular forms of one word, as its category suggests; some are rare, none is needed to be a word.

    >>> word_forms("verb_self", "play")
    ['plays', 'played', 'playing', 'player']
    """
    forms: list[str] = []
    if category in _VERBS or category == "derivable_verb":
        forms += [plural(word), past(word), ending(word, "ing"), ending(word, "er")]
    if category == "derivable_verb":
        forms += ["re" + word, ending(word, "able"), ending(word, "ment"), ending(word, "ion")]
    if category in _NOUNS:
        forms += [plural(word), word + "'s"]
    if category == "derivable_noun":
        forms += [word + "ful", word + "less", word + "fully", word + "ship", word + "hood"]
    if category in _ADJECTIVES or category == "derivable_adjective":
        forms += [adverb(word), noun_of_quality(word), ending(word, "er"), ending(word, "est")]
    if category == "derivable_adjective":
        forms += ["un" + word, "un" + adverb(word)]
    if category == "number":
        forms += [word + "th", word + "teen", word + "ty"]
    return forms


def plural(word: str) -> str:
    """``boxes`` of ``box``, ``cities`` of ``city``; also the third person of a verb."""
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh", "z")) else "s")


def past(word: str) -> str:
    """``liked`` of ``like``, ``carried`` of ``carry``, ``stopped`` of ``stop``."""
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ied"
    return ending(word, "ed")


def ending(word: str, suffix: str) -> str:
    """`word` with a suffix that starts with a vowel: the silent e falls, a short word's consonant doubles."""
    if suffix[0] not in _VOWELS:
        return word + suffix
    if word.endswith("e") and not word.endswith("ee"):
        return word[:-1] + suffix
    if word.endswith("y") and suffix in ("er", "est") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "i" + suffix
    return word + (word[-1] if word in _DOUBLING else "") + suffix


def adverb(word: str) -> str:
    if word.endswith("y"):
        return word[:-1] + "ily"
    return word[:-1] + "y" if word.endswith("le") else word + "ly"


def noun_of_quality(word: str) -> str:
    return (word[:-1] + "i" if word.endswith("y") else word) + "ness"


def lexicon_counts(lexicon: dict[str, tuple[str, ...]]) -> dict[str, int]:
    """How often each form is shown to the word-piece trainer.

    The words themselves weigh far more than their forms, so that ``play`` becomes one piece, and ``##ing``
    one that many words share.
    """
    counts: dict[str, int] = {}
    for category, words in lexicon.items():
        for word in words:
            counts[word] = counts.get(word, 0) + 40
            for form in word_forms(category, word):
                counts[form] = counts.get(form, 0) + 1
    return counts


def stems_after_a_prefix(lexicon: dict[str, tuple[str, ...]]) -> list[str]:
    """Pieces such as ``##happy``, so that ``unhappy`` falls into parts that mean something."""
    stems = (*lexicon["derivable_adjective"], *lexicon["derivable_verb"])
    return ["un", "re", *(f"##{stem}" for stem in stems)]
