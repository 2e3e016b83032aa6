"""A card as a page: the little of Markdown that cards use, every other character as it stands.

Nothing of a card is taken for HTML, and its links lead to the web only where they say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from course_lib.display.markup import Html, join, tag

_FRONT = re.compile(r"\A---\r?\n.*?\r?\n---\r?\n", re.S)
_INLINE = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]*)\]\((https?://[^\s)]+)\)")
_ROW = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^\s*\|[\s|:-]+\|\s*$")


def as_html(card: str) -> Html:
    """The card's text, without its metadata.

    >>> print(as_html("---\\nlicense: mit\\n---\\n# A `b`\\n<i>"))
    <h2>A <code>b</code></h2><p>&lt;i&gt;</p>
    """
    return join(list(_blocks(_FRONT.sub("", card).splitlines())))


def _blocks(lines: list[str]) -> Iterator[Html]:
    at = 0
    while at < len(lines):
        line = lines[at]
        first = at
        if line.startswith("```"):
            at += 1
            while at < len(lines) and not lines[at].startswith("```"):
                at += 1
            yield tag("pre", tag("code", "\n".join(lines[first + 1 : at])))
            at += 1
        elif line.startswith("#"):
            level = min(len(line) - len(line.lstrip("#")) + 1, 6)
            yield tag(f"h{level}", _inline(line.lstrip("# ")))
            at += 1
        elif _ROW.match(line):
            while at < len(lines) and _ROW.match(lines[at]):
                at += 1
            yield _table(lines[first:at])
        elif line.lstrip().startswith(("- ", "* ")):
            items = []
            while at < len(lines) and lines[at].strip():
                if lines[at].lstrip().startswith(("- ", "* ")):
                    items.append(lines[at].lstrip()[2:])
                else:
                    items[-1] += " " + lines[at].strip()
                at += 1
            yield tag("ul", *(tag("li", _inline(item)) for item in items))
        elif line.strip():
            while at < len(lines) and lines[at].strip() and not lines[at].startswith(("#", "```", "|", "- ", "* ")):
                at += 1
            at = max(at, first + 1)
            yield tag("p", _inline(" ".join(lines[first:at])))
        else:
            at += 1


def _table(lines: list[str]) -> Html:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines if not _RULE.match(line)]
    return tag("table", *(tag("tr", *(tag("td", _inline(cell)) for cell in row)) for row in rows))


def _inline(text: str) -> Html:
    parts: list[str] = []
    at = 0
    for found in _INLINE.finditer(text):
        parts.append(text[at : found.start()])
        code, bold, label, address = found.groups()
        if code is not None:
            parts.append(tag("code", code))
        elif bold is not None:
            parts.append(tag("strong", bold))
        else:
            parts.append(tag("a", label or address, href=address, rel="noopener noreferrer"))
        at = found.end()
    return join([*parts, text[at:]])
