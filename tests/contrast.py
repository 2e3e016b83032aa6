"""How well a text can be read on its ground, by the definition of WCAG 2; 4.5 is enough for text of any size."""

from __future__ import annotations


def contrast(one: str, other: str) -> float:
    """From 1, the same colour, to 21, black on white. Colours are ``#rrggbb``."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def over(shade: str, ground: str) -> str:
    """The colour that a half-transparent `shade` (``#rrggbbaa``) has on a `ground`."""
    share = int(shade[7:9], 16) / 255
    return "#" + "".join(
        f"{round(255 * (share * a + (1 - share) * b)):02x}" for a, b in zip(_parts(shade), _parts(ground), strict=True)
    )


def _parts(colour: str) -> list[float]:
    return [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]


def _luminance(colour: str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
