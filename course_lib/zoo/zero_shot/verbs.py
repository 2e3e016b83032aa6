"""Verb forms: what people do (``swim ten laps``) as something that happened, happens or goes on."""

from __future__ import annotations

from dataclasses import dataclass

from course_lib.zoo.bert_zh.english import ending, past, plural

_IRREGULAR = """become became, begin began, bend bent, bet bet, break broke, bring brought, build built, burn burnt,
buy bought, catch caught, choose chose, come came, cost cost, cut cut, dig dug, do did, draw drew, drink drank,
drive drove, eat ate, fall fell, feed fed, feel felt, fight fought, find found, fly flew, forget forgot, freeze froze,
get got, give gave, go went, grow grew, hang hung, have had, hear heard, hide hid, hit hit, hold held, keep kept,
kneel knelt, know knew, land landed, lay laid, lead led, learn learnt, leave left, lend lent, lose lost, make made,
meet met, melt melted, pay paid, put put, quit quit, read read, ride rode, ring rang, rise rose, run ran, say said,
see saw, sell sold, send sent, set set, shake shook, shear sheared, shoot shot, show showed, sing sang, sit sat,
sleep slept, sow sowed, speak spoke, spend spent, split split, spread spread, stand stood, steal stole, sting stung,
swim swam, take took, teach taught, tell told, think thought, throw threw, wake woke, wear wore, weave wove, win won,
write wrote"""
IRREGULAR = dict(pair.split() for pair in _IRREGULAR.replace("\n", " ").split(", "))
_DOUBLING = {
    "chop", "trim", "jog", "hop", "wag", "pat", "pet", "hum", "strum", "clap", "plan", "wrap", "shop", "stop",
    "drop", "cut", "dig", "get", "hit", "hug", "put", "quit", "run", "set", "sit", "split", "swim", "win",
    "log", "spot", "spit", "dip", "skip", "whip", "stir", "star", "pin", "tip", "rob", "rub", "knit", "bet",
    "beg", "scan", "chat",
}  # fmt: skip
_THIRD = {"do": "does", "go": "goes", "have": "has"}


@dataclass(frozen=True)
class Forms:
    """One act in its four forms, all of its words kept."""

    base: str
    third: str
    past: str
    going: str


def forms(act: str) -> Forms:
    """The forms of an act, by its first word.

    >>> forms("swim ten laps").past
    'swam ten laps'
    """
    verb, space, rest = act.partition(" ")
    tail = space + rest
    return Forms(act, _THIRD.get(verb, plural(verb)) + tail, _past(verb) + tail, _going(verb) + tail)


def _past(verb: str) -> str:
    if verb in IRREGULAR:
        return IRREGULAR[verb]
    return verb + verb[-1] + "ed" if verb in _DOUBLING else past(verb)


def _going(verb: str) -> str:
    if verb in _DOUBLING:
        return verb + verb[-1] + "ing"
    return "tying" if verb == "tie" else ending(verb, "ing")
