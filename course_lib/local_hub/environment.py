"""What the clients read, and when: environment variables, mostly once, as constants, while a module is imported.

A variable that is set afterwards changes nothing. So the modules that hold such constants are read a second time, in
the new environment and apart from the first, into which whatever comes out different is put.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from course_lib.offline.patches import Patches

#: Variables that name a place of the student's own, or have the clients look elsewhere: unset while the hub is used.
UNSET = (
    "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_ASSETS_CACHE", "HUGGINGFACE_ASSETS_CACHE", "HF_TOKEN_PATH",
    "HF_XET_CACHE", "HF_DATASETS_CACHE", "HF_DATASETS_DOWNLOADED_DATASETS_PATH", "HF_DATASETS_EXTRACTED_DATASETS_PATH",
    "HF_MODULES_CACHE", "TRANSFORMERS_CACHE", "PYTORCH_TRANSFORMERS_CACHE", "HUGGING_FACE_HUB_TOKEN",
    "HF_OIDC_RESOURCE", "HF_OIDC_ID_TOKEN", "HF_INFERENCE_ENDPOINT", "HUGGINGFACE_CO_STAGING", "HF_HUB_OFFLINE",
    "TRANSFORMERS_OFFLINE", "HF_DATASETS_OFFLINE", "HF_HUB_DISABLE_IMPLICIT_TOKEN", "HF_ENDPOINT", "HF_HOME",
    "HF_TOKEN",
)  # fmt: skip
_NO_PROXY = ("127.0.0.1", "localhost")
#: Modules that hold what was read, and the packages whose modules may hold a copy of it under the same name.
_READ_AT_IMPORT = {"huggingface_hub.constants": ("huggingface_hub", "transformers"), "datasets.config": ("datasets",)}
_PLACES_OF_TRANSFORMERS = "HF_MODULES_CACHE"


def variables(address: str, home: Path, token: str, programs: Path, before: Mapping[str, str]) -> dict[str, str]:
    """What the clients are to read, for a hub at `address`.

    home: where they keep what they keep. programs: a folder with the command ``hf``, put before all others.

    >>> read = variables("http://127.0.0.1:8000", Path("/tmp/hub"), "hf_x", Path("/tmp/hub/bin"), {"NO_PROXY": "a"})
    >>> read["HF_ENDPOINT"], read["NO_PROXY"]
    ('http://127.0.0.1:8000', 'a,127.0.0.1,localhost')
    """
    own = {
        "HF_ENDPOINT": address,
        "HF_HOME": str(home),
        "HF_TOKEN": token,
        "HF_HUB_DISABLE_XET": "1",
        "HF_HUB_DISABLE_UPDATE_CHECK": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "PATH": os.pathsep.join(filter(None, (str(programs), before.get("PATH", "")))),
    }
    for name in ("NO_PROXY", "no_proxy"):
        kept = [one for one in before.get(name, "").split(",") if one.strip()]
        own[name] = ",".join([*kept, *(one for one in _NO_PROXY if one not in kept)])
    return own


def change(patches: Patches, own: Mapping[str, str]) -> None:
    """Set these variables and unset the student's, until `patches` are undone; every library that is imported holds
    from now on what it would hold, had it been imported now, and so it does again when they were undone.
    """
    held = {name: sys.modules[name] for name in _READ_AT_IMPORT if name in sys.modules}
    before = {name: _as_if_now(name) for name in held}
    put: dict[str, dict[str, Any]] = {}
    # Undone last: what was imported in between has read the variables as they were in between.
    patches.on_undo(lambda: _settle(put, own))
    for name in sorted({*UNSET, *own}):
        patches.put_item(os.environ, name, own.get(name))
    for name, module in held.items():
        put[name] = _changed(before[name], _as_if_now(name))
        _renew(patches, module, put[name], _READ_AT_IMPORT[name])
    _renew_modules_cache(patches)
    _renew_objects(patches, own)


def _settle(put: Mapping[str, Mapping[str, Any]], own: Mapping[str, str]) -> None:
    """Give modules that were imported while a hub was used what they would hold, had they been imported now."""
    for name, packages in _READ_AT_IMPORT.items():
        module = sys.modules.get(name)
        if module is None:
            continue
        stale = put.get(name)
        if stale is None:
            now = _as_if_now(name)
            stale = {key: vars(module).get(key) for key in _changed(module, now)}
            for key in stale:
                setattr(module, key, vars(now)[key])
        for holder in _holders(packages):
            for key, value in stale.items():
                if holder is not module and key in vars(holder) and vars(holder)[key] == value:
                    setattr(holder, key, vars(module)[key])
    constants = sys.modules.get("huggingface_hub.constants")
    for holder in _holders(("transformers",)):
        if vars(holder).get(_PLACES_OF_TRANSFORMERS) == _modules_cache(own["HF_HOME"]) and constants is not None:
            usual = os.environ.get(_PLACES_OF_TRANSFORMERS) or _modules_cache(constants.HF_HOME)
            setattr(holder, _PLACES_OF_TRANSFORMERS, usual)
    for one in _objects():
        if constants is not None and vars(one).get("endpoint") == own["HF_ENDPOINT"]:
            one.endpoint = constants.ENDPOINT


def _holders(packages: tuple[str, ...]) -> list[ModuleType]:
    return [
        module for name, module in list(sys.modules.items())
        if name.partition(".")[0] in packages and isinstance(module, ModuleType)
    ]  # fmt: skip


def _as_if_now(name: str) -> ModuleType:
    """A module as it would be, were it imported now; the one that is imported stays as it is."""
    spec = find_spec(name)
    assert spec is not None and spec.loader is not None
    fresh = module_from_spec(spec)
    spec.loader.exec_module(fresh)
    return fresh


def _changed(before: ModuleType, now: ModuleType) -> dict[str, Any]:
    """What the environment has changed. Whether one is offline counts always: that is often set by hand."""
    return {
        name: value
        for name, value in vars(now).items()
        if isinstance(value, (str, bool, int, Path, frozenset, type(None)))
        and not name.startswith("__")
        and ("OFFLINE" in name or vars(before).get(name) != value)
    }


def _renew(patches: Patches, module: ModuleType, changed: Mapping[str, Any], packages: tuple[str, ...]) -> None:
    """Put what has changed into a module, and into every other one that had taken it from there under the same name."""
    holders = _holders(packages)
    for name, value in changed.items():
        before = vars(module).get(name)
        for holder in holders:
            if holder is module or (name in vars(holder) and vars(holder)[name] == before):
                patches.put(holder, name, value)


def _renew_modules_cache(patches: Patches) -> None:
    """Where transformers keeps code that came with a model: a place in HF_HOME."""
    for module in _holders(("transformers",)):
        if _PLACES_OF_TRANSFORMERS in vars(module):
            patches.put(module, _PLACES_OF_TRANSFORMERS, _modules_cache(os.environ["HF_HOME"]))


def _modules_cache(home: str) -> str:
    return str(Path(home) / "modules")


def _renew_objects(patches: Patches, own: Mapping[str, str]) -> None:
    """Objects that were made while a module was imported, and have the old address in them; and remembered tokens."""
    for one in _objects():
        patches.put(one, "endpoint", own["HF_ENDPOINT"])
    tokens = sys.modules.get("huggingface_hub.utils._auth")
    # On Colab the last place where a token is looked for is the student's own vault: it counts as looked into.
    forgotten = {"_IS_GOOGLE_COLAB_CHECKED": True, "_GOOGLE_COLAB_SECRET": None, "_OAUTH_REFRESH_CACHE": None,
                 "_OIDC_TOKEN_CACHE": None}  # fmt: skip
    for name, value in forgotten.items():
        if tokens is not None and name in vars(tokens):
            patches.put(tokens, name, value)


def _objects() -> list[Any]:
    """Every client that a module keeps for all who ask it, wherever it is kept, with what it is made of."""
    hub = sys.modules.get("huggingface_hub.hf_api")
    files = sys.modules.get("huggingface_hub.hf_file_system")
    kinds = tuple(
        vars(module)[name] for module, name in ((hub, "HfApi"), (files, "HfFileSystem")) if module is not None
    )
    kept = [
        value
        for module in _holders(("huggingface_hub", "transformers", "datasets"))
        for value in list(vars(module).values())
        if isinstance(value, kinds)
    ]
    return [*kept, *(vars(one)["_api"] for one in kept if "_api" in vars(one))]
