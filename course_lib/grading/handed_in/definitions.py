"""Whether a program only defines things: then it has started nothing, and no cell undoes what one before it did.

Most hand-ins are like that. It is told from the text alone and with caution: what is not surely harmless is not.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import lru_cache

from course_lib.grading.handed_in.cell_names import names_of
from course_lib.grading.handed_in.cells_to_run import Program

#: Modules that are the same before and after an import, whoever asks for it.
_LIBRARIES = frozenset(sys.stdlib_module_names) | {
    "torch", "transformers", "tokenizers", "numpy", "datasets", "course_lib",
}  # fmt: skip
_OWN = "its own"
_IN_A_HINT = (ast.Name, ast.Attribute, ast.Subscript, ast.Tuple, ast.List, ast.Constant, ast.BinOp, ast.BitOr, ast.Load)


def only_defines(program: Program) -> bool:
    """Whether all that runs, after the released cells on top, is definitions, and none touches what another made.

    Then an exercise finds the same at its check and at the end.
    """
    last = max(program.judged_after.values(), default=0)
    steps = list(program.steps[:last])
    while steps and steps[0].kind == "setup":
        steps.pop(0)
    known: dict[str, str] = {}
    read: set[str] = set()
    for step in steps:
        bound = defined_by(step.source) if step.is_students else None
        if bound is None:
            return False
        if any(known.get(name, bound[name]) != bound[name] or bound[name] == _OWN == known.get(name) for name in bound):
            return False
        if read & {name for name in bound if name not in known}:
            return False
        known |= bound
        read |= names_of(step.source).later | names_of(step.source).now
    return True


@lru_cache(maxsize=1024)
def defined_by(source: str) -> dict[str, str] | None:
    """What a cell that only defines binds: name -> the module that it is imported from, or ``"its own"``.

    None for any other cell. Do not change what is returned: it is kept.

    >>> defined_by("from collections import Counter\\ndef count(text):\\n    return Counter(text)")
    {'Counter': 'collections.Counter', 'count': 'its own'}
    >>> defined_by("print('hello')") is None
    True
    """
    try:
        return dict(pair for statement in ast.parse(source).body for pair in _bound(statement))
    except (SyntaxError, ValueError, RecursionError, MemoryError, _DoesMore):
        return None


class _DoesMore(Exception):
    """A statement that does more than define something."""


def _bound(statement: ast.stmt) -> Iterator[tuple[str, str]]:
    match statement:
        case ast.Import(names=names):
            for alias in names:
                _want(alias.name.partition(".")[0] in _LIBRARIES)
                root = alias.name.partition(".")[0]
                yield (alias.asname, alias.name) if alias.asname else (root, root)
        case ast.ImportFrom(module=str(module), names=names, level=0):
            for alias in names:
                _want(module.partition(".")[0] in _LIBRARIES and alias.name != "*")
                yield alias.asname or alias.name, f"{module}.{alias.name}"
        case ast.FunctionDef(decorator_list=[]) | ast.AsyncFunctionDef(decorator_list=[]):
            _want_plain_arguments(statement.args, statement.returns)
            yield statement.name, _OWN
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            _want(_is_plain(value))
            yield name, _OWN
        case ast.Expr(value=ast.Constant()) | ast.Pass():
            return
        case _:
            raise _DoesMore


def _want_plain_arguments(arguments: ast.arguments, returns: ast.expr | None) -> None:
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    hints = [argument.annotation for argument in every if argument is not None]
    _want(all(map(_is_plain_hint, (*hints, returns))))
    _want(all(_is_plain(default) for default in (*arguments.defaults, *arguments.kw_defaults) if default is not None))


def _is_plain_hint(hint: ast.expr | None) -> bool:
    """A name or a constant, or names with names in brackets: ``list[int] | None`` asks nothing of anybody."""
    return hint is None or all(isinstance(node, _IN_A_HINT) for node in ast.walk(hint))


def _is_plain(value: ast.expr) -> bool:
    """A constant, or a list, tuple, set or dictionary of such."""
    allowed = (ast.Constant, ast.List, ast.Tuple, ast.Set, ast.Dict, ast.UnaryOp, ast.USub, ast.Load)
    return all(isinstance(node, allowed) for node in ast.walk(value))


def _want(true: bool) -> None:
    if not true:
        raise _DoesMore
