"""What the hub on one's own machine costs: until it is up, a question, a download, and the first piece of a chat.

    python benchmarks/local_hub.py

Each figure beside what it may be at most: up 0.3 s after the imports; `model_info` 10 ms, by the median; a download of
100 MB at least a third as fast as the same bytes through `http.client` from `python -m http.server`; the first piece of
a streamed chat 0.2 s, once the model is loaded. By the clock on the wall: look at how busy the machine is.
"""

from __future__ import annotations

import http.client
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from taking_turns import say

LARGE = 100 * 1024 * 1024
TALK = [{"role": "user", "content": "你好"}]


def seconds(call: Callable[[], object]) -> float:
    """How long a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def fetched(port: int, path: str) -> int:
    """How many bytes an address gives, read as fast as they come."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    answer, count = connection.getresponse(), 0
    while piece := answer.read(256 * 1024):
        count += len(piece)
    connection.close()
    return count


@contextmanager
def plain_server(folder: Path) -> Iterator[int]:
    """Python's own file server on a folder."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1"], cwd=folder, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        yield int(process.stdout.readline().partition("port ")[2].split()[0])
    finally:
        process.kill()
        process.communicate()


def main() -> None:
    """Measure, and say it."""
    import huggingface_hub

    from course_lib.local_hub import stock, use

    rows: list[tuple[str, float, float, str]] = []
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        (folder / "config.json").write_text("{}")
        with (folder / "model.safetensors").open("wb") as file:
            file.truncate(LARGE)
        start = time.perf_counter()
        with use() as hub:
            rows.append(("up, after the imports", time.perf_counter() - start, 0.3, "s"))
            stock.add_model(hub.hub.repositories, "glassbox/large", folder)
            api = huggingface_hub.HfApi()
            api.model_info("glassbox/chat")
            asked = [seconds(lambda: api.model_info("glassbox/chat")) for _ in range(100)]
            rows.append(("model_info, median", statistics.median(asked) * 1000, 10, "ms"))
            port = int(hub.address.rpartition(":")[2])
            path = "/glassbox/large/resolve/main/model.safetensors"
            fetched(port, path)  # the first one computes the file's hash
            with plain_server(folder) as plain:
                pairs = [
                    (seconds(lambda: fetched(port, path)), seconds(lambda: fetched(plain, "/model.safetensors")))
                    for _ in range(5)
                ]
            ratio = statistics.median(ours / theirs for ours, theirs in pairs)
            rows.append(("100 MB, against a plain file server", ratio, 3, "times as long"))
            client = huggingface_hub.InferenceClient("glassbox/chat")
            firsts = []
            for _ in range(6):
                begun = time.perf_counter()
                with client:
                    next(iter(client.chat_completion(TALK, stream=True, temperature=0)))
                    firsts.append(time.perf_counter() - begun)
            rows.append(("first piece of a chat, the model loaded", statistics.median(firsts[1:]), 0.2, "s"))
    for what, found, most, unit in rows:
        say(f"{what:<42} {found:8.3f} {unit:<14} at most {most:g}  {'' if found <= most else 'MISSED'}")


if __name__ == "__main__":
    main()
