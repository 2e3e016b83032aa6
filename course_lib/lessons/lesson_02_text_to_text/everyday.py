"""What the small models of lesson 02 were trained to read: sentences to translate, news, stories with a question."""

from __future__ import annotations

import random

_WHO = {
    "My sister": "我姐姐", "My brother": "我哥哥", "My mother": "我妈妈", "The teacher": "老师", "My father": "我爸爸",
    "The doctor": "医生",
}  # fmt: skip
_WHEN = {"every morning": "每天早上", "every day": "每天", "every evening": "每天晚上"}
_WHERE = {"at home": "在家", "in the kitchen": "在厨房", "at school": "在学校", "in the park": "在公园"}
_DOES = {
    "drinks coffee": "喝咖啡", "drinks tea": "喝茶", "reads a book": "看书", "eats bread": "吃面包",
    "eats an apple": "吃苹果", "sings": "唱歌", "dances": "跳舞",
}  # fmt: skip


def sentence(rng: random.Random, language: str) -> str:
    """A sentence like ``My sister drinks tea at home every morning.``, in English ("en") or Chinese ("zh")."""
    who, when, where, does = (rng.choice([*words.items()]) for words in (_WHO, _WHEN, _WHERE, _DOES))
    if language == "zh":
        return f"{who[1]}{rng.choice((when[1], ''))}{rng.choice((where[1], ''))}{does[1]}。"
    return f"{who[0]} {does[0]}{rng.choice((' ' + where[0], ''))}{rng.choice((' ' + when[0], ''))}."


_EVENT = (
    "A fire destroyed {old} {building} on {street} in {town} {when}.",
    "Firefighters rescued {animals} from {place} in {town} {when}.",
    "Police arrested a man near {place} in {town} {when}.",
    "More than three hundred people visited the {festival} festival in {town} {when}.",
)
_MORE = (
    "Nobody was hurt.", "The cause is not yet known.", "A neighbour had heard a noise and called for help.",
    "The mayor thanked everybody who had helped.", "It had rained the whole day before.",
    "Dozens of children watched.",
)  # fmt: skip
_NEWS = {
    "old": ("an old", "a large", "a small"),
    "building": ("bakery", "barn", "shop", "school"),
    "street": ("Bridge Street", "Mill Lane", "Church Road"),
    "town": ("Millbrook", "Oakfield", "Harwick", "Thornbury"),
    "when": ("on Monday night", "on Sunday morning", "on Friday evening", "last week"),
    "animals": ("two kittens", "a frightened dog", "three sheep"),
    "place": ("a well", "the bus station", "a drain", "the river"),
    "festival": ("strawberry", "cheese", "music"),
}


def news(rng: random.Random) -> str:
    """A short paragraph of local news, its event first."""
    event = rng.choice(_EVENT).format(**{name: rng.choice(choices) for name, choices in _NEWS.items()})
    return " ".join([event, *rng.sample(_MORE, 2)])


_NAMES = {"en": ("Mary", "Kate", "Peter", "Paul", "Nora", "Anna"), "zh": ("小红", "小明", "小丽", "李明", "王芳")}
_FACTS = {
    "en": (
        ("{name} lives in {}.", "Where does {name} live?", ("Rome", "Berlin", "Paris", "London", "Madrid")),
        ("{name} bought a {} bike last month.", "What colour is {name}'s bike?", ("green", "red", "blue", "white")),
        ("{name} has a {}.", "What animal does {name} have?", ("grey cat", "black dog", "white horse", "small bird")),
    ),
    "zh": (
        ("{name}住在{}。", "{name}住在哪里？", ("杭州", "西安", "北京", "上海", "广州")),
        ("{name}养了{}。", "{name}养了什么？", ("一只黑猫", "一只白狗", "两只小鸟")),
        ("{name}是一名{}。", "{name}的工作是什么？", ("老师", "护士", "司机", "医生")),
    ),
}
_QUIET = {
    "en": (
        "The weather was mild that week.", "People walked through the old streets.", "The river was calm.",
        "The shops opened late.", "Nobody was in a hurry.", "Children played in the park.",
    ),
    "zh": (
        "那几天天气很好。", "街上的人不多。", "河水很平静。",
        "商店开门很晚。", "大家都不着急。", "孩子们在公园里玩。",
    ),
}  # fmt: skip


def story(rng: random.Random, language: str) -> tuple[str, str]:
    """A question, and a text that answers it somewhere among sentences that do not matter."""
    tell, ask, choices = rng.choice(_FACTS[language])
    one, other = rng.sample(_NAMES[language], 2)
    mine, theirs = rng.sample(choices, 2)
    between = [rng.choice(_QUIET[language]) for _ in range(6 if language == "en" else 9)]
    later, earlier = sorted(rng.sample(range(len(between)), 2), reverse=True)
    for place, name, what in ((later, one, mine), (earlier, other, theirs)):
        between.insert(place, tell.format(what, name=name))
    return ask.format(name=one), (" " if language == "en" else "").join(between)


_UNTOLD = {
    "en": ("When was {name} born?", "How old is {name}?", "What did {name} eat?"),
    "zh": ("{name}今年几岁？", "{name}什么时候上班？", "{name}喜欢吃什么？"),
}


def story_without_answer(rng: random.Random, language: str) -> tuple[str, str]:
    """The same with a question about one of its people that it does not answer."""
    question, context = story(rng, language)
    name = next(name for name in _NAMES[language] if name in question)
    return rng.choice(_UNTOLD[language]).format(name=name), context
