"""Where things are: a table, a park, a street, the sea, or nowhere in particular."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from course_lib.zoo.drawing.brush import curve
from course_lib.zoo.drawing.colours import Rgb, darker, lighter, mix

WALLS: tuple[Rgb, ...] = (
    (238, 228, 206), (206, 222, 232), (226, 214, 226), (214, 228, 210), (240, 216, 200), (196, 204, 214),
    (250, 246, 236), (176, 196, 190),
)  # fmt: skip
TABLES: tuple[Rgb, ...] = (
    (176, 126, 80), (146, 98, 60), (204, 164, 116), (224, 214, 200), (120, 130, 146), (188, 146, 140), (150, 176, 196)
)  # fmt: skip
SKIES: tuple[Rgb, ...] = ((168, 210, 240), (190, 222, 244), (214, 230, 240), (248, 214, 186), (200, 206, 218))
HOUSES: tuple[Rgb, ...] = ((206, 178, 158), (190, 196, 204), (218, 206, 178), (178, 156, 150), (204, 214, 196))


def table(draw: Any, width: int, height: int, rng: random.Random) -> float:
    """A wall and the table's top; gives how far down the picture the table begins, as a share of its height."""
    edge = rng.uniform(0.36, 0.58)
    wall, wood = rng.choice(WALLS), rng.choice(TABLES)
    _fade(draw, (0, 0, width, edge * height), lighter(wall, 0.1), darker(wall, 0.06))
    if rng.random() < 0.4:  # wallpaper
        stripe = darker(wall, 0.05)
        step = width / rng.randint(6, 12)
        for number in range(0, int(width / step) + 1, 2):
            draw.rectangle([number * step, 0, (number + 1) * step, edge * height], fill=stripe)
    if rng.random() < 0.35:  # a window
        left, side = rng.uniform(0.05, 0.7) * width, rng.uniform(0.16, 0.26) * width
        top, foot = 0.06 * height, edge * height * 0.7
        draw.rectangle(
            [left, top, left + side, foot], fill=rng.choice(SKIES), outline=(250, 250, 248), width=max(2, width // 80)
        )
        draw.line([(left + side / 2, top), (left + side / 2, foot)], fill=(250, 250, 248), width=max(1, width // 110))
    _fade(draw, (0, edge * height, width, height), wood, darker(wood, 0.16))
    draw.rectangle([0, edge * height, width, edge * height + max(1, height // 90)], fill=darker(wood, 0.3))
    for _ in range(rng.randint(0, 5)):  # grain
        y = rng.uniform(edge + 0.04, 1) * height
        draw.line([(0, y), (width, y + rng.uniform(-3, 3))], fill=darker(wood, 0.12), width=max(1, height // 150))
    return edge


def park(draw: Any, width: int, height: int, rng: random.Random) -> float:
    """Sky, grass, and perhaps trees and clouds; gives where the grass begins."""
    edge = rng.uniform(0.42, 0.62)
    _sky(draw, width, edge * height, rng)
    grass = mix((120, 178, 92), (158, 190, 110), rng.random())
    for _ in range(rng.randint(0, 3)):
        _tree(draw, rng.random() * width, edge * height, rng.uniform(0.14, 0.3) * height, rng)
    _fade(draw, (0, edge * height, width, height), grass, darker(grass, 0.14))
    for _ in range(rng.randint(0, 14)):
        x, y = rng.random() * width, rng.uniform(edge + 0.03, 0.99) * height
        draw.line(
            [(x, y), (x + width * 0.008, y - height * 0.022)], fill=darker(grass, 0.22), width=max(1, width // 130)
        )
    return edge


def street(draw: Any, width: int, height: int, rng: random.Random) -> float:
    """Sky, houses, a pavement and a road; gives where the pavement begins."""
    edge = rng.uniform(0.46, 0.62)
    _sky(draw, width, edge * height, rng)
    left = -rng.random() * 0.1 * width
    while left < width:
        wide, high = rng.uniform(0.16, 0.3) * width, rng.uniform(0.16, 0.36) * height
        house = rng.choice(HOUSES)
        top = edge * height - high
        draw.rectangle([left, top, left + wide, edge * height], fill=house)
        pane = wide / 7
        for row in range(int(high / (pane * 2.1))):
            for column in range(3):
                x, y = left + pane * (1 + 2 * column), top + pane * (0.8 + 2.1 * row)
                draw.rectangle([x, y, x + pane, y + pane * 1.3], fill=darker(house, 0.2))
        left += wide + rng.choice([0, 0, 0.05]) * width
    road = mix((128, 130, 136), (160, 160, 164), rng.random())
    kerb = edge + 0.07
    draw.rectangle([0, edge * height, width, kerb * height], fill=(206, 202, 194))
    _fade(draw, (0, kerb * height, width, height), lighter(road, 0.06), darker(road, 0.1))
    line = (kerb + 1) / 2 * height
    for number in range(6):
        x = (number + 0.15) * width / 5.5
        draw.rectangle([x, line, x + width / 11, line + max(1, height // 60)], fill=(232, 230, 220))
    return edge


def sea(draw: Any, width: int, height: int, rng: random.Random) -> float:
    """Sky and water; gives where the water begins."""
    edge = rng.uniform(0.34, 0.52)
    _sky(draw, width, edge * height, rng)
    water = mix((66, 140, 186), (110, 180, 196), rng.random())
    _fade(draw, (0, edge * height, width, height), lighter(water, 0.12), darker(water, 0.16))
    for _ in range(rng.randint(5, 14)):
        x, y = rng.random() * width, rng.uniform(edge + 0.04, 0.98) * height
        long = width * rng.uniform(0.04, 0.09)
        wave = curve((x, y), (x + long / 4, y - height * 0.018), (x + long / 2, y), 6)
        wave += curve((x + long / 2, y), (x + 3 * long / 4, y + height * 0.014), (x + long, y), 6)
        draw.line(wave, fill=lighter(water, 0.4), width=max(1, height // 130))
    return edge


def plain(draw: Any, width: int, height: int, rng: random.Random) -> float:
    """Paper or a wall of any colour; things may be anywhere on it."""
    tone = rng.choice(WALLS) if rng.random() < 0.5 else tuple(rng.randint(120, 255) for _ in range(3))
    base: Rgb = (tone[0], tone[1], tone[2])
    _fade(draw, (0, 0, width, height), lighter(base, 0.12), darker(base, 0.12))
    kind = rng.random()
    if kind < 0.2:  # dots
        step = width / rng.randint(6, 10)
        for row in range(int(height / step) + 1):
            for column in range(int(width / step) + 1):
                x, y = (column + (row % 2) / 2) * step, row * step
                draw.ellipse([x, y, x + step / 4, y + step / 4], fill=lighter(base, 0.35))
    elif kind < 0.4:  # stripes
        step = height / rng.randint(6, 12)
        for number in range(0, int(height / step) + 1, 2):
            draw.rectangle([0, number * step, width, (number + 1) * step], fill=darker(base, 0.07))
    return 0.0


BACKDROPS: dict[str, Callable[[Any, int, int, random.Random], float]] = {
    "table": table,
    "park": park,
    "street": street,
    "sea": sea,
    "plain": plain,
}


def _sky(draw: Any, width: int, foot: float, rng: random.Random) -> None:
    sky = rng.choice(SKIES)
    _fade(draw, (0, 0, width, foot), darker(sky, 0.08), lighter(sky, 0.4))
    for _ in range(rng.randint(0, 3)):  # clouds
        x, y, size = rng.random() * width, rng.uniform(0.1, 0.7) * foot, rng.uniform(0.05, 0.1) * width
        cloud = lighter(sky, 0.7)
        for across, wide in ((-0.9, 0.6), (0.0, 1.0), (0.9, 0.7)):
            draw.ellipse(
                [x + (across - wide) * size, y - wide * size * 0.6, x + (across + wide) * size, y + size * 0.5],
                fill=cloud,
            )


def _tree(draw: Any, x: float, foot: float, high: float, rng: random.Random) -> None:
    leaf = mix((74, 130, 72), (110, 150, 80), rng.random())
    draw.rectangle([x - high * 0.06, foot - high * 0.5, x + high * 0.06, foot], fill=(112, 82, 56))
    draw.ellipse([x - high * 0.34, foot - high * 1.1, x + high * 0.34, foot - high * 0.34], fill=leaf)


def _fade(draw: Any, box: tuple[float, float, float, float], upper: Rgb, lower: Rgb, bands: int = 12) -> None:
    """Fill a box with bands that go from one colour to another."""
    left, top, right, foot = box
    for band in range(bands):
        y = top + (foot - top) * band / bands
        draw.rectangle(
            [left, y, right, top + (foot - top) * (band + 1) / bands + 1], fill=mix(upper, lower, band / bands)
        )
