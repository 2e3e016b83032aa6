# %% wrong: returns-nothing
def greet(name):
    print(f"你好，{name}！Hello, {name}!")


# %% wrong: english-first
def greet(name):
    return f"Hello, {name}!你好，{name}！"


# %% wrong: english-first
def greet(name):
    return f"Hello, {name}! 你好，{name}！"


# %% wrong: one-language
def greet(name):
    return "你好，" + name + "！"


# %% wrong: one-language
def greet(name):
    return f"Hello, {name}!"


# %% wrong: same-for-every-input
def greet(name):
    return "你好，小明！Hello, 小明!"


# %% wrong: the-word-name
def greet(name):
    return "你好，{name}！Hello, {name}!"


# %% wrong: the-word-name
def greet(name):
    return "你好，" + "name" + "！Hello, " + "name" + "!"


# %% wrong: punctuation-missing
def greet(name):
    return f"你好，{name} Hello, {name}"


# %% wrong: punctuation-missing
def greet(name):
    return f"你好{name}！Hello {name}!"


# %% wrong: punctuation-width
def greet(name):
    return f"你好, {name}! Hello, {name}!"


# %% wrong: punctuation-width
def greet(name):
    return f"你好，{name}！Hello，{name}！"


# %% wrong: spaces
def greet(name):
    return f"你好，{name}！ Hello, {name}!"


# %% wrong: wrong-type
def greet(name):
    return f"你好，{name}！", f"Hello, {name}!"


# %% wrong: crash-misspelled-name
def greet(name):
    return f"你好，{nmae}！Hello, {nmae}!"


# %% wrong: crash-no-text
def greet(name):
    return "你好，" + name + "！Hello, " + name + 1


# %% wrong: part-of-the-name
def greet(name):
    first = name.split()[0]
    return f"你好，{first}！Hello, {first}!"


# %% wrong: changes-capitals
def greet(name):
    name = name.title()
    return f"你好，{name}！Hello, {name}!"


# %% wrong: another/than-changes-capitals looks-like: changes-capitals
def greet(name):
    return f"你好，{name}！hello, {name}!"


# %% wrong: another/than-english-first looks-like: english-first
def greet(name):
    return f"Hello, {name}! Hello, {name}!"


# %% wrong: another/than-one-language looks-like: one-language
def greet(name):
    return f"你好，{name}！{name}!"


# %% wrong: another/than-part-of-the-name looks-like: part-of-the-name
def greet(name):
    return f"你好，{name[:2]}！Hello, {name[:2]}!"


# %% wrong: another/than-punctuation-missing looks-like: punctuation-missing
def greet(name):
    return f"你好，{name}！Hello, {name}, {name}!"


# %% wrong: another/than-punctuation-width looks-like: punctuation-width
def greet(name):
    return f"您好，{name}！Hello, {name}!"


# %% wrong: another/than-spaces looks-like: spaces
def greet(name):
    return f"你好，{name}！ Hi, {name}!"


# %% wrong: another/than-the-word-name looks-like: the-word-name
def greet(name):
    return f"你好，{name}！Hello, name!"


# %% right: concatenated
def greet(name):
    return "你好，" + name + "！" + "Hello, " + name + "!"


# %% right: template
def greet(name):
    template = "你好，{0}！Hello, {0}!"
    print(template)
    return template.format(name)


# %% right: in-two-steps
def greet(name):
    halves = ["你好，%s！" % name, "Hello, %s!" % name]
    return "".join(halves)
