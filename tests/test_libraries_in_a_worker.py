"""One typical call of each library that the lessons use, in a sandboxed worker: walls that are in its way show here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from course_lib.exercises.calls import Call
from course_lib.grading.limits import Limits
from course_lib.grading.sandbox.templates import KeptByTemplate, Line, Template
from course_lib.grading.wire.worker_handle import Worker

pytestmark = pytest.mark.usefixtures("sandbox")
RAN = {"outcome": "ran", "error": ""}

TINY = """
import torch
from transformers import GPT2Config, GPT2LMHeadModel
def tiny():
    torch.manual_seed(0)
    return GPT2LMHeadModel(GPT2Config(vocab_size=16, n_positions=16, n_embd=8, n_layer=1, n_head=1, bos_token_id=0,
                                      eos_token_id=None))
class Rows(torch.utils.data.Dataset):
    def __len__(self):
        return 8
    def __getitem__(self, number):
        return {"input_ids": torch.arange(4) + number, "labels": torch.arange(4) + number}
"""

CELLS = {
    "transformers: Trainer": TINY + """
from transformers import Trainer, TrainingArguments
arguments = TrainingArguments("out", max_steps=2, per_device_train_batch_size=2, save_steps=1, logging_steps=1,
                              eval_strategy="steps", eval_steps=1, report_to=[])
trainer = Trainer(tiny(), arguments, train_dataset=Rows(), eval_dataset=Rows())
assert trainer.train().global_step == 2 and trainer.evaluate()["eval_loss"] > 0
trainer.train(resume_from_checkpoint="out/checkpoint-1")
""",
    "transformers: Trainer, with a worker that loads": TINY + """
from transformers import Trainer, TrainingArguments
arguments = TrainingArguments("out", max_steps=2, per_device_train_batch_size=2, dataloader_num_workers=2, report_to=[])
assert Trainer(tiny(), arguments, train_dataset=Rows()).train().global_step == 2
""",
    "transformers: generate and pipeline": TINY + """
from course_lib import checkpoint
from transformers import pipeline
assert tiny().generate(torch.tensor([[1, 2]]), max_new_tokens=3, do_sample=False).shape == (1, 5)
assert pipeline("text-generation", model=checkpoint("gpt2-en"))("Once", max_new_tokens=3)[0]["generated_text"]
""",
    "transformers: a streamer, read while a thread generates": """
from threading import Thread
from course_lib import checkpoint
from transformers import AutoModelForCausalLM, AutoTokenizer, TextIteratorStreamer
folder = checkpoint("gpt2-en")
tokenizer, model = AutoTokenizer.from_pretrained(folder), AutoModelForCausalLM.from_pretrained(folder)
streamer = TextIteratorStreamer(tokenizer, timeout=20)
asked = tokenizer("Once upon", return_tensors="pt")
thread = Thread(target=model.generate, kwargs={**asked, "streamer": streamer, "max_new_tokens": 5})
thread.start()
assert "".join(streamer)
thread.join()
""",
    "accelerate": TINY + """
from accelerate import Accelerator
accelerator = Accelerator()
model = tiny()
optimizer = torch.optim.AdamW(model.parameters())
model, optimizer, rows = accelerator.prepare(model, optimizer, torch.utils.data.DataLoader(Rows(), batch_size=4))
for batch in rows:
    with accelerator.accumulate(model):
        accelerator.backward(model(**batch).loss)
        optimizer.step()
        optimizer.zero_grad()
accelerator.save_state("state")
""",
    "datasets": """
from datasets import Dataset, load_dataset, load_from_disk
def longer(row):
    return {"length": len(row["text"])}
rows = Dataset.from_dict({"text": ["a", "bb", "ccc", "dddd"]})
for mapped in (rows.map(longer), rows.map(longer, num_proc=2)):
    assert mapped["length"][:] == [1, 2, 3, 4]
assert len(mapped.filter(lambda row: row["length"] > 2).shuffle(seed=0).train_test_split(0.5)["train"]) == 1
mapped.save_to_disk("kept")
assert load_from_disk("kept")[1]["text"] == "bb"
mapped.to_json("rows.jsonl")
assert load_dataset("json", data_files="rows.jsonl", split="train")[2]["length"] == 3
assert rows.with_format("torch")[0]
""",
    "pyarrow": """
import pyarrow, pyarrow.compute, pyarrow.parquet
pyarrow.parquet.write_table(pyarrow.table({"a": [1, 2, 3]}), "a.parquet")
table = pyarrow.parquet.read_table("a.parquet", memory_map=True)
assert pyarrow.compute.sum(table["a"]).as_py() == 6
""",
    "pandas": """
import pandas
table = pandas.DataFrame({"a": [1, 2], "b": ["x", "y"]})
table.to_csv("a.csv", index=False)
table.to_parquet("a.parquet")
assert pandas.read_csv("a.csv").equals(pandas.read_parquet("a.parquet")) and table._repr_html_()
""",
    "peft": TINY + """
from peft import LoraConfig, PeftModel, get_peft_model
model = get_peft_model(tiny(), LoraConfig(r=2, target_modules=["c_attn"], fan_in_fan_out=True))
model(torch.tensor([[1, 2]]), labels=torch.tensor([[1, 2]])).loss.backward()
model.save_pretrained("lora")
assert PeftModel.from_pretrained(tiny(), "lora").merge_and_unload()(torch.tensor([[1, 2]])).logits.shape == (1, 2, 16)
""",
    "safetensors": """
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
save_file({"a": torch.ones(2)}, "a.safetensors")
assert load_file("a.safetensors")["a"].sum() == 2
with safe_open("a.safetensors", "pt") as file:
    assert list(file.keys()) == ["a"]
""",
    "torch: DataLoader with workers": """
import torch
from torch.utils.data import DataLoader
for more in ({}, {"persistent_workers": True, "prefetch_factor": 4}):
    rows = DataLoader(torch.arange(8).float().reshape(4, 2), batch_size=2, num_workers=2, **more)
    for epoch in range(2):
        assert torch.cat(list(rows)).tolist() == [[0, 1], [2, 3], [4, 5], [6, 7]]
""",
    "torch: tensors between processes": """
import torch
import torch.multiprocessing as processes
def fill(shared, queue):
    shared += 1
    queue.put({"strided": torch.arange(6).view(2, 3).t(), "half": torch.ones(2).half(), "none": torch.zeros(0),
               "learned": torch.nn.Parameter(torch.ones(1)), "bits": torch.tensor([True, False])})
shared, queue = torch.zeros(3).share_memory_(), processes.Queue()
process = processes.Process(target=fill, args=(shared, queue))
process.start()
got = queue.get(timeout=20)
process.join()
assert shared.tolist() == [1, 1, 1] and got["strided"].tolist() == [[0, 3], [1, 4], [2, 5]]
assert got["half"].dtype == torch.float16 and got["none"].shape == (0,) and got["learned"].requires_grad
assert got["bits"].tolist() == [True, False]
""",
    "threads and processes": """
import math, multiprocessing, threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
def double(number):
    return 2 * number
done = []
thread = threading.Thread(target=lambda: done.append(double(4)))
thread.start()
thread.join()
assert done == [8]
for pool in (ThreadPoolExecutor(), ProcessPoolExecutor(2)):
    with pool:
        assert list(pool.map(double, [1, 2])) == [2, 4]
with multiprocessing.Pool(2) as pool:
    assert pool.map(double, [1, 2]) == [2, 4]
for kind in multiprocessing.get_all_start_methods():
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context(kind)) as pool:
        assert list(pool.map(math.sqrt, [1, 4])) == [1, 2], kind
with multiprocessing.Manager() as manager:
    shared = manager.list([1])
    shared.append(2)
    assert list(shared) == [1, 2]
counter = multiprocessing.Value("i", 3)
assert counter.value == 3
""",
    "subprocess": """
import asyncio, subprocess, sys
assert subprocess.run(["echo", "hello"], capture_output=True, text=True, check=True).stdout == "hello\\n"
assert subprocess.check_output([sys.executable, "-c", "import torch; print(1)"], text=True) == "1\\n"
process = await asyncio.create_subprocess_exec(sys.executable, "-c", "print(2)", stdout=asyncio.subprocess.PIPE)
assert (await process.communicate())[0] == b"2\\n"
""",
    "asyncio": """
import asyncio
async def answer(reader, writer):
    writer.writelines([await reader.readline(), b"!"])
    await writer.drain()
    writer.close()
server = await asyncio.start_server(answer, "127.0.0.1", 0)
reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
writer.write(b"hello\\n")
assert await reader.read() == b"hello\\n!"
assert await asyncio.gather(asyncio.to_thread(lambda: 1), asyncio.sleep(0, 2)) == [1, 2]
async with asyncio.timeout(20), asyncio.TaskGroup() as group:
    task = group.create_task(asyncio.sleep(0, 3))
assert task.result() == 3
server.close()
""",
    "httpx, and a server in a thread": """
import httpx, threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
class Hello(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"data: hello\\n\\n" * 3)
    def log_message(self, *_):
        pass
server = ThreadingHTTPServer(("127.0.0.1", 0), Hello)
threading.Thread(target=server.serve_forever, daemon=True).start()
for host in ("127.0.0.1", "localhost"):
    assert httpx.get(f"http://{host}:{server.server_port}/").text.startswith("data: hello")
with httpx.stream("GET", f"http://127.0.0.1:{server.server_port}/") as answer:
    assert len([line for line in answer.iter_lines() if line]) == 3
async with httpx.AsyncClient() as client:
    assert (await client.get(f"http://127.0.0.1:{server.server_port}/")).status_code == 200
import requests
assert requests.get(f"http://127.0.0.1:{server.server_port}/").ok
def ask(words):
    return len(httpx.get(f"http://127.0.0.1:{server.server_port}/").text)
""",
    "fastapi and openai's client": """
import threading, time, fastapi, uvicorn
from openai import AsyncOpenAI, OpenAI
app = fastapi.FastAPI()
@app.post("/v1/chat/completions")
def complete(asked: dict):
    said = {"role": "assistant", "content": asked["messages"][-1]["content"]}
    return {"id": "1", "object": "chat.completion", "created": 1, "model": "m",
            "choices": [{"index": 0, "message": said, "finish_reason": "stop"}]}
server = uvicorn.Server(uvicorn.Config(app, port=8901, log_level="error"))
thread = threading.Thread(target=server.run, daemon=True)
thread.start()
while not server.started:
    time.sleep(0.01)
asked = {"model": "m", "messages": [{"role": "user", "content": "hello"}]}
address = {"base_url": "http://localhost:8901/v1", "api_key": "none"}
assert OpenAI(**address).chat.completions.create(**asked).choices[0].message.content == "hello"
assert (await AsyncOpenAI(**address).chat.completions.create(**asked)).choices[0].message.content == "hello"
server.should_exit = True
thread.join(20)
""",
    "tornado": """
import tornado.httpclient, tornado.ioloop, tornado.web
class Hello(tornado.web.RequestHandler):
    async def get(self):
        self.write("hello")
server = tornado.web.Application([("/", Hello)]).listen(8902, "127.0.0.1")
answer = await tornado.httpclient.AsyncHTTPClient().fetch("http://127.0.0.1:8902/")
assert answer.body == b"hello"
tornado.ioloop.IOLoop.current().call_later(60, print)
""",
    "matplotlib": """
%matplotlib inline
import matplotlib.pyplot as plt
figure, axes = plt.subplots(1, 2, figsize=(6, 2))
axes[0].plot([1, 2, 3], label="x")
axes[0].legend()
axes[1].imshow([[1, 2], [3, 4]])
plt.tight_layout()
plt.show()
figure.savefig("figure.png")
""",
    "ipywidgets and tqdm": """
import ipywidgets
from IPython.display import display
button = ipywidgets.Button(description="go")
display(ipywidgets.VBox([button, ipywidgets.IntSlider(), ipywidgets.Output()]))
ipywidgets.interact(lambda x: x, x=3)
from tqdm.auto import tqdm
from tqdm.notebook import tqdm as bar
assert sum(bar(tqdm(range(4)))) == 6
""",
    "anywidget": """
import anywidget, traitlets
from IPython.display import display
class Counter(anywidget.AnyWidget):
    _esm = "export default { render({ model, el }) { el.innerText = model.get('value'); } }"
    value = traitlets.Int(0).tag(sync=True)
counter = Counter()
display(counter)
counter.value = 3
""",
    "tempfile and sqlite3": """
import sqlite3, tempfile
from pathlib import Path
with tempfile.TemporaryDirectory() as folder, tempfile.NamedTemporaryFile("w+") as file:
    Path(folder, "x").write_text("1")
    file.write("1")
with sqlite3.connect("rows.db") as rows:
    rows.execute("create virtual table notes using fts5(text)")
    rows.execute("insert into notes values ('a small note')")
    assert list(rows.execute("select text from notes where notes match 'small'")) == [("a small note",)]
""",
    "pillow": """
from PIL import Image, ImageDraw
picture = Image.new("RGB", (8, 8), "white")
ImageDraw.Draw(picture).text((0, 0), "x")
picture.save("picture.png")
assert Image.open("picture.png").size == (8, 8)
picture
""",
    "huggingface_hub, without a network": """
from huggingface_hub import hf_hub_download
from huggingface_hub.errors import LocalEntryNotFoundError
try:
    hf_hub_download("google-bert/bert-base-chinese", "config.json")
except (LocalEntryNotFoundError, OSError) as error:
    refused = error
assert refused
""",
}  # fmt: skip


@pytest.fixture(scope="module")
def line() -> Iterator[Line]:
    """To one warm template, which has imported none of what lessons use now and then."""
    with Template() as template, closing(Line(template.connect())) as line:
        yield line


def begin(line: Line) -> Worker:
    pipe, number = line.start(Limits(), 0)
    return Worker(pipe, KeptByTemplate(line.ask, number))


@pytest.mark.parametrize("library", CELLS)
def test_a_typical_call_runs(line: Line, library: str) -> None:
    with begin(line) as worker:
        assert worker.run_cell(CELLS[library], 60.0) == RAN
        assert worker.run_cell("x = 1", 10.0) == RAN


def test_a_function_asks_a_server_of_its_own_notebook(line: Line) -> None:
    with begin(line) as worker:
        assert worker.run_cell(CELLS["httpx, and a server in a thread"], 60.0) == RAN
        answer = worker.call("ask", Call(("hello",), {"returned": "returned"}, 10.0))
        assert answer.values == {"returned": 39}, answer


def test_a_template_holds_no_library_that_few_lessons_use(line: Line) -> None:
    few = ("anywidget", "datasets", "fastapi", "httpx", "ipywidgets", "matplotlib", "openai", "pandas",
           "peft", "pyarrow", "requests", "uvicorn", "debugpy")  # fmt: skip
    ask = f"import sys\nfound = [name for name in {few} if name in sys.modules]\nassert not found, found"
    with begin(line) as worker:
        assert worker.run_cell(ask, 10.0) == RAN
