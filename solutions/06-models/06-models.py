# %% [markdown] lang="en"
# # 06 · Inside a model
#
# **You downloaded a folder, changed one layer, saved it, loaded it again, and nobody complained. Is your layer still there?**
#
# By the end you will have read a weight file byte by byte, said from a `config.json` alone whether a model fits your graphics card, turned a model's numbers into labels and words as a pipeline does, seen which of its parts are made of chance, and made a model deeper so that it survives being saved.
#
# 60 to 90 minutes · 7 exercises · 13 points
#
# *The models here are small stand-ins that were trained for this course. `bert-zh` stands for `google-bert/bert-base-chinese`, `sentiment-zh` for `uer/roberta-base-finetuned-jd-binary-chinese`, `sentiment-en` for `distilbert/distilbert-base-uncased-finetuned-sst-2-english`. Where you can reach the hub, set `COURSE_MODELS=hub` before you start JupyterLab, and the same cells run on the real ones.*

# %% [markdown] lang="zh"
# # 06 · 打开模型看一看
#
# **下载一个文件夹，改一层，存下来，再加载：谁也没有报错。你的那一层，还在吗？**
#
# 学完这一课，你会一个字节一个字节地读懂权重文件；只看一份 `config.json`，就说得出这个模型装不装得进你的显卡；会像流水线那样，把模型给出的数变成标签和文字；看得出模型的哪些部分全凭运气；最后，让一个模型变深，而且存下来也不会丢。
#
# 60 到 90 分钟 · 7 个练习 · 13 分
#
# 这里的模型都是为本课程训练的小替身：`bert-zh` 替的是 `google-bert/bert-base-chinese`，`sentiment-zh` 替的是 `uer/roberta-base-finetuned-jd-binary-chinese`，`sentiment-en` 替的是 `distilbert/distilbert-base-uncased-finetuned-sst-2-english`。能连上 Hugging Face Hub 的话，启动 JupyterLab 之前把环境变量 `COURSE_MODELS` 设为 `hub`，同样的单元格就会在真正的模型上运行。

# %% role="setup" id="setup"
import copy
import inspect
import json
import pickle
import tempfile
from pathlib import Path

import torch
from transformers import (
    AutoConfig,
    AutoModel,
    AutoModelForCausalLM,
    AutoModelForMaskedLM,
    AutoModelForQuestionAnswering,
    AutoModelForSequenceClassification,
    AutoModelForTokenClassification,
    AutoTokenizer,
)
from transformers.utils import logging

from course_lib import check, checkpoint, hint, progress, ready, solution
from course_lib.display import show_attention, table

logging.disable_progress_bar()
logging.set_verbosity_error()  # we read what was loaded ourselves, in section 5
torch.set_num_threads(1)  # for models as small as ours, several threads only wait for one another

bert = checkpoint("bert-zh")
tokenizer = AutoTokenizer.from_pretrained(bert)


def fresh_model():
    """The model that fills in [MASK], as it was published."""
    return AutoModelForMaskedLM.from_pretrained(bert)


def new_folder():
    """A folder for the length of a `with` block. (Windows cannot delete a file that a model still reads.)"""
    return tempfile.TemporaryDirectory(ignore_cleanup_errors=True)


ready("bert-zh", "sentiment-zh", "sentiment-en")

# %% [markdown] lang="en"
# ## 1 · What lies in the folder?
#
# A checkpoint is a folder. These are the files that a program reads from it:

# %% [markdown] lang="zh"
# ## 1 · 文件夹里有什么？
#
# **检查点**（checkpoint）就是一个文件夹。程序会从里面读这几个文件。（表里：the model's measures 是模型的尺寸；the weights 是权重；the whole tokenizer 是整个分词器；its settings 是它的设置。）

# %% role="demo" id="files"
purpose = {
    "config.json": "the model's measures: how wide, how many layers, how many tokens",
    "model.safetensors": "the weights",
    "tokenizer.json": "the whole tokenizer, with its vocabulary",
    "tokenizer_config.json": "its settings",
}
rows = [(name, f"{(bert / name).stat().st_size:,}", what) for name, what in purpose.items() if (bert / name).is_file()]
table(rows, ["file", "bytes", "what is in it"])

# %% [markdown] lang="en"
# In older repositories you meet more: `vocab.txt` (one token a line; the number of the line, counted from 0, is its id), `special_tokens_map.json`, and `pytorch_model.bin`, often right beside `model.safetensors`. The `.bin` and the `.safetensors` hold the same weights, and you need only one of them. (On a disk there may even be two snapshots of one repository, one with each.) Why safetensors was invented, you will see in a moment.
#
# The weights make up nearly everything. What does such a file look like from inside? The first 8 bytes are a number, the least significant byte first. It says how many bytes of JSON come next:

# %% [markdown] lang="zh"
# 在老一些的仓库里，还会碰到别的：`vocab.txt`（一行一个词元，从 0 数起的行号就是编号）、`special_tokens_map.json`，还有 `pytorch_model.bin`，它常常就躺在 `model.safetensors` 旁边。`.bin` 和 `.safetensors` 装的是同样的权重，要一个就够了。（硬盘上甚至可能有同一个仓库的两份快照，一份里是这个，一份里是那个。）为什么要发明 safetensors，马上就会看到。
#
# 文件夹里几乎全是权重。这样一个文件，里面是什么样子？开头 8 个字节是一个数，低位字节在前。它说的是：后面有多少字节的 JSON。

# %% role="demo" id="header-by-hand"
data = (bert / "model.safetensors").read_bytes()
length = int.from_bytes(data[:8], "little")
print("a header of", length, "bytes, in a file of", len(data))
print(data[8:140].decode(), "…")

# %% [markdown] lang="en"
# For each tensor its name, its **dtype** (what kind of numbers), its **shape**, and where its bytes begin and end, counted from the end of the header. That is the whole format: no code anywhere, and what a file of 100 GB holds, and in which shapes, you learn from its first few kilobytes or megabytes.
#
# One entry is no tensor: `__metadata__` holds notes about the file. It may be missing.
#
# ### Exercise: read a header
#
# `read_header(data)` takes the bytes of a safetensors file. It returns a **dict**: from the name of each tensor to a tuple of two, its dtype (a `str`, as the header has it) and its shape (a `list` of `int`). `__metadata__` is left out.
#
# Example: `read_header(data)["cls.predictions.transform.dense.bias"]` is `('F16', [128])` for our small file.
#
# *warm-up · 5 minutes · 1 point*

# %% [markdown] lang="zh"
# 每个张量，都写着它的名字、它的 **dtype**（里面是哪种数）、它的**形状**（shape），还有它的字节从哪里到哪里，从文件头的末尾数起。整个格式就是这些：没有一行代码；哪怕文件有 100 GB，里面有哪些张量、各是什么形状，读一读开头那一小段就知道了。
#
# 有一项不是张量：`__metadata__` 是关于这个文件的备注，不一定有。
#
# ### 练习：读文件头
#
# `read_header(data)` 接受一个 safetensors 文件的字节，返回一个**字典**：键是每个张量的名字，值是一个两项的元组，先是 dtype（`str`，文件头里怎么写就怎么给），再是形状（由 `int` 组成的列表）。`__metadata__` 不要。
#
# 例：对我们这个小文件，`read_header(data)["cls.predictions.transform.dense.bias"]` 是 `('F16', [128])`。
#
# 热身 · 5 分钟 · 1 分

# %% role="solution" id="model-header"
def read_header(data):
    """From the name of each tensor in a safetensors file (bytes) to its (dtype, shape).

    read_header(data)["cls.predictions.transform.dense.bias"] == ("F16", [128])
    """
    ### BEGIN SOLUTION
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__", None)
    return {name: (entry["dtype"], entry["shape"]) for name, entry in header.items()}
    ### END SOLUTION

# %% role="check" id="model-header-check"
check("model-header", read_header)

# %% [markdown] lang="en"
# Now the two files can be held against each other. Nearly every measure in `config.json` turns up again in the shape of some tensor, and one in their number:

# %% [markdown] lang="zh"
# 现在可以拿两个文件来对一对。`config.json` 里的尺寸，几乎都能在某个张量的形状里再找到，有一个要数张量的名字才看得出来。（最后一列是那个张量的形状。）

# %% role="demo" id="config-in-shapes"
from safetensors import safe_open

config = json.loads((bert / "config.json").read_text(encoding="utf-8"))
where = {
    "vocab_size": "bert.embeddings.word_embeddings.weight",
    "hidden_size": "bert.embeddings.word_embeddings.weight",
    "max_position_embeddings": "bert.embeddings.position_embeddings.weight",
    "type_vocab_size": "bert.embeddings.token_type_embeddings.weight",
    "intermediate_size": "bert.encoder.layer.0.intermediate.dense.weight",
}
with safe_open(bert / "model.safetensors", "pt") as file:
    rows = [(key, config[key], name, file.get_slice(name).get_shape()) for key, name in where.items()]
    names = file.keys()
layers = {name.split(".")[3] for name in names if name.startswith("bert.encoder.layer.")}
rows.append(("num_hidden_layers", config["num_hidden_layers"], "bert.encoder.layer.…", f"{len(layers)} numbers"))
table(rows, ["in config.json", "", "found again in", "shape"])

# %% [markdown] lang="en"
# `max_position_embeddings` is the longest text in tokens; the real BERT has 512 rows there, some models 1024. Only `num_attention_heads` shows in no shape: the heads divide the width among themselves.
#
# ### Why not a `.bin`?
#
# `pytorch_model.bin` is a *pickle*. A pickle does not only hold values; it may also hold the order to call something while it is being read:

# %% [markdown] lang="zh"
# `max_position_embeddings` 是一段文字最多能有多少个词元；真正的 BERT 在这里有 512 行，有的模型有 1024 行。只有 `num_attention_heads` 在哪个形状里都看不到：几个注意力头把宽度分着用。
#
# ### 为什么不用 `.bin`？
#
# `pytorch_model.bin` 是一个 pickle。pickle 里不光能放数值，还能放一道命令：读我的时候，去调用某个函数。

# %% role="demo" id="a-pickle-runs"
class Greeting:
    def __reduce__(self):
        return print, ("This line was printed by a FILE, while it was being read.",)


nothing = pickle.loads(pickle.dumps(Greeting()))

# %% [markdown] lang="en"
# It could have been any function: one that deletes your files, say. So torch reads such files with a filter that lets through tensors and a few plain values and nothing else, and transformers can be told not to touch them at all:

# %% [markdown] lang="zh"
# 换成什么函数都行，比如删掉你的文件。所以，torch 读这种文件时带着一道过滤，只放张量和几种普通的值过去；也可以告诉 transformers：这种文件，碰都别碰。

# %% role="demo" id="a-bin-is-refused"
with new_folder() as folder:
    (Path(folder) / "config.json").write_bytes((bert / "config.json").read_bytes())
    torch.save({"bert.weight": Greeting()}, Path(folder) / "pytorch_model.bin")
    for options in ({}, {"use_safetensors": True}):
        try:
            AutoModelForMaskedLM.from_pretrained(folder, **options)
        except (pickle.UnpicklingError, OSError) as error:
            print(options, "→", type(error).__name__, "·", str(error)[:42], "…")

# %% [markdown] lang="en"
# A `.bin` that holds nothing but tensors is still read. Yet you see what is in it only when you have read it. When you have the choice, take the safetensors.
#
# ### When it is too large for one file
#
# Large models come in several files, *shards*, with an index that says which tensor lies where. Ours is small, so let us ask for shards of at most half its size:

# %% [markdown] lang="zh"
# 如果 `.bin` 里只有张量，现在还是读得进来的。可是里面装了什么，要读了才知道。有得选，就选 safetensors。
#
# ### 一个文件装不下的时候
#
# 大模型分成几个文件，叫**分片**（shard），另有一份索引，写明哪个张量在哪个文件里。我们的模型小，那就把分片的上限定为它的一半：

# %% role="demo" id="shards"
with new_folder() as folder:
    fresh_model().save_pretrained(folder, max_shard_size=len(data) // 2)
    rows = [(path.name, f"{path.stat().st_size:,}") for path in sorted(Path(folder).iterdir())]
    index = json.loads((Path(folder) / "model.safetensors.index.json").read_text(encoding="utf-8"))
    again = AutoModelForMaskedLM.from_pretrained(folder)
name = "bert.embeddings.word_embeddings.weight"
print(name, "is in", index["weight_map"][name])
print(index["metadata"])
table(rows, ["file", "bytes"])

# %% [markdown] lang="en"
# `from_pretrained` finds its way by the index. (One tensor is never cut in two: a shard can be larger than what you asked for.) In a repository with shards of 2.04 and 1.63 GB, you need both, and the index.
#
# ## 2 · How big is big?
#
# Seven billion parameters: is that much? Whether a model fits your card you can know *before* you download it; all you need is `config.json`. On torch's device `meta`, a model has shapes and no memory, so even a large one is built in an instant. Here is our BERT, from its config alone; *h* stands for `hidden_size`.

# %% [markdown] lang="zh"
# `from_pretrained` 照着索引就找得到。（一个张量不会切成两半，所以分片可能比你要的大。）如果一个仓库里的分片是 2.04 GB 和 1.63 GB，那么两个都要，索引也要。
#
# ## 2 · 多大才算大？
#
# 七十亿个参数，算多吗？显卡装不装得下，**下载之前**就能知道，只要一份 `config.json`。在 torch 的 `meta` 设备上，模型只有形状，不占内存，再大的模型也是一眨眼就造好。下面是只凭配置造出来的 BERT。（表里：part 是部分，shape 是形状，numbers 是里面有多少个数；all layers 是所有层。）

# %% role="demo" id="what-is-where"
with torch.device("meta"):
    empty = AutoModel.from_config(AutoConfig.from_pretrained(bert))
shown = ["embeddings.", "encoder.layer.0.", "pooler."]
rows = [(name, tuple(p.shape), f"{p.numel():,}") for name, p in empty.named_parameters() if name.startswith(tuple(shown))]
rows.append(("all layers", f"{config['num_hidden_layers']} times layer.0", ""))
rows.append(("everything", "", f"{empty.num_parameters():,}"))
table(rows, ["part", "shape", "numbers"])

# %% [markdown] lang="en"
# Read it once from top to bottom. Three tables of embeddings: for words, for places, for the two texts of a pair. Then the layers, all alike: four square matrices of attention (query, key, value, and the output that puts the heads together again), two oblong ones that go up to `intermediate_size` and back. Each of these matrices has a bias, as long as its output; the tables of embeddings have none. Each LayerNorm has a weight and a bias of *h* numbers each, one after the embeddings and two in each layer. At the end the *pooler*, one more square.
#
# ### Exercise: count the parameters
#
# `count_parameters(config)` returns an **int**: how many parameters a BERT with this config has, with embeddings, layers and pooler, as in the table above. `config` is a dict with these keys and no others: `vocab_size`, `hidden_size`, `max_position_embeddings`, `type_vocab_size`, `num_hidden_layers`, `num_attention_heads`, `intermediate_size`.
#
# Reckon it from the numbers; you need no model for it.
#
# Example: with the numbers of the real `bert-base-chinese` (21128, 768, 512, 2, 12, 12, 3072, in this order) it is `102267648`.
#
# *core · 8 minutes · 2 points*

# %% [markdown] lang="zh"
# 从上到下读一遍。先是三张嵌入表：词的、位置的、一对文字中第一段和第二段的。然后是各层，每层一个样：注意力有四个方阵（query、key、value，还有把几个头重新合起来的 output），另外两个是长方形的，先升到 `intermediate_size`，再降回来。这几个矩阵各带一个偏置，和输出一样长；嵌入表没有。每个 LayerNorm 有一个权重、一个偏置，各 h 个数（h 就是 `hidden_size`）：嵌入之后有一个，每层里有两个。最后是 **pooler**，又是一个方阵。
#
# ### 练习：数参数
#
# `count_parameters(config)` 返回一个 `int`：按这份配置造的 BERT 有多少个参数，嵌入、各层、pooler 都算上，和上面的表一样。`config` 是一个字典，正好有这些键：`vocab_size`、`hidden_size`、`max_position_embeddings`、`type_vocab_size`、`num_hidden_layers`、`num_attention_heads`、`intermediate_size`。
#
# 用这些数算出来就行，用不着模型。
#
# 例：换成真正的 `bert-base-chinese` 的数（按上面的顺序是 21128、768、512、2、12、12、3072），结果是 `102267648`。
#
# 核心 · 8 分钟 · 2 分

# %% role="solution" id="model-parameters"
def count_parameters(config):
    """How many parameters (int) a BERT of these measures has, with its pooler.

    With the numbers of bert-base-chinese: 102267648
    """
    ### BEGIN SOLUTION
    h, inner = config["hidden_size"], config["intermediate_size"]
    norm, square = 2 * h, h * h + h
    rows = config["vocab_size"] + config["max_position_embeddings"] + config["type_vocab_size"]
    attention = 4 * square + norm
    feed_forward = (h * inner + inner) + (inner * h + h) + norm
    return rows * h + norm + config["num_hidden_layers"] * (attention + feed_forward) + square
    ### END SOLUTION

# %% role="check" id="model-parameters-check"
check("model-parameters", count_parameters)

# %% [markdown] lang="en"
# Parameters are not bytes yet. A number in `float32` takes 4 bytes, in `bfloat16` or `float16` 2, in `int4` half a byte. Here is a family of real models, from the numbers in their configs; gigabytes are 10⁹ bytes:

# %% [markdown] lang="zh"
# 参数还不是字节。一个数，用 `float32` 存占 4 个字节，用 `bfloat16` 或 `float16` 占 2 个，用 `int4` 只占半个。下面是真实模型的一家子，照它们配置里的数算出来的；1 GB 是 10⁹ 字节。

# %% role="demo" id="a-family"
family = {  # vocab_size, hidden_size, intermediate_size, num_hidden_layers, heads, key-value heads, tied
    "Qwen2.5-0.5B": (151936, 896, 4864, 24, 14, 2, True),
    "Qwen2.5-3B": (151936, 2048, 11008, 36, 16, 2, True),
    "Qwen2.5-7B": (152064, 3584, 18944, 28, 28, 4, False),
    "Qwen2.5-14B": (152064, 5120, 13824, 48, 40, 8, False),
    "Qwen2.5-72B": (152064, 8192, 29568, 80, 64, 8, False),
}
keys = ["vocab_size", "hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads"]
keys += ["num_key_value_heads", "tie_word_embeddings"]
sizes = {}
for name, numbers in family.items():
    with torch.device("meta"):
        sizes[name] = AutoModelForCausalLM.from_config(
            AutoConfig.for_model("qwen2", **dict(zip(keys, numbers)))
        ).num_parameters()
rows = [(name, f"{n:,}", n * 4 / 1e9, n * 2 / 1e9, n / 2 / 1e9) for name, n in sizes.items()]
table(rows, ["model", "parameters", "float32, GB", "bfloat16, GB", "int4, GB"])

# %% [markdown] lang="en"
# A card of 16 GB cannot give all of it to weights: what is computed on the way needs room too, and for long texts a lot of it. A common rule of thumb leaves a fifth free. (Without a card, the same reckoning holds for the computer's own memory; it is slower, and for small models that does not matter. Real int4 files are a little larger, since they also keep scales. And this is for *using* a model. *Training* all of it with AdamW in `float32` takes 16 bytes a parameter: weight, gradient, and two running means.)
#
# ### Exercise: does it fit?
#
# `which_fit(models, dtype, card)` returns a **list of str**: the names of those models whose weights take **at most four fifths** of the card, in the order of `models`. `models` is a dict from names to numbers of parameters; `dtype` is `"float32"`, `"bfloat16"` or `"int4"`; `card` is the card's memory in GB, an `int`. A GB is 10⁹ bytes.
#
# Example: `which_fit({"3B": 3_085_938_688, "7B": 7_615_616_512}, "bfloat16", 16)` gives `['3B']`.
#
# *core · 5 minutes · 2 points*

# %% [markdown] lang="zh"
# 一块 16 GB 的显卡，不能全拿来放权重：中间算出来的东西也要地方，文字长的话，要得还不少。常用的经验是留出五分之一。（没有显卡的话，同样的算法用在内存上；会慢一些，模型小就不要紧。真正的 int4 文件会再大一点，因为还要存缩放系数。这里说的也只是**使用**模型。要是用 AdamW、以 `float32` **训练**整个模型，每个参数要 16 个字节：权重、梯度，还有两个滑动平均。）
#
# ### 练习：装得下吗？
#
# `which_fit(models, dtype, card)` 返回一个**由 `str` 组成的列表**：哪些模型的权重**最多占显存的五分之四**，按 `models` 里的顺序给出名字。`models` 是一个字典，从名字到参数个数；`dtype` 是 `"float32"`、`"bfloat16"` 或 `"int4"`；`card` 是显存有多少 GB，一个 `int`。1 GB 是 10⁹ 字节。
#
# 例：`which_fit({"3B": 3_085_938_688, "7B": 7_615_616_512}, "bfloat16", 16)` 返回 `['3B']`。
#
# 核心 · 5 分钟 · 2 分

# %% role="solution" id="model-fits"
def which_fit(models, dtype, card):
    """The names (list of str) of the models whose weights take at most 4/5 of a card of so many GB.

    which_fit({"3B": 3_085_938_688, "7B": 7_615_616_512}, "bfloat16", 16) == ["3B"]
    """
    ### BEGIN SOLUTION
    bytes_each = {"float32": 4, "bfloat16": 2, "int4": 0.5}[dtype]
    room = card * 10**9 * 4 / 5
    return [name for name, parameters in models.items() if parameters * bytes_each <= room]
    ### END SOLUTION

# %% role="check" id="model-fits-check"
check("model-fits", which_fit)

# %% [markdown] lang="en"
# ## 3 · One backbone, many heads
#
# The same folder can be loaded by several *Auto classes*. Each reads `config.json`, sees `"model_type": "bert"`, and builds the BERT that is made for its task. How many of its parameters did the file not have (*missing*)? How many in the file did it not want (*unexpected*)?

# %% [markdown] lang="zh"
# ## 3 · 一个骨干，多种任务头
#
# 同一个文件夹，好几个 **Auto 类**都能加载。它们各自读 `config.json`，看到 `"model_type": "bert"`，就造出适合自己那个任务的 BERT。它要的参数里，有几个是文件里没有的（missing）？文件里又有几个是它不要的（unexpected）？（表里 its parts 是它的几大部分。）

# %% role="demo" id="auto-classes"
rows = []
for auto in [
    AutoModel,
    AutoModelForMaskedLM,
    AutoModelForSequenceClassification,
    AutoModelForTokenClassification,
    AutoModelForQuestionAnswering,
    AutoModelForCausalLM,
]:
    model, info = auto.from_pretrained(bert, output_loading_info=True)
    parts = " ".join(name for name, _ in model.named_children())
    rows.append((auto.__name__, type(model).__name__, parts, len(info["missing_keys"]), len(info["unexpected_keys"])))
table(rows, ["loaded with", "gives", "its parts", "missing", "unexpected"])

# %% [markdown] lang="en"
# `bert` is the **backbone**: it turns tokens into vectors. What stands behind it is the **head**: it turns vectors into answers. `AutoModel` gives the backbone alone.
#
# Look at the last line. `AutoModelForCausalLM`, which is made for writing texts, loads a BERT *without complaint*: nothing missing, nothing unexpected, since its head has the same names. But the weights were trained to fill gaps with a view to both sides, and never to go on with a text. That all names fit does not mean that the model can do the task.
#
# Where is the code of all this? Not in the folder: a checkpoint holds numbers. The code is in the library that you installed, and you may read it:

# %% [markdown] lang="zh"
# `bert` 是**骨干**（backbone）：把词元变成向量。后面的是**任务头**（head）：把向量变成答案。`AutoModel` 只给骨干。
#
# 看最后一行。`AutoModelForCausalLM` 是用来写文章的，它加载一个 BERT，**一声不吭**：什么都不缺，什么都不多，因为任务头的名字都一样。可是这些权重学的是看着左右两边填空，从来没有学过接着往下写。名字全对得上，不等于模型会做这件事。
#
# 这一切的代码在哪里？不在文件夹里，检查点里只有数。代码在你安装的库里，可以打开来读：

# %% role="demo" id="where-the-code-lies"
classifier = AutoModelForSequenceClassification.from_pretrained(checkpoint("sentiment-zh"), dtype=torch.float32)
source = Path(inspect.getsourcefile(type(classifier)))
print("/".join(source.parts[-4:]))
print(inspect.getsource(type(classifier.bert.pooler)))

# %% [markdown] lang="en"
# Each part is a class with two methods: `__init__` makes the layers, `forward` says in which order they compute. (The pooler takes the first token's vector, that of `[CLS]`, through one square matrix and a tanh.)
#
# `print` shows the whole tree. It reads from top to bottom as the numbers flow: embeddings → encoder → pooler → dropout → classifier.

# %% [markdown] lang="zh"
# 每个部分都是一个类，有两个方法：`__init__` 造出各层，`forward` 说明按什么顺序算。（pooler 拿的是第一个词元 `[CLS]` 的向量，让它过一个方阵，再过一个 tanh。）
#
# `print` 会画出整棵树。从上往下读，就是数字流过的顺序：embeddings → encoder → pooler → dropout → classifier。

# %% role="demo" id="print-the-model"
print(classifier)

# %% [markdown] lang="en"
# `Linear(in_features=…, out_features=2)` at the very end: two numbers come out, one for each label. And here is one sentence on its way, with the shape after each station (texts, tokens, width):

# %% [markdown] lang="zh"
# 最末尾的 `Linear(in_features=…, out_features=2)`：出来的是两个数，一个标签一个。再让一句话走一趟，看看每一站之后的形状（几段文字、几个词元、多宽）：

# %% role="demo" id="shapes-on-the-way"
def shapes_on_the_way(model, names, inputs):
    """The shape of what comes out of each of the parts with these names."""
    seen = {}

    def note(name):
        return lambda part, given, out: seen.update({name: tuple((out[0] if isinstance(out, tuple) else out).shape)})

    hooks = [model.get_submodule(name).register_forward_hook(note(name)) for name in names]
    with torch.no_grad():
        model(**inputs)
    for hook in hooks:
        hook.remove()
    return seen


zh_tokenizer = AutoTokenizer.from_pretrained(checkpoint("sentiment-zh"))
inputs = zh_tokenizer("这家店的面很好吃。", return_tensors="pt")
stations = ["bert.embeddings", "bert.encoder.layer.0", "bert.pooler", "dropout", "classifier"]
table([("ids", tuple(inputs["input_ids"].shape)), *shapes_on_the_way(classifier, stations, inputs).items()], ["", "shape"])

# %% [markdown] lang="en"
# ## 4 · From numbers to an answer
#
# What the head gives are **logits**: scores that are not probabilities yet. They may be negative, and they do not add up to 1.

# %% [markdown] lang="zh"
# ## 4 · 从数到答案
#
# 任务头给出的是 **logits**：还没有变成概率的得分。它们可以是负数，加起来也不是 1。

# %% role="demo" id="logits"
english = checkpoint("sentiment-en")
en_tokenizer = AutoTokenizer.from_pretrained(english)
en_model = AutoModelForSequenceClassification.from_pretrained(english, dtype=torch.float32)
texts = ["what a wonderful film", "the food was cold and bland"]
with torch.no_grad():
    logits = en_model(**en_tokenizer(texts, padding=True, return_tensors="pt")).logits
print(en_model.config.id2label)
rows = []
for text, row in zip(texts, logits):
    powers = row.exp()
    rows += [(text, en_model.config.id2label[i], row[i].item(), powers[i].item(), (powers / powers.sum())[i].item()) for i in range(2)]
table(rows, ["text", "label", "logit", "e to the power of it", "its share"])

# %% [markdown] lang="en"
# *e* to the power of a logit is always positive, and its share of the sum is the probability. This is the **softmax**. (e to the power of 100 is already too large for a `float32`; `torch.softmax` sees to that.) The pipeline does the same:

# %% [markdown] lang="zh"
# e 的 logit 次方一定是正数，它在总和里占的一份，就是概率。这就是 **softmax**。（e 的 100 次方，`float32` 已经放不下了；这一点 `torch.softmax` 会处理好。）流水线做的是同一件事。（表里几列依次是：文字、标签、logit、e 的这么多次方、占的一份。）

# %% role="demo" id="the-pipeline-says"
from course_lib.pipelines import pipeline

pipe = pipeline("text-classification", model=english)
for text, answer in zip(texts, pipe(texts)):
    print(text, "→", answer["label"], round(answer["score"], 2))

# %% [markdown] lang="en"
# ### Exercise: what the pipeline does
#
# `read_logits(logits, id2label)` gives what the pipeline gives: a **list with a dict for each text**, `{"label": …, "score": …}`, for the likeliest label, with its probability as a `float`. `logits` is a tensor of shape (texts, labels); `id2label` is a dict from the number of a column to its label.
#
# Example: `read_logits(torch.tensor([[0.0, 0.0, 9.0]]), {0: "a", 1: "b", 2: "c"})` gives one dict with the label `'c'` and a score of 0.99975.
#
# *core · 4 minutes · 1 point*

# %% [markdown] lang="zh"
# ### 练习：流水线干的活
#
# `read_logits(logits, id2label)` 给出的和流水线一样：一个列表，**每段文字一个字典** `{"label": …, "score": …}`，写的是可能性最大的标签，以及它的概率，一个 `float`。`logits` 是形状为（文字数，标签数）的张量；`id2label` 是一个字典，从列号到标签。
#
# 例：`read_logits(torch.tensor([[0.0, 0.0, 9.0]]), {0: "a", 1: "b", 2: "c"})` 返回一个字典，标签是 `'c'`，得分是 0.99975。
#
# 核心 · 4 分钟 · 1 分

# %% role="solution" id="model-label"
def read_logits(logits, id2label):
    """The likeliest label of each text with its probability: a list of {"label": str, "score": float}.

    read_logits(torch.tensor([[0.0, 0.0, 9.0]]), {0: "a", 1: "b", 2: "c"})[0]["label"] == "c"
    """
    ### BEGIN SOLUTION
    best = torch.softmax(logits, dim=-1).max(dim=-1)
    return [
        {"label": id2label[place], "score": score}
        for score, place in zip(best.values.tolist(), best.indices.tolist())
    ]
    ### END SOLUTION

# %% role="check" id="model-label-check"
check("model-label", read_logits)

# %% [markdown] lang="en"
# The head that fills in masks gives logits as well, only many more: for *every* place in the text, one for *every* token of the vocabulary.

# %% [markdown] lang="zh"
# 填空的任务头给的也是 logits，只是多得多：文字里的**每个**位置，对词表里的**每个**词元，都有一个。

# %% role="demo" id="logits-everywhere"
inputs = tokenizer("巴黎是[MASK]国的首都。", return_tensors="pt")
with torch.no_grad():
    logits = fresh_model()(**inputs).logits
print("logits of shape", tuple(logits.shape), "for", len(inputs["input_ids"][0]), "ids and", len(tokenizer), "tokens")
print(list(enumerate(tokenizer.convert_ids_to_tokens(inputs["input_ids"][0].tolist()))))

# %% [markdown] lang="en"
# ### Exercise: fill the gap
#
# `fill(model, tokenizer, text, count)` returns the `count` likeliest tokens at the place of the mask, the best first: a **list of str**. `text` holds exactly one `[MASK]`.
#
# Example: `fill(fresh_model(), tokenizer, "巴黎是[MASK]国的首都。", 3)` gives three tokens, and a good model has 法 among them.
#
# *core · 7 minutes · 2 points*

# %% [markdown] lang="zh"
# ### 练习：填空
#
# `fill(model, tokenizer, text, count)` 返回盖住的那个位置上可能性最大的 `count` 个词元，最好的排在最前面：一个**由 `str` 组成的列表**。`text` 里正好有一个 `[MASK]`。
#
# 例：`fill(fresh_model(), tokenizer, "巴黎是[MASK]国的首都。", 3)` 返回三个词元，模型要是不错，其中就有“法”。
#
# 核心 · 7 分钟 · 2 分

# %% role="solution" id="model-mask"
def fill(model, tokenizer, text, count):
    """The `count` likeliest tokens (list of str) where `text` has its [MASK], the best first.

    fill(fresh_model(), tokenizer, "巴黎是[MASK]国的首都。", 3)
    """
    ### BEGIN SOLUTION
    inputs = tokenizer(text, return_tensors="pt")
    place = inputs["input_ids"][0].tolist().index(tokenizer.mask_token_id)
    with torch.no_grad():
        scores = model(**inputs).logits[0, place]
    return tokenizer.convert_ids_to_tokens(scores.topk(count).indices.tolist())
    ### END SOLUTION

# %% role="check" id="model-mask-check"
check("model-mask", fill)

# %% [markdown] lang="en"
# ## 5 · A head made of chance
#
# `bert-zh` never learned to tell praise from blame. We load it as a classifier all the same, three times. (The seed makes this page repeatable; without one you get other numbers each time.)

# %% [markdown] lang="zh"
# ## 5 · 靠运气的任务头
#
# `bert-zh` 从来没有学过分辨好评和差评。我们偏要把它当分类模型来加载，加载三次。（写上随机种子，是为了让这一页可以重现；不写的话，每次的数都不一样。）

# %% role="demo" id="a-fresh-head"
def answer_of(model, tokenizer, text):
    """The likeliest label, and its probability."""
    with torch.no_grad():
        row = model(**tokenizer(text, return_tensors="pt")).logits[0].float().softmax(-1)
    return model.config.id2label[row.argmax().item()], row.max().item()


rows = []
for seed in (1, 2, 3):
    torch.manual_seed(seed)
    by_chance = AutoModelForSequenceClassification.from_pretrained(bert)
    rows.append((seed, *answer_of(by_chance, tokenizer, "这家店的面很好吃。")))
table(rows, ["seed", "label", "score"])

# %% [markdown] lang="en"
# An answer each time, and from each load another score, on the same sentence. Somebody who tried this noted LABEL_0 with 0.67, and another time 0.75. `LABEL_0` is a name that nobody gave: the config has no labels. Such names are a reason to suspect a head that was not trained. Another is a table that the library writes while loading. We have kept it off the screen so far; here it is, its rows sorted:

# %% [markdown] lang="zh"
# 每次都有答案，而同一句话，每次加载得到的得分都不同。有人试过，记下的是 LABEL_0、0.67，另一次却是 0.75。`LABEL_0` 这个名字不是谁起的：配置里根本没有标签。看到这种名字，就该疑心任务头没有训练过。还有一个迹象：库在加载时会写出一张表。到现在为止，我们一直没让它上屏幕；现在把它的各行排好序，拿来看看：

# %% role="demo" id="the-load-report"
import io
from logging import StreamHandler

handler = StreamHandler(io.StringIO())
logging.disable_default_handler()
logging.add_handler(handler)
logging.set_verbosity_warning()
AutoModelForSequenceClassification.from_pretrained(bert)
logging.set_verbosity_error()
logging.remove_handler(handler)
logging.enable_default_handler()

report = handler.stream.getvalue().splitlines()
print("\n".join(sorted(line.rstrip(" |") for line in report if "| MISSING" in line or "| UNEXPECTED" in line)))

# %% [markdown] lang="en"
# - **MISSING**: the model wants it, the file does not have it. It was filled *with random numbers*.
# - **UNEXPECTED**: the file has it, the model does not want it. It was dropped. Here that is the old head, and harmless.
# - There is a third kind, **MISMATCH**: both have it, in different shapes. Ask a model of two labels for five (`num_labels=5`), and its classifier no longer fits. The library refuses, unless you say `ignore_mismatched_sizes=True`; then that part, too, is random.
#
# Not only the classifier is missing. So is the **pooler**, and that is a part of the backbone! Its output differs from load to load even with `AutoModel`:

# %% [markdown] lang="zh"
# - **MISSING**：模型要，文件里没有。里面填的是**随机数**。
# - **UNEXPECTED**：文件里有，模型不要。丢掉了。这里丢的是原来的任务头，没有关系。
# - 还有第三种，**MISMATCH**：两边都有，形状却不同。有两个标签的模型，你要它有五个（`num_labels=5`），它的分类层就对不上了。库会拒绝，除非写上 `ignore_mismatched_sizes=True`；那么这一部分也是随机的。
#
# 缺的不光是分类层，还有 **pooler**，它可是在骨干里面！就算用 `AutoModel`，每次加载，它给出的也不一样：

# %% role="demo" id="a-random-pooler"
outputs = []
for seed in (1, 2):
    torch.manual_seed(seed)
    backbone = AutoModel.from_pretrained(bert)
    with torch.no_grad():
        outputs.append(backbone(**tokenizer("这家店的面很好吃。", return_tensors="pt")))
names = ["last_hidden_state", "pooler_output"]
rows = [(name, tuple(outputs[0][name].shape), torch.equal(outputs[0][name], outputs[1][name])) for name in names]
table(rows, ["", "shape", "the same after both loads"])

# %% [markdown] lang="en"
# (The published `bert-base-chinese` does have a trained pooler: with `COURSE_MODELS=hub` both lines say `True`. Ours was trained without one, as many models are.) Who needs no pooler says `AutoModel.from_pretrained(bert, add_pooling_layer=False)`.
#
# In a program, ask for the report: `model, info = AutoModel….from_pretrained(folder, output_loading_info=True)`. You can also write it yourself, from the shapes alone.
#
# ### Exercise: the load report
#
# `load_report(wanted, saved)` compares what a model wants with what a file holds: two dicts from names to shapes (lists of `int`). It returns a **dict with three keys**, each with a sorted list of names:
#
# - `"missing"`: in `wanted` only;
# - `"unexpected"`: in `saved` only;
# - `"mismatched"`: in both, with different shapes. These are in no other list.
#
# Example: `load_report({"a": [2], "b": [3]}, {"b": [4], "c": [1]})` gives `{'missing': ['a'], 'unexpected': ['c'], 'mismatched': ['b']}`.
#
# *core · 6 minutes · 2 points*

# %% [markdown] lang="zh"
# （发布的 `bert-base-chinese` 有训练过的 pooler：设了 `COURSE_MODELS=hub`，两行都是 `True`。我们的小替身训练时没有它，这样的模型并不少。）用不着 pooler 的话，就写 `AutoModel.from_pretrained(bert, add_pooling_layer=False)`。
#
# 在程序里，可以直接要这份报告：`model, info = AutoModel….from_pretrained(folder, output_loading_info=True)`。也可以只凭形状，自己写一份。
#
# ### 练习：加载报告
#
# `load_report(wanted, saved)` 拿模型要的和文件里有的比一比：两个字典，都是从名字到形状（由 `int` 组成的列表）。返回**一个有三个键的字典**，每个键对应一个排好序的名字列表：
#
# - `"missing"`：只在 `wanted` 里；
# - `"unexpected"`：只在 `saved` 里；
# - `"mismatched"`：两边都有，形状不同。这样的名字不出现在另外两个列表里。
#
# 例：`load_report({"a": [2], "b": [3]}, {"b": [4], "c": [1]})` 返回 `{'missing': ['a'], 'unexpected': ['c'], 'mismatched': ['b']}`。
#
# 核心 · 6 分钟 · 2 分

# %% role="solution" id="model-report"
def load_report(wanted, saved):
    """Which names are missing, unexpected, mismatched: a dict of three sorted lists of str.

    load_report({"a": [2]}, {"a": [2]}) == {"missing": [], "unexpected": [], "mismatched": []}
    """
    ### BEGIN SOLUTION
    both = wanted.keys() & saved.keys()
    return {
        "missing": sorted(wanted.keys() - saved.keys()),
        "unexpected": sorted(saved.keys() - wanted.keys()),
        "mismatched": sorted(name for name in both if wanted[name] != saved[name]),
    }
    ### END SOLUTION

# %% role="check" id="model-report-check"
check("model-report", load_report)

# %% [markdown] lang="en"
# ## 6 · What goes on inside
#
# A model can hand out more than its answer: the vectors after every layer, the **hidden states**, and the weights with which each token looks at the others, the **attention**.

# %% [markdown] lang="zh"
# ## 6 · 里面在发生什么
#
# 模型能交出来的不只是答案：还有每一层之后的向量，叫**隐藏状态**（hidden state）；以及每个词元看其他词元的权重，就是**注意力**（attention）。

# %% role="demo" id="no-attention"
inputs = tokenizer("今天天气很好。", return_tensors="pt")
quick = AutoModel.from_pretrained(bert, add_pooling_layer=False)
eager = AutoModel.from_pretrained(bert, add_pooling_layer=False, attn_implementation="eager")
with torch.no_grad():
    without = quick(**inputs, output_hidden_states=True, output_attentions=True)
    outputs = eager(**inputs, output_attentions=True)
print("layers:", quick.config.num_hidden_layers, " hidden states:", len(without.hidden_states))
print("the last of them is the result:", torch.equal(without.hidden_states[-1], without.last_hidden_state))
print(f"attention, {quick.config._attn_implementation}:", len(without.attentions), "tensors")
print("attention, eager:", len(outputs.attentions), "tensors of shape", tuple(outputs.attentions[0].shape))

# %% [markdown] lang="en"
# One hidden state more than there are layers: the first is what the embeddings give. And asked for attention, the model as it is usually loaded gives an empty tuple, *without an error*. The quick way to compute (`sdpa`) never keeps these weights; the plain way (`eager`) does. The shape is (texts, heads, tokens that look, tokens that are looked at).
#
# Of all the heads in all the layers, this one gives the largest share to the token just *before*:

# %% [markdown] lang="zh"
# 隐藏状态比层数多一个：第一个是嵌入给出来的。还有：照平常的方式加载，向模型要注意力，得到的是一个空元组，**也不报错**。快的算法（`sdpa`）根本不留这些权重，朴素的算法（`eager`）才留。形状是（几段文字，几个注意力头，去看的词元，被看的词元）。
#
# 所有层的所有注意力头里，下面这一个，把最大的份额给了**前面**紧挨着的词元。（layer 是第几层，head 是第几个注意力头，都从 0 数起。）

# %% role="demo" id="who-looks-at-whom"
shares = {
    (layer, head): weights[0, head].float().diagonal(-1).mean().item()
    for layer, weights in enumerate(outputs.attentions)
    for head in range(weights.shape[1])
}
layer, head = max(shares, key=shares.get)
tokens = tokenizer.convert_ids_to_tokens(inputs["input_ids"][0].tolist())
show_attention(tokens, outputs.attentions[layer][0, head], f"layer {layer}, head {head}")

# %% [markdown] lang="en"
# Read along a row: how does this token divide its attention? Change `max` to `min`, or look at another head. Nobody told the heads what to look for; such habits came by training.
#
# And what goes *in*? Lesson 05 has shown it: for each id, a row of the embedding table. In lesson 04 the vocabulary was a list, token and id. So the vocabulary file is *not* the embedding: it leads from a token to an id, and the id is the number of a row among the model's weights. In that row sits the meaning. Which rows point in a similar direction?

# %% [markdown] lang="zh"
# 顺着一行看：这个词元把注意力怎么分？把 `max` 换成 `min`，或者看看别的注意力头。要看什么，没有人教过它们；这些习惯是训练出来的。
#
# 那么，**进去**的是什么？第 05 课讲过：每个编号，对应嵌入表里的一行。第 04 课里，词表是一张单子：词元和编号。所以词表文件**不是**嵌入：词表管的是从词元到编号；编号又是行号，指的是模型权重里的一行。意思就藏在那一行里。哪些行的方向相近？（表里 nearest rows 是最近的几行。）

# %% role="demo" id="nearest-rows"
rows_of = fresh_model().get_input_embeddings().weight.detach().float()


def row(token):
    """The row of a token."""
    return rows_of[tokenizer.convert_tokens_to_ids(token)]


def nearest(vector, leave_out=(), count=5):
    """The tokens whose rows point most nearly in the direction of `vector`."""
    likeness = torch.cosine_similarity(rows_of, vector[None], dim=1)
    likeness[tokenizer.convert_tokens_to_ids(list(leave_out))] = -1
    return "  ".join(tokenizer.convert_ids_to_tokens(likeness.topk(count).indices.tolist()))


table([(token, nearest(row(token), [token])) for token in ["猫", "三", "红", "cat"]], ["token", "nearest rows"])

# %% [markdown] lang="en"
# There is a famous claim: *king − man + woman ≈ queen*. Let us not believe it, but try. Often nobody mentions that the words that went in are left out of the answer:

# %% [markdown] lang="zh"
# 有个出名的说法：king − man + woman ≈ queen。我们先别信，试一试。还有一点常常没人提：答案里先剔掉了放进去的那几个词。（表里 as it is 是原样；without the three 是去掉放进去的三个。）

# %% role="demo" id="king-and-queen"
table(
    [
        (f"{a} - {b} + {c}", nearest(row(a) - row(b) + row(c)), nearest(row(a) - row(b) + row(c), [a, b, c]))
        for a, b, c in [("king", "man", "woman"), ("王", "男", "女")]
    ],
    ["", "as it is", "without the three"],
)

# %% [markdown] lang="en"
# Judge for yourself how much of the claim is left with this model. It was found with word vectors trained for the purpose on billions of words. The input rows of a BERT are another thing: in it, meaning comes about in the layers, from the neighbours. (That sentences of several languages can meet in one space is true, for models that were trained to it: lesson 17.)
#
# ## 7 · A layer of your own
#
# Now the question of the beginning. We change a model in three ways, save it, load it again, and ask two things: what does the report say, and does it still compute the same?

# %% [markdown] lang="zh"
# 这个说法在这个模型上还剩几分，你自己看。当初那是拿词向量做的，专门用几十亿词的文字训练出来。BERT 的输入行是另一回事：词义是在各层里、从左邻右舍那里生出来的。（几种语言的句子在同一个空间里相遇，这是真的，不过要专门训练：第 17 课。）
#
# ## 7 · 你自己的一层
#
# 回到开头的问题。用三种办法改一个模型，存下来，再加载，然后问两件事：报告怎么说？算出来的还一样吗？（表里：a larger head 是换一个大一点的任务头；a copy of layer 0 是把第 0 层复制一份，插在它后面；and the config 是连配置一起改。the same 是还一样，OTHERS 是不一样了。）

# %% role="demo" id="is-it-still-there"
chinese = checkpoint("sentiment-zh")


def larger_head(model):
    width = model.config.hidden_size
    model.classifier = torch.nn.Sequential(torch.nn.Linear(width, width), torch.nn.Tanh(), model.classifier)


def copy_of_layer_0(model):
    layers = model.bert.encoder.layer
    layers.insert(1, copy.deepcopy(layers[0]))


def copy_and_config(model):
    copy_of_layer_0(model)
    model.config.num_hidden_layers = len(model.bert.encoder.layer)


def compare_after_loading(model, auto=AutoModelForSequenceClassification):
    """Save, load: how many are unexpected, how many are missing, and are the answers still the same?"""
    inputs = zh_tokenizer("这家店的面很好吃。", return_tensors="pt")
    with new_folder() as folder, torch.no_grad():
        model.save_pretrained(folder)
        again, info = auto.from_pretrained(folder, output_loading_info=True)
        same = torch.allclose(model.eval()(**inputs).logits, again(**inputs).logits, atol=1e-5)
    return len(info["unexpected_keys"]), len(info["missing_keys"]), "the same" if same else "OTHERS"


changes = {"a larger head": larger_head, "a copy of layer 0": copy_of_layer_0, "… and the config": copy_and_config}
rows = []
for name, change in changes.items():
    torch.manual_seed(0)
    changed = AutoModelForSequenceClassification.from_pretrained(chinese, dtype=torch.float32)
    change(changed)
    rows.append((name, *compare_after_loading(changed)))
table(rows, ["what was changed", "unexpected", "missing", "answers after loading"])

# %% [markdown] lang="en"
# None of the three raised an error. But the first two models are gone: `save_pretrained` writes all tensors down, and `from_pretrained` builds the model that *config and class* describe, takes what fits, drops the rest, and fills the gaps with chance. A new layer at the end, in place of the classifier: lost, and a random classifier in its place. A new layer between two others: the ones behind it are pushed on by one, and the last falls off.
#
# The third one lives, because the config describes it. So, honest ways to keep a change:
#
# 1. **Say it in the config**, where the config can say it: more layers of the same kind.
# 2. **Write a class of your own** for everything else, and load it with *that* class.
# 3. Register it (`AutoConfig.register`, `AutoModelForSequenceClassification.register`), with a config class and `model_type` of its own: then the Auto classes and pipelines know it too, in every program that runs these lines.
# 4. `register_for_auto_class` puts your `.py` file beside the weights. Whoever loads it has to say `trust_remote_code=True`, since that runs *your* code on *their* machine.
#
# The second way, in a few lines:

# %% [markdown] lang="zh"
# 三种改法，没有一种报错。可是前两个模型已经没了：`save_pretrained` 把张量全都写下来；`from_pretrained` 却按**配置和类**说的样子造模型，对得上的拿来，其余丢掉，缺的用随机数填。新的一层放在最后，顶替分类层：丢了，那个位置成了随机的分类层。新的一层插在两层之间：后面的各往后挪一位，最后一层掉了下去。
#
# 第三个活了下来，因为配置里说到了它。所以，想留住改动，老实的办法有：
#
# 1. **写进配置**，只要配置说得清：比如再多几层同样的层。
# 2. 其余的，**写一个自己的类**，加载时也用**这个**类。
# 3. 把它登记上（`AutoConfig.register`、`AutoModelForSequenceClassification.register`），配上自己的配置类和自己的 `model_type`：凡是运行了这几行的程序，Auto 类和流水线也就认识它了。
# 4. `register_for_auto_class` 会把你的 `.py` 文件放到权重旁边。谁要加载，都得写上 `trust_remote_code=True`，因为那是在**人家的**机器上运行**你的**代码。
#
# 第二种办法，几行就够（表里两行：用自己的类加载，用 Auto 类加载）：

# %% role="demo" id="a-class-of-your-own"
from transformers import BertForSequenceClassification


class TwoStepClassifier(BertForSequenceClassification):
    """A BERT whose classifier has two steps."""

    def __init__(self, config):
        super().__init__(config)
        width, labels = config.hidden_size, config.num_labels
        self.classifier = torch.nn.Sequential(torch.nn.Linear(width, width), torch.nn.Tanh(), torch.nn.Linear(width, labels))
        self.post_init()


torch.manual_seed(0)
mine = TwoStepClassifier.from_pretrained(chinese, dtype=torch.float32)  # its head is fresh, and would have to be trained
rows = [(auto.__name__, *compare_after_loading(mine, auto)) for auto in (TwoStepClassifier, AutoModelForSequenceClassification)]
table(rows, ["loaded with", "unexpected", "missing", "answers after loading"])

# %% [markdown] lang="en"
# ### Exercise: a deeper model that lasts
#
# `deepen(model, place, count, folder)` puts `count` copies of the encoder layer number `place` right behind that layer (layers are counted from 0), and saves the model into `folder`, so that `AutoModelForMaskedLM.from_pretrained(folder)` gives the deeper model, with nothing missing and nothing unexpected. It returns an **int**: how many layers the model has when it is loaded again from there. `model` is a `BertForMaskedLM`, `folder` the path of an empty folder.
#
# Each copy has weights of its own. (Making a trained model deeper by copies of its layers, and training it on, is how some large models were really made.)
#
# Example: with a model of 3 layers, `deepen(model, 1, 2, folder)` gives `5`; the layers are then the old 0, 1, 1, 1, 2.
#
# *stretch · 10 minutes · 3 points*

# %% [markdown] lang="zh"
# ### 练习：更深，而且存得住
#
# `deepen(model, place, count, folder)` 把编码器的第 `place` 层（从 0 数起）复制 `count` 份，紧接着放在这一层后面，再把模型存进 `folder`。之后 `AutoModelForMaskedLM.from_pretrained(folder)` 得到的就是变深了的模型，什么都不缺，什么都不多。返回一个 `int`：从那里重新加载的模型有几层。`model` 是一个 `BertForMaskedLM`，`folder` 是一个空文件夹的路径。
#
# 每一份都要有自己的权重。（把训练好的模型的层复制几份，让它变深，再接着训练：有些大模型真就是这样来的。）
#
# 例：模型有 3 层，`deepen(model, 1, 2, folder)` 返回 `5`；这时各层依次是原来的 0、1、1、1、2。
#
# 挑战 · 10 分钟 · 3 分

# %% role="solution" id="model-deepen"
def deepen(model, place, count, folder):
    """Put `count` copies of a layer behind it and save; returns how many layers (int) there are when loaded again.

    deepen(model, 1, 2, folder) == 5, for a model of 3 layers
    """
    ### BEGIN SOLUTION
    layers = model.bert.encoder.layer
    for _ in range(count):
        layers.insert(place + 1, copy.deepcopy(layers[place]))
    model.config.num_hidden_layers = len(layers)
    model.save_pretrained(folder)
    again = AutoModelForMaskedLM.from_pretrained(folder)
    return len(again.bert.encoder.layer)
    ### END SOLUTION

# %% role="check" id="model-deepen-check"
check("model-deepen", deepen)

# %% [markdown] lang="en"
# ## What you have made
#
# An X-ray, from *your* functions: deepen the model, read the header of the new file, and report what a model of the old depth would make of it.

# %% [markdown] lang="zh"
# ## 你做成了什么
#
# 一张 X 光片，全用**你写的**函数：把模型变深，读新文件的文件头，再报告：深度没变的那个模型，会怎么看这个文件。（表里：layers after loading 是重新加载后的层数；tensors in the file 是文件里的张量个数；unexpected、missing 是原来那个模型会报告的。）

# %% role="demo" id="what-you-made" tags=["raises-exception"]
def x_ray():
    with new_folder() as folder:
        layers = deepen(fresh_model(), 1, 2, Path(folder))
        header = read_header((Path(folder) / "model.safetensors").read_bytes())
    saved = {name: shape for name, (_, shape) in header.items()}
    wanted = {name: list(tensor.shape) for name, tensor in fresh_model().state_dict().items()}
    report = load_report(wanted, saved)
    return [
        ("layers after loading", layers),
        ("tensors in the file", len(header)),
        ("unexpected", len(report["unexpected"])),
        ("missing", "  ".join(report["missing"])),
    ]


try:
    made = table(x_ray(), ["", ""])
except NotImplementedError:
    made = "Solve the exercises in sections 1, 5 and 7 first, then run this cell again."
made

# %% [markdown] lang="en"
# Sixteen tensors for each added layer that the old model would drop. And two that seem to be missing, `cls.predictions.decoder.…`, although nothing is fresh here. They are **tied**: the head writes with the very rows with which the embeddings read, and its bias is `cls.predictions.bias` under a second name, so each is kept once. The library knows about that; your report, which compares names and shapes, could not.
#
# You can open any checkpoint now, say how big it is, what of it is trained and what is chance, and change it so that the change lasts.
#
# Three things to think about on the way home:
#
# - A colleague's fine-tuned classifier answers `LABEL_0` and `LABEL_1`. What do you look at first, and what second?
# - A repository has only `pytorch_model.bin`. What would you do before you load it?
# - Why does a file that is half as large (`float16` in place of `float32`) not have half as many parameters?
#
# Next, the model writes: one token after another.

# %% [markdown] lang="zh"
# 每多一层，就有十六个张量是原来的模型会丢掉的。还有两个好像缺了，`cls.predictions.decoder.…`，可这里并没有什么是随机的。它们是**共享**的：任务头写字用的那些行，正是嵌入读字用的那些行；它的偏置，就是换了个名字的 `cls.predictions.bias`。所以都只存一份。库知道这件事；你的报告只比名字和形状，没法知道。
#
# 现在，随便哪个检查点，你都打得开：说得出它有多大，哪些是训练出来的，哪些全凭运气；改了它，也留得住。
#
# 回家路上，想三件事：
#
# - 同事微调的分类模型，回答的是 `LABEL_0` 和 `LABEL_1`。你先看什么，再看什么？
# - 一个仓库里只有 `pytorch_model.bin`。加载之前，你会做什么？
# - 文件小了一半（`float32` 换成了 `float16`），为什么参数并没有少一半？
#
# 下一课，模型要写字了：一个词元接着一个词元。
