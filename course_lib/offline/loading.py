"""Every way by which a tutorial loads something by its name: `from_pretrained`, `pipeline`, and the hub's own calls."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from course_lib.models import checkpoint
from course_lib.models.positions import longest
from course_lib.offline.patches import Patches
from course_lib.offline.stand_ins import found, other_languages, own_name, stand_in, tell, unnamed
from course_lib.offline.words import words

# Keywords of a download, or of a card that nobody here has, not of a model on this machine.
_OF_THE_HUB = (
    "revision", "code_revision", "token", "use_auth_token", "force_download", "resume_download", "local_files_only",
    "cache_dir", "proxies", "mirror", "trust_remote_code", "from_tf", "from_flax", "subfolder",
    # Of models that are too large for a laptop; a stand-in is small as it is.
    "load_in_4bit", "load_in_8bit", "quantization_config", "device_map", "attn_implementation", "low_cpu_mem_usage",
)  # fmt: skip


def patch(patches: Patches) -> None:
    """Let names on the hub be answered by folders of this machine."""
    import huggingface_hub
    import transformers
    from transformers.models.auto import auto_factory, modeling_auto

    autos = [value for value in vars(modeling_auto).values() if isinstance(value, type)]
    classes = [
        auto_factory._BaseAutoModelClass, *autos, transformers.PreTrainedModel, transformers.PreTrainedTokenizerBase,
        transformers.PreTrainedConfig, transformers.GenerationConfig, transformers.ProcessorMixin,
        transformers.FeatureExtractionMixin, transformers.ImageProcessingMixin, transformers.AutoTokenizer,
        transformers.AutoConfig, transformers.AutoProcessor, transformers.AutoImageProcessor,
        transformers.AutoFeatureExtractor,
    ]  # fmt: skip
    for owner in dict.fromkeys(classes):
        method = vars(owner).get("from_pretrained")
        if isinstance(method, classmethod):
            kind = owner.__name__.lower()
            patches.put(owner, "from_pretrained", classmethod(_from_here(method.__func__, kind)))
        elif isinstance(method, staticmethod):
            patches.put(owner, "from_pretrained", staticmethod(_from_here(method.__func__, owner.__name__.lower(), 0)))
    from course_lib.pipelines import pipeline as ours

    pipeline = _pipeline(ours)
    # While it is first imported, the library puts another object in its own place: what others will see counts.
    for module in ("transformers", "transformers.pipelines"):
        patches.put(sys.modules[module], "pipeline", pipeline)
    patches.put(huggingface_hub, "snapshot_download", lambda repo_id, *_, **__: local(repo_id))
    patches.put(huggingface_hub, "hf_hub_download", _one_file)


def local(name: Any) -> Any:
    """The folder of what stands in for a name on the hub; folders of this machine, and objects, as they are."""
    if not isinstance(name, (str, os.PathLike)) or Path(name).exists() or isinstance(name, os.PathLike):
        return name
    if name.startswith(("~", "/")) or name.count("/") > 2 or "\\" in name:
        return name  # a path that is not there: the library says so
    if name.startswith("."):  # a folder that an earlier cell would have downloaded: its name says which model
        name = Path(name).name
        if stand_in(name) is None:
            return f"./{name}"
    return str(checkpoint(found(name)))


def _from_here(method: Callable[..., Any], kind: str, first: int = 1) -> Callable[..., Any]:
    """A `from_pretrained` that looks names up here; `first` is the place of the name among its arguments.

    `kind` is the class's name in small letters. Models come in float32, as most real ones do, and bert-zh, which knows
    no capitals, reads English in small letters where it stands in for an English model.
    """

    import torch

    @functools.wraps(method)
    def from_pretrained(*args: Any, **options: Any) -> Any:
        given = list(args)
        keyword = "pretrained_model_name_or_path"
        name = given[first] if len(given) > first else options.get(keyword)
        here = local(name)
        if here is not name:
            options = {key: value for key, value in options.items() if key not in _OF_THE_HUB}
            if "model" in kind and "torch_dtype" not in options:
                options.setdefault("dtype", torch.float32)
            if "tokenizer" in kind and stand_in(str(name)) == "bert-zh" and "chinese" not in str(name):
                options.setdefault("do_lower_case", True)
            if len(given) > first:
                given[first] = here
            else:
                options[keyword] = here
        return method(*given, **options)

    return from_pretrained


def _pipeline(ours: Callable[..., Any]) -> Callable[..., Any]:
    """`transformers.pipeline` as tutorials call it: with a name on the hub, or a task or a model alone."""
    from course_lib.pipelines.tasks import find, languages
    from course_lib.zoo import catalogue

    def pipeline(task: str | None = None, model: Any = None, *args: Any, **options: Any) -> Any:
        known = {key: value for key, value in options.items() if key not in _OF_THE_HUB and key != "framework"}
        english = not (isinstance(model, str) and "chinese" in model)
        if args:
            known["config"] = args[0]
        for part in ("tokenizer", "feature_extractor", "image_processor", "processor", "config"):
            if isinstance(known.get(part), str):
                known[part] = local(known[part])
        if task is None:
            if not isinstance(model, str):
                raise words.error("no-task")
            task = catalogue.find(found(model)).task
        usual = find(task).checkpoint
        if isinstance(model, str) and not Path(model).exists() and model not in catalogue.entries():
            model = _for_task(task, found(model))
        elif model is None and languages(task) and not usual:
            model = "translate-en-zh"
            other_languages(task, model)
        elif model is None and usual:
            # Without a model, tutorials mean one that goes on with a text, not one that chats.
            model = "gpt2-en" if usual == "chat" else usual
            unnamed(task, model)
        made = ours(task, model, **known)
        _cut_what_is_long(made)
        if made.task == "fill-mask":
            if english and own_name(made.model.name_or_path) == "bert-zh":  # which knows no capitals
                made.tokenizer = type(made.tokenizer).from_pretrained(made.tokenizer.name_or_path, do_lower_case=True)
            made.other_masks = ("<mask>",)  # RoBERTa's, the library's own choice for this task
        return made

    return pipeline


#: Tasks whose pipelines read a whole text at once, and can read its beginning alone.
_CUT = ("text-classification", "feature-extraction", "summarization", "text2text-generation", "translation")


def _cut_what_is_long(made: Any) -> None:
    """Let a stand-in's pipeline read the beginning of a text that a real model would have read whole, and say so."""
    own, most = own_name(made.model.name_or_path), longest(made.model.config)
    if own is None or most is None or not made.task.startswith(_CUT):
        return
    preprocess = made.preprocess

    def shortened(inputs: Any, *args: Any, **options: Any) -> Any:
        if isinstance(inputs, str) and len(made.tokenizer(inputs).input_ids) > most:
            made.tokenizer.model_max_length = most
            options["truncation"] = True
            tell(f"cut {own}", words("cut", own=own, most=most))
        return preprocess(inputs, *args, **options)

    made.preprocess = shortened


#: What a model does with any head, or with the one it has.
_HEADLESS = ("feature-extraction", "text2text-generation")


def _for_task(task: str, own: str) -> str:
    """The stand-in `own` where it does the task, or where the course has no other; else the course's model for it."""
    from course_lib.pipelines.tasks import find
    from course_lib.zoo import catalogue

    asked = find(task)
    families = {name.partition("_")[0] for name in (asked.name, find(catalogue.find(own).task).name)}
    return own if len(families) == 1 or asked.name in _HEADLESS or not asked.checkpoint else asked.checkpoint


def _one_file(repo_id: str, filename: str, *_: Any, **__: Any) -> str:
    folder = Path(local(repo_id))
    if not (folder / filename).is_file():
        there = ", ".join(sorted(path.name for path in folder.iterdir() if path.suffix in (".json", ".safetensors")))
        raise words.error("no-file", name=repo_id, file=filename, there=there)
    return str(folder / filename)
