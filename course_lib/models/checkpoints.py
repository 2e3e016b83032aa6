"""A checkpoint is a directory: `checkpoint("bert-zh")` gives one that `from_pretrained` reads, whatever the profile.

Where it comes from is the profile's business, never the lesson's: ``embedded`` (the default) is the small model
that ships with the course, and no network is touched; ``hub`` is the real model behind the same name,
downloaded once at a pinned commit. The environment variable ``COURSE_MODELS`` chooses.
"""

from __future__ import annotations

import os
from pathlib import Path

from course_lib.models.weights import check_weights
from course_lib.models.words import words
from course_lib.zoo import catalogue
from course_lib.zoo.speech.whisper_warning import hide_whisper_warning

PROFILES = ("embedded", "hub")
VARIABLE = "COURSE_MODELS"


def checkpoint(name: str | os.PathLike[str], *, profile: str | None = None) -> Path:
    """The local folder of a model: a name from the catalogue, or the path of a folder of yours.

    Parameters
    ----------
    name:
        ``"bert-zh"``, or a path such as ``"./my-model"``; `course zoo list` shows the names.
    profile:
        ``"embedded"`` or ``"hub"``; by default what the environment variable ``COURSE_MODELS`` says, else embedded.

    Returns
    -------
    An absolute path of a folder that holds ``config.json``.

    Raises
    ------
    CourseError
        An unknown name or profile, missing or damaged files, or, in profile hub, a model that cannot be downloaded.

    >>> (checkpoint("bert-zh") / "config.json").is_file()
    True
    """
    chosen = current_profile() if profile is None else _known_profile(profile, "profile=")
    path = _as_path(name)
    if path is not None:
        return _local(path)
    entry = catalogue.find(str(name))
    if entry.task == "automatic-speech-recognition":
        hide_whisper_warning()
    if chosen == "embedded":
        return _embedded(entry)
    from course_lib.models.download import download

    directory = download(entry.hub_id, entry.hub_commit)
    _require_config(directory, words("mend.run-again"))
    check_weights(directory, required=True, mend=words("mend.delete", folder=directory))
    return directory


def current_profile() -> str:
    """The profile that ``COURSE_MODELS`` names; embedded when it is unset or empty."""
    return _known_profile(os.environ.get(VARIABLE, "").strip() or "embedded", f"{VARIABLE}=")


def _known_profile(value: str, source: str) -> str:
    if value not in PROFILES:
        raise words.error("no-profile", said=f"{source}{value}", profiles=", ".join(PROFILES))
    return value


def _as_path(name: str | os.PathLike[str]) -> Path | None:
    if not isinstance(name, str):
        return Path(name)
    if name in catalogue.entries():
        return None
    path = Path(name).expanduser()
    looks_like_one = name.startswith((".", "~")) or path.is_absolute() or os.sep in name or path.exists()
    # "google-bert/bert-base-chinese" holds a slash too: unless such a folder exists, it is a name that we lack.
    return path if looks_like_one and (path.exists() or name.count("/") != 1 or name[0] in "./~") else None


def _local(path: Path) -> Path:
    if not path.is_dir():
        raise words.error("a-file" if path.exists() else "nothing-there", path=path)
    _require_config(path, words("mend.saved-to"))
    check_weights(path, required=False, mend=words("mend.save-again"))
    return path.resolve()


def _embedded(entry: catalogue.Entry) -> Path:
    if entry.trained_here:
        mend = words("mend.ours", folder=entry.folder, name=entry.name)
    else:
        mend = words("mend.package", package=entry.package.partition(":")[0])
    _require_config(entry.directory, mend)
    check_weights(entry.directory, required=True, mend=mend)
    return entry.directory.resolve()


def _require_config(directory: Path, next_step: str) -> None:
    if not (directory / "config.json").is_file():
        raise words.error("not-whole", what=words("no-checkpoint.config", folder=directory), mend=next_step)
