"""The ten things, drawn one at a time: fruit, what stands on tables, what flies, drives and sails, and a cat.

Each function draws its thing on a brush of 100×100 units in a given colour; `rng` varies the details. The names are
COCO's label strings, those that DETR and its like were trained on.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from course_lib.zoo.drawing.brush import Brush, arc, curve
from course_lib.zoo.drawing.colours import Rgb, darker, lighter, mix

BARK: Rgb = (104, 66, 36)
LEAF: Rgb = (70, 150, 60)
GLASS: Rgb = (190, 222, 238)
INK: Rgb = (38, 38, 42)
PAPER: Rgb = (250, 248, 240)


def apple(brush: Brush, colour: Rgb, rng: random.Random) -> None:
    edge = darker(colour, 0.3)
    for fill, grow in ((edge, 2.0), (colour, 0.0)):
        brush.ellipse(6 - grow, 26 - grow, 62 + grow, 92 + grow, fill)
        brush.ellipse(38 - grow, 26 - grow, 94 + grow, 92 + grow, fill)
        brush.ellipse(24 - grow, 40 - grow, 76 + grow, 96 + grow, fill)
    brush.polygon([(40, 30), (50, 38), (60, 30), (50, 27)], edge)
    brush.ellipse(18, 36, 34, 58, lighter(colour, 0.5))
    lean = rng.uniform(-4, 6)
    brush.line(curve((50, 36), (48, 20), (52 + lean, 8)), BARK, 5)
    if rng.random() < 0.8:
        brush.polygon(
            curve((51, 24), (62, 4), (82, 10)) + curve((82, 10), (72, 28), (51, 24)), LEAF, darker(LEAF, 0.3), 1.5
        )


def banana(brush: Brush, colour: Rgb, rng: random.Random) -> None:
    thick = rng.uniform(44, 54)
    start, end = (8, 24), (93, 30)
    outer = curve(start, (46, 62 + thick), end, 24)
    inner = curve((87, 26), (46, 40 + thick / 2.4), (15, 19), 24)
    brush.polygon(outer + inner, colour, darker(colour, 0.35), 2)
    brush.line(curve((12, 25), (46, 48 + thick / 1.35), (88, 31), 24), mix(colour, BARK, 0.28), 2.2)
    brush.polygon([(5, 20), (13, 13), (18, 20), (10, 27)], BARK)
    brush.polygon([(86, 28), (88, 21), (95, 24), (94, 32)], BARK)


def orange(brush: Brush, colour: Rgb, rng: random.Random) -> None:
    brush.ellipse(5, 9, 95, 98, darker(colour, 0.22))
    brush.ellipse(7, 11, 92, 95, colour)
    brush.ellipse(20, 22, 42, 42, lighter(colour, 0.4))
    for _ in range(14):  # the pores of its skin
        angle, far = rng.uniform(0, 2 * math.pi), 36 * math.sqrt(rng.random())
        x, y = 50 + far * math.cos(angle), 54 + far * math.sin(angle)
        brush.ellipse(x - 1.2, y - 1.2, x + 1.2, y + 1.2, darker(colour, 0.2))
    brush.polygon(
        [(50, 14), (42, 8), (46, 17), (38, 22), (48, 21), (52, 27), (54, 20), (63, 20), (55, 15), (57, 7)],
        darker(LEAF, 0.15),
    )
    if rng.random() < 0.5:
        brush.polygon(
            curve((54, 14), (66, -2), (84, 6)) + curve((84, 6), (74, 20), (54, 14)), LEAF, darker(LEAF, 0.3), 1.5
        )


def cup(brush: Brush, colour: Rgb, rng: random.Random) -> None:
    edge = darker(colour, 0.35)
    low = rng.uniform(4, 12)
    saucer = rng.random() < 0.35
    foot = 88 if saucer else 97
    if saucer:
        brush.ellipse(1, 80, 87, 99, lighter(colour, 0.25), edge, 2)
    handle = [(72, 36), (97, 30), (99, 62), (66, 68)]
    for tone, wide in ((edge, 11.0), (colour, 7.0)):
        brush.line(curve(handle[0], handle[1], (93, 50), 10) + curve((93, 50), handle[2], handle[3], 10), tone, wide)
    body = [(7, 22), (79, 22), (79 - low, foot - 8), (73 - low, foot), (13 + low, foot), (7 + low, foot - 8)]
    brush.polygon(body, colour, edge, 2)
    brush.polygon([(15, 34), (23, 34), (23 + low * 0.7, foot - 12), (16 + low * 0.8, foot - 12)], lighter(colour, 0.4))
    if rng.random() < 0.4:
        stripe = lighter(colour, 0.6) if sum(colour) < 560 else darker(colour, 0.3)
        brush.polygon([(7 + low * 0.4, 52), (79 - low * 0.4, 52), (79 - low * 0.5, 62), (7 + low * 0.5, 62)], stripe)
    brush.ellipse(6, 14, 80, 32, lighter(colour, 0.3), edge, 2)
    inside = rng.choice([(92, 58, 34), (74, 46, 28), (178, 108, 50), (238, 232, 222)])
    brush.ellipse(12, 17, 74, 30, inside, edge, 1.5)


def clock(brush: Brush, colour: Rgb, rng: random.Random) -> None:
    edge = darker(colour, 0.4)
    alarm = rng.random() < 0.4
    if alarm:
        for knee, foot in ((24, 12), (76, 88)):
            brush.line([(knee, 84), (foot, 98)], edge, 7)
        for bell in (25, 75):
            brush.ellipse(bell - 17, 3, bell + 17, 33, colour, edge, 2)
        brush.line([(50, 14), (50, 5)], edge, 6)
        middle, radius = (50.0, 55.0), 40.0
    else:
        middle, radius = (50.0, 50.0), 48.0
    x, y = middle
    brush.ellipse(x - radius, y - radius, x + radius, y + radius, colour, edge, 2)
    face = radius - 9
    brush.ellipse(x - face, y - face, x + face, y + face, PAPER, edge, 1.5)
    for hour in range(12):
        turn = math.radians(30 * hour)
        near, far = face - (9 if hour % 3 == 0 else 6), face - 3
        across, up = math.sin(turn), math.cos(turn)
        brush.line(
            [(x + near * across, y - near * up), (x + far * across, y - far * up)], INK, 3.4 if hour % 3 == 0 else 2
        )
    time = rng.uniform(0, 12)
    for turn, length, wide in ((time / 12, 0.5, 5.0), (time % 1, 0.74, 3.4)):
        angle = 2 * math.pi * turn
        brush.line([middle, (x + face * length * math.sin(angle), y - face * length * math.cos(angle))], INK, wide)
    brush.ellipse(x - 4, y - 4, x + 4, y + 4, INK)


def umbrella(brush: Brush, colour: Rgb, rng: random.Random) -> None:
    edge = darker(colour, 0.35)
    rim = rng.uniform(46, 52)
    brush.line([(50, 4), (50, 86)], (84, 64, 48), 3.6)
    hook = 1 if rng.random() < 0.5 else -1
    brush.line([(50, 84), *curve((50, 88), (50 + hook * 7, 102), (50 + hook * 14, 88), 10)], (84, 64, 48), 4.4)
    dome = arc((50, rim), (48, rim - 8), 180, 360, 30)
    scallops = []
    for step in range(4):
        right, left = 98 - 24 * step, 74 - 24 * step
        scallops += curve((right, rim), ((right + left) / 2, rim - 13), (left, rim), 8)
    brush.polygon(dome + scallops, colour, edge, 2)
    second = lighter(colour, 0.4) if rng.random() < 0.5 else darker(colour, 0.16)
    for right, left, bow in ((98, 74, 30), (50, 26, -14)):
        top = (50.0, 8.0)
        panel = curve(top, (50 + bow * 1.15, 12), (right, rim)) + curve(
            (right, rim), ((right + left) / 2, rim - 13), (left, rim), 8
        )
        brush.polygon(panel + curve((left, rim), (50 + bow * 0.75, 16), top), second)
    brush.line(dome, edge, 2)


def kite(brush: Brush, colour: Rgb, rng: random.Random) -> None:
    edge = darker(colour, 0.4)
    top, right, foot, left = (50, 2), (80, 27), (50, 66), (20, 27)
    other = lighter(colour, 0.38) if rng.random() < 0.6 else darker(colour, 0.22)
    brush.line(
        curve(foot, (rng.uniform(30, 44), 76), (50, 84), 8)
        + curve((50, 84), (rng.uniform(56, 68), 91), (rng.uniform(44, 56), 98), 8),
        edge,
        2.4,
    )
    for x, y in ((46, 76), (52, 88)):
        brush.polygon([(x, y), (x - 8, y - 5), (x - 8, y + 5)], colour, edge, 1)
        brush.polygon([(x, y), (x + 8, y - 5), (x + 8, y + 5)], colour, edge, 1)
    middle = (50, 27)
    brush.polygon([top, right, foot, left], colour)
    brush.polygon([top, right, middle], other)
    brush.polygon([left, middle, foot], other)
    brush.line([top, foot], edge, 2.2)
    brush.line([left, right], edge, 2.2)
    brush.line([top, right, foot, left, top], edge, 2.4)


def car(brush: Brush, colour: Rgb, rng: random.Random) -> None:
    edge = darker(colour, 0.45)
    roof, back = rng.uniform(24, 30), rng.uniform(16, 26)
    body = [
        (3, 70), (3, 54), (7, 49), (back - 4, 47), (back + 10, roof),
        (62, roof), (77, 47), (93, 51), (98, 58), (98, 70),
    ]  # fmt: skip
    brush.polygon(body, colour, edge, 2)
    brush.polygon([(back + 2, 47), (back + 13, roof + 4), (42, roof + 4), (42, 47)], GLASS, edge, 1.4)
    brush.polygon([(46, 47), (46, roof + 4), (60, roof + 4), (71, 47)], GLASS, edge, 1.4)
    brush.line([(44, 48), (44, 68)], edge, 1.4)
    brush.line([(48, 53), (54, 53)], edge, 2.2)
    brush.ellipse(91, 53, 98, 60, (255, 240, 170), edge, 1)
    brush.polygon([(3, 53), (7, 53), (7, 59), (3, 59)], (210, 50, 45))
    for x in (24, 76):
        brush.ellipse(x - 13, 57, x + 13, 83, INK)
        brush.ellipse(x - 6.5, 63.5, x + 6.5, 76.5, (186, 190, 196))


def boat(brush: Brush, colour: Rgb, rng: random.Random) -> None:
    edge = darker(colour, 0.4)
    hull = [(4, 70), (96, 68), (84, 92), (78, 95), (24, 95), (17, 91)]
    if rng.random() < 0.65:  # a sailing boat
        brush.line([(48, 4), (48, 72)], BARK, 3.4)
        sail = rng.choice([PAPER, (255, 255, 255), lighter(colour, 0.75)])
        brush.polygon([*curve((51, 6), (84, 36), (90, 62)), (51, 62)], sail, (150, 150, 155), 1.6)
        brush.polygon([(45, 14), (45, 62), *curve((14, 62), (26, 42), (45, 14))], sail, (150, 150, 155), 1.6)
    else:  # one with a cabin and a funnel
        brush.polygon([(54, 26), (66, 26), (66, 46), (54, 46)], darker(colour, 0.2), edge, 1.6)
        brush.polygon([(52, 22), (68, 22), (68, 29), (52, 29)], INK)
        brush.polygon([(26, 44), (76, 44), (80, 71), (22, 71)], PAPER, (150, 150, 155), 1.6)
        for x in (36, 51, 66):
            brush.ellipse(x - 5, 51, x + 5, 61, GLASS, edge, 1.4)
    brush.polygon(hull, colour, edge, 2)
    brush.polygon(
        [(7, 74), (94, 72), (91, 79), (11, 80)], lighter(colour, 0.55) if sum(colour) < 560 else darker(colour, 0.2)
    )


def cat(brush: Brush, colour: Rgb, rng: random.Random) -> None:
    edge = darker(colour, 0.45) if sum(colour) > 240 else (96, 96, 104)
    pale = lighter(colour, 0.45)
    brush.line(curve((66, 90), (100, 92), (88, 62), 14) + curve((88, 62), (84, 50), (92, 46), 8), edge, 11)
    brush.line(curve((66, 90), (100, 92), (88, 62), 14) + curve((88, 62), (84, 50), (92, 46), 8), colour, 7.5)
    brush.ellipse(23, 42, 77, 98, colour, edge, 2)
    brush.ellipse(38, 58, 62, 94, pale)
    for x in (38, 62):
        brush.ellipse(x - 10, 87, x + 10, 98, colour, edge, 1.8)
    for side in (-1, 1):
        tip = 50 + side * rng.uniform(25, 29)
        brush.polygon([(50 + side * 8, 14), (tip, 1), (50 + side * 28, 30)], colour, edge, 2)
        brush.polygon([(50 + side * 15, 14), (tip - side * 2, 6), (50 + side * 24, 22)], (232, 150, 160))
    brush.ellipse(20, 8, 80, 58, colour, edge, 2)
    if rng.random() < 0.5:  # a tabby
        for x in (43, 50, 57):
            brush.line([(x, 11), (x, 20)], edge, 2.4)
    iris = rng.choice([(120, 190, 80), (240, 190, 60), (90, 160, 210)])
    for x in (37, 63):
        brush.ellipse(x - 7, 25, x + 7, 39, iris, INK, 1.4)
        brush.ellipse(x - 2.4, 26, x + 2.4, 38, INK)
    brush.polygon([(45, 41), (55, 41), (50, 46)], (224, 120, 132))
    whisker = edge if sum(colour) > 240 else (214, 214, 220)
    for side in (-1, 1):
        brush.line(curve((50, 46), (50 + side * 5, 52), (50 + side * 9, 48), 6), whisker, 1.6)
        for drop in (42, 47, 52):
            brush.line([(50 + side * 15, 45 + (drop - 47) * 0.4), (50 + side * 37, drop - 1)], whisker, 1.3)


FRUIT = ("red", "green", "yellow")
PAINT = ("red", "yellow", "green", "blue", "purple", "pink", "black", "white")
THINGS: dict[str, tuple[Callable[[Brush, Rgb, random.Random], None], tuple[str, ...]]] = {
    "car": (car, ("red", "yellow", "green", "blue", "black", "white", "gray")),
    "boat": (boat, ("red", "green", "blue", "brown", "black", "yellow")),
    "cat": (cat, ("black", "white", "gray", "orange", "brown")),
    "umbrella": (umbrella, ("red", "yellow", "green", "blue", "purple", "pink", "black")),
    "kite": (kite, ("red", "orange", "yellow", "green", "blue", "purple", "pink")),
    "cup": (cup, PAINT),
    "banana": (banana, ("yellow", "green")),
    "apple": (apple, FRUIT),
    "orange": (orange, ("orange",)),
    "clock": (clock, PAINT),
}
