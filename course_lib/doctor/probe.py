"""What only loading the libraries can tell, asked in a process of its own: a library that crashes Python crashes that.

``python -m course_lib.doctor.probe torch transformers`` writes, for each name, a line before it loads it and a
line with what it found. The parent (`gathering`) therefore knows which one was loading when the process died.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from course_lib.doctor.words import words

MARK = "@glassbox-probe "  # a library may print too; only lines that begin so are ours

# Distributions whose module is called otherwise, or whose top module loads too little to tell anything.
MODULES = {
    "ipython": "IPython",
    "jupyterlab-language-pack-zh-cn": "jupyterlab_language_pack_zh_CN",
    "nbgrader": "nbgrader.apps",
    "pillow": "PIL",
    "scikit-learn": "sklearn",
    "transformers": "transformers.modeling_utils",
}


def main(names: list[str]) -> None:
    for name in names:
        _say({"loading": name})
        try:
            import_module(MODULES.get(name, name.replace("-", "_")))
            details = _DETAILS[name]() if name in _DETAILS else {}
        except BaseException as error:
            _say({"name": name, "error": short(error)})
        else:
            _say({"name": name, "error": None, **details})


def short(error: BaseException) -> str:
    """An exception in one line."""
    said = " ".join(str(error).split())
    return f"{type(error).__name__}: {said}"[:300]


def _torch() -> dict[str, Any]:
    import torch

    from course_lib.models.devices import best_device

    device = best_device()
    name = torch.cuda.get_device_name() if device == "cuda" else ""
    return {"device": device, "device_name": name, "gpu_build": bool(torch.version.cuda or torch.version.hip)}


def _huggingface_hub() -> dict[str, Any]:
    from huggingface_hub import constants

    return {
        "endpoint": constants.ENDPOINT,
        "offline": bool(constants.HF_HUB_OFFLINE),
        "cache": str(constants.HF_HUB_CACHE),
    }


def _jupyterlab() -> dict[str, Any]:
    from jupyterlab.commands import get_app_dir

    pages = Path(get_app_dir()) / "static" / "index.html"
    return {"problem": None if pages.is_file() else words("jupyter.no-pages", place=pages)}


def _ipykernel() -> dict[str, Any]:
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        program = KernelSpecManager().get_kernel_spec("python3").argv[0]
    except NoSuchKernel:
        return {"kernel": None, "problem": words("jupyter.no-kernel")}
    # Jupyter itself reads these names as "the Python that I run with".
    if program in ("python", "python3", f"python3.{sys.version_info.minor}"):
        return {"kernel": sys.executable, "problem": None}
    if not Path(program).exists():
        return {"kernel": program, "problem": words("jupyter.no-program")}
    # By folder: the Pythons of two environments are often links to one file.
    same = Path(program).parent.samefile(Path(sys.executable).parent)
    return {"kernel": program, "problem": None if same else words("jupyter.other-python")}


_DETAILS = {"torch": _torch, "huggingface-hub": _huggingface_hub, "jupyterlab": _jupyterlab, "ipykernel": _ipykernel}


def _say(line: dict[str, Any]) -> None:
    sys.stdout.write(f"\n{MARK}{json.dumps(line)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
