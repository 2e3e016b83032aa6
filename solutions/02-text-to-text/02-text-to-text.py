# %% [markdown] lang="en"
# # 02 · Text to text
#
# **An old tutorial translates a sentence in one line of Python. Today that line is an error. What was in it?**
#
# Less than you would think: three steps, and you can write all of them. By the end you will have translated, summarised,
# and found answers in a text twice over, first in one line and then by hand; you will have read a text that is far too
# long for the model; and you will know how to bring a task back that the library has dropped.
#
# 60 to 120 minutes · 7 exercises · 13 points
#
# The models here are small stand-ins that were trained for this course. With `COURSE_MODELS=hub`, set before you start
# JupyterLab, the same cells run on the real ones, whose answers are other ones than those that the text quotes:
#
# | here | the real one |
# |---|---|
# | `translate-en-zh` | `Helsinki-NLP/opus-mt-en-zh` |
# | `translate-zh-en` | `Helsinki-NLP/opus-mt-zh-en` |
# | `summarize` | `google-t5/t5-base` |
# | `qa` | `distilbert/distilbert-base-cased-distilled-squad` |

# %% [markdown] lang="zh"
# # 02 · 从文本到文本
#
# **照老教程，一行 Python 就能翻译一句话。今天运行这一行，得到的是报错。那一行里到底有什么？**
#
# 没有你想的那么多：三步而已，每一步你都写得出来。这一课里，翻译、摘要、在文中找答案，样样都做两遍，先用一行代码，再亲手来；你还要读一段远远超出模型长度的文字；最后，库里已经删掉的任务，你会知道怎么把它请回来。
#
# 60 到 120 分钟 · 7 个练习 · 13 分
#
# 这里的模型是为本课程训练的小替身。启动 JupyterLab 之前把环境变量 `COURSE_MODELS` 设为
# `hub`，同样的单元格就会在真正的模型上运行，它们的回答和正文里引用的会不一样：
#
# | 这里 | 真正的模型 |
# |---|---|
# | `translate-en-zh` | `Helsinki-NLP/opus-mt-en-zh` |
# | `translate-zh-en` | `Helsinki-NLP/opus-mt-zh-en` |
# | `summarize` | `google-t5/t5-base` |
# | `qa` | `distilbert/distilbert-base-cased-distilled-squad` |

# %% role="setup" id="setup"
import torch
from transformers import AutoModelForQuestionAnswering, AutoModelForSeq2SeqLM, AutoTokenizer
from transformers.utils import logging

from course_lib import check, checkpoint, hint, progress, ready, solution
from course_lib.display import show_top, table

logging.disable_progress_bar()
logging.set_verbosity_error()  # where a warning of the library matters, the text quotes it
torch.set_num_threads(1)  # models this small are fastest so: several threads would mostly wait for each other
ready("translate-en-zh", "translate-zh-en", "summarize", "qa")

# %% [markdown] lang="en"
# ## 1 · Two languages, one line
#
# A pipeline is made once, by the name of its task, and then called like a function. The name of this one holds both languages:

# %% [markdown] lang="zh"
# ## 1 · 两种语言，一行代码
#
# 流水线按任务的名字造出来，造一次就够，之后像函数一样调用。翻译的名字里，两种语言都写着：

# %% role="demo" id="first-translation"
from course_lib.pipelines import pipeline

translate = pipeline("translation_en_to_zh")
translate("My sister is reading an old book in the kitchen.")

# %% role="demo" id="and-back"
translate_back = pipeline("translation_zh_to_en")
result = translate_back("老师在图书馆看书。")
result[-1]["translation_text"]

# %% [markdown] lang="en"
# A list comes back, with a dictionary for each answer, and so tutorials write `result[-1]["translation_text"]`. They also name
# a model and a device: `pipeline("translation_en_to_zh", model="Helsinki-NLP/opus-mt-en-zh", device=0)`. Both may stay away
# here: the course has a model for each task, and takes the fastest device that it finds. (`device=0` asks for the first GPU.
# Where there is none, the library uses the processor, without a word.)
#
# How good is a translation? A cheap test: there and back again.

# %% [markdown] lang="zh"
# 返回的是一个列表，每个结果一个字典，所以教程里都写
# `result[-1]["translation_text"]`。教程还会写明模型和设备：`pipeline("translation_en_to_zh", model="Helsinki-NLP/opus-mt-en-zh", device=0)`。在这里两样都可以不写：每个任务课程都备好了模型，设备也会挑能找到的最快的那个。（`device=0`
# 的意思是第一块 GPU；没有 GPU 的话，库会改用处理器，一声也不吭。）
#
# 译得好不好？有个不花力气的检验办法：译过去，再译回来。（表里，there 是译过去，and back 是译回来。）

# %% role="demo" id="there-and-back"
sentences = [
    "The train leaves at seven o'clock.",
    "It is raining, so we stay at home.",
    "The child's grandmother is ill.",
    "Python is a programming language.",
]
chinese = [one["translation_text"] for one in translate(sentences, batch_size=4)]
english = [one["translation_text"] for one in translate_back(chinese, batch_size=4)]
table(zip(sentences, chinese, english), ["English", "there", "and back"])

# %% [markdown] lang="en"
# Three of the four Chinese sentences are right, and the third loses its grandmother on the way back. The fourth is the one to
# remember: our small model knows some 900 everyday words, *programming* is not among them, and it does not say so. It writes
# something fluent instead. Large models do that too where they know nothing, and are harder to catch at it.
#
# Note `batch_size`. A list alone is no batch: its texts go through the model one after the other. With `batch_size=4` four of
# them go together, and that is what makes a list fast.
#
# ### Exercise: a list, read in batches
#
# Write `translate_all(pipe, texts, size)`. `pipe` is a translation pipeline such as `translate`, `texts` a list of `str`, possibly empty.
# Return the translations, a list of `str` in the order of `texts`. The model reads `size` texts at a time: never more, and
# only the last batch may be smaller.
#
# Example: `translate_all(translate, ["I like cats.", "Please close the window."], 2)` is `['我喜欢猫。', '请关上窗户。']`.
#
# *warm-up · 5 minutes · 1 point*

# %% [markdown] lang="zh"
# 四句中文对了三句；第三句在回来的路上把奶奶弄丢了。要记住的是第四句：我们的小模型只认得九百来个日常词，programming
# 不在其中，可它不说自己不认得，而是流利地写了一句别的。大模型遇到不知道的东西也会这样，而且更不容易被看穿。
#
# 注意 `batch_size`。光给一个列表，并不会成批：里面的文字还是一段接一段地送进模型。写上
# `batch_size=4`，才会四段一起走，列表快就快在这里。
#
# ### 练习：一个列表，一批一批地读
#
# 写一个函数 `translate_all(pipe, texts, size)`。`pipe` 是一个像 `translate` 那样的翻译流水线，`texts` 是由 `str`
# 组成的列表，可能是空的。返回译文：一个由 `str` 组成的列表，顺序和 `texts` 一致。模型一次读 `size`
# 段：不能更多，只有最后一批可以少。
#
# 例：`translate_all(translate, ["I like cats.", "Please close the window."], 2)` 返回
# `['我喜欢猫。', '请关上窗户。']`。
#
# 热身 · 5 分钟 · 1 分

# %% role="solution" id="text-translate"
def translate_all(pipe, texts, size):
    """The translations of `texts` (a list of str), as a list of str; the model reads `size` texts at a time.

    >>> translate_all(translate, ["I like cats.", "Please close the window."], 2)
    ['我喜欢猫。', '请关上窗户。']
    """
    ### BEGIN SOLUTION
    results = pipe(texts, batch_size=size)
    return [result["translation_text"] for result in results]
    ### END SOLUTION

# %% role="check" id="text-translate-check"
check("text-translate", translate_all)

# %% [markdown] lang="en"
# ## 2 · Shorter
#
# A summary is a translation too, from long to short. Only the length has to be agreed on:

# %% [markdown] lang="zh"
# ## 2 · 写短一点
#
# 摘要其实也是翻译，从长译到短。要商量的只有长度。（表里，settings 是设置，none 是什么都不设，tokens 是词元数，summary
# 是摘要。）

# %% role="demo" id="lengths"
summarize = pipeline("summarization")
news = (
    "Firefighters rescued two kittens from a well in Oakfield on Sunday morning. The animals had been crying there"
    " since Friday. A vet said that both were hungry but well."
)
rows = []
for settings in [{}, {"max_length": 10}, {"min_length": 30, "max_length": 60}]:
    summary = summarize(news, **settings)[0]["summary_text"]
    rows.append((settings or "(none)", len(summarize.tokenizer(summary)["input_ids"]), summary))
table(rows, ["settings", "tokens", "summary"])

# %% [markdown] lang="en"
# Look closely at what the two limits do. Neither makes the model plan:
#
# - `max_length` stops it when the room is used up, in the middle of the sentence if need be;
# - `min_length` forbids it to stop. A model that has said all must go on nevertheless, and ours says the same again (after a stray `ge`).
#
# So a summary that repeats itself may have nothing wrong with it but a `min_length` that somebody copied.
#
# And how does the model know what to do with a text? This one is a T5, and T5 was trained on many tasks at once, with the task
# written before each text. The pipeline for summaries adds `"summarize: "` for you. The one called `text2text-generation` takes your
# text as it is:

# %% [markdown] lang="zh"
# 仔细看看两个限制各干了什么。谁也没有让模型去盘算篇幅：
#
# - `max_length` 是地方用完就叫停，哪怕一句话才写到一半；
# - `min_length` 是不许它停。该说的都说完了，也得接着写，于是我们这个模型先冒出一个 `ge`，又从头说了一遍。
#
# 所以，摘要车轱辘话来回说，毛病也许就出在一个照抄来的 `min_length` 上。
#
# 那么，拿到一段文字，模型怎么知道要做什么？这个模型是 T5。T5
# 训练时一次学许多任务，每段文字前面都写着任务的名字。摘要的流水线会替你加上 `"summarize: "`；而名叫
# `text2text-generation` 的那个，文字是什么样就怎么送进去：

# %% role="demo" id="with-and-without"
write = pipeline("text2text-generation")
table([(start, write(start + news)[0]["generated_text"]) for start in ["", "summarize: "]], ["before the text", "what it writes"])

# %% [markdown] lang="en"
# Eleven characters, and the sentence has its beginning again. They are not magic: they stood before every text that it was trained to sum up. (In transformers 4 the library took them from the model's configuration. Release 5
# does not; the course's pipeline does it again.)
#
# ## 3 · Find it in the text
#
# Some questions need no new text at all. Their answer stands in a text that you have, and the model has only to point at it:

# %% [markdown] lang="zh"
# 就多了这么一个词、一个冒号、一个空格，句子的开头就回来了。前面这几个字并不神奇：它学概括时读的每段文字，前面都有它们。（在
# transformers 4 里，库会从模型的配置里取出这几个字加上；第 5 版不再这样做，课程的流水线把它补上了。）
#
# ## 3 · 答案就在文中
#
# 有些问题，根本不用写新的文字。答案就在手头的文字里，模型只要把它指出来：

# %% role="demo" id="first-answer"
ask = pipeline("question-answering")
found = ask(question="What is the capital of Norland?", context="Norland was founded in 1814. Its capital is Havn, a town by the sea.")
found | {"score": round(found["score"], 2)}

# %% [markdown] lang="en"
# There is no Norland, so nothing of this can have been learnt by heart. The answer was *cut out*: `start` is the place of its first
# character in the context, `end` the place behind its last one. That is why this is called **extractive** question answering.
#
# One context will do for many questions:

# %% [markdown] lang="zh"
# 世上没有 Norland 这个国家，所以这不可能是背下来的。答案是从文中**切**出来的：`start`
# 是它第一个字符在正文里的位置，`end` 是最后一个字符后面的位置。所以这叫**抽取式问答**（extractive question
# answering）。
#
# 一段正文，可以供好几个问题用。（表里，question 是问题，answer 是答案，score 是得分。）

# %% role="demo" id="many-questions"
context = (
    "Nora lives in Leeds and works as a nurse. Her brother Paul lives in York and has a black dog."
    " She rides her bike to work every morning."
)
questions = ["Where does Nora live?", "Where does Paul live?", "What is Nora's job?", "When was Nora born?"]
answers = ask(question=questions, context=context)
rows = [(question, a["answer"], a["score"], a["start"], a["end"]) for question, a in zip(questions, answers)]
table(rows, ["question", "answer", "score", "start", "end"])

# %% [markdown] lang="en"
# Three right answers, and a fourth that is nonsense: nobody wrote when Nora was born. The model always points at something. Its score
# says how this place compares with the *other places*, not whether the answer is there at all. What else was on the list? `top_k` shows it:

# %% [markdown] lang="zh"
# 前三个都对，第四个是胡说：文中根本没写 Nora
# 是什么时候出生的。这个模型总会指一个地方出来。得分说的是这个地方和**别的地方**相比怎么样，而不是答案究竟在不在文中。还有哪些候选？用
# `top_k` 看看：

# %% role="demo" id="the-others"
others = ask(question="When was Nora born?", context=context, top_k=4)
show_top([(one["answer"], one["score"]) for one in others])

# %% [markdown] lang="en"
# (With `handle_impossible_answer=True` an empty answer competes as well. That helps only with a model that was also trained on
# questions without an answer; neither ours nor the one that it stands for was.)
#
# So before you believe an answer, look at what stands around it.
#
# ### Exercise: an answer and what stands around it
#
# Write `in_context(context, answer)`. `answer` is a dictionary as the pipeline gives it, with `"score"`, `"start"`, `"end"` and `"answer"`.
# Return a `str`: up to ten characters that stand before the answer, the answer in square brackets, and up to ten characters that
# stand behind it. Near the beginning or the end of the context there are fewer.
#
# Example: for the first of the `answers` above, `in_context(context, answers[0])` is `'a lives in [Leeds] and works'`.
#
# *warm-up · 5 minutes · 1 point*

# %% [markdown] lang="zh"
# （写上
# `handle_impossible_answer=True`，“没有答案”也会参加比较。不过只有训练时见过无解问题的模型才用得上；我们的小替身没见过，它所代替的那个也没见过。）
#
# 所以，相信一个答案之前，先看看它前后写着什么。
#
# ### 练习：答案和它的前后文
#
# 写一个函数 `in_context(context, answer)`。`answer` 是流水线给的那种字典，里面有 `"score"`、`"start"`、`"end"` 和
# `"answer"`。返回一个
# `str`：答案前面最多十个字符，放在方括号里的答案，再加上后面最多十个字符。离正文开头或末尾近的时候，就不足十个。
#
# 例：对上面 `answers` 里的第一个，`in_context(context, answers[0])` 返回 `'a lives in [Leeds] and works'`。
#
# 热身 · 5 分钟 · 1 分

# %% role="solution" id="text-cut"
def in_context(context, answer):
    """The answer (a dictionary with "start" and "end") in brackets, with up to ten characters of `context` on each side.

    >>> in_context("Nora lives in Leeds and works as a nurse.", {"score": 0.9, "start": 14, "end": 19, "answer": "Leeds"})
    'a lives in [Leeds] and works'
    """
    ### BEGIN SOLUTION
    start, end = answer["start"], answer["end"]
    before, behind = context[max(0, start - 10) : start], context[end : end + 10]
    return f"{before}[{context[start:end]}]{behind}"
    ### END SOLUTION

# %% role="check" id="text-cut-check"
check("text-cut", in_context)

# %% [markdown] lang="en"
# ## 4 · Where did the line go?
#
# So far you have used the pipelines of this course. Importing them has taught the library some names that it had dropped. Let it forget them again for
# a moment, and ask the library itself:

# %% [markdown] lang="zh"
# ## 4 · 那一行去哪儿了？
#
# 到现在为止，你用的都是这门课的流水线。导入它们的时候，有样坏了的东西被顺手修好了。我们暂时把它恢复原样，再去问问库本身：

# %% role="demo" id="the-line-of-the-tutorial"
import transformers
from course_lib.pipelines import install, uninstall

uninstall()
try:
    transformers.pipeline("translation_en_to_zh", model=checkpoint("translate-en-zh"))
except KeyError as error:
    print(error.args[0])
install()

# %% [markdown] lang="en"
# Release 5 of the library dropped these pipelines. The *models* are all still there, and so is everything that they need:
#
# | the task in an old tutorial | what it gave | what it needs today |
# |---|---|---|
# | `translation`, `translation_en_to_zh` | `translation_text` | `AutoModelForSeq2SeqLM` and `generate` |
# | `summarization` | `summary_text` | the same, and the prefix |
# | `text2text-generation` | `generated_text` | the same, without a prefix |
# | `question-answering` | `answer`, `start`, `end`, `score` | `AutoModelForQuestionAnswering`, and what you write in sections 6 and 7 |
#
# What was in the line, then? Three steps. The first turns texts into **ids**, the numbers of their tokens (lesson 04 is about these):

# %% [markdown] lang="zh"
# 库的第 5 版删掉了这几条流水线。**模型**都还在，模型要用的东西也一样不少：
#
# | 老教程里的任务 | 它给出什么 | 今天要用什么 |
# |---|---|---|
# | `translation`、`translation_en_to_zh` | `translation_text` | `AutoModelForSeq2SeqLM` 和 `generate` |
# | `summarization` | `summary_text` | 同上，再加前缀 |
# | `text2text-generation` | `generated_text` | 同上，不加前缀 |
# | `question-answering` | `answer`、`start`、`end`、`score` | `AutoModelForQuestionAnswering`，加上你在第 6、7 节里写的东西 |
#
# 那一行里到底有什么呢？三步。第一步，把文字变成**编号**，也就是各个词元的号码（第 04 课专门讲它们）：

# %% role="demo" id="step-one"
tokenizer = AutoTokenizer.from_pretrained(checkpoint("translate-en-zh"))
model = AutoModelForSeq2SeqLM.from_pretrained(checkpoint("translate-en-zh"), dtype=torch.float32)
batch = tokenizer(["Can you help me?", "My sister is reading an old book in the kitchen."], padding=True, return_tensors="pt")
batch["input_ids"]

# %% [markdown] lang="en"
# The rows of a tensor are equally long, so the short one was filled up with `<pad>`; `batch["attention_mask"]` says where. Second step: the
# model writes **other ids**, one after the other, until it takes the text for finished:

# %% [markdown] lang="zh"
# 张量的各行必须一样长，所以短的那行用 `<pad>` 补满了；补在哪里，`batch["attention_mask"]`
# 里写着。第二步，模型写出**另一些编号**，一个接一个，直到它觉得写完了：

# %% role="demo" id="step-two"
ids = model.generate(**batch)
ids

# %% [markdown] lang="en"
# `**batch` hands over ids and mask by their names. Third step, and the ids are text again:

# %% [markdown] lang="zh"
# `**batch` 把编号和掩码按名字交给模型。第三步，编号又变成文字：

# %% role="demo" id="step-three"
table([
    ("as it is", *tokenizer.batch_decode(ids)),
    ("skip_special_tokens=True", *tokenizer.batch_decode(ids, skip_special_tokens=True)),
])

# %% [markdown] lang="en"
# Every row begins with `<pad>`, for a decoder has to start from something, and this model starts from that. `</s>` says "done", and
# whoever is done before the others gets `<pad>` again.
#
# That is all: **ids, generate, decode**. The mask is not for show, by the way. Hand over the ids alone, and the model reads the padding:


# %% [markdown] lang="zh"
# 每一行都以 `<pad>` 开头：解码器总得从什么东西写起，这个模型就从它写起。`</s>` 表示“写完了”；先写完的那几行，后面又用
# `<pad>` 补上。
#
# 就这么多：**编号，generate，解码**。对了，掩码可不是摆设。只把编号交出去，模型就会把填充也读进去：

# %% role="demo" id="without-the-mask"
tokenizer.batch_decode(model.generate(batch["input_ids"]), skip_special_tokens=True)

# %% [markdown] lang="en"
# "Can you help me, clever cake?", or nearly. Only the short sentence was hurt, for only that was padded, and there is no error to warn you.
#
# ### Exercise: a translation by hand
#
# Write `translate_by_hand(tokenizer, model, texts)` for a list of at least one `str`. Return the translations, a list of `str` in the
# order of `texts`, without special tokens. Leave the settings of `generate` as they come with the model.
#
# Example: `translate_by_hand(tokenizer, model, ["I like cats.", "Where is the library?"])` is `['我喜欢猫。', '图书馆在哪里？']`.
#
# *core · 8 minutes · 2 points*

# %% [markdown] lang="zh"
# 短的那句成了“你能帮我聪明的蛋糕吗”。遭殃的只有它，因为只有它带着填充；而且没有任何报错来提醒你。
#
# ### 练习：亲手翻译
#
# 写一个函数 `translate_by_hand(tokenizer, model, texts)`，`texts` 是由 `str` 组成的列表，至少有一段。返回译文：一个由
# `str` 组成的列表，顺序和 `texts` 一致，不带特殊词元。`generate` 的各种设置，模型自带什么就用什么。
#
# 例：`translate_by_hand(tokenizer, model, ["I like cats.", "Where is the library?"])` 返回
# `['我喜欢猫。', '图书馆在哪里？']`。
#
# 核心 · 8 分钟 · 2 分

# %% role="solution" id="text-by-hand"
def translate_by_hand(tokenizer, model, texts):
    """The translations of `texts` (a list of str), as a list of str without special tokens.

    >>> translate_by_hand(tokenizer, model, ["I like cats.", "Where is the library?"])
    ['我喜欢猫。', '图书馆在哪里？']
    """
    ### BEGIN SOLUTION
    batch = tokenizer(texts, padding=True, return_tensors="pt")
    ids = model.generate(**batch)
    return tokenizer.batch_decode(ids, skip_special_tokens=True)
    ### END SOLUTION

# %% role="check" id="text-by-hand-check"
check("text-by-hand", translate_by_hand)

# %% [markdown] lang="en"
# ## 5 · Who has the last word on the length?
#
# The same three steps make a summary. But watch the limit:

# %% [markdown] lang="zh"
# ## 5 · 长度听谁的？
#
# 同样的三步也能写摘要。不过，看好那个限制。（表里，ids 是 `generate` 返回的编号的个数。）

# %% role="demo" id="overruled"
summary_tokenizer = AutoTokenizer.from_pretrained(checkpoint("summarize"))
summary_model = AutoModelForSeq2SeqLM.from_pretrained(checkpoint("summarize"), dtype=torch.float32)
told = summary_tokenizer("summarize: " + news, return_tensors="pt")
rows = []
for settings in [{}, {"max_length": 10}, {"max_length": 10, "max_new_tokens": None}, {"max_new_tokens": 10}]:
    ids = summary_model.generate(**told, **settings)[0]
    rows.append((settings or "(none)", len(ids), summary_tokenizer.decode(ids, skip_special_tokens=True)))
table(rows, ["settings", "ids", "summary"])

# %% [markdown] lang="en"
# The second row is not cut, whatever `max_length` says. Why not? A model brings settings of its own along, in a file beside its weights:

# %% [markdown] lang="zh"
# 第二行根本没有切短。这是怎么回事？模型会自带一份设置，就放在权重旁边的一个文件里：

# %% role="demo" id="own-settings"
summary_model.generation_config.to_diff_dict()

# %% [markdown] lang="en"
# There it is: `max_new_tokens`. When both limits are set, the library obeys that one, and says so only in a warning, "`max_new_tokens` will
# take precedence", that is easily overlooked. `max_new_tokens=None` in your call takes it out of the way; the course's pipeline does that
# for you, so in section 2 `max_length` was obeyed.
#
# And the last row has one id more than the third. `max_new_tokens` counts what the model *writes*; `max_length` counts everything that
# `generate` returns, the start token too.
#
# ### Exercise: a summary of a given length
#
# Write `summarize_by_hand(tokenizer, model, text, longest)`. It returns the summary of `text`, a `str` without special tokens: what the model
# writes when the text is given to it as it learnt it, with `"summarize: "` before it, and when `generate` may return at most `longest` ids, the
# start token included. Change nothing else about how it writes.
#
# Example: `summarize_by_hand(summary_tokenizer, summary_model, news, 10)` is `'Firefighters rescued two kittens from a well'`.
#
# *core · 7 minutes · 2 points*

# %% [markdown] lang="zh"
# 找到了：`max_new_tokens`。两个限制都有的时候，库听它的，而且只在一条很容易被忽略的警告里提一句：“`max_new_tokens`
# will take precedence”（以它为准）。调用时写上 `max_new_tokens=None`，就把它请开了；课程的流水线会替你这么做，所以第
# 2 节里的 `max_length` 是管用的。
#
# 再看最后一行，它比第三行多一个编号。`max_new_tokens` 只数模型**写**出来的；`max_length` 数的是 `generate`
# 返回的全部，起始词元也算。
#
# ### 练习：限定长度的摘要
#
# 写一个函数 `summarize_by_hand(tokenizer, model, text, longest)`，返回 `text` 的摘要：一个不带特殊词元的
# `str`。文字要按模型学过的样子交给它，前面加上 `"summarize: "`；`generate` 最多返回 `longest`
# 个编号，起始词元也算在内。除此之外，怎么写都由着模型。
#
# 例：`summarize_by_hand(summary_tokenizer, summary_model, news, 10)` 返回
# `'Firefighters rescued two kittens from a well'`。
#
# 核心 · 7 分钟 · 2 分

# %% role="solution" id="text-summary"
def summarize_by_hand(tokenizer, model, text, longest):
    """The summary of `text` (a str), as a str; `generate` returns at most `longest` ids.

    >>> summarize_by_hand(summary_tokenizer, summary_model, news, 10)
    'Firefighters rescued two kittens from a well'
    """
    ### BEGIN SOLUTION
    batch = tokenizer("summarize: " + text, return_tensors="pt")
    ids = model.generate(**batch, max_length=longest, max_new_tokens=None)
    return tokenizer.decode(ids[0], skip_special_tokens=True)
    ### END SOLUTION

# %% role="check" id="text-summary-check"
check("text-summary", summarize_by_hand)

# %% [markdown] lang="en"
# ## 6 · Pointing at a place
#
# A question-answering model generates nothing. It reads question and context in one sequence and gives every token two scores: how well would
# an answer *start* here, and how well would it *end* here? (Scores that are not probabilities yet are called **logits**.)

# %% [markdown] lang="zh"
# ## 6 · 指出一个地方
#
# 问答模型什么也不生成。它把问题和正文放在一个序列里读，然后给每个词元两个得分：答案从这里**开始**有多合适？到这里**结束**有多合适？（还没有变成概率的得分，叫做
# **logits**。表里，place 是位置，token 是词元，text 是属于哪段文字。）

# %% role="demo" id="two-scores"
qa_tokenizer = AutoTokenizer.from_pretrained(checkpoint("qa"))
qa_model = AutoModelForQuestionAnswering.from_pretrained(checkpoint("qa"), dtype=torch.float32)


def read(question, context):
    """The encoding of both, and the model's start and end scores: two tensors with a number for each token."""
    encoding = qa_tokenizer(question, context, return_tensors="pt")
    with torch.no_grad():
        output = qa_model(**encoding)
    return encoding, output.start_logits[0], output.end_logits[0]


story = "小红住在杭州，是一名老师。"
encoding, starts, ends = read("小红住在哪里？", story)
rows = zip(range(len(starts)), encoding.tokens(), encoding.sequence_ids(0), starts.tolist(), ends.tolist())
table(rows, ["place", "token", "text", "start", "end"])

# %% [markdown] lang="en"
# In the third column, 0 is the question and 1 the context; special tokens have none. Find the highest start and the highest end: 杭 and 州, both
# in the context. So one takes the two highest, and is done? Try that on two other questions:

# %% [markdown] lang="zh"
# 第三列里，0 是问题，1
# 是正文，特殊词元两边都不算。找找得分最高的开头和末尾：杭，州，都在正文里。那么，各取最高的一个就完事了？换两个问题试试。（表里，highest
# start 和 highest end 是得分最高的开头和末尾的位置，最后一列是从开头到末尾的词元。）

# %% role="demo" id="each-by-itself"
rows = []
for question, text in [("小红住在哪里？", story), ("小红今年几岁？", story), ("When was Nora born?", context)]:
    encoding, starts, ends = read(question, text)
    first, last = int(starts.argmax()), int(ends.argmax())
    rows.append((question, first, last, " ".join(encoding.tokens()[first : last + 1])))
table(rows, ["question", "highest start", "highest end", "tokens from start to end"])

# %% [markdown] lang="en"
# Asked how old 小红 is, the model points into the *question*. And Nora's birth begins at one token and ends before it, which is no piece
# of text at all. Each score by itself knows nothing of the other.
#
# So the old pipeline looked for the best **pair**: both tokens in the context, the last not before the first, not too many tokens between them;
# and of all these the pair with the highest *sum* of its two scores.
#
# ### Exercise: the best span
#
# Write `best_span(starts, ends, inside, longest)`. `starts` and `ends` are two tensors of the same length, the scores; `inside` is a list of `bool` as
# long as these: True for tokens of the context. Return two `int` in a tuple (or in a list), the places of the first and of the last token of the best
# answer. Both must be inside, the last may be the first itself or stand behind it, and an answer has at most `longest` tokens, both counted. There
# is at least one that is allowed, and no two are equally good.
#
# Example: with `starts = torch.tensor([9.0, 1.0, 5.0, 0.0])`, `ends = torch.tensor([0.0, 6.0, 1.0, 4.0])` and
# `inside = [False, True, True, True]`, `best_span(starts, ends, inside, 2)` is `(2, 3)`, with the sum 9.
#
# *core · 9 minutes · 2 points*

# %% [markdown] lang="zh"
# 问小红几岁，模型指到**问题**里去了。而 Nora
# 的出生，从一个词元开始，却在它前面结束，连一段文字都算不上。两个得分各管各的，谁也不知道另一个在哪里。
#
# 所以，老的流水线找的是最好的**一对**：两个词元都在正文里，末尾不在开头之前，中间隔得不太远；在所有这样的一对里，取两个得分之**和**最高的。
#
# ### 练习：最好的一段
#
# 写一个函数 `best_span(starts, ends, inside, longest)`。`starts` 和 `ends` 是两个一样长的张量，装着得分；`inside`
# 是一个同样长的列表，由 `bool` 组成，正文的词元是 True。返回一个元组（列表也行），里面是两个
# `int`：最好的答案的第一个词元和最后一个词元的位置。两个都要在正文里；最后一个可以就是第一个，也可以在它后面；答案最多
# `longest` 个词元，头尾都算。允许的答案至少有一个，而且没有两个一样好。
#
# 例：设
# `starts = torch.tensor([9.0, 1.0, 5.0, 0.0])`，`ends = torch.tensor([0.0, 6.0, 1.0, 4.0])`，`inside = [False, True, True, True]`，那么
# `best_span(starts, ends, inside, 2)` 返回 `(2, 3)`，和是 9。
#
# 核心 · 9 分钟 · 2 分

# %% role="solution" id="text-span"
def best_span(starts, ends, inside, longest):
    """(place of the first token, place of the last one) of the allowed answer with the highest sum of scores.

    >>> inside = [False, True, True, True]
    >>> best_span(torch.tensor([9.0, 1.0, 5.0, 0.0]), torch.tensor([0.0, 6.0, 1.0, 4.0]), inside, 2)
    (2, 3)
    """
    ### BEGIN SOLUTION
    starts, ends = starts.tolist(), ends.tolist()
    best, span = float("-inf"), None
    for first in range(len(inside)):
        for last in range(first, min(first + longest, len(inside))):
            if inside[first] and inside[last] and starts[first] + ends[last] > best:
                best, span = starts[first] + ends[last], (first, last)
    return span
    ### END SOLUTION

# %% role="check" id="text-span-check"
check("text-span", best_span)

# %% [markdown] lang="en"
# ## 7 · A text that is too long
#
# A model reads only so many tokens at once. Here is a text that is far beyond that, with one sentence about Peter somewhere in it:

# %% [markdown] lang="zh"
# ## 7 · 太长的文字
#
# 模型一次能读的词元是有限的。下面这段文字远远超出了限度，其中某个地方有一句话说到
# Peter。打印出来的两个数，一个是这段文字的词元数，一个是模型最多能读的词元数：

# %% role="demo" id="too-long"
quiet = ["The river was calm.", "The shops opened late.", "Nobody was in a hurry.", "People walked through the old streets."]
long_text = " ".join([*quiet * 45, "Peter lives in Oslo.", *quiet * 8])
question = "Where does Peter live?"
inputs = qa_tokenizer(question, long_text, return_tensors="pt")
print(inputs["input_ids"].shape[1], "tokens, and the model takes", qa_model.config.max_position_embeddings)
try:
    qa_model(**inputs)
except (IndexError, RuntimeError) as error:
    print(f"{type(error).__name__}: {error}")

# %% [markdown] lang="en"
# It could be cut off (`truncation=True`), but then Peter is gone. The way out is a **window** that moves over the text. Each window holds the question and
# a piece of the context, and two neighbours *share* some tokens, so that a short answer at an edge is whole in one of them:

# %% [markdown] lang="zh"
# 切断它也行（`truncation=True`），可那样 Peter
# 就没了。出路是一个在文字上移动的**窗口**。每个窗口里装着问题和正文的一段，相邻两个窗口**共有**一些词元，这样，短的答案就算落在边上，也总有一个窗口里是完整的。（表里，window
# 是第几个窗口，tokens 是词元数，from 和 to 是正文里从哪到哪，最后一列是窗口里的正文。）

# %% role="demo" id="windows-over-a-story"
made = qa_tokenizer(
    "小红住在哪里？", story, truncation="only_second", max_length=16, stride=2,
    return_overflowing_tokens=True, return_offsets_mapping=True,
)
rows = []
for row, offsets in enumerate(made["offset_mapping"]):
    places = [place for place, side in zip(offsets, made.sequence_ids(row)) if side == 1]
    start, end = places[0][0], places[-1][1]
    rows.append((row, len(offsets), start, end, story[start:end]))
table(rows, ["window", "tokens", "from", "to", "context in it"])

# %% [markdown] lang="en"
# The library calls the number of shared tokens `stride`, which elsewhere is the name of the *step*. Count in the last column: each window begins with
# the last two tokens of the one before. That is all that the pipeline did with long texts; its names for the two numbers were `max_seq_len` and `doc_stride`:

# %% [markdown] lang="zh"
# 共有的词元数，库里叫
# `stride`；别处用这个词，说的往往是**步长**，别弄混了。在最后一列里数一数：每个窗口的开头，就是前一个窗口的最后两个词元。流水线对付长文字，靠的就是这个；两个数在它那里叫
# `max_seq_len` 和 `doc_stride`。下面打印出答案、它在第几个字符，以及全文有多少个字符：

# %% role="demo" id="peter-found"
found = ask(question=question, context=long_text, max_seq_len=100, doc_stride=20)
print(found["answer"], "at character", found["start"], "of", len(long_text))

# %% [markdown] lang="en"
# ### Exercise: windows over a long text
#
# Write `windows(ids, size, shared)`. `ids` is a list of at least one `int`. Return a list of lists: stretches of `ids` with at most `size` of them each. The first
# begins at the beginning; each further one begins so that it shares exactly `shared` ids with the one before; the first that reaches the end of `ids` is the
# last, and may be shorter. `shared` is smaller than `size`, and may be 0. Leave `ids` as it is.
#
# Example: `windows([1, 2, 3, 4, 5, 6, 7], 4, 2)` is `[[1, 2, 3, 4], [3, 4, 5, 6], [5, 6, 7]]`.
#
# *core · 8 minutes · 2 points*

# %% [markdown] lang="zh"
# ### 练习：用窗口读长文字
#
# 写一个函数 `windows(ids, size, shared)`。`ids` 是由 `int` 组成的列表，至少有一个。返回一个由列表组成的列表：`ids`
# 的一段一段，每段最多 `size` 个。第一段从头开始；后面每一段的起点，要让它和前一段正好共有 `shared` 个编号；第一个到达
# `ids` 末尾的就是最后一段，可以短一些。`shared` 比 `size` 小，可能是 0。`ids` 本身不要改动。
#
# 例：`windows([1, 2, 3, 4, 5, 6, 7], 4, 2)` 返回 `[[1, 2, 3, 4], [3, 4, 5, 6], [5, 6, 7]]`。
#
# 核心 · 8 分钟 · 2 分

# %% role="solution" id="text-windows"
def windows(ids, size, shared):
    """Stretches of `ids` (a list of int), at most `size` long, each sharing `shared` ids with the one before.

    >>> windows([1, 2, 3, 4, 5, 6, 7], 4, 2)
    [[1, 2, 3, 4], [3, 4, 5, 6], [5, 6, 7]]
    """
    ### BEGIN SOLUTION
    found = []
    for first in range(0, len(ids), size - shared):
        found.append(ids[first : first + size])
        if first + size >= len(ids):
            break
    return found
    ### END SOLUTION

# %% role="check" id="text-windows-check"
check("text-windows", windows)

# %% [markdown] lang="en"
# ### Exercise: reading a text that is too long
#
# Now everything together: the question-answering pipeline, without a pipeline.
#
# Write `find_answer(tokenizer, model, question, context, size, shared)`. The tokenizer makes the windows, as in the cell above: question and context in at
# most `size` tokens, of which neighbours share `shared`. The model scores the tokens of each. Of all windows, the pair of a first and a last token with the
# highest sum of its two scores wins: both in the context, the last not before the first, at most 15 tokens. Return what stands there in the context,
# a `str`, cut out of it character by character.
#
# You may call your own `best_span`. The offsets of a token, `made["offset_mapping"][row][place]`, say where in the context it begins and ends.
#
# Example: `find_answer(qa_tokenizer, qa_model, "Where does Peter live?", long_text, 100, 20)` is `'Oslo'`.
#
# *stretch · 15 minutes · 3 points*

# %% [markdown] lang="zh"
# ### 练习：读一段太长的文字
#
# 现在合在一起：没有流水线的问答流水线。
#
# 写一个函数
# `find_answer(tokenizer, model, question, context, size, shared)`。窗口由分词器来做，和上面那一格一样：问题和正文一共不超过
# `size` 个词元，相邻的窗口共有 `shared`
# 个。每个窗口里的词元由模型打分。在所有窗口里，开头和末尾两个得分之和最高的一对胜出：两个都在正文里，末尾不在开头之前，最多
# 15 个词元。返回那里的原文，一个 `str`，按字符从正文里切出来。
#
# 可以调用你自己写的 `best_span`。词元的偏移量 `made["offset_mapping"][row][place]`
# 会告诉你，它在正文里从哪里开始，到哪里结束。
#
# 例：`find_answer(qa_tokenizer, qa_model, "Where does Peter live?", long_text, 100, 20)` 返回 `'Oslo'`。
#
# 挑战 · 15 分钟 · 3 分

# %% role="solution" id="text-reader"
def find_answer(tokenizer, model, question, context, size, shared):
    """The answer to `question`, cut out of `context` (both str), read through windows of `size` tokens.

    >>> find_answer(qa_tokenizer, qa_model, "Where does Peter live?", long_text, 100, 20)
    'Oslo'
    """
    ### BEGIN SOLUTION
    made = tokenizer(
        question, context, truncation="only_second", max_length=size, stride=shared, padding=True, return_tensors="pt",
        return_overflowing_tokens=True, return_offsets_mapping=True,
    )
    made.pop("overflow_to_sample_mapping")
    offsets = made.pop("offset_mapping").tolist()
    with torch.no_grad():
        output = model(**made)
    best, answer = float("-inf"), ""
    for row in range(len(offsets)):
        starts, ends = output.start_logits[row].tolist(), output.end_logits[row].tolist()
        inside = [place for place, side in enumerate(made.sequence_ids(row)) if side == 1]
        for first in inside:
            for last in inside:
                if first <= last < first + 15 and starts[first] + ends[last] > best:
                    best = starts[first] + ends[last]
                    answer = context[offsets[row][first][0] : offsets[row][last][1]]
    return answer
    ### END SOLUTION

# %% role="check" id="text-reader-check"
check("text-reader", find_answer)

# %% [markdown] lang="en"
# You have just rebuilt the pipeline that old tutorials call in one line, and yours reads texts of any length.
#
# ## 8 · The wrong head
#
# The error in section 4 advised to use `text-generation`. What if you do just that, with the translation model? Nothing stops you:

# %% [markdown] lang="zh"
# 老教程一行代码调用的那条流水线，你刚刚亲手重建了一遍，而且多长的文字都读得了。
#
# ## 8 · 装错了任务头
#
# 第 4 节的报错建议改用 `text-generation`。要是真的照办，而模型还是那个翻译模型呢？没有谁会拦你：

# %% role="demo" id="the-wrong-head"
from transformers import AutoModelForCausalLM

torch.manual_seed(0)
wrong, report = AutoModelForCausalLM.from_pretrained(
    checkpoint("translate-en-zh"), dtype=torch.float32, output_loading_info=True
)
ids = wrong.generate(**tokenizer("I like cats.", return_tensors="pt"), max_new_tokens=8, num_beams=1)
print(tokenizer.decode(ids[0], skip_special_tokens=True))

# %% [markdown] lang="en"
# Garbage, and no error. `AutoModelForCausalLM` builds a model that only has a decoder, and fills it with whatever weights it finds under the names that
# it knows. The report of the loading tells what it did not find:

# %% [markdown] lang="zh"
# 一堆胡话，却没有报错。`AutoModelForCausalLM`
# 造的是一个只有解码器的模型，再按自己认得的名字去找权重，找到多少装多少。没找到什么，加载报告里写着。（第一行说的是文件里有多少个权重没人要，后面几行是文件里没有、现在只好随机的那些。）

# %% role="demo" id="the-report"
print(len(report["unexpected_keys"]), "weights of the file were left lying, such as", sorted(report["unexpected_keys"])[0])
print(len(report["missing_keys"]), "were not in it and are random now:")
for name in sorted(report["missing_keys"]):
    print("   ", name)

# %% [markdown] lang="en"
# The whole encoder, which had read the English, was left lying; and the table that turns ids into vectors is random. Normally the library prints this
# report, a table with `MISSING` and `UNEXPECTED` under the title "LOAD REPORT" (it is switched off here, with the other warnings). Whenever you see `MISSING`
# there, and had not meant to train, it is most likely the wrong class.
#
# ## 9 · A pipeline of your own
#
# A task that the library has dropped can be brought back, for a pipeline is a class with the three steps as methods: `preprocess`, `_forward`, `postprocess`. All else,
# lists, batches, devices, it inherits:

# %% [markdown] lang="zh"
# 读英文的编码器整个被丢在一边；把编号变成向量的那张表，现在是随机的。平时，库会把这份报告打印出来：一张标题叫“LOAD
# REPORT”的表，里面写着 `MISSING` 和 `UNEXPECTED`（这里把它和别的警告一起关掉了）。只要在里面看到
# `MISSING`，而你又没打算训练，那多半是选错了类。
#
# ## 9 · 自己的流水线
#
# 库里删掉的任务，请得回来。流水线不过是一个类，三步就是它的三个方法：`preprocess`、`_forward`、`postprocess`。其余的，列表、成批、设备，都是继承来的：

# %% role="demo" id="a-pipeline-of-your-own"
from transformers import Pipeline


class Translation(Pipeline):
    _load_tokenizer = True
    _load_processor = _load_image_processor = _load_feature_extractor = False

    def _sanitize_parameters(self, **options):  # which options of a call belong to which step
        return {}, options, {}

    def preprocess(self, text):
        return self.tokenizer(text, return_tensors="pt")

    def _forward(self, batch, **options):
        return {"ids": self.model.generate(**batch, **options)}

    def postprocess(self, output):
        return self.tokenizer.decode(output["ids"][0], skip_special_tokens=True)


own = Translation(model=model, tokenizer=tokenizer)
own(["I like cats.", "Where is the library?", "We drink green tea every morning."], batch_size=2)

# %% [markdown] lang="en"
# The course's own pipelines are no more than that, with the old options and kinder errors around it: look into
# `course_lib/pipelines/text_to_text.py`. (Names with an underscore are the library's inner ones and may change with any release.)
#
# ## 10 · And what does everybody do today?
#
# They ask a chat model, as the error advised. One model for all tasks, and the task is said in plain words:

# %% [markdown] lang="zh"
# 课程自己的流水线也就这么多，只不过外面多了一层：认得老的选项，报错也更体贴。打开
# `course_lib/pipelines/text_to_text.py` 就能看到。（带下划线的名字是库内部用的，哪一版都可能改。）
#
# ## 10 · 如今大家怎么做？
#
# 像报错建议的那样，去问一个对话模型。所有任务都用同一个模型，要做什么，用平常的话说：

# %% role="demo" id="ask-a-chat-model" tags=["nbval-ignore-output"]
chat = pipeline("text-generation", model="chat")
messages = [{"role": "user", "content": "把这句话翻译成英文：我喜欢猫。"}]
chat(messages, max_new_tokens=30, do_sample=False)[0]["generated_text"][-1]["content"]

# %% [markdown] lang="en"
# What do you think of the answer? The small chat model of this course was not made for translating; a large one does it well. But mind what you
# give away: nobody guarantees the form of the answer (is it the translation alone, or a friendly sentence around it?), its place in the text
# (`start` and `end` are gone), or that the same question gets the same answer tomorrow. And a specialist with 77 million parameters runs where a chat model
# with billions does not. Lesson 07 opens the chat model.
#
# ## What you can do now
#
# You can read an old tutorial and say what its lines become today. You have translated and summarised with nothing but ids, `generate` and `decode`, know
# who has the last word on the length, can find the best answer among scores, and can read a text of any length.
#
# To think about:
#
# 1. A shop lets a model answer customers' questions from its terms of delivery. What should it do with questions that these do not answer, and how would it notice?
# 2. Neighbouring windows share tokens, and every shared token is computed twice. What would you lose by sharing nothing, and what by sharing nearly all?
# 3. There and back again, and the sentence is the same. Is the translation in the middle then right? Can it be wrong?
#
# In **lesson 03** the same line, `pipeline(…)`, listens and looks: speech to text, and pictures to words.

# %% [markdown] lang="zh"
# 这个回答你觉得怎么样？课程的小对话模型不是为翻译训练的；大模型做得不错。不过要想清楚放弃了什么：回答是什么样子，没人担保（只有译文，还是外面套着一句客气话？）；它在原文的哪里，也不知道了（`start`
# 和 `end` 没有了）；同样的问题，明天的回答也未必一样。再说，只有 7700
# 万参数的专门模型跑得动的地方，几十亿参数的对话模型跑不动。对话模型要到第 07 课才打开来看。
#
# ## 现在你会了什么
#
# 看到一篇老教程，你说得出其中的每一行今天该怎么写。你只用编号、`generate`
# 和解码就做出了翻译和摘要，知道长度听谁的，能从一堆得分里找出最好的答案，再长的文字也读得了。
#
# 想一想：
#
# 1. 一家商店让模型根据配送条款回答顾客的问题。条款里没写的问题，模型该怎么办？怎样才能发觉条款里没写？
# 2. 相邻的窗口共有一些词元，共有的都要算两遍。一个也不共有，会失去什么？几乎全都共有，又会失去什么？
# 3. 译过去再译回来，句子一点没变。那么中间的译文就一定对吗？有没有可能是错的？
#
# **第 03 课**里，还是 `pipeline(…)` 这一行，不过它会听、会看：从语音到文字，从图片到文字。
