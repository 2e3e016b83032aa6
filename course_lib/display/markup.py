"""The HTML of the pictures: escaped, styled inline, readable on a light and on a dark page.

JupyterLab removes scripts, style sheets and most attributes from a notebook that somebody else
wrote, so all that a picture needs is in ``style`` and ``title``. Wherever a text colour is set, a background
is set with it; table cells too, because a theme paints those.

Where ``style`` is removed as well (GitHub does that), a picture is still to be read: what styles would set apart has a
space between (`spaced`) or a bar that styles hide (`apart`).
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from course_lib.display.plain import legible
from course_lib.display.words import words

INK = "#1f2328"
PAPER = "#ffffff"
QUIET = "#57606a"
LINE = "#d0d7de"
GREY = "#eef1f4"
RED_INK = "#82071e"
RED = "#cf222e"
RED_PAPER = "#ffebe9"
# Neighbouring tokens get different tints; the two texts of a pair get one family each.
TINTS = ("#cfe8ff", "#cdf2d5", "#fdf0b0", "#ecd9fb", "#ffdce8")
PART_TINTS = {"A": ("#d3ebff", "#b3dcff"), "B": ("#ffe9c9", "#ffd599")}
PART_BANDS = {"A": "#0969da", "B": "#bc4c00"}


# Pieces of style that recur: two families of type, and text on paper.
SANS = (
    "font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','PingFang SC','Hiragino Sans GB',"
    "'Microsoft YaHei','Noto Sans CJK SC','Source Han Sans SC',sans-serif"
)
MONO = (
    "font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',"
    "'PingFang SC','Microsoft YaHei','Noto Sans Mono CJK SC','Noto Sans CJK SC',monospace"
)
TEXT = f"color:{INK};background:{PAPER}"
QUIET_TEXT = f"color:{QUIET};background:{PAPER}"
TABLE = f"{TEXT};{SANS};border-collapse:collapse;table-layout:auto;margin:2px 0;font-size:13px"


class Html(str):
    """Text that is HTML already; a plain ``str`` given to `tag` is escaped instead."""

    __slots__ = ()


def tag(name: str, *children: str, style: str = "", **attributes: str) -> Html:
    """One element. Children that are not `Html` are escaped, and so is every attribute.

    >>> print(tag("b", "<s>", title='"'))
    <b title="&quot;">&lt;s&gt;</b>
    """
    if style:
        attributes["style"] = style
    named = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items())
    return Html(f"<{name}{named}>{join(children)}</{name}>")


def spaced(*parts: str) -> Html:
    """`parts` with a space between them, which shows only where styles are dropped: `block` gives each its own line."""
    return Html(" ".join(map(_escaped, parts)))


def apart(*parts: str) -> Html:
    """`parts` with a bar between them that shows only where styles are dropped.

    >>> print(apart("a", "b"))
    a<span style="display:none"> | </span>b
    """
    return Html(tag("span", " | ", style="display:none").join(map(_escaped, parts)))


def struck(text: str) -> Html:
    """Struck through, and so where styles are dropped."""
    return tag("del", text, style="text-decoration:line-through")


def join(parts: Sequence[str]) -> Html:
    return Html("".join(map(_escaped, parts)))


def _escaped(part: str) -> str:
    return part if isinstance(part, Html) else escape(part)


def block(*children: str, style: str = "", **attributes: str) -> Html:
    """A span on its own line: the bricks of a chip."""
    return tag("span", *children, style=f"display:block;{style}", **attributes)


def quiet(*children: str, style: str = "") -> Html:
    return tag("span", *children, style=f"{QUIET_TEXT};{style}")


def code(text: str) -> Html:
    return tag(
        "code",
        legible(text),
        style=f"{MONO};color:{INK};background:{GREY};padding:0 3px;border-radius:3px",
    )


def card(title: str, body: str, *, call: str = "", legend: Sequence[str] = (), label: str = "") -> Html:
    """The frame of every picture: a title, the library's call that does the same, the body, a legend."""
    head = [tag("span", title, style="font-weight:600")]
    if call:
        head += [quiet(f"{words('same-as')} ", style="margin-left:14px"), code(call)]
    parts = [tag("div", spaced(*head), style=f"{TEXT};margin-bottom:6px"), Html(body)]
    if legend:
        entries = [quiet(entry, style="display:inline-block;margin:0 16px 0 0") for entry in legend]
        parts.append(tag("div", apart(*entries), style=f"{QUIET_TEXT};font-size:12px;margin-top:8px"))
    frame = f"border:1px solid {LINE};border-radius:6px;padding:10px 12px;margin:4px 0;overflow-x:auto"
    return tag(
        "div",
        *parts,
        style=f"{TEXT};{frame};{SANS};font-size:13px;line-height:1.4;text-align:left",
        role="figure",
        aria_label=label or title,
    )


def grid(rows: Sequence[Sequence[str]], header: Sequence[str] = ()) -> Html:
    """A table whose every cell carries its own colours."""
    box = f"border:1px solid {LINE};padding:4px 8px;text-align:left;vertical-align:middle"
    head = f"color:{INK};background:{GREY};{box};font-weight:600"
    lines = [tag("tr", *(tag("th", name, style=head, scope="col") for name in header))] if header else []
    lines += [tag("tr", *(tag("td", value, style=f"{TEXT};{box}") for value in row)) for row in rows]
    return tag("table", *lines, style=TABLE)
