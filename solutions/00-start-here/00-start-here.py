# %% [markdown] lang="en"
# # 00 · Start here
#
# **Can a language model on your own laptop, with the network cable pulled out, guess a missing word? In
# Chinese? In English?**
#
# Find out. Click the cell below, press **Shift + Enter**, and give it a few seconds.
#
# By the end you will know how a lesson works: how cells run, what a check tells you, where hints come from,
# what counts for your mark, and what to do when something is broken. No machine learning needed yet; if you
# can write a small Python function, you are ready.
#
# About 20 minutes · 3 exercises · 3 points

# %% [markdown] lang="zh"
# # 00 · 从这里开始
#
# **拔掉网线，你自己电脑上的语言模型还能猜出句子里缺的词吗？中文行吗？英文呢？**
#
# 试试就知道：点一下下面的单元格，按 **Shift + Enter**，等几秒钟。
#
# 学完这一课，你就清楚这门课怎么上了：单元格怎么运行，检查怎么看，提示从哪里来，分数怎么算，出了问题怎么办。
#
# 现在还用不到机器学习的知识，会写简单的 Python 函数就可以开始。
#
# 约 20 分钟 · 3 个练习 · 3 分

# %% role="demo" id="promise"
from IPython.display import display
from transformers import pipeline
from transformers.utils import logging

from course_lib import checkpoint
from course_lib.display import show_top

logging.disable_progress_bar()
fill = pipeline("fill-mask", model=checkpoint("bert-zh"))
display(show_top(fill("巴黎是[MASK]国的首都。")))
display(show_top(fill("the children go to [MASK] by bus.")))

# %% [markdown] lang="en"
# Each bar says how likely the model finds that word in the place of `[MASK]`. Nothing was sent anywhere; the
# model ran on this machine.
#
# To be honest about it: this is a small stand-in, trained for this course so that it fits in a download you
# hardly notice. The real one is
# [google-bert/bert-base-chinese](https://huggingface.co/google-bert/bert-base-chinese), dozens of times
# larger. Set the environment variable `COURSE_MODELS=hub` before you start the course, and the same cells
# fetch the real models from the Hugging Face Hub and use those. Nothing else changes: same lessons, same
# exercises, same marks.
#
# **Now you.** Press **Esc**, then **B**: a new cell appears below. Type this into it and run it, then try a
# sentence of your own. One `[MASK]` is one Chinese character or one English word.
#
# ```python
# show_top(fill("妈妈在厨房做[MASK]。"))
# ```

# %% [markdown] lang="zh"
# 横条的长短，表示模型觉得这个词填在 `[MASK]` 处的可能性有多大。你的句子没有发给任何服务器，模型就在这台电脑上运行。
#
# 实话实说：这是专门为本课程训练的小替身，小到下载时几乎感觉不到。真正的模型是
# [google-bert/bert-base-chinese](https://huggingface.co/google-bert/bert-base-chinese)，比它大几十倍。
#
# 启动课程之前把环境变量 `COURSE_MODELS` 设为 `hub`，同样的单元格就会从 Hugging Face Hub
# 下载并使用真正的模型。其他一切照旧：课文、练习、分数都不变。
#
# **轮到你了。** 按 **Esc**，再按 **B**，下面就会多出一个新单元格。把这一行写进去运行，然后换成你自己的句子试试。一个
# `[MASK]` 代表一个汉字，或者一个英文单词。
#
# ```python
# show_top(fill("妈妈在厨房做[MASK]。"))
# ```

# %% role="setup" id="setup"
from course_lib import check, hint, progress, ready, solution

ready("bert-zh")

# %% [markdown] lang="en"
# ## How a notebook runs
#
# The cell above brought in the helpers of every lesson, and says when it is done. Every lesson has such a setup
# cell near its top: without it, nothing below works. The number in the brackets beside it tells in which order
# cells were run; `[*]` means "still running".
#
# Behind the page sits a **kernel**: one Python process that remembers every name you give it. Run the next
# two cells, then run the second one again. And again.

# %% [markdown] lang="zh"
# ## 笔记本（notebook）是怎么运行的
#
# 上面这一格导入了每一课都会用到的几个帮手，做完了会说一声。每一课开头附近都有这样一个准备单元格，不运行它，下面的都用不了。
#
# 左边方括号里的数字是运行的先后顺序；`[*]` 表示“还在运行”。
#
# 页面背后有一个**内核**（kernel）：它是一个 Python
# 进程，记得你定义过的每个名字。运行下面两格，然后把第二格再运行一次。再来一次。

# %% role="demo" id="kernel-memory"
cups = 0

# %% role="demo" id="kernel-memory-again"
cups = cups + 1
cups

# %% [markdown] lang="en"
# The page looks the same, the answer does not. The kernel knows what was *run*, and in which order; it knows
# nothing about the order on the page. You could delete the first cell, and `cups` would live on.
#
# So when a notebook behaves strangely, choose **Kernel → Restart Kernel and Run All Cells…**: empty memory,
# top to bottom. It goes on past exercises that you have not solved yet. Running a cell twice, or twenty
# times, never does harm here.

# %% [markdown] lang="zh"
# 页面没有变，结果却变了。内核只记得**运行过**什么、按什么顺序运行的，不管页面上谁在前谁在后。
#
# 就算你把第一格删掉，`cups` 也还在。
#
# 所以，笔记本的表现让人摸不着头脑时，就选菜单
# **Kernel → Restart Kernel and Run All Cells…**（中文界面是“内核 → 重启并运行所有单元格…”）：清空记忆，从头到尾来一遍。
#
# 没做完的练习不会让它停下来。在这门课里，同一格运行两次还是二十次，都不会弄坏什么。

# %% [markdown] lang="en"
# ## What a check tells you
#
# In an exercise you write a function. A **check** calls it with several inputs and says what it thinks of the
# answers. The first exercise wants `greet(name)` to give back a greeting. Somebody was quick. Run their
# answer:

# %% [markdown] lang="zh"
# ## 检查会告诉你什么
#
# 每个练习都是写一个函数。**检查**（check）会用几组不同的输入来调用它，再告诉你结果怎么样。第一个练习要写的函数
# `greet(name)` 返回一句问候语。有位同学手快，已经交了。运行看看：

# %% role="demo" id="a-wrong-answer" tags=["raises-exception"]
def greet_aloud(name):
    print("你好，" + name + "！")


check("start-greet", greet_aloud)

# %% [markdown] lang="en"
# Red: **wrong**. The code ran, but what came back is not what was asked for. Read it from the top: which
# inputs went in, what came back, what was expected, and then the most likely reason. Here it is the most
# common slip of all. `print` puts the greeting on the screen and the function hands back nothing, `None`.
#
# Somebody else's answer fails in another way:

# %% [markdown] lang="zh"
# 红色：**不对**。代码能运行，但返回的不是题目要的东西。
#
# 从上往下读：输入了什么，返回了什么，应该是什么，最后是最可能的原因。这一次的毛病谁都犯过：
# `print` 把问候语写到了屏幕上，函数本身却什么也没交出来，只有一个 `None`。
#
# 另一位同学的答案，毛病又不一样：

# %% role="demo" id="an-error" tags=["raises-exception"]
def greet_with_a_slip(name):
    return "你好，" + nmae + "！"


check("start-greet", greet_with_a_slip)

# %% [markdown] lang="en"
# Orange: **error**. Python stopped in the middle; the line that begins with `NameError` says over what, and
# in which line.
#
# | sign | outcome | what it means |
# |:-:|---|---|
# | ○ | not attempted | the cell still holds `raise NotImplementedError(…)` |
# | ✗ | wrong | it ran, and gave something else than was asked for |
# | ⚡ | error | Python stopped before it gave anything |
# | ✓ | passed | right for every input of the check |
#
# There is a fifth, purple with ∞, for code that does not come to an end. You will meet it when you
# meet it.

# %% [markdown] lang="zh"
# 橙色：**出错**。Python 运行到一半停下了；`NameError` 开头的那一行写着它卡在什么地方、第几行。
#
# | 标记 | 结果 | 意思 |
# |:-:|---|---|
# | ○ | 还没做 | 单元格里仍然是 `raise NotImplementedError(…)` |
# | ✗ | 不对 | 能运行，但给出的不是题目要的 |
# | ⚡ | 出错 | Python 还没给出结果就停了 |
# | ✓ | 通过 | 检查用的每一组输入都对 |
#
# 还有第五种，紫色带 ∞，留给跑起来就停不下来的代码。早晚会碰上，到时候再说。

# %% [markdown] lang="en"
# ### Exercise: a greeting in two languages
#
# First run the two cells below just as they are, and meet the ○. Then write the function.
#
# `greet(name)` takes a name, a `str`, and **returns** one `str` made of two halves with nothing in between:
#
# - `你好，NAME！` with Chinese punctuation: the wide `，` and `！`, and no spaces;
# - `Hello, NAME!` with English punctuation: the narrow `,` and `!`, and one space after the comma.
#
# Example: `greet("小明")` returns `'你好，小明！Hello, 小明!'`. (Copy the punctuation from here if your keyboard
# makes
# it hard.)
#
# *warm-up · 3 minutes · 1 point*

# %% [markdown] lang="zh"
# ### 练习：用两种语言打招呼
#
# 先原样运行下面两格，看看 ○ 长什么样；然后再动手写函数。
#
# `greet(name)` 的参数 `name` 是一个名字（`str`），**返回**一个 `str`，由两半拼成，中间什么都不加：
#
# - `你好，名字！`：用中文标点，也就是全角的 `，` 和 `！`，没有空格；
# - `Hello, 名字!`：用英文标点，也就是半角的 `,` 和 `!`，逗号后面有一个空格。
#
# 例：`greet("小明")` 返回 `'你好，小明！Hello, 小明!'`。（切换输入法嫌麻烦的话，标点从这里复制就行。）
#
# 热身 · 3 分钟 · 1 分

# %% role="solution" id="start-greet"
def greet(name):
    """A greeting for `name` (str), Chinese first, then English: a str.

    >>> greet("小明")
    '你好，小明！Hello, 小明!'
    """
    ### BEGIN SOLUTION
    return f"你好，{name}！Hello, {name}!"
    ### END SOLUTION

# %% role="check" id="start-greet-check"
check("start-greet", greet)

# %% [markdown] lang="en"
# Green? Then you have seen all four. A check draws new inputs at every run, so writing an answer for the ones
# you saw is no use.
#
# ## Mending something
#
# Much of programming is finding out why something *almost* works. This function should give the last `n`
# characters of a text. Three of its four answers are right:

# %% [markdown] lang="zh"
# 变绿了吗？那四种结果你就都见过了。检查每次运行都会换一批新的输入，只对付见过的那几个是没有用的。
#
# ## 修一修
#
# 写程序的大半时间，都花在弄明白一样东西为什么**差一点**就对了。下面的函数本该给出一段文字的最后 `n`
# 个字符。四个结果里有三个是对的：

# %% role="demo" id="a-broken-function"
def last_broken(text, n):
    return text[-n:]


for n in (3, 2, 1, 0):
    print(n, repr(last_broken("早上好！", n)))

# %% [markdown] lang="en"
# ### Exercise: the last n characters
#
# Write `last(text, n)`, which gets it right for every `n`. It takes a `str` and a whole number `n`, 0 or
# more, and returns a `str`:
#
# - the last `n` characters of `text`, in their order;
# - the empty text `''` when `n` is 0;
# - the whole text when `n` is larger than the text is long.
#
# Everything counts as one character: 字, letter, space, and `！` no less than `!`.
#
# Examples: `last("早上好！", 2)` returns `'好！'`, and `last("早上好！", 9)` returns `'早上好！'`.
#
# *warm-up · 4 minutes · 1 point*

# %% [markdown] lang="zh"
# ### 练习：最后 n 个字符
#
# 写出对任何 `n` 都正确的 `last(text, n)`。`text` 是 `str`，`n` 是大于或等于 0 的整数，返回一个 `str`：
#
# - `text` 的最后 `n` 个字符，先后不变；
# - `n` 为 0 时，返回空字符串 `''`；
# - `n` 比整段文字还长时，返回整段文字。
#
# 汉字、字母、空格、标点都各算一个字符，全角的 `！` 和半角的 `!` 也一样。
#
# 例：`last("早上好！", 2)` 返回 `'好！'`，`last("早上好！", 9)` 返回 `'早上好！'`。
#
# 热身 · 4 分钟 · 1 分

# %% role="solution" id="start-mend"
def last(text, n):
    """The last `n` characters (int, 0 or more) of `text` (str): a str.

    >>> last("早上好！", 2)
    '好！'
    """
    ### BEGIN SOLUTION
    return text[max(0, len(text) - n) :]
    ### END SOLUTION

# %% role="check" id="start-mend-check"
check("start-mend", last)

# %% [markdown] lang="en"
# Stuck? Every exercise has two or three **hints**, from a nudge to nearly the answer. Run the cell below for
# the first, and again for the next. A hint costs no points, and nobody is told. After the last one, and after you
# have passed, `solution("start-mend")` shows how it can be done, and why that works.

# %% [markdown] lang="zh"
# 卡住了？每个练习都有两三条**提示**（hint），从轻轻一推到几乎就是答案。
#
# 运行下面一格看第一条，再运行一次看下一条。看提示不扣分，也没有人会知道。
#
# 看完最后一条，或者通过以后，`solution("start-mend")` 会给出一个参考答案，并说明为什么这样写就对。

# %% role="demo" id="a-hint"
hint("start-mend")

# %% [markdown] lang="en"
# ## Something to count
#
# How does a computer start to get a feeling for a language? By counting. Which character comes first in a
# page of Chinese, which letter in a page of English? The vocabulary of a language model is made that way:
# what is frequent gets in.
#
# ### Exercise: which characters are the most frequent?
#
# `count_characters(text)` takes a `str` and returns a `list` of tuples `(character, how often)`:
#
# - the most frequent character first;
# - equally frequent ones in the order in which they first appear in the text;
# - spaces (`" "`) are left out; everything else counts, punctuation and line breaks too, and `A` and `a` are two
#   characters.
#
# Examples: `count_characters("a banana")` returns `[('a', 4), ('n', 2), ('b', 1)]`, and an empty text gives
# `[]`.
#
# *core · 6 minutes · 1 point*

# %% [markdown] lang="zh"
# ## 数一数
#
# 计算机对一种语言的“语感”从哪里来？先从数数开始。
#
# 一页中文里，哪个字最多？一页英文里，哪个字母最多？语言模型的词表就是这样来的：常见的才收进去。
#
# ### 练习：哪个字出现得最多？
#
# `count_characters(text)` 的参数是 `str`，返回一个 `list`，每一项是一个元组（`tuple`）`(字符, 次数)`：
#
# - 次数最多的字符排在最前面；
# - 次数相同的，按它们在原文里第一次出现的先后排列；
# - 空格（`" "`）不算；其余的都算，标点也算，`A` 和 `a` 是两个不同的字符。
#
# 例：`count_characters("a banana")` 返回 `[('a', 4), ('n', 2), ('b', 1)]`；空字符串返回 `[]`。
#
# 核心 · 6 分钟 · 1 分

# %% role="solution" id="start-count"
def count_characters(text):
    """How often each character of `text` (str) occurs: a list of (str, int), most frequent first.

    >>> count_characters("a banana")
    [('a', 4), ('n', 2), ('b', 1)]
    """
    ### BEGIN SOLUTION
    counts = {}
    for character in text:
        if character != " ":
            counts[character] = counts.get(character, 0) + 1
    return sorted(counts.items(), key=lambda pair: pair[1], reverse=True)
    ### END SOLUTION

# %% role="check" id="start-count-check"
check("start-count", count_characters)

# %% [markdown] lang="en"
# Passed? Then use it: add a cell (**Esc**, **B**), put a page of something you like into `page = """…"""`,
# and look at `count_characters(page)[:10]`.
#
# ## What counts for your mark
#
# When a lesson is graded, exactly this is run: the setup cells (the one that imports `check`), your solution
# cells, and **every cell you added**, where it stands. Demo cells and check cells are not run. So:
#
# - A helper function goes into a cell you add, above the solution that uses it. What a demo defined
#   (`fill`, `cups`) is not there.
# - Only what your function *returns* counts, for inputs you have not seen. Prints and warnings neither help
#   nor hurt.
# - Keep the names of the functions. An exercise is worth all its points or none; you can run a check as
#   often as you like.

# %% [markdown] lang="zh"
# 通过了吗？那就拿来用用：新建一个单元格（**Esc**，**B**），把你喜欢的文字贴一页到
# `page = """…"""` 里，看看
# `count_characters(page)[:10]`。
#
# ## 分数怎么算
#
# 批改的时候只运行这些：准备单元格（导入 `check`
# 的那一格）、你的答案单元格，还有**你自己添加的每一格**，都在原来的位置上。演示单元格和检查单元格不运行。所以：
#
# - 辅助函数请写在自己添加的单元格里，放在用到它的答案前面。演示里定义的名字（`fill`、`cups`）到时候都不存在。
# - 只看函数**返回**什么，而且用的是你没见过的输入。打印和警告，不加分也不扣分。
# - 函数名不要改。每个练习要么得满分，要么不得分；检查想运行几次就运行几次。

# %% role="demo" id="my-progress" tags=["nbval-ignore-output"]
progress()

# %% [markdown] lang="en"
# That is how far you have come in the whole course. It is kept on this machine only.
#
# ## When something is broken
#
# Your copy of a lesson is yours to spoil. In a terminal (**File → New → Terminal**), `course reset 00` makes
# a fresh copy of this lesson. Yours is kept beside it as a backup, never deleted.
#
# And when the installation itself seems ill: `course doctor`, or the same in a cell that you add. It looks at
# versions, device, models and libraries, and has one line of repair for everything that it finds wrong. It
# loads every library to see whether it works, which can take half a minute.
#
# ```python
# from course_lib.doctor import doctor
# doctor()
# ```
#
# Delete such a cell when you are done: **Esc**, **D**, **D**.
#
# If Jupyter says that the kernel "appears to have died", its memory is empty: run the setup cell again (or **Run →
# Run All Above Selected Cell**) and go on. Each lesson that is open keeps a kernel of 300 to 400 MB: under the round
# icon at the left edge (**Running Terminals and Kernels**), the × beside a kernel shuts it down. Your text stays.

# %% [markdown] lang="zh"
# 这是你在整门课里的进度，只保存在这台电脑上。
#
# ## 出了问题怎么办
#
# 手上这份课文是你自己的，弄乱了也不要紧。在终端里（菜单 **File → New → Terminal**，中文界面是“文件 → 新建 → 终端”）输入
# `course reset 00 --language zh`，就能换一份崭新的本课。你原来那份会作为备份留在旁边，不会被删掉。
#
# 要是觉得安装本身出了毛病，就在终端里输入 `course doctor`，或者自己加一个单元格，运行下面这两行。
#
# 它会查看版本、计算设备、模型和各个库，哪里不对，就给出一行修复办法。每个库它都要加载一遍，可能要等半分钟。
#
# ```python
# from course_lib.doctor import doctor
# doctor()
# ```
#
# 看完就把这一格删掉：**Esc**，**D**，**D**。
#
# 如果 Jupyter 说内核好像死掉了（appears to have died），那是它的记忆清空了：重新运行准备单元格（或者选菜单
# **Run → Run All Above Selected Cell**），接着做就行。
#
# 每打开一课，就有一个内核占着 300 到 400 MB 内存。点左边的圆形图标（**Running Terminals and
# Kernels**），再点内核旁边的 ×，就能把它关掉，你写的内容都在。

# %% [markdown] lang="en"
# ## What you can do now
#
# You can run a notebook and restart it when it acts up, read what a check says, ask for a hint, and you know
# what your mark depends on. And you have met your first model.
#
# Three questions to take along:
#
# 1. `"！"` and `"!"` look like twins. For the model they are as different as 猫 and dog. Why might it matter
#   which one you type?
# 2. In the first picture you wrote `[MASK]`, six characters, and the model saw *one* thing. Who turned six
#   into one?
# 3. Your count treats every Chinese character and every English letter as a unit. Is a letter a good unit
#   for a model that reads English?
#
# All three lead to the **tokenizer**, the part that stands between a text and a model. It is opened up in
# lesson 04.

# %% [markdown] lang="zh"
# ## 现在你会了什么
#
# 你会运行笔记本，乱了知道怎么重启；看得懂检查说的话，会要提示；也知道了分数由什么决定。
#
# 还有，你见到了这门课的第一个模型。
#
# 带着三个问题往下走：
#
# 1. `"！"` 和 `"!"` 看上去像双胞胎，对模型来说，它们的差别却不比“猫”和 dog 小。那么你打的是哪一个，会有什么影响？
# 2. 在第一幅图里，你写的 `[MASK]` 是六个字符，模型看到的却是**一个**东西。是谁把六个变成了一个？
# 3. 你的函数把每个汉字、每个英文字母都当成一个单位。对一个要读英文的模型来说，一个字母是合适的单位吗？
#
# 三个问题都通向**分词器**（tokenizer）：站在文字和模型之间的那个部件。第 04 课会把它打开来看。
