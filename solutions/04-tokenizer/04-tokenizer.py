# %% [markdown] lang="en"
# # 04 · The tokenizer
#
# **A model cannot read. What does it get in place of your sentence?**
#
# Numbers. Today you make them yourself, one step at a time: text, tokens, ids, a batch, and all the way back.
# By the end you know why a model can be blind to `iPhone`, and you have written WordPiece,
# the algorithm inside BERT's tokenizer.
#
# About 60 minutes · 8 exercises · 14 points
#
# *The tokenizer here belongs to `bert-zh`, a small stand-in trained for this course. The real one is
# `google-bert/bert-base-chinese`: the same rules and the same special tokens, with a larger vocabulary. Where you can
# reach the model hub, set `COURSE_MODELS=hub` before you start JupyterLab, and this lesson runs on the real one.*

# %% [markdown] lang="zh"
# # 04 · 分词器
#
# **模型不识字。你写给它一句话，它拿到手的究竟是什么？**
#
# 是数字。这一课，你要亲手把文字变成数字，一步一步来：文字切成词元，词元换成编号，编号排成批，最后再原路变回文字。
#
# 学完以后，你会明白模型为什么可能“看不见”`iPhone`；你还会写出 WordPiece，也就是 BERT 的分词器里的那个算法。
#
# 约 60 分钟 · 8 个练习 · 14 分
#
# 这里的分词器属于 `bert-zh`，一个专门为本课程训练的小替身。真正的模型是
# `google-bert/bert-base-chinese`：规则一样，特殊词元一样，只是词表更大。能连上 Hugging Face Hub 的话，启动 JupyterLab
# 之前把环境变量 `COURSE_MODELS` 设为 `hub`，这一课用的就是真正的那个；连不上但有镜像可用，就再用 `HF_ENDPOINT`
# 写明镜像的地址。

# %% role="setup" id="setup"
import torch
from transformers import AutoTokenizer

from course_lib import Walkthrough, check, checkpoint, hint, progress, ready, solution
from course_lib.display import show_batch, show_compare, show_tokens, table

tokenizer = AutoTokenizer.from_pretrained(checkpoint("bert-zh"))
walk = Walkthrough(tokenizer)
ready("bert-zh")

# %% [markdown] lang="en"
# ## 1 · Cut
#
# First the text is cut into **tokens**. Where would you cut this sentence?

# %% [markdown] lang="zh"
# ## 1 · 切分
#
# 第一步，把文字切成**词元**（token）。下面这句话，换作你，会在哪里下刀？

# %% role="demo" id="first-split"
walk.split("今天天气很好。")

# %% role="demo" id="english-split"
walk.split("we rewrite unbelievable stories.")

# %% [markdown] lang="en"
# Chinese is cut after every character. Common English words stay whole; rarer ones fall into pieces,
# and `##` says: "I continue the word before me."
#
# `Walkthrough` only draws. The work is done by the library, and above each picture stands the call that does it.
#
# ### Exercise: from text to tokens
#
# Write `split(tokenizer, text)`. It returns the tokens of `text`, a list of `str`, and nothing else in it.
#
# Example: `split(tokenizer, "今天好！")` is `['今', '天', '好', '！']`.
#
# *warm-up · 3 minutes · 1 point*

# %% [markdown] lang="zh"
# 中文是一个字一刀。常见的英文单词保持完整，少见一些的就碎成几块，每一块叫一个**子词**（subword）。`##`
# 的意思是：“我接在前一块后面，我们是同一个词。”
#
# 你可能想切成“今天 / 天气 / 很好”。那是中文里常说的分词。而 BERT 的分词器虽然名叫分词器，却不认识中文的词，只认识字。
#
# `Walkthrough` 只管画图。干活的是 transformers 这个库，每幅图的上方都写着办同一件事的那行调用。
#
# ### 练习：从文字到词元
#
# 写一个函数 `split(tokenizer, text)`，返回 `text` 的词元：一个由 `str` 组成的列表，里面没有别的东西。
#
# 例：`split(tokenizer, "今天好！")` 返回 `['今', '天', '好', '！']`。
#
# 热身 · 3 分钟 · 1 分

# %% role="solution" id="tokens-split"
def split(tokenizer, text):
    """The tokens of `text` (a str), as a list of str.

    >>> split(tokenizer, "今天好！")
    ['今', '天', '好', '！']
    """
    ### BEGIN SOLUTION
    return tokenizer.tokenize(text)
    ### END SOLUTION

# %% role="check" id="tokens-split-check"
check("tokens-split", split)

# %% [markdown] lang="en"
# ## 2 · Number
#
# How does `天` become a number? Nobody computes anything: somebody made a list.

# %% [markdown] lang="zh"
# ## 2 · 编号
#
# `天` 是怎么变成数字的？谁也没有计算什么，只是有人列了一张表。

# %% role="demo" id="vocabulary"
vocab = tokenizer.get_vocab()
some = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "天", "play", "##ing"]
table([(token, vocab[token]) for token in some], ["token", "id"])

# %% [markdown] lang="en"
# The **vocabulary** is a dictionary: token in, **id** out. It was fixed before the model was trained, because every
# id is the number of a row in the model's first table. What is not in it, the model has never seen.
#
# This one holds no capital letters. So what happens to `GPT`?

# %% [markdown] lang="zh"
# **词表**（vocabulary）是一个字典：给它词元，它给你**编号**（id）。
#
# 词表在模型训练之前就定好了，因为每个编号都是一个行号，指着模型里第一张表的某一行。词表里没有的东西，模型从来没见过。
#
# 这份词表里没有大写字母。那 `GPT` 会怎么样？

# %% role="demo" id="not-in-vocabulary"
walk.convert_tokens_to_ids(["我", "用", "GPT"])

# %% [markdown] lang="en"
# Every token without a row gets the same id, that of `[UNK]`, "unknown".
#
# ### Exercise: from tokens to ids
#
# Write `to_ids(tokenizer, tokens)`, and look every token up yourself in `tokenizer.get_vocab()`. A token that is not
# there gets `tokenizer.unk_token_id`. Return a list of `int` as long as `tokens`, and leave `tokens` as it is.
#
# Example: `to_ids(tokenizer, ["[CLS]", "GPT", "[SEP]"])` is `[101, 100, 102]`.
#
# *warm-up · 4 minutes · 1 point*

# %% [markdown] lang="zh"
# 凡是没有自己那一行的词元，拿到的都是同一个编号，也就是 `[UNK]` 的编号。UNK 是 unknown 的缩写，意思是“未知”。
#
# ### 练习：从词元到编号
#
# 写一个函数 `to_ids(tokenizer, tokens)`，自己动手到 `tokenizer.get_vocab()` 里去查每一个词元。查不到的，用
# `tokenizer.unk_token_id`。返回一个由 `int` 组成的列表，和 `tokens` 一样长；`tokens` 本身不要改动。
#
# 例：`to_ids(tokenizer, ["[CLS]", "GPT", "[SEP]"])` 返回 `[101, 100, 102]`。
#
# 热身 · 4 分钟 · 1 分

# %% role="solution" id="tokens-ids"
def to_ids(tokenizer, tokens):
    """The id of each of `tokens` (a list of str), as a list of int; unknown ones get the unknown token's id.

    >>> to_ids(tokenizer, ["[CLS]", "GPT", "[SEP]"])
    [101, 100, 102]
    """
    ### BEGIN SOLUTION
    vocab = tokenizer.get_vocab()
    return [vocab.get(token, tokenizer.unk_token_id) for token in tokens]
    ### END SOLUTION

# %% role="check" id="tokens-ids-check"
check("tokens-ids", to_ids)

# %% [markdown] lang="en"
# ## 3 · Frame
#
# What is the first thing that the model reads of your sentence? Nothing that you wrote:

# %% [markdown] lang="zh"
# ## 3 · 加上首尾
#
# 模型读你的句子，第一个读到的是什么？不是你写的任何一个字：

# %% role="demo" id="first-encode"
walk.encode("今天天气很好。")

# %% [markdown] lang="en"
# Two **special tokens** frame the text. `[SEP]` says where it ends. `[CLS]` stands for no word; it is the place where the
# model can collect what it makes of the whole, and where a classifier will later look.
#
# A word of warning. Many tutorials were written for transformers 4. Some of their calls no longer exist:

# %% [markdown] lang="zh"
# 两个**特殊词元**（special token）一头一尾，把文字夹在中间。`[SEP]` 表示文字到此为止。`[CLS]`
# 不代表任何词，它是留给模型的一个位置：模型可以把对整句话的理解汇总在这里，以后做分类时，分类器看的也是这里。
#
# 先提个醒：很多教程是照着 transformers 4 写的，里面有些调用已经不存在了。下表里，there 是还在，gone 是没了：

# %% role="demo" id="old-calls"
calls = ["tokenize", "encode", "decode", "encode_plus", "batch_encode_plus"]
calls += ["prepare_for_model", "build_inputs_with_special_tokens"]
found = [(f"tokenizer.{name}", "there" if hasattr(tokenizer, name) else "gone") for name in calls]
table(found, ["call", "in your version"])

# %% [markdown] lang="en"
# Instead, one calls the tokenizer itself. You get everything that the model needs; sections 4 and 6 explain the other two entries.

# %% [markdown] lang="zh"
# 现在的做法，是直接调用分词器本身，模型需要的东西一次全给你。多出来的那两项，第 4 节和第 6 节会讲。

# %% role="demo" id="call-the-tokenizer"
tokenizer("今天天气很好。")

# %% [markdown] lang="en"
# ### Exercise: put the frame around it
#
# Write `encode(tokenizer, tokens)`. It takes the *tokens* of one text, already cut, and returns what the model reads: a list
# of `int` that begins with the id of `[CLS]`, holds the id of every token, and ends with the id of `[SEP]`. The tokenizer has the
# two as `tokenizer.cls_token_id` and `tokenizer.sep_token_id`. Leave `tokens` as it is.
#
# Example: `encode(tokenizer, ["GPT"])` is `[101, 100, 102]`.
#
# *core · 5 minutes · 1 point*

# %% [markdown] lang="zh"
# ### 练习：加上首尾
#
# 写一个函数 `encode(tokenizer, tokens)`。`tokens` 是一段文字的**词元**，已经切好了；返回模型要读的东西：一个由 `int`
# 组成的列表，开头是 `[CLS]` 的编号，接着是每个词元的编号，最后是 `[SEP]`
# 的编号。首尾这两个编号，分词器自己就有：`tokenizer.cls_token_id` 和 `tokenizer.sep_token_id`。`tokens` 不要改动。
#
# 例：`encode(tokenizer, ["GPT"])` 返回 `[101, 100, 102]`。
#
# 核心 · 5 分钟 · 1 分

# %% role="solution" id="tokens-encode"
def encode(tokenizer, tokens):
    """The ids of `tokens` (a list of str) between those of [CLS] and [SEP], as a list of int.

    >>> encode(tokenizer, ["GPT"])
    [101, 100, 102]
    """
    ### BEGIN SOLUTION
    ids = tokenizer.convert_tokens_to_ids(tokens)
    return [tokenizer.cls_token_id, *ids, tokenizer.sep_token_id]
    ### END SOLUTION

# %% role="check" id="tokens-encode-check"
check("tokens-encode", encode)

# %% [markdown] lang="en"
# ## 4 · Two at once
#
# Does this answer fit that question? To decide, the model must see both in one sequence, and must know which is which.

# %% [markdown] lang="zh"
# ## 4 · 两段一起
#
# 这个回答对得上那个问题吗？要判断，模型就得在同一个序列里看到两段文字，还得知道哪段是哪段。

# %% role="demo" id="first-pair"
question, answer = "天气怎么样？", "很好，出太阳了！"
show_tokens(tokenizer, question, answer)

# %% role="demo" id="pair-types"
tokenizer(question, answer)["token_type_ids"]

# %% [markdown] lang="en"
# `token_type_ids` has one number for each id: 0 for the first text, 1 for the second. `[CLS]` counts to the first, and each
# `[SEP]` to the text that it ends.
#
# And now the most expensive pair of brackets of this lesson:

# %% [markdown] lang="zh"
# `token_type_ids` 给每个编号配了一个数字：0 表示第一段，1 表示第二段。`[CLS]` 算第一段；每个 `[SEP]`
# 都算在它结束的那一段里。
#
# 接下来是这一课里代价最大的一对方括号：

# %% role="demo" id="pair-or-batch"
table([
    ("encode(question, answer)", tokenizer.encode(question, answer)),
    ("encode([question, answer])", tokenizer.encode([question, answer])),
])

# %% [markdown] lang="en"
# Two arguments are a pair: one sequence. One list is a batch: two sequences that know nothing of each other. In transformers 4
# the list given to `encode` was a pair, and old code still believes it.
#
# ### Exercise: encode a pair
#
# Write `encode_pair(tokenizer, first, second)` for two texts, neither of them empty. It returns two lists of `int`, equally long,
# in a tuple (or in a list): the ids `[CLS] first [SEP] second [SEP]`, and their token types.
#
# Example: `encode_pair(tokenizer, "GPT", "GPT")` is `([101, 100, 102, 100, 102], [0, 0, 0, 1, 1])`.
#
# *core · 6 minutes · 2 points*

# %% [markdown] lang="zh"
# 两个参数是一**对**（pair）：合成一个序列。一个列表是一**批**（batch）：两个序列，互不相干。在 transformers 4
# 里，把列表交给 `encode`，它会当成一对；旧代码到今天还是这么想的。
#
# ### 练习：编码一对文字
#
# 写一个函数 `encode_pair(tokenizer, first, second)`，两段文字都不为空。它返回一个元组（列表也行），里面是两个由 `int`
# 组成的列表，一样长：一个是 `[CLS] first [SEP] second [SEP]` 的编号，另一个是每个编号的词元类型（token type）。
#
# 例：`encode_pair(tokenizer, "GPT", "GPT")` 返回 `([101, 100, 102, 100, 102], [0, 0, 0, 1, 1])`。
#
# 核心 · 6 分钟 · 2 分

# %% role="solution" id="tokens-pair"
def encode_pair(tokenizer, first, second):
    """(ids, token types) of two texts in one sequence: two lists of int of the same length.

    >>> encode_pair(tokenizer, "GPT", "GPT")
    ([101, 100, 102, 100, 102], [0, 0, 0, 1, 1])
    """
    ### BEGIN SOLUTION
    encoding = tokenizer(first, second)
    return encoding["input_ids"], encoding["token_type_ids"]
    ### END SOLUTION

# %% role="check" id="tokens-pair-check"
check("tokens-pair", encode_pair)

# %% [markdown] lang="en"
# ## 5 · And back
#
# The model answers in ids too. Can you read them?

# %% [markdown] lang="zh"
# ## 5 · 再变回文字
#
# 模型的回答也是编号。这些编号，你读得懂吗？

# %% role="demo" id="first-decode"
walk.decode(tokenizer.encode("我用 GPT 写信。", "how wonderful, Tom!"))

# %% [markdown] lang="en"
# Almost. `decode` joined `##` pieces and put the comma where it belongs. But three things are odd:
#
# - special tokens stand in the text;
# - Chinese is full of spaces, for the tokens do not say where spaces were;
# - `GPT` and `Tom` are gone for good. Ids keep only what has an id.

# %% [markdown] lang="zh"
# 差不多能读了。`decode` 把带 `##` 的子词接了回去，逗号也放对了地方。但是有三处不对劲：
#
# - 文字里夹着特殊词元；
# - 中文里到处是空格，因为词元并不记得原文哪里有空格；
# - `GPT` 和 `Tom` 再也找不回来了：没有自己编号的东西，编号里留不住。

# %% role="demo" id="skip-special"
tokenizer.decode(tokenizer.encode("我用 GPT 写信。"), skip_special_tokens=True)

# %% [markdown] lang="en"
# That looks cleaner, and it is worse: `[UNK]` is a special token too, so now nobody sees that a word is missing.
#
# ### Exercise: text for people
#
# Write `readable(tokenizer, ids)`. It returns the text, a `str`, that you get like this:
#
# 1. leave out all ids of `[CLS]`, `[SEP]` and `[PAD]`; everything else stays, `[UNK]` and `[MASK]` as well;
# 2. decode the rest with `tokenizer.decode`;
# 3. remove every space that touches a character outside ASCII (`"天".isascii()` is `False`). Spaces between ASCII characters stay.
#
# Example: the ids of `"我用 GPT 写信。"` give `'我用[UNK]写信。'`, those of `"we like tea, too."` give `'we like tea, too.'`
#
# *core · 8 minutes · 2 points*

# %% [markdown] lang="zh"
# 看上去干净了，其实更糟：`[UNK]` 也是特殊词元，这么一来，谁也看不出这里少了一个词。
#
# ### 练习：给人看的文字
#
# 写一个函数 `readable(tokenizer, ids)`，按下面三步得到一段文字并返回，类型是 `str`：
#
# 1. 去掉所有 `[CLS]`、`[SEP]` 和 `[PAD]` 的编号；其余的都留下，`[UNK]` 和 `[MASK]` 也留下；
# 2. 用 `tokenizer.decode` 解码剩下的编号；
# 3. 空格只要挨着一个 ASCII 以外的字符（`"天".isascii()` 是 `False`），就删掉；夹在 ASCII 字符之间的空格留着。
#
# 例：`"我用 GPT 写信。"` 的编号变成 `'我用[UNK]写信。'`，`"we like tea, too."` 的编号变成 `'we like tea, too.'`。
#
# 核心 · 8 分钟 · 2 分

# %% role="solution" id="tokens-decode"
def readable(tokenizer, ids):
    """The text of `ids` (a list of int) as people write it, a str.

    >>> readable(tokenizer, tokenizer.encode("我用 GPT 写信。"))
    '我用[UNK]写信。'
    """
    ### BEGIN SOLUTION
    frame = (tokenizer.cls_token_id, tokenizer.sep_token_id, tokenizer.pad_token_id)
    text = ""
    for word in tokenizer.decode([id for id in ids if id not in frame]).split():
        if text and text[-1].isascii() and word[0].isascii():
            text += " "
        text += word
    return text
    ### END SOLUTION

# %% role="check" id="tokens-decode-check"
check("tokens-decode", readable)

# %% [markdown] lang="en"
# ## 6 · Many at once
#
# A model works fastest on many texts together, as one block of numbers. So let us make a block:

# %% [markdown] lang="zh"
# ## 6 · 一次一批
#
# 把许多段文字并在一起，排成方方正正的一块数字，模型算起来最快。那就来排一块：

# %% role="demo" id="ragged-rows"
some_texts = ["你好！", "今天天气很好。", "tokenizers are wonderful"]
rows = tokenizer(some_texts)["input_ids"]
try:
    torch.tensor(rows)
except ValueError as error:
    print("ValueError:", error)

# %% [markdown] lang="en"
# Texts differ in length, and the rows of a **tensor** must not. So short rows are filled up with `[PAD]`:

# %% [markdown] lang="zh"
# 文字有长有短，**张量**（tensor）的每一行却必须一样长。所以，短的行要用 `[PAD]` 补满，这叫**填充**（padding）：

# %% role="demo" id="padded-batch"
show_batch(tokenizer(some_texts, padding=True), tokenizer)

# %% [markdown] lang="en"
# The model must not read the filling. That is what `attention_mask` is for: 1 means "look here", 0 means "there is nothing".
#
# And what if a text is longer than the model, or your memory, can take? Then it is cut, but not just anywhere:

# %% [markdown] lang="zh"
# 补上去的部分，模型不该去读。**注意力掩码**（`attention_mask`）管的就是这个：1 表示“看这里”，0 表示“这里什么也没有”。
#
# 要是文字太长，模型吃不下，或者内存放不下呢？那就**截断**（truncation），不过不是随便在哪里剪一刀：

# %% role="demo" id="truncated-batch"
batch = tokenizer(some_texts, padding="max_length", truncation=True, max_length=6)
show_batch(batch, tokenizer)

# %% [markdown] lang="en"
# ### Exercise: a batch by hand
#
# Write `make_batch(tokenizer, texts, length)` for a list of texts and a `length` of at least 2. It returns a dictionary with these two
# tensors of dtype `torch.long` and shape (number of texts, `length`); further entries do no harm:
#
# - `"input_ids"`: each row is a text with `[CLS]` and `[SEP]`. If that is longer than `length`, drop tokens at the end of the text so that
#   `[SEP]` is still the last; if it is shorter, fill up on the right with `tokenizer.pad_token_id`;
# - `"attention_mask"`: 1 for every id that is no padding, 0 for padding.
#
# Example: `make_batch(tokenizer, ["GPT"], 5)` holds `tensor([[101, 100, 102, 0, 0]])` and `tensor([[1, 1, 1, 0, 0]])`.
# `torch` is imported already. Yes, the library could do it in one call; you will trust that call more when you have built it once.
#
# *core · 8 minutes · 2 points*

# %% [markdown] lang="zh"
# ### 练习：自己动手排一批
#
# 写一个函数 `make_batch(tokenizer, texts, length)`。`texts` 是一个列表，装着若干段文字；`length` 至少是
# 2。返回一个字典，里面有下面两个张量（多出别的也不要紧），dtype 都是 `torch.long`，形状都是
# `(len(texts), length)`，也就是文字的段数乘 `length`：
#
# - `"input_ids"`：每一行是一段文字，带着 `[CLS]` 和 `[SEP]`。超过 `length` 的，就从文字末尾去掉一些词元，让 `[SEP]`
#   仍然排在最后；不足 `length` 的，就在右边用 `tokenizer.pad_token_id` 补满；
# - `"attention_mask"`：填充的位置是 0，其余的编号都是 1。
#
# 例：`make_batch(tokenizer, ["GPT"], 5)` 里面是 `tensor([[101, 100, 102, 0, 0]])` 和 `tensor([[1, 1, 1, 0, 0]])`。
#
# `torch` 已经导入好了。没错，用库只要一次调用；不过自己动手排过一回，以后再用那次调用，心里才有底。
#
# 核心 · 8 分钟 · 2 分

# %% role="solution" id="tokens-batch"
def make_batch(tokenizer, texts, length):
    """{"input_ids", "attention_mask"}: two torch.long tensors of shape (len(texts), length).

    >>> make_batch(tokenizer, ["GPT"], 5)["input_ids"]
    tensor([[101, 100, 102,   0,   0]])
    """
    ### BEGIN SOLUTION
    rows, masks = [], []
    for text in texts:
        ids = tokenizer.encode(text)
        if len(ids) > length:
            ids = ids[: length - 1] + [tokenizer.sep_token_id]
        padding = length - len(ids)
        rows.append(ids + [tokenizer.pad_token_id] * padding)
        masks.append([1] * len(ids) + [0] * padding)
    return {"input_ids": torch.tensor(rows), "attention_mask": torch.tensor(masks)}
    ### END SOLUTION

# %% role="check" id="tokens-batch-check"
check("tokens-batch", make_batch)

# %% [markdown] lang="en"
# ## 7 · What gets lost
#
# Which of your words will the model never see? Tokens do not tell: they only say `[UNK]`. But the tokenizer remembers where
# in the text each token comes from. Ask for the **offsets**:

# %% [markdown] lang="zh"
# ## 7 · 丢了什么
#
# 你写的词里，哪些是模型永远看不到的？光看词元看不出来，它们只会说
# `[UNK]`。不过，分词器记得每个词元出自原文的哪一段。向它要**偏移量**（offset）：

# %% role="demo" id="offsets"
text = "我的 iPhone 比 iphone 贵。"
encoding = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True)
lines = []
for token, (start, end) in zip(encoding.tokens(), encoding["offset_mapping"]):
    lines.append((token, start, end, text[start:end]))
table(lines, ["token", "start", "end", "text[start:end]"])

# %% [markdown] lang="en"
# Look at the two phones. In small letters the word can be put together from what the vocabulary holds. With
# a capital `P` it cannot, and so the *whole* word is lost, not only its `P`.
#
# ### Exercise: what the vocabulary lacks
#
# Write `unknown_parts(tokenizer, text)`. It returns a list of `str`: for each token of `text` that becomes `[UNK]`,
# the part of the text that it stands for; in the order of the text, and as often as it occurs. Nothing unknown, empty list.
#
# Example: `unknown_parts(tokenizer, "GPT和gpt，还有GPT。")` is `['GPT', 'GPT']`.
#
# *core · 6 minutes · 2 points*

# %% [markdown] lang="zh"
# 比一比那两部手机。全是小写的，可以用词表里的子词拼出来。有了大写的 `P`，就拼不出来了；而且丢掉的不只是这个
# `P`，是**整个**词。
#
# ### 练习：词表里缺什么
#
# 写一个函数 `unknown_parts(tokenizer, text)`，返回一个由 `str` 组成的列表：`text` 的词元里每有一个
# `[UNK]`，就把它代表的那段原文放进列表；顺序和原文一致，出现几次就放几次。没有未知的，返回空列表。
#
# 例：`unknown_parts(tokenizer, "GPT和gpt，还有GPT。")` 返回 `['GPT', 'GPT']`。
#
# 核心 · 6 分钟 · 2 分

# %% role="solution" id="tokens-unknown"
def unknown_parts(tokenizer, text):
    """The parts of `text` that become [UNK], as a list of str in the order of the text.

    >>> unknown_parts(tokenizer, "GPT和gpt，还有GPT。")
    ['GPT', 'GPT']
    """
    ### BEGIN SOLUTION
    encoding = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True)
    found = []
    for id, (start, end) in zip(encoding["input_ids"], encoding["offset_mapping"]):
        if id == tokenizer.unk_token_id:
            found.append(text[start:end])
    return found
    ### END SOLUTION

# %% role="check" id="tokens-unknown-check"
check("tokens-unknown", unknown_parts)

# %% [markdown] lang="en"
# ## 8 · Where do the pieces come from?
#
# Why is a word cut here and not there? Try to find the rule before you read on.

# %% [markdown] lang="zh"
# ## 8 · 这些子词从哪里来？
#
# 一个词，为什么切在这里，不切在那里？先自己找找规律，再往下读。

# %% role="demo" id="families"
words = ["play", "playing", "replayed", "football", "footballers", "iphone", "iPhone"]
show_compare({word: walk.split(word) for word in words})

# %% [markdown] lang="en"
# The rule is called **WordPiece**, and it is greedy: *from the left, always the longest piece that is in the vocabulary.*
#
# 1. Is the whole word there? Done. If not, drop its last letter and look again, and again, until something is found.
# 2. That is the first piece. Do the same with the rest of the word, but now look everything up with `##` in front.
# 3. If for some rest not even its first letter is found, the whole word is `[UNK]`. No piece is ever taken back.
#
# The vocabulary itself was counted, not invented: it began with single letters, and pieces that often stood side by side in the training text
# were joined, thousands of times.

# %% [markdown] lang="zh"
# 这条规则叫 **WordPiece**。它很贪心：**从左往右，每次都取词表里有的、最长的那一块。**
#
# 1. 整个词在词表里吗？在，就完成了。不在，就去掉最后一个字母再查，再去掉一个再查，直到查到为止。
# 2. 查到的就是第一块。剩下的部分照此办理，只不过从这时起，查什么都要在前面加上 `##`。
# 3. 剩下的部分如果连第一个字母都查不到，整个词就是 `[UNK]`。已经切下来的块，绝不收回。
#
# 词表本身是数出来的，不是谁想出来的：一开始只有单个字母；训练用的文字里经常挨在一起的两块，就并成一块。这样并了几千次。

# %% [markdown] lang="en"
# ### Exercise: WordPiece, by yourself
#
# Write `wordpiece(word, vocab)`. `word` is a `str` of at least one character. `vocab` is a set of tokens, or a dictionary that has them as keys:
# use nothing but `piece in vocab`. Return a list of `str`: the pieces, or `["[UNK]"]` for a word that cannot be split.
#
# Examples, with `vocab = {"c", "cat", "##s", "##a", "##at"}`:
# `wordpiece("cats", vocab)` is `['cat', '##s']`, `wordpiece("cas", vocab)` is `['c', '##a', '##s']`,
# and `wordpiece("cat!", vocab)` is `['[UNK]']`.
#
# *stretch · 12 minutes · 3 points*

# %% [markdown] lang="zh"
# ### 练习：自己写 WordPiece
#
# 写一个函数 `wordpiece(word, vocab)`。`word` 是一个 `str`，至少有一个字符。`vocab`
# 是词元的集合，或者是用词元作键的字典；只许用 `piece in vocab`，别的都不许用。返回一个由 `str`
# 组成的列表：切出来的各块；切不了的词，返回 `["[UNK]"]`。
#
# 例：设 `vocab = {"c", "cat", "##s", "##a", "##at"}`，那么 `wordpiece("cats", vocab)` 返回
# `['cat', '##s']`，`wordpiece("cas", vocab)` 返回 `['c', '##a', '##s']`，`wordpiece("cat!", vocab)` 返回
# `['[UNK]']`。
#
# 挑战 · 12 分钟 · 3 分

# %% role="solution" id="tokens-wordpiece"
def wordpiece(word, vocab):
    """The pieces of `word` (a str) as a list of str: from the left, always the longest in `vocab`.

    A word that cannot be put together is ["[UNK]"].

    >>> wordpiece("cats", {"c", "cat", "##s", "##a", "##at"})
    ['cat', '##s']
    """
    ### BEGIN SOLUTION
    pieces, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocab:
                break
        else:
            return ["[UNK]"]
        pieces.append(piece)
        start = end
    return pieces
    ### END SOLUTION

# %% role="check" id="tokens-wordpiece-check"
check("tokens-wordpiece", wordpiece)

# %% [markdown] lang="en"
# You have just rebuilt the heart of a tokenizer that millions of programs use. Give yours a word of your own,
# with the real vocabulary: `wordpiece("…", tokenizer.get_vocab())`.
#
# ## 9 · There are others
#
# Must a model be blind to `GPT`, `𠮷` and 👍? No. Below, a tokenizer of another kind is trained on the spot,
# on a handful of short sentences. It is a **byte-level BPE**, the kind that GPT models use.

# %% [markdown] lang="zh"
# 你刚刚重新造出了一个分词器的核心，世上有千百万个程序在用它。
#
# 拿一个你喜欢的词，配上真正的词表，试试自己的作品：`wordpiece("…", tokenizer.get_vocab())`。
#
# ## 9 · 不止这一种
#
# 模型非得看不见 `GPT`、`𠮷` 和 👍 吗？不必。下面用几个短句子，当场训练另一种分词器。它叫**字节级 BPE**（byte-level
# BPE），GPT 系列模型用的就是这一种。

# %% role="setup" id="tiny-bpe"
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

sentences = ["今天天气很好。", "今天的天气不好。", "天气好不好？"]
sentences += ["the weather is fine today", "we like the weather", "fine weather today"]
byte_level = Tokenizer(models.BPE())
byte_level.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
byte_level.decoder = decoders.ByteLevel()
all_bytes = pre_tokenizers.ByteLevel.alphabet()
trainer = trainers.BpeTrainer(vocab_size=310, initial_alphabet=all_bytes, show_progress=False)
byte_level.train_from_iterator(sentences * 2, trainer)
bpe = PreTrainedTokenizerFast(tokenizer_object=byte_level)

# %% role="demo" id="two-kinds"
text = "今天 the weather is fine, GPT 👍"
show_compare({"WordPiece (BERT)": walk.split(text), "byte-level BPE": Walkthrough(bpe).split(text)})

# %% [markdown] lang="en"
# It does not cut characters, but the bytes that they are stored as. There are only 256 of them and all are in its vocabulary,
# so nothing is ever unknown. Even the space has a token (`Ġ`), so nothing is lost on the way back:

# %% [markdown] lang="zh"
# 它切的不是字符，而是字符存储时所用的字节。字节总共只有 256
# 种，全在它的词表里，所以它没有不认识的东西。连空格都有自己的词元（`Ġ`），所以变回来的时候，什么都不会丢：

# %% role="demo" id="round-trips"
table([
    ("the text", text),
    ("WordPiece, there and back", tokenizer.decode(tokenizer.encode(text, add_special_tokens=False))),
    ("byte-level BPE, there and back", bpe.decode(bpe.encode(text))),
])

# %% [markdown] lang="en"
# The price: what it has not often seen, it spells out byte by byte, and a sequence grows long.
#
# ## What you can do now
#
# You can take a text to the model's door and back: cut it, number it, frame it, pair it, pad it, mask it, and say what was lost. And when somebody's
# model behaves oddly, you will look at the tokens first.
#
# To think about:
#
# 1. A shop's model reads reviews, and every brand name is `[UNK]`. What can it still learn, and what never?
# 2. Chinese has a token for every character, English for many whole words. Who gets more meaning into 512 places?
# 3. WordPiece never takes a piece back. When is that a pity, and what would it cost to be cleverer?
#
# In **lesson 05** you do something about question 1: you give a tokenizer new words, 天干 and 地支, and find out what the model thinks of that.

# %% [markdown] lang="zh"
# 代价是：不常见的东西，它只能一个字节一个字节地拼，序列就长了。
#
# ## 现在你会了什么
#
# 你能把一段文字送到模型门口，再接回来：切分、编号、加首尾、配成对、填充、加掩码，还说得出路上丢了什么。
#
# 以后谁的模型表现古怪，你会先去看看它的词元。
#
# 想一想：
#
# 1. 一家网店的模型要读顾客评论，而所有品牌名都是 `[UNK]`。它还能学到什么，什么永远学不到？
# 2. 中文是每个字一个词元，英文是许多单词整个算一个词元。同样是 512 个位置，谁装得下更多的意思？
# 3. WordPiece 切下来的块从不收回。什么时候这样会吃亏？想聪明一点，又要付出什么？
#
# **第 05 课**会对第一个问题动手：你要教分词器认识两个新词，“天干”和“地支”，再看看模型对此怎么想。
