"""How HTML pages for students and instructors are made: texts escaped where they are put in, nothing left undefined."""

from __future__ import annotations

from functools import cache
from typing import Any

from course_lib.display.plain import legible


@cache
def page_template(package: str, name: str) -> Any:
    """The jinja template `name` that lies in `package`.

    Its filters: ``legible`` makes control characters of a name visible, ``code`` sets what stands in backticks as code.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader(package, "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"legible": legible, "code": _code}
    return environment.get_template(name)


def _code(text: str) -> Any:
    from markupsafe import Markup, escape

    parts = text.split("`")
    return Markup("").join(Markup("<code>{}</code>").format(p) if i % 2 else escape(p) for i, p in enumerate(parts))
