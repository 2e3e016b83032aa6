# %% [markdown] lang="en"
# # 08 · Sampling
#
# **Why does the same prompt give another text each time?**
#
# By the end you will have seen all the probabilities from which a model's next word is drawn, will know what `temperature`, `top_k`, `top_p` and `min_p` do to them and which values mean nothing, and will have written the filters, the draw and the loop yourself: what `model.generate` does when it samples. At the end you read, line by line, what a model computes inside.
#
# 110 to 200 minutes · 8 exercises · 14 points
#
# The models here are small stand-ins that were trained for this course: `gpt2-en` for `openai-community/gpt2` (50,257 tokens), `gpt2-zh` for `uer/gpt2-chinese-cluecorpussmall` (21,128 tokens, texts of up to 1,024), `chat` for `Qwen/Qwen2.5-0.5B-Instruct`. With `COURSE_MODELS=hub`, set before you start JupyterLab, the same cells run on the real ones, whose words and numbers differ from those that the text quotes.

# %% [markdown] lang="zh"
# # 08 · 采样
#
# **同样的提示词，为什么每次写出来的都不一样？**
#
# 模型的下一个词，是从一堆概率里抽出来的。学完这一课，你见过这些概率的全貌，知道 `temperature`、`top_k`、`top_p`、`min_p` 各对它们做了什么，哪些取值根本没有意义；过滤、抽取和循环，你都亲手写过一遍，那正是 `model.generate` 采样时做的事。最后，我们一行一行地读，模型内部究竟在算什么。
#
# 110 到 200 分钟 · 8 个练习 · 14 分
#
# 这里的模型都是为本课程训练的小替身：`gpt2-en` 替的是 `openai-community/gpt2`（50257 个词元），`gpt2-zh` 替的是 `uer/gpt2-chinese-cluecorpussmall`（21128 个词元，文字最长 1024 个词元），`chat` 替的是 `Qwen/Qwen2.5-0.5B-Instruct`。启动 JupyterLab 之前把环境变量 `COURSE_MODELS` 设为 `hub`，同样的单元格就会在真正的模型上运行，词和数都会和正文里引用的不同。

# %% role="setup" id="setup"
import math
from math import inf, nan

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer
from transformers.utils import logging

from course_lib import check, checkpoint, hint, progress, ready, solution
from course_lib.display import show_attention, show_lines, show_next_tokens, table
from course_lib.generation import generate, likeliest, next_tokens, steps

logging.disable_progress_bar()
logging.set_verbosity_error()  # where a warning of the library matters, the text quotes it
torch.set_num_threads(1)  # for models as small as ours, several threads only wait for one another


def load(name):
    """Tokenizer and model, in float32."""
    folder = checkpoint(name)
    return AutoTokenizer.from_pretrained(folder), AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)


tokenizer, model = load("gpt2-en")


@torch.no_grad()
def scores_after(text):
    """What the model thinks of every token as the next one after `text`: float32, (tokens,)."""
    return model(tokenizer(text, return_tensors="pt").input_ids).logits[0, -1]


ready("gpt2-en", "gpt2-zh", "chat")

# %% [markdown] lang="en"
# ## 1 · One step
#
# This line stands in many tutorials. Run it, and run it again:

# %% [markdown] lang="zh"
# ## 1 · 走一步
#
# 下面这行调用，很多教程里都有。运行一遍，再运行一遍：

# %% role="demo" id="the-same-prompt" tags=["nbval-ignore-output"]
from course_lib.pipelines import pipeline

writer = pipeline("text-generation", model="gpt2-zh")
options = dict(
    max_length=50,
    num_return_sequences=1,
    truncation=True,
    temperature=0.7,
    top_k=50,
    top_p=0.9,
    clean_up_tokenization_spaces=False,
)
for _ in range(3):
    print(writer("你好，我是一款语言模型，", **options)[0]["generated_text"])

# %% [markdown] lang="en"
# Three times the same call, and (nearly always) three texts. Yet nothing in the model is random: for the same text it computes the same numbers. It computes one number for every token of its vocabulary, the **scores** (the library calls them *logits*): the higher, the better that token would go on.

# %% [markdown] lang="zh"
# 同样的调用，三次，写出来的几乎总是三段不同的话。可是模型里没有一处是随机的：文字一样，算出来的数就一样。它给词表里的每个词元都算一个数，叫**得分**（库里叫 logits）：越高，说明接在后面越合适。

# %% role="demo" id="scores"
scores = scores_after("The weather today is")
print(len(scores), "scores, from", round(scores.min().item(), 1), "to", round(scores.max().item(), 1))
probabilities = torch.softmax(scores, dim=0)
print("as probabilities they add up to", round(probabilities.sum().item(), 3))

# %% [markdown] lang="en"
# `softmax` turns scores into probabilities. What makes the texts differ comes after it: the next token is **drawn**, each as often as its probability says. So the whole answer to our question is in this picture, and in what is done to it:

# %% [markdown] lang="zh"
# `softmax` 把得分变成概率。不一样是从这之后开始的：下一个词元是**抽**出来的，概率多大，抽中的机会就多大。所以，答案全在下面这张图里，还要看我们对它做了些什么：

# %% role="demo" id="one-step"
show_next_tokens(next_tokens(model, tokenizer, "The weather today is"))

# %% [markdown] lang="en"
# Twelve of 2,400 tokens; ␣ is the space that belongs to the token behind it. The rest of this lesson changes these bars. Here they move by hand: push the sliders, and type another beginning. (Where no widget can run, you see the still picture.)

# %% [markdown] lang="zh"
# 2400 个词元里的前十二个；␣ 是空格，它属于后面的词元。这一课后面做的，都是在改这些条形。先用手来改：推一推滑块，换一个开头试试。（不能运行小组件的地方，看到的是一张不动的图。）

# %% role="demo" id="play" tags=["nbval-ignore-output"]
from course_lib.widgets import next_token_bars

next_token_bars(model, tokenizer, "The weather today is")

# %% [markdown] lang="en"
# ## 2 · Temperature
#
# The first slider divides all scores by one number, before the softmax. Divided by 0.5 they lie twice as far apart, and what was likely becomes likelier:

# %% [markdown] lang="zh"
# ## 2 · 温度
#
# 第一个滑块，是在 softmax 之前把所有得分除以同一个数。除以 0.5，得分之间的距离就成了两倍，概率大的更大：

# %% role="demo" id="cold"
show_next_tokens(next_tokens(model, tokenizer, "The weather today is", temperature=0.5, rows=10))

# %% [markdown] lang="en"
# Grey is what the model says, blue what is drawn from. Divided by 2 the scores move together, and so do the probabilities:

# %% [markdown] lang="zh"
# 灰色是模型给的，蓝色是真正用来抽的。除以 2，得分就靠拢了，概率也跟着靠拢：

# %% role="demo" id="hot"
show_next_tokens(next_tokens(model, tokenizer, "The weather today is", temperature=2.0, rows=10))

# %% [markdown] lang="en"
# At 2 the ten best tokens share much less than before: the rest went to the other 2,390, each of them hardly likely, but there are many. That is why texts at a high temperature fall apart.
#
# And at 0? Nothing can be divided by 0, and the library refuses it. It refuses more:

# %% [markdown] lang="zh"
# 温度是 2 的时候，前十名加起来比原来少得多：少掉的分给了另外 2390 个词元，每一个分到的很少，可是它们多。所以温度一高，写出来的东西就散了架。
#
# 那 0 呢？什么都不能除以 0，库不答应。它不答应的还有别的：

# %% role="demo" id="refused-temperatures"
ids = tokenizer("The weather today is", return_tensors="pt").input_ids
for temperature in (0.0, -1.0, 2):
    try:
        model.generate(ids, do_sample=True, temperature=temperature, max_new_tokens=4)
    except ValueError as error:
        print(f"temperature={temperature}: {str(error).split(',')[0]}")

# %% [markdown] lang="en"
# Even the whole number `2` is refused: it has to be `2.0`. Servers with OpenAI's interface accept `temperature: 0`, and mean what you get when the temperature comes closer and closer to 0: the likeliest token gets everything. That is the **greedy** choice; in the library it is `do_sample=False`.
#
# ### Exercise: probabilities at a temperature
#
# Write `at_temperature(scores, temperature)`. `scores` is a tensor of `float32`, one score for each token; some may be `-inf` (such a token gets 0). Return a tensor (or numpy array) of the same shape: the probabilities at this temperature. For `temperature` 0, the token with the highest score gets 1 and all others 0; if several are highest, the first of them. Scores can be large: no `nan` may come out. Leave `scores` as it is.
#
# Example: `at_temperature(torch.tensor([2.0, 0.5, -1.0, 1.0]), 0.5)` is about `tensor([0.8420, 0.0419, 0.0021, 0.1140])`.
#
# *warm-up · 6 minutes · 1 point*

# %% [markdown] lang="zh"
# 连整数 `2` 也不行，必须写成 `2.0`。和 OpenAI 接口一样的服务器却接受 `temperature: 0`，意思是温度越来越接近 0 时的结果：概率最大的词元拿走全部。这就是**贪心**（greedy）；在库里要写 `do_sample=False`。
#
# ### 练习：某个温度下的概率
#
# 写一个函数 `at_temperature(scores, temperature)`。`scores` 是 `float32` 的张量，每个词元一个得分，有的可能是 `-inf`（这样的词元概率是 0）。返回一个形状相同的张量（numpy 数组也可以）：这个温度下的概率。`temperature` 是 0 时，得分最高的词元得 1，其余都是 0；几个并列最高，就给其中第一个。得分可能很大，结果里不能出现 `nan`。`scores` 本身不要改动。
#
# 例：`at_temperature(torch.tensor([2.0, 0.5, -1.0, 1.0]), 0.5)` 大约是 `tensor([0.8420, 0.0419, 0.0021, 0.1140])`。
#
# 热身 · 6 分钟 · 1 分

# %% role="solution" id="sample-temperature"
def at_temperature(scores, temperature):
    """The probabilities (tokens,) of `scores` at `temperature`; at 0 the first of the highest gets 1.

    >>> at_temperature(torch.tensor([1.0, 3.0, 2.0]), 0)
    tensor([0., 1., 0.])
    """
    ### BEGIN SOLUTION
    if temperature == 0:
        found = torch.zeros_like(scores)
        found[scores.argmax()] = 1
        return found
    return torch.softmax(scores / temperature, dim=0)
    ### END SOLUTION

# %% role="check" id="sample-temperature-check"
check("sample-temperature", at_temperature)

# %% [markdown] lang="en"
# ## 3 · The k likeliest
#
# How much of the probability lies behind the first ten tokens, the first fifty, the first five hundred?

# %% [markdown] lang="zh"
# ## 3 · 最可能的 k 个
#
# 前十个词元之后，还剩多少概率？前五十个、前五百个之后呢？

# %% role="demo" id="the-tail"
ordered = probabilities.sort(descending=True).values
for count in (10, 50, 500):
    print(f"all tokens but the first {count}: {ordered[count:].sum():.3f}")

# %% [markdown] lang="en"
# One token in twenty comes from behind the first fifty, where hardly anything fits. One such word in a sentence, and everything that follows has to make sense of it. **top-k** cuts there: only the `k` likeliest may be chosen. Whatever goes out gets the score `-inf`, of which softmax makes exactly 0.

# %% [markdown] lang="zh"
# 前五十个之后的，二十次里会抽中一次，而那里几乎没有合适的词。一句话里混进一个这样的词，后面的就只好将错就错。**top-k** 在这里切一刀：只许从最可能的 `k` 个里选。出局的，得分改成 `-inf`，softmax 正好把它变成 0。

# %% role="demo" id="top-k"
show_next_tokens(next_tokens(model, tokenizer, "The weather today is", top_k=4, rows=8))

# %% [markdown] lang="en"
# What was cut off is shared among those that stay, in proportion.
#
# In the library this filter is on even if you never named it. Ask for plain sampling, and count how many tokens are left to choose from:

# %% [markdown] lang="zh"
# 切掉的那部分，按比例分给了留下的。
#
# 在库里，就算你从没提过它，这个过滤也是开着的。只要求采样，别的什么都不说，数一数还有几个词元可选：

# %% role="demo" id="the-hidden-fifty"
def may_be_chosen(**options):
    """From how many tokens `model.generate` draws the next one."""
    made = model.generate(
        ids, do_sample=True, max_new_tokens=1, output_scores=True, return_dict_in_generate=True, **options
    )
    return made.scores[0].isfinite().sum().item()


print("in the model's settings: top_k is", model.generation_config.top_k)
print("do_sample=True:         ", may_be_chosen())
print("do_sample=True, top_k=0:", may_be_chosen(top_k=0))

# %% [markdown] lang="en"
# Fifty. Where neither you nor the model's `generation_config` says anything, sampling has `top_k=50`; whoever wants the model's own probabilities has to write `top_k=0`. And with `top_k=1` only one token is left, so chance has nothing to decide. That is greedy again:

# %% [markdown] lang="zh"
# 五十个。你没有说，模型的 `generation_config` 也没有说，采样时就是 `top_k=50`；想要模型自己的概率，得写上 `top_k=0`。而 `top_k=1` 只留下一个词元，再怎么抽也是它，又成了贪心：

# %% role="demo" id="top-k-is-1"
one = model.generate(ids, do_sample=True, top_k=1, max_new_tokens=12)
greedy = model.generate(ids, do_sample=False, max_new_tokens=12)
print(tokenizer.decode(one[0]))
print("the same as greedy:", torch.equal(one, greedy))

# %% [markdown] lang="en"
# What if the last one to stay has an equal? In `float32`, 2,400 scores are all different. A model in `bfloat16` can tell fewer numbers apart:

# %% [markdown] lang="zh"
# 要是最后留下的那个，有人和它一样高呢？用 `float32`，2400 个得分个个不同。模型要是用 `bfloat16`，能分辨的数就少了：

# %% role="demo" id="equal-scores"
print("different scores in float32: ", scores.unique().numel())
print("different scores in bfloat16:", scores.bfloat16().unique().numel())

# %% [markdown] lang="en"
# (Before it filters, the library makes `float32` of all scores. What has become equal stays equal.) With equals it does not decide between them: all that equal the last one stay, and more than `k` are left.
#
# ### Exercise: the k highest
#
# Write `top_k_left(scores, k)`. `scores` is a tensor of `float32`, one for each token. Return a tensor (or numpy array) of the same shape: the scores that are at least as high as the `k`-th highest, unchanged and in their places, and `-inf` everywhere else. If `k` is larger than the number of scores, all stay; with `k` 0 the filter is off, and all stay too. Leave `scores` as it is.
#
# Example: `top_k_left(torch.tensor([1.0, 2.0, 3.0, 2.0, 0.5]), 2)` is `tensor([-inf, 2., 3., 2., -inf])`: three stay, because two share the second place.
#
# *core · 8 minutes · 2 points*

# %% [markdown] lang="zh"
# （过滤之前，库会先把所有得分转成 `float32`；已经变得一样的，还是一样。）碰到一样的，库不做取舍：和最后那个相等的全部留下，于是留下的比 `k` 个多。
#
# ### 练习：最高的 k 个
#
# 写一个函数 `top_k_left(scores, k)`。`scores` 是 `float32` 的张量，每个词元一个得分。返回一个形状相同的张量（numpy 数组也可以）：不低于第 `k` 高的得分，原样留在原来的位置；其余都是 `-inf`。`k` 比得分的个数还大，就全部留下；`k` 是 0 表示关掉过滤，也是全部留下。`scores` 本身不要改动。
#
# 例：`top_k_left(torch.tensor([1.0, 2.0, 3.0, 2.0, 0.5]), 2)` 返回 `tensor([-inf, 2., 3., 2., -inf])`：留下三个，因为有两个并列第二。
#
# 核心 · 8 分钟 · 2 分

# %% role="solution" id="sample-top-k"
def top_k_left(scores, k):
    """`scores` (tokens,), with -inf in place of all that are lower than the k-th highest; 0 is off.

    >>> top_k_left(torch.tensor([1.0, 2.0, 3.0, 2.0, 0.5]), 2)
    tensor([-inf, 2., 3., 2., -inf])
    """
    ### BEGIN SOLUTION
    if k == 0:
        return scores.clone()
    lowest = scores.topk(min(k, len(scores))).values[-1]
    return scores.masked_fill(scores < lowest, -inf)
    ### END SOLUTION

# %% role="check" id="sample-top-k-check"
check("sample-top-k", top_k_left)

# %% [markdown] lang="en"
# ## 4 · As many as it takes
#
# Must the number be fixed in advance, the same for every step? Look at another beginning:

# %% [markdown] lang="zh"
# ## 4 · 够了就停
#
# 留几个，非得事先定好吗？每一步都一样？换一个开头看看：

# %% role="demo" id="a-sure-step"
show_next_tokens(next_tokens(model, tokenizer, "An old woman got on with a heavy", rows=6))

# %% [markdown] lang="en"
# Here the model is sure, and `top_k=10` would still let nine others in. Two filters look at the probabilities instead of counting. **top-p** takes the likeliest tokens, one after the other, until together they come to `top_p`; the one that crosses the border still belongs to them. **min-p** takes what is at least `min_p` times as likely as the likeliest. How many tokens does each leave?

# %% [markdown] lang="zh"
# 这里模型很有把握，可 `top_k=10` 还是会放另外九个进来。有两种过滤不数个数，而是看概率。**top-p** 从最可能的开始，一个一个拿，直到加起来够 `top_p`；越过界线的那一个也算在内。**min-p** 留下的，概率至少是最大概率的 `min_p` 倍。它们各留下几个？（表头：beginning 是开头，后面几列是各种过滤之后剩下的词元个数。）

# %% role="demo" id="how-many-stay"
beginnings = ["An old woman got on with a heavy", "The weather today is", "We went to the"]
filters = [{"top_k": 10}, {"top_p": 0.5}, {"top_p": 0.9}, {"min_p": 0.1}]
rows = [(text, *(next_tokens(model, tokenizer, text, **one).may_be_chosen for one in filters)) for text in beginnings]
table(rows, ["beginning", *(f"{name}={value}" for one in filters for name, value in one.items())])

# %% [markdown] lang="en"
# A story can go to many places, so 95 tokens stay for the third beginning; a heavy *bag* it nearly has to be, so one stays for the first. Many chat models have top-p turned on in their settings.
#
# Now the values that mean nothing. `top_p` is a share, so 1.5 cannot be meant:

# %% [markdown] lang="zh"
# 故事能去的地方很多，所以第三个开头留下了 95 个词元；heavy（沉重的）后面，几乎只能是 bag（袋子），所以第一个开头只留下一个。很多对话模型的设置里都开着 top-p。
#
# 再来看没有意义的取值。`top_p` 是一个份额，1.5 不可能是本意：

# %% role="demo" id="top-p-of-one-and-a-half"
for top_p in (0.9, 1.5, 0.0):
    print(f"model.generate, top_k=0, top_p={top_p}:", may_be_chosen(top_k=0, top_p=top_p), "tokens")
try:
    next_tokens(model, tokenizer, "The weather today is", top_p=1.5)
except Exception as error:
    print("the course's generation:", error)

# %% [markdown] lang="en"
# The library takes 1.5 and filters nothing, without a word; and 0 leaves one token, as greedy does. Whoever writes `top_p=15` and means percent notices nothing.
#
# ### Exercise: the fewest that come to top_p
#
# Write `nucleus(probabilities, top_p)`. `probabilities` is a tensor of `float32`, one for each token, which add up to 1 (up to rounding); `top_p` is greater than 0 and at most 1. Return a list of `int`: the ids of the fewest tokens whose probabilities add up to at least `top_p`, the likeliest first. A token's id is its place in `probabilities`, counted from 0. At least one always stays. Because of rounding, all the probabilities may add up to a little less than `top_p` where that is 1.0: then all tokens stay whose probability is above 0. Between equally likely tokens you may choose, and order them, as you like. Leave `probabilities` as it is.
#
# Example: `nucleus(torch.tensor([0.125, 0.25, 0.5, 0.125]), 0.7)` is `[2, 1]`: 0.5 is not enough yet, 0.75 is.
#
# *core · 9 minutes · 2 points*

# %% [markdown] lang="zh"
# 库收下 1.5，什么也不过滤，一声不吭；而 0 只留下一个词元，和贪心一样。谁要是把百分之十五写成 `top_p=15`，什么异样也看不出来。
#
# ### 练习：凑够 top_p 的最少几个
#
# 写一个函数 `nucleus(probabilities, top_p)`。`probabilities` 是 `float32` 的张量，每个词元一个概率，加起来是 1（舍入不计）；`top_p` 大于 0，最大是 1。返回一个由 `int` 组成的列表：概率加起来至少是 `top_p` 的最少几个词元，给出编号，概率最大的在最前面。词元的编号就是它在 `probabilities` 里的位置，从 0 数起。至少总有一个留下。因为舍入，全部概率加起来可能比 1 少一点，`top_p` 是 1.0 时就凑不够：那么概率大于 0 的全部留下。概率相等的词元，留哪个、谁在前，随你。`probabilities` 本身不要改动。
#
# 例：`nucleus(torch.tensor([0.125, 0.25, 0.5, 0.125]), 0.7)` 返回 `[2, 1]`：0.5 还不够，0.75 就够了。
#
# 核心 · 9 分钟 · 2 分

# %% role="solution" id="sample-top-p"
def nucleus(probabilities, top_p):
    """The ids (list of int) of the fewest tokens whose probabilities come to `top_p`, the likeliest first.

    >>> nucleus(torch.tensor([0.125, 0.25, 0.5, 0.125]), 0.7)
    [2, 1]
    """
    ### BEGIN SOLUTION
    found, total = [], 0.0
    for id in probabilities.argsort(descending=True).tolist():
        found.append(id)
        total += probabilities[id].item()
        if total >= top_p:
            break
    return found
    ### END SOLUTION

# %% role="check" id="sample-top-p-check"
check("sample-top-p", nucleus)

# %% [markdown] lang="en"
# ## 5 · The draw
#
# Now one of the tokens that are left has to be drawn. Lay their bars end to end, in the order of their ids: they fill the line from 0 to 1. A random number `u` from that line falls on one of them, and the longer a bar, the more often:

# %% [markdown] lang="zh"
# ## 5 · 抽
#
# 现在，要从留下的词元里抽一个。把它们的条形按编号的顺序首尾相接，正好铺满从 0 到 1 的线。再在这条线上随机取一个数 `u`，它落在谁身上就是谁；条形越长，落上去的次数越多。（表头：token 是词元，from 和 to 是它那一段的起点和终点。）

# %% role="demo" id="end-to-end"
left = torch.softmax(scores.masked_fill(scores < scores.topk(5).values[-1], -inf), dim=0)
ends = left.cumsum(0)
possible = left.nonzero()[:, 0].tolist()
rows = [(tokenizer.decode([id]), f"{ends[id] - left[id]:.3f}", f"{ends[id]:.3f}") for id in possible]
table(rows, ["token", "from", "to"])

# %% [markdown] lang="en"
# ### Exercise: where the number falls
#
# Write `draw(probabilities, u)`. `probabilities` is a tensor of `float32`, one for each token, some of them 0; `u` is a `float`, at least 0 and less than 1. Return the id on which `u` falls, an `int`: the first one for which the probabilities up to and including its own add up to *more* than `u`. A token with probability 0 must never come. Because of rounding, the probabilities may add up to a little less than 1. If `u` is not less than their sum, return the last token whose probability is above 0. Leave `probabilities` as it is.
#
# Example: `draw(torch.tensor([0.25, 0.5, 0.25]), 0.6)` is `1`; with `u` 0.25 it is `1` too, with 0.75 it is `2`.
#
# *core · 8 minutes · 2 points*

# %% [markdown] lang="zh"
# ### 练习：u 落在哪里
#
# 写一个函数 `draw(probabilities, u)`。`probabilities` 是 `float32` 的张量，每个词元一个概率，有的是 0；`u` 是一个 `float`，不小于 0，小于 1。返回 `u` 落在哪个编号上，一个 `int`：连它自己在内，概率加起来第一次**大于** `u` 的那个。概率为 0 的词元绝不能出现。因为舍入，概率加起来可能比 1 少一点；如果 `u` 不小于总和，就返回概率大于 0 的最后一个词元。`probabilities` 本身不要改动。
#
# 例：`draw(torch.tensor([0.25, 0.5, 0.25]), 0.6)` 返回 `1`；`u` 是 0.25 也返回 `1`，是 0.75 则返回 `2`。
#
# 核心 · 8 分钟 · 2 分

# %% role="solution" id="sample-draw"
def draw(probabilities, u):
    """The id (int) of the token on which `u`, from 0 to 1, falls.

    >>> draw(torch.tensor([0.25, 0.5, 0.25]), 0.6)
    1
    """
    ### BEGIN SOLUTION
    total, last = 0.0, 0
    for id, probability in enumerate(probabilities.tolist()):
        total += probability
        if total > u:
            return id
        if probability > 0:
            last = id
    return last
    ### END SOLUTION

# %% role="check" id="sample-draw-check"
check("sample-draw", draw)

# %% [markdown] lang="en"
# torch has it ready: `probabilities.multinomial(count)`. Two thousand draws, compared with the probabilities they were drawn from:

# %% [markdown] lang="zh"
# torch 里有现成的：`probabilities.multinomial(个数)`。抽两千次，和概率比一比。（表头：token 是词元，probability 是概率，drawn 是抽中的比例。）

# %% role="demo" id="two-thousand-draws" tags=["nbval-ignore-output"]
drawn = left.multinomial(2000, replacement=True, generator=torch.Generator().manual_seed(1))
counts = drawn.bincount(minlength=len(left))
rows = [(tokenizer.decode([id]), left[id].item(), counts[id].item() / 2000) for id in possible]
table(rows, ["token", "probability", "drawn"])

# %% [markdown] lang="en"
# Where do the random numbers come from? From a generator that computes each from the one before. Give it the same start, the **seed**, and the same numbers come again, and with them the same text. That holds until you ask for another number of texts:

# %% [markdown] lang="zh"
# 随机数是哪里来的？由一个生成器一个接一个地算出来。给它同样的起点，也就是**随机种子**，出来的数就一样，文字也就一样。不过，要的段数一变，就不灵了：

# %% role="demo" id="the-same-seed"
def with_seed(seed, count):
    torch.manual_seed(seed)
    made = model.generate(ids, do_sample=True, max_new_tokens=16, num_return_sequences=count)
    return tokenizer.batch_decode(made, skip_special_tokens=True)


one, again, three = with_seed(7, 1), with_seed(7, 1), with_seed(7, 3)
print("the same seed, again:", one == again)
print("the first of three:  ", one[0] == three[0])
table([(text,) for text in [*one, *three]], ["seed 7: one text, then three"])

# %% [markdown] lang="en"
# One generator serves all rows of a batch. What would have been the first text's next random number now goes to the second text. So a seed repeats a text only if everything else is the same: the number of texts, the prompts beside it in the batch, the library's version, the device. If you need the same answer every time, be greedy. (Several texts and greedy do not go together: `num_return_sequences=3, do_sample=False` is refused, since all three would be the same.)
#
# That answers the question from the beginning. The model computes the same numbers each time; then a token is drawn, and from the first one that falls differently, the rest of the text is another prompt.
#
# ## 6 · One after the other
#
# When several filters are on, their order matters. The library's is:
#
# 1. `repetition_penalty`, then `no_repeat_ngram_size` (section 7)
# 2. functions of your own, `logits_processor=`
# 3. `temperature`
# 4. `top_k`
# 5. `top_p`
# 6. `min_p`
#
# The last four only when it samples. Each looks at what the one before has left. How many tokens stay:

# %% [markdown] lang="zh"
# 一批里的所有行，共用一个生成器。本来该给第一段文字的下一个随机数，现在给了第二段。所以，要让种子重现一段文字，其他的都得一样：要几段、同一批里还有哪些提示词、库的版本、设备。要每次都得到同样的回答，就用贪心。（要好几段又要贪心，这说不通：`num_return_sequences=3, do_sample=False` 会被拒绝，三段反正都一样。）
#
# 开头的问题，答案就在这里。模型每次算出来的数都一样；然后是抽，从第一个抽得不同的词元起，后面的文字就等于有了另一个提示词。
#
# ## 6 · 一道接一道
#
# 几种过滤一起用，就有先后的问题。库的顺序是：
#
# 1. `repetition_penalty`，然后 `no_repeat_ngram_size`（第 7 节）
# 2. 你自己的函数，`logits_processor=`
# 3. `temperature`
# 4. `top_k`
# 5. `top_p`
# 6. `min_p`
#
# 后四种只在采样时才有。每一道看到的，都是上一道留下的。还剩多少个词元：（表头：filters 是过滤，tokens left 是剩下的词元个数。）

# %% role="demo" id="order-matters"
chains = [{"top_p": 0.9}, {"temperature": 2.0, "top_p": 0.9}, {"temperature": 2.0, "top_k": 50, "top_p": 0.9}]
rows = [
    (", ".join(f"{name}={value}" for name, value in chain.items()),
     next_tokens(model, tokenizer, "The weather today is", **chain).may_be_chosen)
    for chain in chains
]  # fmt: skip
table(rows, ["filters", "tokens left"])

# %% [markdown] lang="en"
# At temperature 2 the probability has spread out, and it takes 1,341 tokens to come to 0.9. Were top-p first, it would be 13 at any temperature. The third line is what happens when you forget the hidden `top_k=50`: top-p then takes its share of those fifty.
#
# ### Exercise: the filters in their order
#
# Write `probabilities_left(scores, temperature, top_k, top_p, min_p)`. `scores` is a tensor of `float32`, one for each token, and `temperature` is above 0. Return a tensor (or numpy array) of the same shape: the probabilities from which the library would draw. The order is the one above: divide by the temperature, then top-k, then top-p, then min-p. Three values mean *off*: `top_k` 0, `top_p` 1.0, `min_p` 0.0. What goes out has the probability 0, and what is left adds up to 1. Leave `scores` as it is.
#
# top-p and min-p look at probabilities: make them anew of what the filters before have left. (min-p puts out a token that is *less* than `min_p` times as likely as the likeliest.)
#
# Example: `probabilities_left(torch.tensor([2.0, 1.75, 1.5, 1.25, 1.0, 0.75, 0.5]), 1.0, 4, 0.6, 0.0)` is about `tensor([0.5622, 0.4378, 0, 0, 0, 0, 0])`.
#
# *core · 12 minutes · 2 points*

# %% [markdown] lang="zh"
# 温度 2 把概率摊开了，要 1341 个词元才凑够 0.9。要是 top-p 在前面，不管什么温度都是 13 个。第三行是忘了暗藏的 `top_k=50` 时的情形：top-p 只在那五十个里凑它的份额。
#
# ### 练习：按顺序过滤
#
# 写一个函数 `probabilities_left(scores, temperature, top_k, top_p, min_p)`。`scores` 是 `float32` 的张量，每个词元一个得分；`temperature` 大于 0。返回一个形状相同的张量（numpy 数组也可以）：库真正用来抽取的概率。顺序和上面一样：先除以温度，再 top-k，再 top-p，再 min-p。有三个值表示**关掉**：`top_k` 是 0、`top_p` 是 1.0、`min_p` 是 0.0。出局的概率是 0，留下的加起来是 1。`scores` 本身不要改动。
#
# top-p 和 min-p 看的是概率：要用前面几道留下的重新算。（min-p 去掉的，概率**低于**最大概率的 `min_p` 倍。）
#
# 例：`probabilities_left(torch.tensor([2.0, 1.75, 1.5, 1.25, 1.0, 0.75, 0.5]), 1.0, 4, 0.6, 0.0)` 大约是 `tensor([0.5622, 0.4378, 0, 0, 0, 0, 0])`。
#
# 核心 · 12 分钟 · 2 分

# %% role="solution" id="sample-filters"
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    """The probabilities (tokens,) that are left after temperature, top-k, top-p and min-p, in this order.

    >>> probabilities_left(torch.tensor([1.0, 3.0, 1.0]), 0.5, 1, 1.0, 0.0)
    tensor([0., 1., 0.])
    """
    ### BEGIN SOLUTION
    scores = scores / temperature
    if top_k:
        lowest = scores.topk(min(top_k, len(scores))).values[-1]
        scores = scores.masked_fill(scores < lowest, -inf)
    if top_p < 1:
        values, order = scores.softmax(0).sort(descending=True)
        enough_before = values.cumsum(0) - values >= top_p
        scores = scores.index_fill(0, order[enough_before], -inf)
    if min_p:
        left = scores.softmax(0)
        scores = scores.masked_fill(left < min_p * left.max(), -inf)
    return scores.softmax(0)
    ### END SOLUTION

# %% role="check" id="sample-filters-check"
check("sample-filters", probabilities_left)

# %% [markdown] lang="en"
# ## 7 · Again and again
#
# Greedy has a weakness. Here it has to write on for a while, because we forbid the token that ends a text:

# %% [markdown] lang="zh"
# ## 7 · 一遍又一遍
#
# 贪心有个弱点。下面不许它用结束词元，让它一直写下去：

# %% role="demo" id="it-repeats"
start = tokenizer("It was a", return_tensors="pt").input_ids
on = {"do_sample": False, "max_new_tokens": 80, "suppress_tokens": [model.generation_config.eos_token_id]}
print(tokenizer.decode(model.generate(start, **on)[0]))

# %% [markdown] lang="en"
# What stands in the text makes itself likelier, and greedy always takes the likeliest. Chance helps, and so does a penalty: `repetition_penalty=1.3` makes the score of every token that was there before worse, dividing positive ones by 1.3 and multiplying negative ones.

# %% [markdown] lang="zh"
# 文字里已有的东西，会让自己更容易再出现，而贪心总是取最可能的。随机能打破它，惩罚也能：`repetition_penalty=1.3` 让出现过的词元得分变差，正的除以 1.3，负的乘以 1.3。

# %% role="demo" id="with-a-penalty"
print(tokenizer.decode(model.generate(start, **on, repetition_penalty=1.3)[0]))

# %% [markdown] lang="en"
# No more loops (and not much more sense: our model was made for shorter stories). But the penalty has a side that few know. It counts the *prompt* too:

# %% [markdown] lang="zh"
# 不再绕圈子了（意思也没有多多少：我们这个模型是为短故事训练的）。不过这个惩罚有一面，知道的人不多：**提示词**里的也算。（表头：token 是词元，no penalty 是没有惩罚，with 1.3 是惩罚 1.3。）

# %% role="demo" id="the-prompt-counts"
tea = tokenizer("I like tea. I drink tea every day. I would like a cup of", return_tensors="pt").input_ids


def next_with(penalty):
    asked = {"output_scores": True, "return_dict_in_generate": True}
    made = model.generate(tea, do_sample=False, repetition_penalty=penalty, max_new_tokens=1, **asked)
    return made.scores[0][0].softmax(0)


plain, penalty = next_with(1.0), next_with(1.3)
words = [" milk", " water", " tea", " coffee"]
word_ids = tokenizer("".join(words)).input_ids  # each of them is one token
rows = [(word, plain[id].item(), penalty[id].item()) for word, id in zip(words, word_ids)]
table(rows, ["token", "no penalty", "with 1.3"])

# %% [markdown] lang="en"
# Tea is what the text is about, and tea is what can hardly come any more. The same happens to names, numbers and technical terms of a long prompt. Keep the value small (1.05 to 1.2), or leave the penalty out. `no_repeat_ngram_size=3` forbids any three tokens in a row a second time, also those of the prompt. The `presence_penalty` and `frequency_penalty` of servers are another thing: they subtract, and in vLLM, for one, they count what was written and not the prompt.
#
# ### Exercise: a penalty for what was there
#
# Write `penalised(scores, prompt, written, penalty)`. `scores` is a tensor of `float32`, one for each token; `prompt` and `written` are lists of ids (`int`), possibly empty, with repetitions; `penalty` is a number above 0. Return a tensor (or numpy array) of the same shape: the score of each id that is in `prompt` or in `written` is divided by `penalty` if it is positive, and multiplied by it if it is negative; a score of 0 stays 0, and `-inf` stays `-inf`. How often an id was there makes no difference. All other scores stay as they are, and so do the three arguments.
#
# Example: `penalised(torch.tensor([1.0, -0.5, 2.0, -3.0]), [2, 1, 2], [], 2.0)` is `tensor([1., -1., 1., -3.])`.
#
# *core · 7 minutes · 1 point*

# %% [markdown] lang="zh"
# 这段话说的就是茶，偏偏茶几乎出不来了。长提示词里的人名、数字、术语，下场也一样。所以要么用小一点的值（1.05 到 1.2），要么不用。`no_repeat_ngram_size=3` 则禁止任何连着的三个词元出现第二次，提示词里的也算。服务器上的 `presence_penalty` 和 `frequency_penalty` 是另一回事：它们用减法；比如在 vLLM 里，只看写出来的，不看提示词。
#
# ### 练习：出现过的，扣分
#
# 写一个函数 `penalised(scores, prompt, written, penalty)`。`scores` 是 `float32` 的张量，每个词元一个得分；`prompt` 和 `written` 是编号（`int`）的列表，可能是空的，也可能有重复；`penalty` 是一个大于 0 的数。返回一个形状相同的张量（numpy 数组也可以）：在 `prompt` 或 `written` 里的编号，得分是正的就除以 `penalty`，是负的就乘以 `penalty`；0 还是 0，`-inf` 还是 `-inf`。出现几次都一样。其余的得分不变，三个参数本身也不要改动。
#
# 例：`penalised(torch.tensor([1.0, -0.5, 2.0, -3.0]), [2, 1, 2], [], 2.0)` 返回 `tensor([1., -1., 1., -3.])`。
#
# 核心 · 7 分钟 · 1 分

# %% role="solution" id="sample-penalty"
def penalised(scores, prompt, written, penalty):
    """`scores` (tokens,), worse by `penalty` for each id in `prompt` or `written`.

    >>> penalised(torch.tensor([1.0, -0.5, 2.0, -3.0]), [2, 1, 2], [], 2.0)
    tensor([ 1., -1.,  1., -3.])
    """
    ### BEGIN SOLUTION
    changed = scores.clone()
    for id in set(prompt) | set(written):
        changed[id] = scores[id] / penalty if scores[id] > 0 else scores[id] * penalty
    return changed
    ### END SOLUTION

# %% role="check" id="sample-penalty-check"
check("sample-penalty", penalised)

# %% [markdown] lang="en"
# ## 8 · No numbers, and nobody says so
#
# Sometimes a model computes `nan`, "not a number": a value too large for half precision, a broken weight, a division by zero in a function of one's own. Let us break the scores on purpose, first greedily, then with chance:

# %% [markdown] lang="zh"
# ## 8 · 不是数，也没人说
#
# 有时候模型会算出 `nan`，意思是“不是一个数”：半精度装不下的大数、坏掉的权重、自己的函数里除以了零，都会这样。我们故意把得分弄坏，先用贪心，再用采样：

# %% role="demo" id="nan"
def broken(ids, scores):
    return scores * nan


made = model.generate(ids, do_sample=False, max_new_tokens=12, logits_processor=[broken])
print("greedy:  ", tokenizer.decode(made[0]))
try:
    model.generate(ids, do_sample=True, max_new_tokens=12, logits_processor=[broken])
except RuntimeError as error:
    print("sampling:", error)

# %% [markdown] lang="en"
# Sampling stops with an error. Greedy writes token 0 for ever (here `!`), and nobody says anything. If a model answers nothing but `!!!!!!`, this is the first thing to look for.
#
# ### Exercise: rows that nothing can be chosen from
#
# Write `usable(scores)`. `scores` is a tensor of `float32` with rows and columns: one row for each text of a batch, one score for each token. Return a list of `bool`, one for each row: `True` if a token can be chosen from it, greedily or by chance. A row cannot be used if there is a NaN anywhere in it, or `+inf` anywhere in it, or if all its scores are `-inf`. Some `-inf` do no harm: filters write them. Leave `scores` as it is.
#
# Example: `usable(torch.tensor([[1.0, nan], [-inf, 2.0], [-inf, -inf]]))` is `[False, True, False]`. (`nan` and `inf` are imported above.)
#
# *core · 6 minutes · 1 point*

# %% [markdown] lang="zh"
# 采样会报错停下来。贪心却永远写 0 号词元（在这里是 `!`），谁也不吭声。要是哪个模型的回答全是 `!!!!!!`，先往这里查。
#
# ### 练习：没法选的行
#
# 写一个函数 `usable(scores)`。`scores` 是 `float32` 的张量，有行有列：一批里的每段文字一行，每个词元一个得分。返回一个由 `bool` 组成的列表，每行一个：无论贪心还是采样，能从这一行里选出词元就是 `True`。一行不能用，有三种情况：里面有 NaN，里面有 `+inf`，或者所有得分都是 `-inf`。有几个 `-inf` 没关系：那是过滤写进去的。`scores` 本身不要改动。
#
# 例：`usable(torch.tensor([[1.0, nan], [-inf, 2.0], [-inf, -inf]]))` 返回 `[False, True, False]`。（`nan` 和 `inf` 在最上面已经导入。）
#
# 核心 · 6 分钟 · 1 分

# %% role="solution" id="sample-broken"
def usable(scores):
    """For each row of `scores` (texts, tokens), whether a token can be chosen from it: a list of bool.

    >>> usable(torch.tensor([[1.0, nan], [-inf, 2.0], [-inf, -inf]]))
    [False, True, False]
    """
    ### BEGIN SOLUTION
    broken = scores.isnan().any(dim=-1) | (scores == inf).any(dim=-1) | (scores == -inf).all(dim=-1)
    return (~broken).tolist()
    ### END SOLUTION

# %% role="check" id="sample-broken-check"
check("sample-broken", usable)

# %% [markdown] lang="en"
# ## 9 · The loop, and what a cache saves
#
# A step gives one token. For a text, append it and take the next step. Here is that loop in its plainest form, greedy, with a clock:

# %% [markdown] lang="zh"
# ## 9 · 循环，以及缓存省下了什么
#
# 走一步，得到一个词元。要写一段文字，就把它接上，再走下一步。这就是最朴素的循环，贪心，顺便计时：

# %% role="demo" id="without-a-cache"
from time import perf_counter


@torch.no_grad()
def slowly(ids, n):
    """The n likeliest ids after `ids`, (1, places), one after the other; and the milliseconds that each took."""
    milliseconds = []
    for _ in range(n):
        begin = perf_counter()
        scores = model(ids, use_cache=False).logits[0, -1]
        ids = torch.cat([ids, scores.argmax().reshape(1, 1)], dim=1)
        milliseconds.append(1000 * (perf_counter() - begin))
    return ids, milliseconds


text, without_cache = slowly(ids, 240)
print(tokenizer.decode(text[0, :17]))

# %% [markdown] lang="en"
# It reads the whole text anew for every token, also what it read before. But what the model computes at one place depends only on that place and those before it: it stays the same when the text goes on. From outside, later places need two things of it: its **keys** (what it answers to) and its **values** (what it has to tell); section 10 shows how. Whoever keeps them reads each token once. The library calls what is kept `past_key_values`, everybody else *KV cache*; `use_cache=True` returns it. The course's own loop, `course_lib.generation.steps`, keeps one:

# %% [markdown] lang="zh"
# 每写一个词元，它都要把整段文字从头读一遍，连读过的也不放过。可是，模型在一个位置上算出来的东西，只取决于这个位置和它前面的：后面再写多少，都不会变。后面的位置向它要的只有两样：它的**键**（key，别人按什么找到它）和**值**（value，它有什么可说），怎么用，第 10 节会看到。把这两样留住，每个词元读一次就够了。留下来的东西，库里叫 `past_key_values`，大家叫它**键值缓存**（KV 缓存）；`use_cache=True` 就会把它返回。课程自己的循环 `course_lib.generation.steps` 就带着缓存：

# %% role="demo" id="with-a-cache"
def never_ending(seen, scores):
    """Greedy, and never the token that would end the text."""
    return likeliest(seen, scores.index_fill(-1, torch.tensor([model.generation_config.eos_token_id]), -inf))


with_cache, begin = [], perf_counter()
for _ in steps(model, ids, max_new_tokens=240, choose=never_ending):
    with_cache.append(1000 * (perf_counter() - begin))
    begin = perf_counter()
print(len(with_cache), "tokens")

# %% [markdown] lang="en"
# How long did a token take, the longer the text was? Each point is the middle one of twenty tokens:

# %% [markdown] lang="zh"
# 文字越来越长，写一个词元要花多久？图上每个点，是二十个词元里居中的那个。（图中：without a cache 是不用缓存，with a cache 是用缓存，tokens written so far 是已经写了多少个词元，milliseconds for one more 是再写一个要几毫秒。）

# %% role="demo" id="as-it-grows" tags=["nbval-ignore-output"]
def middles(milliseconds, size=20):
    """(place, the middle one of so many) for each stretch."""
    starts = range(0, len(milliseconds), size)
    return [(place + size / 2, sorted(milliseconds[place : place + size])[size // 2]) for place in starts]


lines = {"without a cache": middles(without_cache), "with a cache": middles(with_cache)}
show_lines(lines, x="tokens written so far", y="milliseconds for one more")

# %% [markdown] lang="en"
# Without a cache, each token costs more than the one before, and a text twice as long takes about four times as long in the end. With one, the line is nearly flat. Whether it was so on your machine too, in words that do not depend on its speed:

# %% [markdown] lang="zh"
# 不用缓存，每个词元都比前一个更贵，文字长一倍，总时间到后来大约是四倍。用了缓存，线几乎是平的。在你的机器上是不是也这样？下面的说法和机器快慢无关。（输出的两句话：不用缓存，到结尾写一个词元要的时间是开头的两倍以上；不用缓存时，时间涨得比用缓存时多。True 表示确实如此。）

# %% role="demo" id="compared"
def grew(points):
    """How many times as long the last stretch took as the first."""
    return points[-1][1] / points[0][1]


print("without a cache, the end took more than twice as long as the beginning:", grew(lines["without a cache"]) > 2)
print("it grew more than with a cache:", grew(lines["without a cache"]) > 1.5 * grew(lines["with a cache"]))

# %% [markdown] lang="en"
# The price is memory. For each layer, the cache holds the keys and the values of each place:

# %% [markdown] lang="zh"
# 代价是内存：每一层，缓存都要存下每个位置的键和值：

# %% role="demo" id="in-the-cache"
with torch.no_grad():
    cache = model(ids, use_cache=True).past_key_values
keys = cache.layers[0].keys
print("keys of one layer: texts, heads, places, numbers =", tuple(keys.shape))
per_token = len(cache.layers) * 2 * keys.shape[1] * keys.shape[3] * 4
print("bytes for each token of a text:", f"{per_token:,}", "in float32")
qwen = 28 * 2 * 4 * 128 * 2  # layers, keys and values, heads, numbers of a head, bytes of bfloat16
print("Qwen2.5-7B:", f"{qwen:,}", "bytes; for 32,768 tokens", round(qwen * 32768 / 1e9, 2), "GB")

# %% [markdown] lang="en"
# ### Exercise: the loop with a cache
#
# Write `write(model, ids, n, ends)`. `model` is a causal language model (GPT-2's, Qwen2's or Llama's family), `ids` a tensor of shape `(1, places)`: the prompt. `n` is how many new tokens there may be at most, 1 or more; `ends` is a list of ids (`int`), possibly empty, each of which ends the text. Return a list of `int`, the new ids: each is the one with the highest score after all before it. An id of `ends` is the last one in the list.
#
# The model may read each token only once: the prompt, and then one new id at a time, with the cache, and nothing after the end. (The check counts.) `model.generate` is refused here. Leave `ids` and `ends` as they are.
#
# Calling the model: `out = model(new, past_key_values=cache, use_cache=True)`, where `new` is a tensor of shape `(1, how many)` and `cache` is `None` the first time. Then `out.logits` holds the scores, `(1, how many, tokens)`, and `out.past_key_values` the cache.
#
# Example: with the model of this lesson, `tokenizer.decode(write(model, ids, 12, []))` goes on after *The weather today is* as the greedy text in section 3 does.
#
# *stretch · 16 minutes · 3 points*

# %% [markdown] lang="zh"
# ### 练习：带缓存的循环
#
# 写一个函数 `write(model, ids, n, ends)`。`model` 是一个因果语言模型（GPT-2、Qwen2 或 Llama 系列的），`ids` 是形状为 `(1, 位置数)` 的张量，也就是提示词。`n` 是最多写几个新词元，至少是 1；`ends` 是编号（`int`）的列表，可能是空的，碰到其中任何一个，文字就结束。返回一个由 `int` 组成的列表，也就是新的编号：每一个都是接在前面所有内容之后得分最高的那个。要是碰到 `ends` 里的编号，它就是列表的最后一个。
#
# 每个词元，模型只能读一次：先读提示词，然后带着缓存，一次读一个新编号，到了结尾就不再读。（检查会数。）这里不能用 `model.generate`。`ids` 和 `ends` 本身不要改动。
#
# 调用模型：`out = model(new, past_key_values=cache, use_cache=True)`，`new` 是形状为 `(1, 个数)` 的张量，`cache` 第一次是 `None`。之后 `out.logits` 里是得分，形状是 `(1, 个数, 词元)`；`out.past_key_values` 就是缓存。
#
# 例：用这一课的模型，`tokenizer.decode(write(model, ids, 12, []))` 接在 *The weather today is* 后面写的，和第 3 节里贪心写的一样。
#
# 挑战 · 16 分钟 · 3 分

# %% role="solution" id="sample-loop"
def write(model, ids, n, ends):
    """At most n new ids (list of int) after `ids`, (1, places), greedily; each token is read once.

    >>> tokenizer.decode(write(model, tokenizer("Once upon a", return_tensors="pt").input_ids, 3, []))
    ' book on the'
    """
    ### BEGIN SOLUTION
    found, new, cache = [], ids, None
    with torch.no_grad():
        for _ in range(n):
            out = model(new, past_key_values=cache, use_cache=True)
            cache = out.past_key_values
            id = out.logits[0, -1].argmax().item()
            found.append(id)
            if id in ends:
                break
            new = torch.tensor([[id]])
    return found
    ### END SOLUTION

# %% role="check" id="sample-loop-check"
check("sample-loop", write)

# %% [markdown] lang="en"
# Put `probabilities_left` and `draw` in place of `argmax`, and you have a sampling `generate` of your own. The course's (`course_lib.generation.generate`) does the same for several texts at once. It draws with `multinomial`, as the library does, and so on a CPU the same seed gives the same ids. (With your `draw` other ids come, as likely as these: it takes one random number for each token, and `multinomial` uses the generator in its own way.)

# %% [markdown] lang="zh"
# 把 `argmax` 换成 `probabilities_left` 和 `draw`，你就有了一个自己的、会采样的 `generate`。课程的 `course_lib.generation.generate` 做的也是这些，只是能同时写好几段。它和库一样，用 `multinomial` 来抽，所以在 CPU 上，种子相同，编号就相同。（用你的 `draw`，出来的会是另一些编号，机会一样大：它每个词元只用一个随机数，`multinomial` 用生成器的办法不一样。）

# %% role="demo" id="the-same-as-the-library"
torch.manual_seed(7)
theirs = model.generate(ids, do_sample=True, max_new_tokens=16)[0, ids.shape[1] :].tolist()
ours = generate(model, tokenizer, "The weather today is", do_sample=True, max_new_tokens=16, seed=7)
print("the same ids as model.generate:", list(ours.ids[0]) == theirs)

# %% [markdown] lang="en"
# ## 10 · Inside: what a block really does
#
# So far the model was a box: ids in, scores out. Let us open one of Qwen2's family, `chat`; Llama and Mistral are built nearly like it. It has four **blocks**, one after the other, each with the same parts. In goes one row of numbers for each token:

# %% [markdown] lang="zh"
# ## 10 · 打开来看：一个块究竟做了什么
#
# 到现在为止，模型是个盒子：编号进去，得分出来。现在打开一个 Qwen2 家的，`chat`；Llama 和 Mistral 也差不多是这样造的。它有四个**块**（block），一个接一个，每个的零件都一样。进去的，是每个词元一行数：

# %% role="demo" id="rows-of-numbers"
chat_tokenizer, chat = load("chat")
config, block = chat.config, chat.model.layers[0]
said = chat_tokenizer("今天天气很好", return_tensors="pt").input_ids
tokens = [chat_tokenizer.decode([id]) for id in said[0].tolist()]
x = chat.model.embed_tokens.weight[said[0]].detach()
print(tokens)
print("places, numbers:", tuple(x.shape))

# %% [markdown] lang="en"
# **Norm.** Before anything else each row is brought to the same size: divided by the root of the mean of its squares, then multiplied by learned numbers, one for each column.

# %% [markdown] lang="zh"
# **归一化**（norm）。先把每一行调到同样的大小：除以各数平方的平均值的平方根，再乘以学来的数，每列一个。

# %% role="demo" id="norm"
def normed(x, weight):
    return weight * x / (x.square().mean(dim=-1, keepdim=True) + config.rms_norm_eps).sqrt()


y = normed(x, block.input_layernorm.weight.detach())
print("sizes before:", [round(size, 2) for size in x.square().mean(-1).sqrt().tolist()])

# %% [markdown] lang="en"
# **Queries, keys, values.** Three matrices make three things of each row. The *query* is what this place looks for, the *key* what it can be found by, the *value* what it tells whoever finds it. Each is cut into **heads** of 32 numbers: eight for the queries, but only four for keys and values, so that two heads of queries share each of them. That halves the cache.

# %% [markdown] lang="zh"
# **查询、键、值**。三个矩阵，把每一行变成三样东西。**查询**（query）是这个位置在找什么，**键**（key）是别人凭什么找到它，**值**（value）是它要告诉找到它的人什么。每样都切成若干个**头**，每头 32 个数：查询有八个头，键和值只有四个，所以每两个查询头共用一份。缓存因此省了一半。

# %% role="demo" id="queries-keys-values"
attention, size = block.self_attn, block.self_attn.head_dim
with torch.no_grad():
    three = (attention.q_proj(y), attention.k_proj(y), attention.v_proj(y))
query, key, value = (part.view(len(tokens), -1, size).transpose(0, 1) for part in three)  # cut into heads
print("heads, places, numbers:", tuple(query.shape), tuple(key.shape), tuple(value.shape))

# %% [markdown] lang="en"
# **Turning.** Nothing in these numbers says yet at which place a token stands. Queries and keys are therefore turned: each head's numbers are taken in pairs, as points in a plane, and each pair is turned by an angle that grows with the place. The first pair turns by one radian a place, later ones ever more slowly. When a query and a key are multiplied afterwards, only the *difference* of their angles counts: how far apart the two places are.

# %% [markdown] lang="zh"
# **旋转**。到这里，还没有哪个数说得出词元站在哪个位置。于是把查询和键转一转：每个头里的数两两配对，看成平面上的点，每一对转一个角度，位置越靠后，转得越多。第一对每个位置转 1 弧度，后面的一对比一对慢。之后查询和键相乘时，起作用的只是角度的**差**，也就是两个位置离得多远。

# %% role="demo" id="turning"
angles = torch.arange(len(tokens))[:, None] * chat.model.rotary_emb.inv_freq  # places, pairs


def turned(heads):
    """Each pair (number n of the first half, number n of the second) turned by the angle of its place."""
    one, other = heads.chunk(2, dim=-1)
    return torch.cat([one * angles.cos() - other * angles.sin(), other * angles.cos() + one * angles.sin()], dim=-1)


query, key = turned(query), turned(key)
print("angles at place 5:", [round(angle, 2) for angle in angles[5, :4].tolist()], "…")

# %% [markdown] lang="en"
# **Attention.** Every query is multiplied with every key, number by number, and added up: how well do they fit? A place may look at itself and at what stands before it, never ahead, because when it writes there is nothing there yet. Softmax makes weights of that, the same softmax as everywhere. Then each place takes up the values of the others, by these weights:

# %% [markdown] lang="zh"
# **注意力**。每个查询和每个键相乘再相加：它们合不合？一个位置只能看自己和前面，不能往后看，因为写的时候，后面还什么都没有。softmax 把结果变成权重，和前面一直在用的是同一个 softmax。然后，每个位置按这些权重，把别处的值收进来：

# %% role="demo" id="attention"
key, value = key.repeat_interleave(2, dim=0), value.repeat_interleave(2, dim=0)  # two heads of queries share one
fit = query @ key.transpose(1, 2) / math.sqrt(size)
ahead = torch.ones(len(tokens), len(tokens), dtype=torch.bool).triu(1)
weights = fit.masked_fill(ahead, -inf).softmax(dim=-1)
taken_up = weights @ value
show_attention(tokens, weights[0])

# %% [markdown] lang="en"
# This is the first of eight heads, and one sees what it has learned to do: nearly every place looks at the one before it. (The first row has nothing to choose: there is only one place.) One more matrix puts the heads together again, and the result is *added* to what came in, so that nothing gets lost.
#
# **Gate.** The second half of a block looks at each place by itself. After a norm, two matrices widen the row, from 256 numbers to 640. One of the two decides, through a curve called SiLU that lets positive numbers through and holds negative ones back, how much of the other passes: a gate. A third matrix narrows it again, and it is added as well. Then the block is done. Is what we computed by hand what the model computes?

# %% [markdown] lang="zh"
# 这是八个头里的第一个，看得出它学会了做什么：几乎每个位置，都在看自己前面的那一个。（第一行没得选：只有一个位置。）再用一个矩阵把几个头合起来，结果**加**到进来的那一行上，这样什么也不会丢。
#
# **门**（gate）。块的后一半，各个位置算各的。归一化之后，两个矩阵把一行从 256 个数拉宽到 640 个。其中一个经过一条叫 SiLU 的曲线（正数放行，负数压住），决定另一个能通过多少：这就是一道门。第三个矩阵再把它变窄，同样是加上去。一个块就做完了。我们亲手算的，和模型算的一样吗？

# %% role="demo" id="gate"
with torch.no_grad():
    x = x + attention.o_proj(taken_up.transpose(0, 1).reshape(len(tokens), -1))
    y = normed(x, block.post_attention_layernorm.weight)
    x = x + block.mlp.down_proj(torch.nn.functional.silu(block.mlp.gate_proj(y)) * block.mlp.up_proj(y))
    states = chat(said, output_hidden_states=True).hidden_states
print("the same as the model's first block:", torch.allclose(x, states[1][0], atol=1e-4))

# %% [markdown] lang="en"
# Four such blocks, one last norm, and each row is compared with the row of every token in the vocabulary: these are the scores of section 1. Nothing else happens in a large model either; there are only more blocks, and wider ones.
#
# The course has all of it in one function, for all blocks, with a cache. Now you can read its middle:

# %% [markdown] lang="zh"
# 四个这样的块，最后再归一化一次，每一行和词表里每个词元的那一行比一比：这就是第 1 节的得分。大模型里也没有别的，只是块更多、更宽。
#
# 课程把这一切写成了一个函数，所有的块都在里面，还带着缓存。它中间的部分，现在你读得懂了：

# %% role="demo" id="read-it"
import inspect

from course_lib.generation import open_decoder

source = inspect.getsource(open_decoder.opened)
print(source[source.index("        x = embedding") : source.index("        read_before = so_far")])

# %% [markdown] lang="en"
# | in the code | what it is |
# |---|---|
# | `embedding(ids, words_in)` | one row for each token |
# | `normed(x, …)` | the norm |
# | `queries_keys_values` | the three matrices, laid together into one: a single large product is faster |
# | `turned * cos + turned.roll(…) * sin` | the turning, as `one * cos - other * sin` and `other * cos + one * sin`; `roll` brings the other number of a pair to its place, and the minus of the first half is already in `sin` |
# | `keys[:, :, here], values[:, :, here] = key, value` | the cache: only the new places are written |
# | `scaled_dot_product_attention(…)` | fit, softmax and taking up, in one call |
# | `linear(…, block.out)` | the heads together again |
# | `silu(linear(y, block.gate)) * linear(y, block.up)` | the gate |
#
# One function in place of the library's classes, and the same ids:

# %% [markdown] lang="zh"
# | 代码里 | 是什么 |
# |---|---|
# | `embedding(ids, words_in)` | 每个词元一行数 |
# | `normed(x, …)` | 归一化 |
# | `queries_keys_values` | 三个矩阵拼成一个：一次大的乘法更快 |
# | `turned * cos + turned.roll(…) * sin` | 旋转，也就是 `one * cos - other * sin` 和 `other * cos + one * sin`；`roll` 把一对数里的另一个挪过来，前一半的那个负号已经写在 `sin` 里 |
# | `keys[:, :, here], values[:, :, here] = key, value` | 缓存：只写新的位置 |
# | `scaled_dot_product_attention(…)` | 相乘、softmax、收值，一次完成 |
# | `linear(…, block.out)` | 把几个头合起来 |
# | `silu(linear(y, block.gate)) * linear(y, block.up)` | 门 |
#
# 一个函数，代替了库里的那些类，编号一模一样：

# %% role="demo" id="the-same-ids"
messages = [{"role": "user", "content": "1加1等于几？"}]
ours = generate(chat, chat_tokenizer, messages, temperature=0, decoder="open")
theirs = generate(chat, chat_tokenizer, messages, temperature=0, decoder="model")
print(ours.texts[0], "· decoder:", ours.decoder, "· the same ids:", ours.ids == theirs.ids)

# %% [markdown] lang="en"
# ## What you can do now
#
# You can read every word of the line from the beginning:
#
# | option | what it does |
# |---|---|
# | `max_length=50` | at most 50 tokens, the prompt among them (lesson 07 says what is better) |
# | `truncation=True` | cuts a *prompt* that is too long |
# | `num_return_sequences=1` | how many texts; with another number, the same seed gives others |
# | `temperature=0.7` | divides the scores: the likely become likelier |
# | `top_k=50` | the fifty likeliest, which would be so anyway |
# | `top_p=0.9` | of those, the fewest that come to nine tenths |
# | `clean_up_tokenization_spaces=False` | takes no spaces away when ids become text |
#
# You have written each of these filters, the draw, the penalty, and a loop that reads every token once. You know that `top_p=1.5` passes without a word, that greedy on NaN writes token 0 for ever, and that a seed promises less than it seems. And you have computed a block of a language model by hand.
#
# To think about:
#
# 1. A bank has letters answered by a model, and every customer with the same question should read the same answer. What do you set? What can still change?
# 2. For writing a poem, for a summary, for a program: which of the filters, and which values? Try it on the bars.
# 3. Two tokens have probabilities of 0.501 and 0.499, and greedy takes the first, always. Is that more right than drawing?
#
# In **lesson 09** the text comes while it is being written: streaming.

# %% [markdown] lang="zh"
# ## 现在你会了什么
#
# 开头那行调用里的每一个词，你都看得懂了：
#
# | 选项 | 做什么 |
# |---|---|
# | `max_length=50` | 最多 50 个词元，提示词也算在内（更好的写法见第 07 课） |
# | `truncation=True` | 太长的**提示词**会被截断 |
# | `num_return_sequences=1` | 要几段文字；换一个数，同样的种子写出来的就不同 |
# | `temperature=0.7` | 除得分：概率大的更大 |
# | `top_k=50` | 最可能的五十个，不写也是这样 |
# | `top_p=0.9` | 再从中取凑够九成的最少几个 |
# | `clean_up_tokenization_spaces=False` | 编号变回文字时，不去掉空格 |
#
# 这些过滤，你都亲手写过；抽取、惩罚，还有每个词元只读一次的循环，也写过了。你知道 `top_p=1.5` 会一声不响地通过，贪心碰到 NaN 会永远写 0 号词元，种子能担保的比看上去的少。你还亲手算完了语言模型的一个块。
#
# 想一想：
#
# 1. 银行让模型回信，问同样问题的客户，读到的回答应该一样。该怎么设置？还有什么会变？
# 2. 写诗、写摘要、写程序：各用哪些过滤、取什么值？在条形图上试一试。
# 3. 两个词元的概率是 0.501 和 0.499，贪心每次都取前一个。这比抽更对吗？
#
# **第 09 课**里，文字一边写，一边就到你眼前：流式输出。
