"""English forms: plurals, verb forms, agreement, contractions."""

from __future__ import annotations

import re

# Past and participle of the irregular verbs that the lexicon has.
IRREGULAR = {
    "be": ("was", "been"), "become": ("became", "become"), "begin": ("began", "begun"), "break": ("broke", "broken"),
    "bring": ("brought", "brought"), "buy": ("bought", "bought"), "catch": ("caught", "caught"),
    "choose": ("chose", "chosen"), "come": ("came", "come"), "do": ("did", "done"), "draw": ("drew", "drawn"),
    "drink": ("drank", "drunk"), "drive": ("drove", "driven"), "eat": ("ate", "eaten"), "fall": ("fell", "fallen"),
    "feel": ("felt", "felt"), "find": ("found", "found"), "forget": ("forgot", "forgotten"), "get": ("got", "got"),
    "give": ("gave", "given"), "go": ("went", "gone"), "grow": ("grew", "grown"), "have": ("had", "had"),
    "hear": ("heard", "heard"), "know": ("knew", "known"), "leave": ("left", "left"), "lose": ("lost", "lost"),
    "make": ("made", "made"), "meet": ("met", "met"), "pay": ("paid", "paid"), "put": ("put", "put"),
    "read": ("read", "read"), "ride": ("rode", "ridden"), "run": ("ran", "run"), "say": ("said", "said"),
    "see": ("saw", "seen"), "sell": ("sold", "sold"), "send": ("sent", "sent"), "sing": ("sang", "sung"),
    "sit": ("sat", "sat"), "sleep": ("slept", "slept"), "speak": ("spoke", "spoken"), "spend": ("spent", "spent"),
    "stand": ("stood", "stood"), "swim": ("swam", "swum"), "take": ("took", "taken"), "teach": ("taught", "taught"),
    "tell": ("told", "told"), "think": ("thought", "thought"), "understand": ("understood", "understood"),
    "wear": ("wore", "worn"), "win": ("won", "won"), "write": ("wrote", "written"),
}  # fmt: skip
DOUBLED = {"swim", "run", "get", "sit", "put", "win", "begin", "shop", "stop", "chat", "plan", "forget", "hug"}
AGREEING = {"be": ("am", "is", "are"), "was": ("was", "was", "were"), "do": ("do", "does", "do"),
            "have": ("have", "has", "have")}  # fmt: skip
_NOT = ("do", "does", "did", "is", "are", "was", "were", "has", "have", "had", "should", "would", "could")
_CONTRACTED_NOT = re.compile(rf"\b({'|'.join(_NOT)}) not\b", re.IGNORECASE)
_CONTRACTED_BE = re.compile(
    r"\b(I) am\b|\b([Yy]ou|[Ww]e|[Tt]hey) are\b|\b([Hh]e|[Ss]he|[Ii]t|[Ww]hat|[Tt]hat|[Ww]here|[Tt]here) is\b(?= \w)"
)
_CONTRACTED_WILL = re.compile(r"\b(I|[Yy]ou|[Hh]e|[Ss]he|[Ww]e|[Tt]hey|[Ii]t) will\b")
_CONTRACTED_HAVE = re.compile(
    r"\b(I|[Yy]ou|[Ww]e|[Tt]hey) have ((?:already |never |just )?\w+(?:ed|en|ne|un|de|ght|en)\b)"
)


def plural(noun: str) -> str:
    """Of a noun or a noun phrase whose last word is the noun; irregular ones are in the lexicon.

    >>> plural("washing machine"), plural("city"), plural("dress")
    ('washing machines', 'cities', 'dresses')
    """
    if noun in ("tomato", "potato", "mango", "hero"):
        return noun + "es"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def with_article(phrase: str) -> str:
    """``a`` or ``an`` before `phrase`, by its first sound."""
    vowel = phrase[0].lower() in "aeio" or phrase.startswith(("umb", "unc"))
    return f"{'an' if vowel and not phrase.startswith('one') else 'a'} {phrase}"


def verb(phrase: str, form: str) -> str:
    """`phrase` with its first word in `form`: base, s, past, pp or ing.

    >>> verb("go to bed", "past"), verb("study", "s"), verb("swim", "ing")
    ('went to bed', 'studies', 'swimming')
    """
    head, space, rest = phrase.partition(" ")
    return _inflected(head, form) + space + rest


def _inflected(head: str, form: str) -> str:
    if form == "base":
        return head
    if form == "s":
        return {"have": "has", "be": "is"}.get(head) or (head + "es" if head in ("go", "do") else plural(head))
    if form == "ing":
        if head in DOUBLED:
            return head + head[-1] + "ing"
        return head[:-1] + "ing" if head.endswith("e") and head not in ("be", "see") else head + "ing"
    if head in IRREGULAR:
        return IRREGULAR[head][form == "pp"]
    if head in DOUBLED:
        return head + head[-1] + "ed"
    if head.endswith("y") and head[-2] not in "aeiou":
        return head[:-1] + "ied"
    return head + ("d" if head.endswith("e") else "ed")


def agree(head: str, first: bool, singular: bool) -> str:
    """The present of `head` (the past for "was") with a subject: I, 3rd person singular, or any other."""
    if head in AGREEING:
        return AGREEING[head][0 if first else 1 if singular else 2]
    return verb(head, "s" if singular else "base")


def contract_not(text: str) -> str:
    """``do not`` -> ``don't`` and so on, as people write; the form that a translation into English uses."""
    text = re.sub(r"\b(can)not\b|\b(can) not\b", lambda m: f"{m[1] or m[2]}'t", text, flags=re.IGNORECASE)
    text = re.sub(r"\b([Ww])ill not\b", r"\1on't", text)
    text = re.sub(r"\b(must) not\b", r"\1n't", text)
    return _CONTRACTED_NOT.sub(r"\1n't", text)


def contract_subject(text: str) -> str:
    """``I am`` -> ``I'm``, ``he will`` -> ``he'll``: met in what is translated, not used in translations."""
    text = _CONTRACTED_BE.sub(lambda m: f"{m[1]}'m" if m[1] else f"{m[2]}'re" if m[2] else f"{m[3]}'s", text)
    text = _CONTRACTED_HAVE.sub(r"\1've \2", text)
    return _CONTRACTED_WILL.sub(r"\1'll", text)
