# %% wrong: no-place-for-the-answer
def prompt_ids(tokenizer, messages):
    text = tokenizer.apply_chat_template(messages, tokenize=False)
    return tokenizer(text, add_special_tokens=False)["input_ids"]


# %% wrong: no-place-for-the-answer/in-one
def prompt_ids(tokenizer, messages):
    return tokenizer.apply_chat_template(messages)["input_ids"]


# %% wrong: another/no-place-and-cut looks-like: no-place-for-the-answer
def prompt_ids(tokenizer, messages):
    return tokenizer.apply_chat_template(messages)["input_ids"][:-1]


# %% wrong: special-tokens-twice
def prompt_ids(tokenizer, messages):
    text = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
    return tokenizer(text)["input_ids"]


# %% wrong: special-tokens-twice/encode
def prompt_ids(tokenizer, messages):
    text = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
    return tokenizer.encode(text)


# %% wrong: another/special-tokens-cut looks-like: special-tokens-twice
def prompt_ids(tokenizer, messages):
    text = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
    return tokenizer(text)["input_ids"][1:-1]


# %% wrong: another-models-template
def prompt_ids(tokenizer, messages):
    said = messages
    if said[0]["role"] != "system":
        said = [{"role": "system", "content": "You are Xiaoqian, a helpful assistant."}, *said]
    text = "".join(f"<|im_start|>{one['role']}\n{one['content']}<|im_end|>\n" for one in said) + "<|im_start|>assistant\n"
    return tokenizer(text, add_special_tokens=False)["input_ids"]


# %% wrong: another-models-template/without-a-system
def prompt_ids(tokenizer, messages):
    text = "".join(f"<|im_start|>{one['role']}\n{one['content']}<|im_end|>\n" for one in messages)
    return tokenizer(text + "<|im_start|>assistant\n", add_special_tokens=False)["input_ids"]


# %% wrong: another/a-template-of-its-own looks-like: another-models-template
def prompt_ids(tokenizer, messages):
    text = "".join(f"{one['role']}: {one['content']}\n" for one in messages)
    return tokenizer(text + "assistant: ", add_special_tokens=False)["input_ids"]


# %% wrong: last-message-only
def prompt_ids(tokenizer, messages):
    text = tokenizer.apply_chat_template(messages[-1:], tokenize=False, add_generation_prompt=True)
    return tokenizer(text, add_special_tokens=False)["input_ids"]


# %% wrong: another/first-message-only looks-like: last-message-only
def prompt_ids(tokenizer, messages):
    text = tokenizer.apply_chat_template(messages[:1], tokenize=False, add_generation_prompt=True)
    return tokenizer(text, add_special_tokens=False)["input_ids"]


# %% wrong: template-left-out
def prompt_ids(tokenizer, messages):
    return tokenizer(messages[-1]["content"])["input_ids"]


# %% wrong: template-left-out/all
def prompt_ids(tokenizer, messages):
    return tokenizer("\n".join(one["content"] for one in messages), add_special_tokens=False)["input_ids"]


# %% wrong: another/contents-turned looks-like: template-left-out
def prompt_ids(tokenizer, messages):
    return tokenizer("".join(one["content"][::-1] for one in messages))["input_ids"][:3]


# %% wrong: text-not-ids
def prompt_ids(tokenizer, messages):
    return tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)


# %% wrong: another/tokens-not-ids looks-like: text-not-ids
def prompt_ids(tokenizer, messages):
    text = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
    return tokenizer.tokenize(text)


# %% wrong: whole-encoding
def prompt_ids(tokenizer, messages):
    return tokenizer.apply_chat_template(messages, add_generation_prompt=True)


# %% wrong: another/mask-alone looks-like: whole-encoding
def prompt_ids(tokenizer, messages):
    return tokenizer.apply_chat_template(messages, add_generation_prompt=True)["attention_mask"]


# %% wrong: another/a-tensor
def prompt_ids(tokenizer, messages):
    return tokenizer.apply_chat_template(messages, add_generation_prompt=True, return_tensors="pt")["input_ids"]


# %% wrong: another/a-batch
def prompt_ids(tokenizer, messages):
    return tokenizer.apply_chat_template([messages], add_generation_prompt=True)["input_ids"]


# %% wrong: changes-its-input
def prompt_ids(tokenizer, messages):
    text = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
    messages.append({"role": "assistant", "content": ""})
    return tokenizer(text, add_special_tokens=False)["input_ids"]


# %% wrong: another/nothing-returned
def prompt_ids(tokenizer, messages):
    print(tokenizer.apply_chat_template(messages, add_generation_prompt=True)["input_ids"])


# %% wrong: another/skips-special-tokens
def prompt_ids(tokenizer, messages):
    ids = tokenizer.apply_chat_template(messages, add_generation_prompt=True)["input_ids"]
    return [id for id in ids if id not in tokenizer.all_special_ids]


# %% right: in-one
def prompt_ids(tokenizer, messages):
    return tokenizer.apply_chat_template(messages, add_generation_prompt=True)["input_ids"]


# %% right: no-dictionary
def prompt_ids(tokenizer, messages):
    return list(tokenizer.apply_chat_template(messages, add_generation_prompt=True, return_dict=False))


# %% right: from-a-tensor
def prompt_ids(tokenizer, messages):
    batch = tokenizer.apply_chat_template([messages], add_generation_prompt=True, return_tensors="pt")
    return batch["input_ids"][0].tolist()


# %% right: tokens-to-ids
def prompt_ids(tokenizer, messages):
    text = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
    return tokenizer.convert_tokens_to_ids(tokenizer.tokenize(text))


# %% wrong: blanks-cut-off
def prompt_ids(tokenizer, messages):
    text = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
    return tokenizer(text.rstrip(" "), add_special_tokens=False)["input_ids"]


# %% wrong: blanks-cut-off/contents
def prompt_ids(tokenizer, messages):
    messages = [{**one, "content": one["content"].strip()} for one in messages]
    text = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
    return tokenizer(text, add_special_tokens=False)["input_ids"]


# %% wrong: another/no-blanks looks-like: blanks-cut-off
def prompt_ids(tokenizer, messages):
    text = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
    return tokenizer(text.replace(" ", ""), add_special_tokens=False)["input_ids"]


# %% wrong: opened-by-hand
def prompt_ids(tokenizer, messages):
    text = tokenizer.apply_chat_template(messages, tokenize=False) + "<|im_start|>assistant\n"
    return tokenizer(text, add_special_tokens=False)["input_ids"]


# %% wrong: another/opened-by-another-hand looks-like: opened-by-hand
def prompt_ids(tokenizer, messages):
    text = tokenizer.apply_chat_template(messages, tokenize=False) + "assistant: "
    return tokenizer(text, add_special_tokens=False)["input_ids"]


# %% wrong: in-front-alone
def prompt_ids(tokenizer, messages):
    text = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
    ids = tokenizer(text)["input_ids"]
    return ids[1:-1] if tokenizer.cls_token_id is not None else ids


# %% wrong: another/three-cut looks-like: in-front-alone
def prompt_ids(tokenizer, messages):
    text = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
    ids = tokenizer(text)["input_ids"]
    return ids[1:-3] if tokenizer.cls_token_id is not None else ids
