"""What is left of an answer when its names, comments, docstrings and layout are taken away.

Two answers with the same normal form do the same things in the same order. The source comes from a stranger: it is
parsed and never run, a very long one is not looked at, and one that is no Python is compared line by line.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

#: Characters of an answer that is looked at, and how deep its brackets may nest; nobody writes such a one by hand.
MOST_CHARACTERS = 20_000
MOST_BRACKETS = 40
MOST_COMMENTS = 200

#: What IPython understands and Python does not: ``%timeit f()``, ``!ls``.
_MAGIC = re.compile(r"^([ \t]*)[%!].*$", re.MULTILINE)
_WORD = re.compile(r"[^\W\u3400-\u9fff]+|[\u3400-\u9fff]")
_NO_CHOICE = (ast.expr_context, ast.arguments, ast.mod, ast.Expr)


@dataclass(frozen=True)
class NormalForm:
    """`lines` are what is compared; `choices` is how much there was to choose: calls, names, operators, constants.

    `comments` and `names` are what was taken away: comments without their sign, and the names that the code binds.
    """

    lines: tuple[str, ...]
    choices: int
    comments: frozenset[str]
    names: frozenset[str]


def normal_form(source: str) -> NormalForm | None:
    """The normal form of a cell's source; None of one that is too long to be looked at.

    >>> one = normal_form("def f(text):\\n    return sorted(text)  # by code point")
    >>> other = normal_form('def f(t):\\n    "Sorted."\\n    return sorted( t )')
    >>> one.lines == other.lines, one.lines
    (True, ('def v0(v1):', '    return sorted(v1)'))
    """
    if len(source) > MOST_CHARACTERS:
        return None
    comments = frozenset(islice(_comments(source), MOST_COMMENTS))
    try:
        tree = _parsed(source)
        names = _renamed(tree)
        _forget_docstrings(tree)
        lines = tuple(ast.unparse(tree).splitlines())
        choices = sum(not isinstance(node, _NO_CHOICE) for node in ast.walk(tree))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        words = [" ".join(line.partition("#")[0].split()) for line in source.splitlines()]
        lines = tuple(line for line in words if line)
        return NormalForm(lines, sum(len(words_of(line)) for line in lines), comments, frozenset())
    return NormalForm(lines, choices, comments, frozenset(names))


def words_of(text: str) -> list[str]:
    """The words of a text; a Chinese character counts as one.

    >>> words_of("count 每个字")
    ['count', '每', '个', '字']
    """
    return _WORD.findall(text)


def _parsed(source: str) -> ast.Module:
    """Raises SyntaxError, also for what would keep the parser busy for minutes."""
    depth = deepest = 0
    for character in source:
        depth += (character in "([{") - (character in ")]}")
        deepest = max(deepest, depth)
    if deepest > MOST_BRACKETS:
        raise SyntaxError("too many brackets")
    with warnings.catch_warnings():  # what Python thinks of a student's escapes is no matter here
        warnings.simplefilter("ignore")
        return ast.parse(_MAGIC.sub(r"\1pass", source))


def _renamed(tree: ast.Module) -> list[str]:
    """Number the names that the code binds, in the order in which they first stand; gives the names."""
    bound = {name for node in ast.walk(tree) for name in _bound(node)}
    numbers: dict[str, str] = {}

    def number(name: str | None) -> str | None:
        return numbers.setdefault(name, f"v{len(numbers)}") if name in bound else name

    for node in ast.walk(tree):
        match node:
            case ast.Name():
                node.id = number(node.id) or ""
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                node.name, node.returns = number(node.name) or "", None
            case ast.ClassDef():
                node.name = number(node.name) or ""
            case ast.ExceptHandler() | ast.MatchAs() | ast.MatchStar():
                node.name = number(node.name)
            case ast.arg():
                node.arg, node.annotation = number(node.arg) or "", None
            case ast.alias(asname=str()):
                node.asname = number(node.asname)
            case ast.Global() | ast.Nonlocal():
                node.names = [number(name) or "" for name in node.names]
    return list(numbers)


def _bound(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(ctx=ast.Store() | ast.Del()):
            yield node.id
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            yield node.name
        case ast.arg():
            yield node.arg
        case ast.alias(asname=str(name)):
            yield name
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            yield name


def _forget_docstrings(tree: ast.Module) -> None:
    """Nor does any other text count that stands alone: it does nothing."""
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            kept = [line for line in body if not _is_text(line)]
            node.body = kept or [ast.Pass()]  # type: ignore[attr-defined]


def _is_text(line: ast.AST) -> bool:
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant) and isinstance(line.value.value, str)


def _comments(source: str) -> Iterator[str]:
    """Its comments as far as it can be read, without their signs, spaces and capitals."""
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT:
                yield " ".join(token.string.strip("#").lower().split())
    except (tokenize.TokenError, SyntaxError, ValueError, RecursionError):
        return
