"""Fetching a model from a hub, at a pinned commit, and saying plainly why it cannot be had."""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import getproxies

from course_lib.errors import CourseError

log = logging.getLogger(__name__)

DEFAULT_ENDPOINT = "https://huggingface.co"
# What `from_pretrained` reads. Pickles (.bin, .pt, .h5, .msgpack) can run code when they are loaded: never those.
WANTED = ("*.safetensors", "*.json", "*.txt", "*.model", "*.spm", "*.jinja")
UNWANTED = ("onnx/*", "openvino/*", "coreml/*")
_NEWEST = "main"
_PATIENCE = 10.0  # seconds
#: The environment as a person had it, while a hub on this machine (course_lib.local_hub) has put itself into
#: os.environ: the course's models come from where they always did. None while no such hub is used.
environment_before: Mapping[str, str] | None = None
_lock = threading.Lock()
_under_way = 0
_STAY = "To go on without a network, unset COURSE_MODELS: the course then uses its own small models."


def is_outside() -> bool:
    """Whether a model is being fetched: then the library's requests are ours, and go where they were sent."""
    return _under_way > 0


def endpoint() -> str:
    """The hub or mirror that ``HF_ENDPOINT`` names now; the library itself looks only when it is imported."""
    return (_environment().get("HF_ENDPOINT", "").strip() or DEFAULT_ENDPOINT).rstrip("/")


def cache_folder() -> Path:
    """Where downloads are kept: ``HF_HUB_CACHE``, else ``HF_HOME``/hub, else the library's own place."""
    if _environment().get("HF_HUB_CACHE"):
        return Path(_environment()["HF_HUB_CACHE"]).expanduser()
    if _environment().get("HF_HOME"):
        return Path(_environment()["HF_HOME"]).expanduser() / "hub"
    base = _environment().get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "huggingface" / "hub"


def download(hub_id: str, commit: str | None) -> Path:
    """The folder of a model's snapshot, downloaded unless it is there; progress is shown while it is.

    Parameters
    ----------
    hub_id:
        ``"owner/name"``.
    commit:
        The commit to take; None takes the newest, and the log says so.

    Raises CourseError: no network, an unknown model, one that needs a token, no room on the disk.
    """
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    def fetch(*, local: bool) -> Path:
        with _outside():
            folder = snapshot_download(
                hub_id,
                revision=commit or _NEWEST,
                endpoint=endpoint(),
                cache_dir=cache_folder(),
                token=_token(),
                allow_patterns=list(WANTED),
                ignore_patterns=list(UNWANTED),
                local_files_only=local,
            )
        return Path(folder).resolve()

    if commit is None:
        log.warning("%s has no pinned commit in the catalogue: taking the newest version.", hub_id)
    try:
        if commit is not None or _offline():
            # A pinned commit never changes: what is whole in the cache needs no question to the hub.
            try:
                folder = fetch(local=True)
            except LocalEntryNotFoundError:
                if _offline():
                    raise
            else:
                if _offline() or ((folder / "config.json").is_file() and any(folder.glob("*.safetensors"))):
                    return folder
        _knock()
        return fetch(local=False)
    except HFValidationError as error:
        raise CourseError(f"{hub_id!r} is no model's name on a hub: {error}", "Mend the catalogue.") from error
    except Exception as error:  # the library's errors come from whichever HTTP library it is built on this year
        raise explain(error, hub_id) from error


def newest_commit(hub_id: str) -> str:
    """The commit that a model's main branch is at now; CourseError when the hub does not say."""
    from huggingface_hub import HfApi

    if _offline():
        raise explain(OSError("offline"), hub_id)
    try:
        _knock()
        api = HfApi(endpoint=endpoint(), token=_token())
        with _outside():
            commit = api.model_info(hub_id, revision=_NEWEST, timeout=_PATIENCE).sha
    except Exception as error:  # as above
        raise explain(error, hub_id) from error
    if not commit:
        raise CourseError(f"{endpoint()} names no commit of {hub_id}.", "Try another hub with HF_ENDPOINT.")
    return commit


def explain(error: BaseException, hub_id: str) -> CourseError:
    """What went wrong with a download, as something a person can act on."""
    from huggingface_hub.errors import GatedRepoError, RepositoryNotFoundError, RevisionNotFoundError

    chain = _causes(error)
    status = next((code for code in map(_status, chain) if code), None)
    where = endpoint()
    if _offline():
        return CourseError(
            f"{hub_id} is not in the cache {cache_folder()}, and HF_HUB_OFFLINE or TRANSFORMERS_OFFLINE "
            "forbids downloading it.",
            f"Unset HF_HUB_OFFLINE and TRANSFORMERS_OFFLINE, restart Python and run it again. {_STAY}",
        )
    if any(isinstance(cause, GatedRepoError) for cause in chain) or status in (401, 403):
        return CourseError(
            f"{where} does not give {hub_id} to you (HTTP {status or 403}): it wants a token, or another one, "
            "or it has no such model.",
            "Log in on the hub, accept the model's terms there, and set HF_TOKEN to an access token of yours.",
        )
    if any(isinstance(cause, RevisionNotFoundError) for cause in chain):
        return CourseError(
            f"{where} has {hub_id}, but not the version that the catalogue pins.",
            "If HF_ENDPOINT names a mirror, unset it or choose one that is up to date.",
        )
    if any(isinstance(cause, RepositoryNotFoundError) for cause in chain) or status == 404:
        return CourseError(
            f"{where} has no model {hub_id} (HTTP {status or 404}).",
            f"If HF_ENDPOINT names a mirror, check it: it must be a hub's address without a path. {_STAY}",
        )
    full = next((cause for cause in chain if isinstance(cause, OSError) and cause.errno == 28), None)
    if full is not None:
        return CourseError(
            f"The disk is full: {hub_id} does not fit into {cache_folder()}.", "Free some room, or set HF_HUB_CACHE."
        )
    said = (str(chain[-1]).strip() or "no answer").splitlines()[0][:200]
    reason = f"HTTP {status}" if status else f"{type(chain[-1]).__name__}: {said}"
    return CourseError(
        f"{hub_id} could not be downloaded from {where} ({reason}).",
        "Check the network, or set HF_ENDPOINT to a mirror that you can reach, and run it again (what was downloaded "
        f"is kept). {_STAY}",
    )


def _knock() -> None:
    """Raise OSError at once when nobody answers at the endpoint: the library itself tries for half a minute."""
    address = urlsplit(endpoint())
    if not address.hostname or getproxies().get(address.scheme):
        return  # a proxy decides; the library knows how to ask it
    port = address.port or (80 if address.scheme == "http" else 443)
    socket.create_connection((address.hostname, port), timeout=_PATIENCE).close()


def _environment() -> Mapping[str, str]:
    return os.environ if environment_before is None else environment_before


@contextmanager
def _outside() -> Iterator[None]:
    global _under_way
    with _lock:
        _under_way += 1
    try:
        yield
    finally:
        with _lock:
            _under_way -= 1


def _token() -> str | bool | None:
    # None lets the library look for one itself; while a hub on this machine is used it would find that hub's.
    return _environment().get("HF_TOKEN", "").strip() or (None if environment_before is None else False)


def _offline() -> bool:
    return any(
        _environment().get(name, "").strip().upper() in ("1", "ON", "YES", "TRUE")
        for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")
    )


def _causes(error: BaseException) -> list[BaseException]:
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain:
        chain.append(current)
        current = current.__cause__ or current.__context__
    return chain


def _status(error: BaseException) -> int | None:
    code = getattr(getattr(error, "response", None), "status_code", None)
    return code if isinstance(code, int) else None
