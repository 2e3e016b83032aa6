"""What a cell reads, binds and may change, told from its text alone: nothing of it is run.

Where the text does not tell (it is no Python, or asks for names by their text), the answer is the cautious one: more
than it really reads. Python's own parser and its symbol tables do the work.
"""

from __future__ import annotations

import ast
import re
import symtable
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

_WORD = re.compile(r"[^\W\d]\w*")
#: Names by which a cell can get at every other name, or at what earlier cells gave.
_REACHES_ALL = frozenset({"globals", "locals", "vars", "eval", "exec", "user_ns", "get_ipython", "In", "Out", "dir"})
#: A text that may name a file: it ends in a suffix, or has a folder before it.
_FILE = re.compile(r"(?:[\w .-]+/)*[\w .-]*\.\w{1,12}|(?:[\w .-]+/)+[\w .-]*")
#: How the names of methods begin that change the thing itself.
_CHANGES = frozenset(
    [
        "add",
        "append",
        "clear",
        "convert",
        "delete",
        "discard",
        "enable",
        "extend",
        "freeze",
        "insert",
        "load",
        "merge",
        "pop",
        "push",
        "register",
        "remove",
        "replace",
        "requires",
        "resize",
        "reverse",
        "save",
        "set",
        "sort",
        "step",
        "tie",
        "train",
        "unfreeze",
        "update",
        "zero",
    ]
)
_LINE_MAGIC = re.compile(r"^\s*[%!?]")
#: Cell magics whose body is Python like any other.
_PYTHON_CELL = re.compile(r"^%%(time|timeit|capture|prun|debug)\b")


@dataclass(frozen=True)
class CellNames:
    """`now`: names of the notebook read while the cell runs; `later`: by its functions, when these are called.

    `changes` are things that it may alter without binding their names, `files` what may be names of files.
    `all` says that it may read whatever there is.
    """

    now: frozenset[str]
    later: frozenset[str]
    binds: frozenset[str]
    changes: frozenset[str]
    files: frozenset[str]
    all: bool = False


@lru_cache(maxsize=4096)
def names_of(source: str) -> CellNames:
    """The names of a cell, magics and shell lines in it left out.

    >>> names = names_of("ids = [vocab[t] for t in tokens]")
    >>> sorted(names.now), sorted(names.binds)
    (['tokens', 'vocab'], ['ids'])
    """
    lines = source.split("\n")
    if source.lstrip().startswith("%%") and not _PYTHON_CELL.match(source.lstrip()):
        return _by_words(source, binds=frozenset())
    magics = [line for line in lines if _LINE_MAGIC.match(line)]
    python = "\n".join("" if _LINE_MAGIC.match(line) else line for line in lines)
    try:
        tree = ast.parse(python)
        table = symtable.symtable(python, "<cell>", "exec")
        found = _by_python(tree, table)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return _by_words(source)
    if not magics:
        return found
    words = _by_words("\n".join(magics), binds=frozenset())
    return replace(found, now=found.now | words.now, files=found.files | words.files, all=found.all or words.all)


def defined_names(source: str) -> frozenset[str] | None:
    """The names that a text binds, read as Python; None when it is no Python."""
    try:
        ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return names_of(source).binds


def _by_words(text: str, binds: frozenset[str] | None = None) -> CellNames:
    """Every word in it, as if each were read: for what is no Python."""
    words = frozenset(_WORD.findall(text))
    bound = words if binds is None else binds
    return CellNames(words, frozenset(), bound, frozenset(), frozenset(_files([text])), bool(words & _REACHES_ALL))


def _by_python(tree: ast.Module, table: symtable.SymbolTable) -> CellNames:
    bound = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_assigned() or symbol.is_imported()}
    later: set[str] = set()
    for inner in _below(table):
        for symbol in inner.get_symbols():
            if symbol.is_global():
                (bound if symbol.is_assigned() else later).add(symbol.get_name())
    now: set[str] = set()
    done: set[str] = set()
    for statement in tree.body:
        read = _named(statement, ast.Load)
        now |= {name for name in read - done if name in later or _is_read_outside(table, name)}
        if not isinstance(statement, ast.If | ast.For | ast.While | ast.Try | ast.With):
            done |= _bound_by(statement)
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    words = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    words |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return CellNames(
        frozenset(now),
        frozenset(later),
        frozenset(bound),
        frozenset(_changed(tree)),
        frozenset(_files(texts)),
        bool(words & _REACHES_ALL) or any(isinstance(n, ast.ImportFrom) and n.names[0].name == "*" for n in tree.body),
    )


def _below(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    waiting = [*table.get_children()]
    while waiting:
        inner = waiting.pop()
        yield inner
        waiting += inner.get_children()


def _is_read_outside(table: symtable.SymbolTable, name: str) -> bool:
    """Whether the cell itself, outside every function, has this name."""
    try:
        return table.lookup(name).is_referenced()
    except KeyError:
        return False


def _bound_by(statement: ast.stmt) -> set[str]:
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {statement.name}
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return {(alias.asname or alias.name).partition(".")[0] for alias in statement.names}
    return _named(statement, ast.Store)


def _named(node: ast.AST, how: type[ast.expr_context]) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, how)}


def _changed(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
            yield from _root(node)
        elif isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute) and _may_change(node.func.attr):
                yield from _root(node.func)
            if isinstance(node.func, ast.Name):  # whatever that function does with it
                yield from (part.id for part in node.args if isinstance(part, ast.Name))


def _may_change(method: str) -> bool:
    return method.endswith("_") or method.partition("_")[0] in _CHANGES


def _root(node: ast.AST) -> Iterator[str]:
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    if isinstance(node, ast.Name):
        yield node.id


def _files(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for word in text.split():
            if _FILE.fullmatch(word):
                yield word.rstrip("/")
