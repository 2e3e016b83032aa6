# %% [markdown] lang="en"
# # 05 · New tokens
#
# **Can a tokenizer learn a word that it has never seen? And does the model then know what the word means?**
#
# By the end you will have added words to a vocabulary, made the model large enough for them, given each a
# sensible start, saved both, and loaded them again. About 50 minutes, seven exercises, 14 points.
#
# The model here is the small stand-in that was trained for this course. The real one is
# `google-bert/bert-base-chinese`: set `COURSE_MODELS=hub` before you start, and the same cells run on it.

# %% [markdown] lang="zh"
# # 05 · 新词元
#
# **分词器能学会一个从没见过的词吗？它学会了，模型就懂得这个词的意思了吗？**
#
# 这一课里，你要往词表里添词，把模型扩大到装得下它们，给每个新词一个像样的起点，再把分词器和模型都存下来，重新加载。
#
# 约 50 分钟 · 7 个练习 · 14 分
#
# 这里的模型是为本课程训练的小替身。真正的模型是 `google-bert/bert-base-chinese`：开始之前把环境变量 `COURSE_MODELS`
# 设为 `hub`，同样的单元格就会在它上面运行。

# %% role="setup" id="setup"
import tempfile
from pathlib import Path

import torch
from tokenizers import AddedToken
from transformers import AutoModelForMaskedLM, AutoTokenizer
from transformers.utils import logging

from course_lib import Walkthrough, check, checkpoint, hint, progress, ready, solution
from course_lib.display import show_compare, table

logging.disable_progress_bar()


def fresh_tokenizer():
    """The tokenizer as it was published: adding tokens changes it, so sections take a fresh one."""
    return AutoTokenizer.from_pretrained(checkpoint("bert-zh"))


def fresh_model():
    """The model as it was published."""
    return AutoModelForMaskedLM.from_pretrained(checkpoint("bert-zh"))


def new_folder():
    """A folder for the length of a `with` block. (Windows cannot delete a file that a model still reads.)"""
    return tempfile.TemporaryDirectory(ignore_cleanup_errors=True)


tokenizer = fresh_tokenizer()
ready("bert-zh")

# %% [markdown] lang="en"
# ## 1 · What is in a vocabulary?
#
# A vocabulary is a plain dictionary, token → id. Here are the kinds of tokens in it, and how many of each.

# %% [markdown] lang="zh"
# ## 1 · 词表里有什么？
#
# 词表就是一个普普通通的字典：词元 → 编号。下面数一数其中有哪几类词元，每类各有多少。
#
# 表里的英文：special 是特殊词元；an empty seat 是空位，留着备用；one Chinese character 是单个汉字；`##`
# 开头的接在词的后面；all the rest 是其余的。

# %% role="demo" id="kinds"
def kind(token):
    if token in tokenizer.all_special_tokens:
        return "special"
    if token.startswith("[unused"):
        return "an empty seat, [unused…]"
    if token.startswith("##"):
        return "##: goes on with a word"
    return "one Chinese character" if len(token) == 1 and "一" <= token <= "\u9fff" else "all the rest"


vocabulary = tokenizer.get_vocab()
in_order = sorted(vocabulary, key=vocabulary.get)
groups = {}
for token in in_order:
    groups.setdefault(kind(token), []).append(token)
rows = [(name, len(group), "  ".join(group[:5])) for name, group in groups.items()]
table(rows, ["kind", "how many", "the first ones"])

# %% [markdown] lang="en"
# Chinese characters fill most of it, and every one is a token of its own. So what happens to a Chinese *word*?
#
# Our two words for today: 天干, the ten *heavenly stems* (甲乙丙丁戊己庚辛壬癸), have been used to count things
# in China for some three thousand years, much as A, B, C are. 地支, the twelve *earthly branches* (子丑寅卯…),
# number the hours of a day and the years; a stem and a branch together name a year, and 2024 was 甲辰.

# %% [markdown] lang="zh"
# 汉字占了大半个词表，一个字就是一个词元。那中文的**词**会怎么样呢？
#
# 今天的主角是两个词。天干，是甲乙丙丁戊己庚辛壬癸这十个，在中国用了大约三千年，至今还用来标序号，就像 A、B、C。
#
# 地支，是子丑寅卯辰巳午未申酉戌亥这十二个，用来记一天的时辰，也用来记年。
#
# 一个天干配一个地支，就是一个年份的名字，比如 2024 年是甲辰年。六十年轮完一遍，这样的一轮，英文叫 the sexagenary
# cycle。

# %% role="demo" id="words-fall-apart"
Walkthrough(tokenizer).split("天干地支: the sexagenary cycle")

# %% [markdown] lang="en"
# 天干 falls into two characters, and *sexagenary* into scraps. The tokenizer can write both, but it has a name
# for neither.
#
# Who sits next to whom in a vocabulary? Note that the dictionary from `get_vocab()` comes in **no** order at
# all: whoever wants order sorts by id. `convert_ids_to_tokens` goes the other way, and an id that nobody has
# gives `None`:

# %% [markdown] lang="zh"
# “天干”散成了两个字，sexagenary 更是碎得不成样子。两个词，分词器都写得出来，可在它那里，谁都没有自己的名字。
#
# 词表里，谁挨着谁？请注意，`get_vocab()`
# 给出的字典**没有任何顺序**：想要顺序，就自己按编号排。`convert_ids_to_tokens`
# 走的是反方向，从编号到词元；没有主人的编号，得到 `None`：

# %% role="demo" id="ids-to-tokens"
n = len(tokenizer)
ids = [0, 1, 100, 101, 102, 103, n - 1, n, n + 1]
table([(id, tokenizer.convert_ids_to_tokens(id)) for id in ids], ["id", "token"])

# %% [markdown] lang="en"
# ### Exercise: the neighbours of a token
#
# `following(tokenizer, token, count)` returns a **list of str**: the `count` tokens with the next ids after
# `token`'s own, in the order of their ids. Where the vocabulary ends sooner, the list is shorter. `token` is
# always in the vocabulary.
#
# Example: `following(tokenizer, "[UNK]", 3)` gives `['[CLS]', '[SEP]', '[MASK]']`.
#
# warm-up · 4 minutes · 1 point

# %% [markdown] lang="zh"
# ### 练习：词元的邻居
#
# `following(tokenizer, token, count)` 返回一个**由 `str` 组成的列表**：编号紧跟在 `token` 之后的 `count`
# 个词元，按编号排列。如果词表先到了头，列表就短一些。`token` 一定在词表里。
#
# 例：`following(tokenizer, "[UNK]", 3)` 返回 `['[CLS]', '[SEP]', '[MASK]']`。
#
# 热身 · 4 分钟 · 1 分

# %% role="solution" id="vocab-look"
def following(tokenizer, token, count):
    """The `count` tokens (list of str) that come right after `token` in the order of ids.

    following(tokenizer, "[UNK]", 3) == ["[CLS]", "[SEP]", "[MASK]"]
    """
    ### BEGIN SOLUTION
    vocabulary = tokenizer.get_vocab()
    in_order = sorted(vocabulary, key=vocabulary.get)
    first = vocabulary[token] + 1
    return in_order[first : first + count]
    ### END SOLUTION

# %% role="check" id="vocab-look-check"
check("vocab-look", following)

# %% [markdown] lang="en"
# Try your function on 甲, or on an English token. Neighbours in a vocabulary mean nothing to each other: the
# order is that of a list somebody once wrote. Meaning sits elsewhere; section 6 goes there.
#
# ## 2 · Ordinary new tokens
#
# `add_tokens` takes a list. Watch the length.

# %% [markdown] lang="zh"
# 用你的函数看看“甲”的邻居，再看看一个英文词元的邻居。
#
# 词表里的邻居，意思上互不相干，先后不过是当初有人那么一排。（小替身的常用字按拼音排，所以“甲”后面是“钾、假、稼”。）
#
# 意思藏在别的地方，第 6 节会去找。
#
# ## 2 · 普通的新词元
#
# `add_tokens` 接受一个列表。盯住长度。

# %% role="demo" id="add-two"
grown = fresh_tokenizer()
Walkthrough(grown).add_tokens(["天干", "地支"])

# %% role="demo" id="two-lengths"
table(
    [
        ("a fresh tokenizer", fresh_tokenizer().vocab_size, len(fresh_tokenizer())),
        ("after adding two", grown.vocab_size, len(grown)),
    ],
    ["", "tokenizer.vocab_size", "len(tokenizer)"],
)

# %% [markdown] lang="en"
# `vocab_size` is the size the tokenizer was *born* with. It never grows. `len(tokenizer)` counts everything,
# and is the number you want from here on.
#
# So `add_tokens` returns how many tokens are new? Almost. Let us add 甲, which has been there all along.

# %% [markdown] lang="zh"
# `vocab_size` 是分词器**出生时**的大小，永远不变。`len(tokenizer)` 才是全部加起来的数，从这里往后，你要的都是它。
#
# 那么，`add_tokens` 返回的就是新词元的个数？差不多，但不全是。我们来添一个“甲”，它可是一直都在的。

# %% role="demo" id="the-count-lies"
before = len(grown)
returned = grown.add_tokens(["甲"])
print("add_tokens returned", returned, "and the length grew by", len(grown) - before)
print("once more, it returns", grown.add_tokens(["甲"]))

# %% [markdown] lang="en"
# It counts what it *took note of*. 甲 got no new id, but it is on the list of added tokens now, and a token on
# that list is cut out of every text before anything else happens. For 甲 that does little harm. For the letter
# `a` it is not:

# %% [markdown] lang="zh"
# 它数的是自己**记了一笔**的词元。“甲”没有得到新编号，但从此上了添加词元的名单。
#
# 名单上的词元，不管出现在什么文字里，都会抢在一切步骤之前先被切出来。对“甲”来说，没什么坏处。换成字母
# `a`，就不一样了：

# %% role="demo" id="a-is-cut-out"
careless = fresh_tokenizer()
careless.add_tokens(["a"])
text = "a cat and a table"
show_compare({"before": fresh_tokenizer().tokenize(text), "after adding a": careless.tokenize(text)})

# %% [markdown] lang="en"
# The vocabulary did not grow by one token, and yet every word with an *a* in it is in ruins. Look before you
# add.
#
# ### Exercise: only what is really new
#
# `add_new(tokenizer, tokens)` adds those of `tokens` (a list of str) that the vocabulary does not hold yet, as
# **ordinary** tokens, to the tokenizer it was given. It returns an **int**: how many that were. What the
# vocabulary holds already is left alone; what is twice in the list counts once.
#
# Example: `add_new(fresh_tokenizer(), ["天干", "甲", "天干"])` gives `1`.
#
# core · 6 minutes · 2 points

# %% [markdown] lang="zh"
# 词表连一个词元也没有多，可是凡带 `a` 的单词，全都支离破碎。先查，再添。
#
# ### 练习：只添真正的新词元
#
# `add_new(tokenizer, tokens)` 从 `tokens`（由 `str`
# 组成的列表）里挑出词表还没有的，作为**普通**词元，添加到传进来的那个分词器里。返回一个
# `int`：一共有几个。词表里已有的，不要去碰；在列表里出现两次的，只算一个。
#
# 例：`add_new(fresh_tokenizer(), ["天干", "甲", "天干"])` 返回 `1`。
#
# 核心 · 6 分钟 · 2 分

# %% role="solution" id="vocab-add-tokens"
def add_new(tokenizer, tokens):
    """Add the tokens that the vocabulary lacks; returns how many there were (int).

    add_new(fresh_tokenizer(), ["天干", "甲", "天干"]) == 1
    """
    ### BEGIN SOLUTION
    vocabulary = tokenizer.get_vocab()
    before = len(tokenizer)
    tokenizer.add_tokens([token for token in tokens if token not in vocabulary])
    return len(tokenizer) - before
    ### END SOLUTION

# %% role="check" id="vocab-add-tokens-check"
check("vocab-add-tokens", add_new)

# %% [markdown] lang="en"
# ## 3 · Why does it come back with spaces?
#
# Encode and decode again: what goes in should come out. Does it?

# %% [markdown] lang="zh"
# ## 3 · 哪里来的空格？
#
# 编码，再解码：放进去什么，就该出来什么。真是这样吗？

# %% role="demo" id="back-with-spaces"
plain = fresh_tokenizer()
plain.add_tokens(["天干", "地支"])
Walkthrough(plain).decode(plain.encode("天干 and 地支", add_special_tokens=False))

# %% [markdown] lang="en"
# One token each, as hoped, but it reads `' 天  干 '`. The culprit works before any splitting: the
# **normalizer**. Here it is alone, at its daily job:

# %% [markdown] lang="zh"
# 如我们所愿，一个词一个词元；可是它写作
# `' 天  干 '`。捣乱的家伙，在切分之前就动了手：它叫**规范化器**（normalizer）。下面让它单独干一遍每天都干的活：

# %% role="demo" id="the-normalizer"
print(repr(tokenizer.backend_tokenizer.normalizer.normalize_str("天干 and 地支")))

# %% [markdown] lang="en"
# It puts a space on each side of every Chinese character; that is how BERT makes sure that each becomes a token
# of its own. A new token is normalized in the same way, and kept like that. An `AddedToken` can ask to be left
# out:

# %% [markdown] lang="zh"
# 它在每个汉字两边各放一个空格，BERT 就是这样保证一个字一个词元的。新词元也要照样规范化一遍，然后就那么存着。用
# `AddedToken`，可以要求免去这道手续：

# %% role="demo" id="left-alone"
exact = fresh_tokenizer()
exact.add_tokens([AddedToken("天干", normalized=False), AddedToken("地支", normalized=False)])
text = "天干 and 地支"
show_compare({"added as str": plain.tokenize(text), "normalized=False": exact.tokenize(text)})

# %% [markdown] lang="en"
# With `normalized=False` the token is looked for in the raw text, before the normalizer comes by, and kept as
# it was written.
#
# ### Exercise: there and back
#
# `round_trip(tokenizer, words, text)` teaches the tokenizer `words` (a list of str), so that each is one token
# that is kept as it is written. Then it encodes `text`, decodes the ids, and returns what comes back: a **str**
# without special tokens. BERT's own spaces between tokens stay; English needs them.
#
# Example: `round_trip(fresh_tokenizer(), ["天干"], "天干 and 地支")` gives `'天干 and 地 支'`.
#
# core · 6 minutes · 2 points

# %% [markdown] lang="zh"
# 写上 `normalized=False`，就会赶在规范化器之前，到原始文字里去找这个词元；当初怎么写，就怎么留着。
#
# ### 练习：有去有回
#
# `round_trip(tokenizer, words, text)` 先教分词器认识 `words`（由 `str`
# 组成的列表），让其中每个词都是一个词元，写法原样保留。然后编码 `text`，再把编号解码，返回变回来的文字：一个
# `str`，不带特殊词元。词元之间那些 BERT 自己加的空格就留着，英文少不了它们。
#
# 例：`round_trip(fresh_tokenizer(), ["天干"], "天干 and 地支")` 返回 `'天干 and 地 支'`。
#
# 核心 · 6 分钟 · 2 分

# %% role="solution" id="vocab-round-trip"
def round_trip(tokenizer, words, text):
    """Add `words` as they are written, encode `text`, decode it; returns the text (str) that comes back.

    round_trip(fresh_tokenizer(), ["天干"], "天干 and 地支") == "天干 and 地 支"
    """
    ### BEGIN SOLUTION
    tokenizer.add_tokens([AddedToken(word, normalized=False) for word in words])
    return tokenizer.decode(tokenizer.encode(text), skip_special_tokens=True)
    ### END SOLUTION

# %% role="check" id="vocab-round-trip-check"
check("vocab-round-trip", round_trip)

# %% [markdown] lang="en"
# ## 4 · Special tokens
#
# A *special* token is a sign for the model, not a piece of the text: `[SEP]`, `[MASK]`, or one of your own. It
# is never split, and `decode(…, skip_special_tokens=True)` drops it. Let us mark where a year begins.

# %% [markdown] lang="zh"
# ## 4 · 特殊词元
#
# 特殊词元是写给模型看的记号，不是文字的一部分，比如
# `[SEP]`、`[MASK]`，或者你自己定的一个。它永远不会被切开；`decode(…, skip_special_tokens=True)`
# 会把它丢掉。我们来标出年份从哪里开始。

# %% role="demo" id="add-special"
marked = fresh_tokenizer()
Walkthrough(marked).add_special_tokens({"extra_special_tokens": ["[YEAR]"]})

# %% role="demo" id="skip-special"
Walkthrough(marked).decode(marked.encode("[YEAR] 甲辰年"), skip_special_tokens=True)

# %% [markdown] lang="en"
# Many tutorials were written for version 4 of the library. Are the names they use still there?

# %% [markdown] lang="zh"
# 很多教程是照着这个库的第 4 版写的。它们用的名字，现在还在吗？（there 是还在，gone 是没了。）

# %% role="demo" id="what-is-gone"
names = ["extra_special_tokens", "additional_special_tokens", "encode_plus", "prepare_for_model"]
rows = [(f"tokenizer.{name}", "there" if hasattr(marked, name) else "gone") for name in names]
table(rows, ["name", "now"])

# %% role="demo" id="old-key"
print("the old key adds", marked.add_special_tokens({"additional_special_tokens": ["[MONTH]"]}))
print("extra special tokens:", marked.extra_special_tokens)

# %% [markdown] lang="en"
# The old *attribute* is gone, the old *key* is still taken. But look at the last line: `[MONTH]` is on the
# list, and `[YEAR]` is not any more. Each call **replaces** the list, unless you say otherwise.
#
# ### Exercise: your own markers
#
# `add_markers(tokenizer, markers)` makes every one of `markers` (a list of str) a special token that is listed
# in `tokenizer.extra_special_tokens` in the end. `[CLS]`, `[SEP]` and the others keep their roles. It returns
# the ids of the markers: a **list of int**, in the order of `markers`.
#
# Example: after `ids = add_markers(tok, ["<poem>", "</poem>"])` for a fresh `tok`, `ids == [len(tok) - 2,
# len(tok) - 1]`.
#
# core · 4 minutes · 1 point

# %% [markdown] lang="zh"
# 旧的**属性**没有了，旧的**键**还能用。不过看看最后一行：`[MONTH]` 在名单上，`[YEAR]`
# 却不在了。除非你另外说明，每次调用都会把名单**整个换掉**。
#
# ### 练习：自己的记号
#
# `add_markers(tokenizer, markers)` 把 `markers`（由 `str` 组成的列表）里的每一个都变成特殊词元，最后个个都要列在
# `tokenizer.extra_special_tokens` 里。`[CLS]`、`[SEP]` 等等，角色照旧。返回这些记号的编号：一个**由 `int`
# 组成的列表**，顺序和 `markers` 一样。
#
# 例：`tok` 是一个没动过的分词器，运行 `ids = add_markers(tok, ["<poem>", "</poem>"])`
# 之后，`ids == [len(tok) - 2, len(tok) - 1]`。
#
# 核心 · 4 分钟 · 1 分

# %% role="solution" id="vocab-add-special"
def add_markers(tokenizer, markers):
    """Make `markers` extra special tokens; returns their ids (list of int).

    add_markers(tok, ["<poem>", "</poem>"]) == [len(tok) - 2, len(tok) - 1]
    """
    ### BEGIN SOLUTION
    tokenizer.add_special_tokens({"extra_special_tokens": markers})
    return tokenizer.convert_tokens_to_ids(markers)
    ### END SOLUTION

# %% role="check" id="vocab-add-special-check"
check("vocab-add-special", add_markers)

# %% [markdown] lang="en"
# ## 5 · A separator that will not go
#
# `add_special_tokens` can also hand an existing *role* to a new token. We add our two words and then make `NEW`
# the separator: n tokens, n + 2, n + 3.

# %% [markdown] lang="zh"
# ## 5 · 赶不走的分隔符
#
# `add_special_tokens` 还能把现成的**角色**交给一个新词元。先添我们的两个词，再让 `NEW` 来当分隔符：词元数先是 n，再是
# n + 2，然后是 n + 3。

# %% role="demo" id="new-separator"
three = fresh_tokenizer()
lengths = [len(three)]
three.add_tokens([AddedToken("天干", normalized=False), AddedToken("地支", normalized=False)])
lengths.append(len(three))
three.add_special_tokens({"sep_token": "NEW"})
lengths.append(len(three))
print("lengths:", lengths)
print("the separator is now", three.sep_token, "with id", three.sep_token_id)

# %% [markdown] lang="en"
# Before you run the next cell, say what will stand at the end.

# %% [markdown] lang="zh"
# 运行下一格之前，先说说看：末尾会是哪个词元？

# %% role="demo" id="old-separator-stays"
Walkthrough(three).encode("天干与地支")

# %% [markdown] lang="en"
# `[SEP]`, as ever. The tokenizer *says* that its separator is `NEW`, and writes the old one. The part that
# frames a text with `[CLS]` and `[SEP]`, the *post-processor*, was built when the tokenizer was loaded, and
# nobody told it since.
#
# ### Exercise: the new separator, everywhere
#
# `encode_with(tokenizer, separator, text, pair)` makes `separator` the tokenizer's `sep_token`. Then it returns
# the ids of `text` as `encode` gives them, but with the new separator's id wherever the old one's stands: a
# **list of int**. `pair` is a second text, or `None`. Neither text mentions a separator itself.
#
# Example: for a fresh tokenizer of n tokens, `encode_with(tok, "NEW", "a cat", None)` gives [CLS], *a*, *cat*,
# NEW. NEW is id n.
#
# core · 7 minutes · 2 points

# %% [markdown] lang="zh"
# 还是 `[SEP]`，一如既往。分词器**嘴上说**分隔符是 `NEW`，写的却是旧的。给文字加上 `[CLS]` 和 `[SEP]`
# 的部件叫**后处理器**（post-processor），它在分词器加载时就造好了，后来的事没有人告诉它。
#
# ### 练习：处处都用新分隔符
#
# `encode_with(tokenizer, separator, text, pair)` 先让 `separator` 成为分词器的 `sep_token`，再返回 `text` 的编号：和
# `encode` 给出的一样，只是凡有旧分隔符编号的地方，都换成新分隔符的编号。返回的是一个**由 `int` 组成的列表**。`pair`
# 是第二段文字，或者是 `None`。两段文字里都不会写到分隔符。
#
# 例：一个没动过的分词器有 n 个词元，那么 `encode_with(tok, "NEW", "a cat", None)` 得到 `[CLS]`、`a`、`cat`、`NEW`
# 的编号，其中 `NEW` 的编号是 n。
#
# 核心 · 7 分钟 · 2 分

# %% role="solution" id="vocab-separator"
def encode_with(tokenizer, separator, text, pair):
    """The ids (list of int) of `text` and `pair`, with `separator` in the place of the old one.

    encode_with(tok, "NEW", "a cat", None)[-1] == tok.convert_tokens_to_ids("NEW")
    """
    ### BEGIN SOLUTION
    old = tokenizer.sep_token_id
    tokenizer.add_special_tokens({"sep_token": separator})
    return [tokenizer.sep_token_id if id == old else id for id in tokenizer.encode(text, pair)]
    ### END SOLUTION

# %% role="check" id="vocab-separator-check"
check("vocab-separator", encode_with)

# %% [markdown] lang="en"
# Remember this separator. In section 7 it has a surprise left.
#
# ## 6 · The model does not know yet
#
# A model holds one row of numbers for each id: its **embeddings**. Our tokenizer can now write an id for which
# there is no row.

# %% [markdown] lang="zh"
# 记住这个分隔符，到了第 7 节，它还要让人吃一惊。
#
# ## 6 · 模型还不知道
#
# 模型为每个编号存着一行数字，这就是它的**嵌入**（embedding）。
#
# 现在，我们的分词器写得出一个编号，模型里却没有它的那一行。

# %% role="demo" id="out-of-range"
model = fresh_model()
inputs = exact("天干", return_tensors="pt")
print("ids:", inputs["input_ids"].tolist(), "rows:", model.get_input_embeddings().num_embeddings)
try:
    model(**inputs)
except IndexError as error:
    print("IndexError:", error)

# %% [markdown] lang="en"
# Row 0 is the first, so a model of n rows ends at id n - 1. On a GPU the same mistake is a longer and darker
# message, and the kernel has to be restarted after it. The cure is one line:

# %% [markdown] lang="zh"
# 行号从 0 开始，所以有 n 行的模型，编号只到 n - 1。要是在 GPU
# 上，同样的错误报出来又长又难懂，之后还得重启内核。治它的药只有一行：

# %% role="demo" id="resize"
torch.manual_seed(0)
model.resize_token_embeddings(len(exact), mean_resizing=False)
print("rows:", model.get_input_embeddings().num_embeddings, "tokens:", len(exact))
with torch.no_grad():
    print("scores of shape", tuple(model(**inputs).logits.shape))

# %% [markdown] lang="en"
# It runs. But what is in the new rows? Compare 天干's row with some older ones: 1.00 is the same direction,
# 0.00 is a right angle.

# %% [markdown] lang="zh"
# 能跑了。可是新的行里装着什么？拿“天干”那一行和几个老词元的行比一比：1.00 是方向相同，0.00
# 是成直角。三列依次是：和谁比；新的那一行；“天”和“干”两行的平均。

# %% role="demo" id="row-of-chance"
def likeness(row, token):
    other = model.get_input_embeddings().weight[exact.convert_tokens_to_ids(token)]
    return torch.cosine_similarity(row.float(), other.float(), dim=0).item()


rows = model.get_input_embeddings().weight.detach()
by_chance = rows[exact.convert_tokens_to_ids("天干")]
mean_of_pieces = rows[exact.convert_tokens_to_ids(["天", "干"])].mean(0)
compared = [(t, likeness(by_chance, t), likeness(mean_of_pieces, t)) for t in ["天", "干", "甲", "猫"]]
table(compared, ["likeness to", "the new row", "the mean of 天 and 干"])

# %% [markdown] lang="en"
# The new row is noise: it has nothing to do with anything. (Without `mean_resizing=False` the library draws it
# around the mean of *all* rows. Less wild, and still nothing about 天干.) Training would mend that, given many
# texts. The old pieces know something already, so their mean is a far better place to start.
#
# ### Exercise: room to grow, and a good start
#
# `grow(model, tokenizer, tokens)` adds `tokens` (a list of str, all new) to the tokenizer in this order, and
# resizes the model to exactly `len(tokenizer)` rows. Each new row is the **mean of the rows of the pieces**
# that the token was split into before it was added. All old rows stay as they are. It returns the model's new
# number of rows, an **int**.
#
# Write into the weights inside `with torch.no_grad():`, or torch objects.
#
# Example: with n rows before, `grow(model, tokenizer, ["天干", "地支"])` gives n + 2, and row n is the mean of
# the rows of 天 and 干.
#
# stretch · 9 minutes · 3 points

# %% [markdown] lang="zh"
# 新的那一行是噪声，和什么都没有关系。（不写 `mean_resizing=False`
# 的话，库会在**所有**行的平均值附近随机抽取。没那么离谱，但还是和“天干”不沾边。）
#
# 训练能治好它，前提是有大量的文字。原来的子词已经懂得一些东西，所以从它们的平均出发，要好得多。
#
# ### 练习：留出位置，开个好头
#
# `grow(model, tokenizer, tokens)` 把 `tokens`（由 `str`
# 组成的列表，全是新的）按这个顺序添加到分词器里，再把模型的行数改成正好 `len(tokenizer)`。
#
# 每个新词元在添加之前会被切成几个子词；它的那一行，就是**这几个子词那几行的平均**。原来的行一律不变。
#
# 返回模型现在的行数，一个 `int`。
#
# 往权重里写东西，要写在 `with torch.no_grad():` 里面，不然 torch 不答应。
#
# 例：原来有 n 行，那么 `grow(model, tokenizer, ["天干", "地支"])` 返回 n + 2，第 n 行是“天”和“干”两行的平均。
#
# 挑战 · 9 分钟 · 3 分

# %% role="solution" id="vocab-resize"
def grow(model, tokenizer, tokens):
    """Add `tokens`, resize `model`, start each new row as a mean; returns how many rows (int).

    grow(fresh_model(), fresh_tokenizer(), ["天干", "地支"]) == len(fresh_tokenizer()) + 2
    """
    ### BEGIN SOLUTION
    pieces = [tokenizer.encode(token, add_special_tokens=False) for token in tokens]
    tokenizer.add_tokens([AddedToken(token, normalized=False) for token in tokens])
    model.resize_token_embeddings(len(tokenizer), mean_resizing=False)
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        for token, ids in zip(tokens, pieces, strict=True):
            rows[tokenizer.convert_tokens_to_ids(token)] = rows[ids].mean(0)
    return len(rows)
    ### END SOLUTION

# %% role="check" id="vocab-resize-check"
check("vocab-resize", grow)

# %% [markdown] lang="en"
# ## 7 · Saved, and loaded again
#
# All of this lives in memory. `save_pretrained` writes it into a folder. What does a tokenizer write?

# %% [markdown] lang="zh"
# ## 7 · 存下来，再加载
#
# 这一切都还在内存里。`save_pretrained` 会把它写进一个文件夹。分词器会写出些什么呢？

# %% role="demo" id="files"
with new_folder() as folder:
    three.save_pretrained(folder)
    names = sorted(path.name for path in Path(folder).iterdir())
    again = AutoTokenizer.from_pretrained(folder)
print(len(names), "files:", names)
print("tokens:", len(three), "saved,", len(again), "loaded again")

# %% [markdown] lang="en"
# Two files. Version 4 wrote five: also `vocab.txt`, `special_tokens_map.json` and `added_tokens.json`. Now
# everything that the tokenizer does is in `tokenizer.json`, and the names of the roles are in
# `tokenizer_config.json`.
#
# And here is the surprise. `three` still writes the old separator; `again` is the same tokenizer, loaded from
# its files:

# %% [markdown] lang="zh"
# 两个文件。第 4 版要写五个，还有 `vocab.txt`、`special_tokens_map.json` 和
# `added_tokens.json`。现在，分词器做的一切都在 `tokenizer.json` 里，各个角色的名字在 `tokenizer_config.json` 里。
#
# 让人吃惊的来了。`three` 写的还是旧分隔符；而 `again` 就是同一个分词器，从它自己的文件里加载回来的（in memory
# 是内存里的，loaded again 是重新加载的）：

# %% role="demo" id="separator-again"
show_compare(
    {
        "in memory": three.convert_ids_to_tokens(three.encode("天干与地支")),
        "loaded again": again.convert_ids_to_tokens(again.encode("天干与地支")),
    }
)

# %% [markdown] lang="en"
# BERT's tokenizer builds its post-processor when it is loaded, and this time it heard the news. The same code
# gives other ids before and after a restart: such bugs cost people weekends.
#
# One more way to lose a weekend: save the tokenizer with its n + 3 tokens beside a model that was never
# resized.

# %% [markdown] lang="zh"
# BERT 的分词器在加载的时候造后处理器，这一回，消息传到了。
#
# 同样的代码，重启前后给出不同的编号：这种毛病，能让人赔上好几个周末。
#
# 还有一个赔上周末的办法：分词器有 n + 3 个词元，模型却从来没有改过大小，把这两个存到一起。

# %% role="demo" id="two-that-do-not-match"
def outcome(model, tokenizer, text):
    try:
        model(**tokenizer(text, return_tensors="pt"))
    except IndexError:
        return "IndexError"
    return "fine"


texts = ["今天天气很好。", "天干与地支"]
rows = []
for name, saved in {"two new words": exact, "two words and NEW": three}.items():
    with new_folder() as folder:
        saved.save_pretrained(folder)
        fresh_model().save_pretrained(folder)
        their_tokenizer = AutoTokenizer.from_pretrained(folder)
        their_model = AutoModelForMaskedLM.from_pretrained(folder)
    sizes = f"{len(their_tokenizer)} tokens, {their_model.get_input_embeddings().num_embeddings} rows"
    rows.append((name, sizes, *[outcome(their_model, their_tokenizer, text) for text in texts]))
table(rows, ["the tokenizer has", "sizes", *texts])

# %% [markdown] lang="en"
# Nothing complains when such a pair is saved or loaded. With two new words, old sentences go on working, and
# only the first new word finds out. With `NEW` as separator every sentence fails, because every sentence ends
# with it now.
#
# ### Exercise: a pair that fits
#
# `pack(model, tokenizer, tokens, folder)` adds `tokens` (a list of str, all new) to the tokenizer, resizes the
# model to fit, and saves **both** into `folder`, an empty one. Then it loads both again from there, and returns
# a **tuple of three**:
#
# 1. the names of the files in the folder, a sorted list of str;
# 2. the length of the tokenizer that was loaded again, an int;
# 3. the number of embedding rows of the model that was loaded again, an int.
#
# Example: for two new tokens, `(['config.json', 'model.safetensors', 'tokenizer.json',
# 'tokenizer_config.json'], n + 2, n + 2)`. What the new rows hold is up to you.
#
# stretch · 8 minutes · 3 points

# %% [markdown] lang="zh"
# 存的时候、加载的时候，谁也不吭声。添了两个新词的那一对，老句子照常能用（fine
# 就是没事），要等第一个新词出现才出错。让 `NEW` 当分隔符的那一对，每一句都出错，因为现在每一句都以它结尾。
#
# ### 练习：配套的一对
#
# `pack(model, tokenizer, tokens, folder)` 把 `tokens`（由 `str`
# 组成的列表，全是新的）添加到分词器里，让模型的大小和它相配，再把**两个都**存进
# `folder`，那是一个空文件夹。然后把两个都从那里重新加载，返回一个**三项的元组**：
#
# 1. 文件夹里各个文件的名字，一个排好序的列表，每一项是 `str`；
# 2. 重新加载的分词器的长度，一个 `int`；
# 3. 重新加载的模型有多少行嵌入，一个 `int`。
#
# 例：添两个新词元，返回
# `(['config.json', 'model.safetensors', 'tokenizer.json', 'tokenizer_config.json'], n + 2, n + 2)`。新的行里放什么，随你。
#
# 挑战 · 8 分钟 · 3 分

# %% role="solution" id="vocab-save"
def pack(model, tokenizer, tokens, folder):
    """Teach both the new `tokens`, save both, load both; returns (file names, tokens, rows).

    pack(model, tokenizer, ["天干", "地支"], folder)[0][0] == "config.json"
    """
    ### BEGIN SOLUTION
    tokenizer.add_tokens([AddedToken(token, normalized=False) for token in tokens])
    model.resize_token_embeddings(len(tokenizer))
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForMaskedLM.from_pretrained(folder)
    names = sorted(path.name for path in Path(folder).iterdir())
    return names, len(tokenizer), model.get_input_embeddings().num_embeddings
    ### END SOLUTION

# %% role="check" id="vocab-save-check"
check("vocab-save", pack)

# %% [markdown] lang="en"
# ## What you have made
#
# This cell uses *your* `grow`, saves the pair, and loads it again. Does the model still guess the hidden
# character of an old sentence as it did before? And which old tokens does 天干 lie nearest to?

# %% [markdown] lang="zh"
# ## 你做成了什么
#
# 下面这一格用的是**你写的**
# `grow`：把这一对存下来，再重新加载。拿老句子让模型猜盖住的字，它猜得还和从前一样吗？“天干”又离哪些老词元最近？
#
# （表里，the published pair 是原来发布的那一对，yours 是你的；guesses for 是对某一句的猜测，is split into
# 是切成什么，nearest to 是离谁最近。）

# %% role="demo" id="what-you-made" tags=["raises-exception"]
def guesses(model, tokenizer, text, count=3):
    """The likeliest tokens at [MASK], the best first."""
    inputs = tokenizer(text, return_tensors="pt")
    place = inputs["input_ids"][0].tolist().index(tokenizer.mask_token_id)
    with torch.no_grad():
        scores = model(**inputs).logits[0, place]
    return "  ".join(tokenizer.convert_ids_to_tokens(scores.topk(count).indices.tolist()))


def nearest(model, tokenizer, token, count=3):
    """The tokens whose rows are most like that of `token`, without itself."""
    rows = model.get_input_embeddings().weight.detach().float()
    likeness = torch.cosine_similarity(rows, rows[tokenizer.convert_tokens_to_ids(token)], dim=1)
    return "  ".join(tokenizer.convert_ids_to_tokens(likeness.topk(count + 1).indices.tolist()[1:]))


def my_new_pair():
    """A model and a tokenizer that know 天干 and 地支, out of a folder."""
    model, tokenizer = fresh_model(), fresh_tokenizer()
    grow(model, tokenizer, ["天干", "地支"])
    with new_folder() as folder:
        model.save_pretrained(folder)
        tokenizer.save_pretrained(folder)
        return AutoModelForMaskedLM.from_pretrained(folder), AutoTokenizer.from_pretrained(folder)


try:
    mine = my_new_pair()
    old = fresh_model(), fresh_tokenizer()
    texts = ["今天天[MASK]很好。", "我在学[MASK]看书。"]
    rows = [(f"guesses for {text}", guesses(*old, text), guesses(*mine, text)) for text in texts]
    rows.append(("天干 is split into", *["  ".join(tok.tokenize("天干")) for tok in (old[1], mine[1])]))
    rows.append(("nearest to 天干", "(not one token)", nearest(*mine, "天干")))
    made = table(rows, ["", "the published pair", "yours"])
except NotImplementedError:
    made = "Solve the exercise in section 6 first, then run this cell again."
made

# %% [markdown] lang="en"
# Your tokenizer writes 天干 as one token, your model has a sensible row for it, both fit together in one
# folder, and nothing that the model knew before is lost. What it does *not* have is experience: it has never
# read a sentence with 天干 in it. That takes training, in a later lesson.
#
# Three things to think about on the way home:
#
# - Half of the Chinese dictionary could be added as new tokens. What would get better, and what worse?
# - A colleague sends you a tokenizer, without a model. What is the first thing you compare?
# - Why may an id in the middle never be given to another token once a model has been trained?
#
# Next, the lessons open the model itself: what happens between the rows you have just added to and the scores
# that come out.

# %% [markdown] lang="zh"
# 你的分词器把“天干”写成一个词元，你的模型为它备好了像样的一行，两个配套地放在同一个文件夹里，模型原来会的一点没丢。
#
# 它**缺**的是经验：带“天干”的句子，它一句也没读过。那要靠训练，后面有一课专门讲。
#
# 回家路上，想三件事：
#
# - 汉语词典里的词，添一半进去当新词元，也不是不行。什么会变好，什么会变糟？
# - 同事只发来一个分词器，没有模型。你最先拿什么来比对？
# - 模型一旦训练好，为什么排在中间的编号就不能再让给别的词元了？
#
# 接下来的几课要打开模型本身，看看从你刚刚添过的那些行，到最后出来的得分，中间发生了什么。
