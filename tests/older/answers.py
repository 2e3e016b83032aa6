"""What an older transformers answers: calls as JSON on stdin, answers as JSON on stdout.

Run with that release before everything else on the path, by a test that compares. Nothing of the course is imported:
it needs a newer one. A call is ``{"task", "model" (a folder), "load" (keywords), "given" (arguments), "options"}``.
"""

import json
import sys
import wave

import numpy as np
import torch
import transformers

transformers.logging.set_verbosity_error()


def sound(path):
    """A recording as numbers; 4.57 leaves files to ffmpeg, which need not be here."""
    with wave.open(path) as file:
        numbers = np.frombuffer(file.readframes(file.getnframes()), dtype=np.int16) / 32768
        return {"raw": numbers.astype(np.float32), "sampling_rate": file.getframerate()}


def plain(value):
    """Without numbers of numpy's and torch's, which JSON does not know."""
    if isinstance(value, dict):
        return {key: plain(own) for key, own in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(own) for own in value]
    return value.item() if hasattr(value, "item") else value


def answers(calls):
    made = {}
    for call in calls:
        key = json.dumps([call["task"], call["model"], call["load"]])
        if key not in made:
            options = {"torch_dtype": torch.float32, "device": -1, **call["load"]}
            made[key] = transformers.pipeline(call["task"], model=call["model"], **options)
        given = [sound(one) if isinstance(one, str) and one.endswith(".wav") else one for one in call["given"]]
        yield plain(made[key](*given, **call["options"]))


if __name__ == "__main__":
    json.dump({"version": transformers.__version__, "answers": list(answers(json.load(sys.stdin)))}, sys.stdout)
