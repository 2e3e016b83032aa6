"""What a card says at its top, between two lines of dashes, and the tags that a hub makes of it.

A language, a licence, a task and a library are all tags: that is why one list of filters finds by any of them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import yaml

from course_lib.local_hub.contents import Content

_LARGEST = 256 * 1024


class _WithoutAliases(yaml.SafeLoader):  # type: ignore[misc]
    """YAML whose values stand where they are used: a few lines of aliases can stand for more than a memory holds."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("a card's metadata has no aliases (*name)")
        return super().compose_node(parent, index)


def front_matter(text: str) -> dict[str, Any]:
    """The metadata of a card; empty where it has none. Raises ValueError for what is no YAML.

    >>> front_matter("---\\nlicense: mit\\nlanguage: [zh, en]\\n---\\n# A model\\n")
    {'license': 'mit', 'language': ['zh', 'en']}
    """
    head, dashes, rest = text.replace("\r\n", "\n").partition("---\n")
    if head.strip() or not dashes:
        return {}
    inside, closing, _ = ("\n" + rest).partition("\n---")
    if not closing:
        return {}
    try:
        found = yaml.load(inside, _WithoutAliases)
    except (yaml.YAMLError, RecursionError) as problem:
        raise ValueError(" ".join(str(problem).split())) from None
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise ValueError(f"The metadata must be names with values, and is {type(found).__name__}.")
    plain: dict[str, Any] = json.loads(json.dumps(found, default=str))
    return plain


def with_front_matter(metadata: Mapping[str, Any], text: str) -> str:
    """A card: metadata on top, then the text."""
    head = yaml.safe_dump(dict(metadata), sort_keys=False, allow_unicode=True)
    return f"---\n{head}---\n\n{text}"


def card_of(files: Mapping[str, Content]) -> dict[str, Any]:
    """The metadata of a repository's README.md; empty where there is none that can be read."""
    readme = files.get("README.md")
    if readme is None or readme.size > _LARGEST:
        return {}
    try:
        return front_matter(readme.read().decode(errors="replace"))
    except ValueError:
        return {}


def config_of(files: Mapping[str, Content]) -> dict[str, Any]:
    """A model's config.json; empty where there is none that can be read."""
    found = files.get("config.json")
    if found is None or found.size > _LARGEST:
        return {}
    try:
        read = json.loads(found.read())
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def tags_of(card: Mapping[str, Any], config: Mapping[str, Any], files: Mapping[str, Content]) -> list[str]:
    """The tags that a hub shows and finds by.

    >>> tags_of({"license": "mit", "language": "zh", "pipeline_tag": "fill-mask"}, {"model_type": "bert"}, {})
    ['bert', 'fill-mask', 'zh', 'license:mit', 'region:us']
    """

    def listed(name: str) -> list[str]:
        value = card.get(name)
        return [] if value is None else [str(one) for one in (value if isinstance(value, list) else [value])]

    found = [
        *listed("library_name"),
        *(["safetensors"] if any(path.endswith(".safetensors") for path in files) else []),
        *([str(config["model_type"])] if config.get("model_type") else []),
        *listed("pipeline_tag"),
        *(f"task_categories:{one}" for one in listed("task_categories")),
        *listed("language"),
        *listed("tags"),
        *(f"dataset:{one}" for one in listed("datasets")),
        *(f"base_model:{one}" for one in listed("base_model")),
        *(f"license:{one}" for one in listed("license")),
        "region:us",
    ]
    return list(dict.fromkeys(found))


def complaints(text: str) -> tuple[list[str], list[str]]:
    """What is worth a warning in a card's metadata, and what is wrong with it.

    >>> complaints("# A model without metadata")
    (['empty or missing yaml metadata in repo card'], [])
    """
    try:
        found = front_matter(text)
    except ValueError as problem:
        return [], [str(problem)]
    return ([] if found else ["empty or missing yaml metadata in repo card"]), []
