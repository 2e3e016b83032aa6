"""What the modules of the package import, read from their source: nothing is run, and no way of importing is missed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "course_lib"


def module_name(path: Path, root: Path = ROOT) -> str:
    """``course_lib/zoo/card.py`` -> ``course_lib.zoo.card``; a package's ``__init__.py`` -> ``course_lib.zoo``."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path, root: Path = ROOT) -> Iterator[str]:
    """Every module that `path` imports, wherever in it, with relative imports resolved.

    Of ``from a import b`` both ``a`` and ``a.b``: b may be a module, or a name in one.
    """
    package = list(path.relative_to(root).with_suffix("").parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and _called(node) in ("import_module", "__import__"):
            yield from (arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str))


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def names_in_texts(path: Path) -> Iterator[str]:
    """Every text in the module's code that is a module's name as a whole: by these, too, one module finds another."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_a_module(node.value):
            yield node.value


def _is_a_module(text: str) -> bool:
    place = ROOT.joinpath(*text.split("."))
    named = text.startswith("course_lib.") and text.replace(".", "_").isidentifier()
    return named and (place.is_dir() or place.with_suffix(".py").is_file())


def belongs(module: str, names: tuple[str, ...]) -> bool:
    """Whether `module` is one of `names`, or lies below one."""
    return any(module == name or module.startswith(f"{name}.") for name in names)
