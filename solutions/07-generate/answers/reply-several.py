# %% wrong: prompt-kept
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=False)
    return tokenizer.batch_decode(output, skip_special_tokens=True)


# %% wrong: another/a-part-of-the-prompt looks-like: prompt-kept
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=False)
    return tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] - 2 :], skip_special_tokens=True)


# %% wrong: special-tokens-kept
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=False)
    return tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :])


# %% wrong: another/special-tokens-and-prompt-kept looks-like: special-tokens-kept
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=False)
    return tokenizer.batch_decode(output)


# %% wrong: order-lost
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in reversed(talks)]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=False)
    return tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)


# %% wrong: another/first-for-all looks-like: order-lost
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=False)
    found = tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)
    return found[:1] * len(found)


# %% wrong: no-place-for-the-answer
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=False)
    return tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)


# %% wrong: another/another-role-opened looks-like: no-place-for-the-answer
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=False) + '<|im_start|>user\n' for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=False)
    return tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)


# %% wrong: drawn-by-chance
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=True, temperature=5.0)
    return tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)


# %% wrong: drawn-by-chance/not-said
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most)
    return tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)


# %% wrong: another/not-by-chance looks-like: drawn-by-chance
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=1, do_sample=False)
    return tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)


# %% wrong: padded-on-the-right
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=False)
    return tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)


# %% wrong: another/no-mask-on-the-left looks-like: padded-on-the-right
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=False)
    found = tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)
    return [text[1:] for text in found]


# %% wrong: longer-than-asked
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=16, do_sample=False)
    return tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)


# %% wrong: another/longer-with-more looks-like: longer-than-asked
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=False)
    found = tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)
    return [text + '!' * 3 if len(text) % 2 else text[:-1] for text in found]


# %% wrong: shorter-than-asked
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=3, do_sample=False)
    return tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)


# %% wrong: another/first-character-cut looks-like: shorter-than-asked
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=False)
    found = tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)
    return [text[2:] for text in found]


# %% wrong: template-left-out
def answer_all(tokenizer, model, talks, most):
    texts = [talk[-1]["content"] for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=False)
    return tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)


# %% wrong: another/template-of-its-own looks-like: template-left-out
def answer_all(tokenizer, model, talks, most):
    texts = ["User: " + talk[-1]["content"] + "\nAssistant:" for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=False)
    return tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)


# %% wrong: not-in-one-call
def answer_all(tokenizer, model, talks, most):
    answers = []
    for talk in talks:
        inputs = tokenizer.apply_chat_template(talk, add_generation_prompt=True, return_tensors="pt")
        output = model.generate(**inputs, max_new_tokens=most, do_sample=False)
        answers.append(tokenizer.decode(output[0, inputs["input_ids"].shape[1] :], skip_special_tokens=True))
    return answers


# %% wrong: another/one-by-one-and-cut looks-like: not-in-one-call
def answer_all(tokenizer, model, talks, most):
    answers = []
    for talk in talks:
        inputs = tokenizer.apply_chat_template(talk, add_generation_prompt=True, return_tensors="pt")
        output = model.generate(**inputs, max_new_tokens=most, do_sample=False)
        answers.append(tokenizer.decode(output[0, inputs["input_ids"].shape[1] + 1 :], skip_special_tokens=True))
    return answers


# %% wrong: mask-left-out
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(batch['input_ids'], max_new_tokens=most, do_sample=False)
    return tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)


# %% wrong: another/mask-and-prompt-left looks-like: mask-left-out
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(batch['input_ids'], max_new_tokens=most, do_sample=False)
    return tokenizer.batch_decode(output, skip_special_tokens=True)


# %% wrong: another/ids
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=False)
    return output[:, batch["input_ids"].shape[1] :].tolist()


# %% wrong: another/one-text
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=False)
    found = tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)
    return ''.join(found)


# %% wrong: another/nothing-returned
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=False)
    found = tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)


# %% wrong: crash-no-padding
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=False)
    return tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)


# %% wrong: changes-its-input
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=False)
    answers = tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)
    for talk, answer in zip(talks, answers):
        talk.append({"role": "assistant", "content": answer})
    return answers


# %% right: template-for-all
def answer_all(tokenizer, model, talks, most):
    tokenizer.padding_side = "left"
    batch = tokenizer.apply_chat_template(talks, add_generation_prompt=True, padding=True, return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=False)
    start = batch["input_ids"].shape[1]
    return [tokenizer.decode(row[start:], skip_special_tokens=True) for row in output]


# %% right: by-hand
def answer_all(tokenizer, model, talks, most):
    rows = [tokenizer.apply_chat_template(talk, add_generation_prompt=True)["input_ids"] for talk in talks]
    longest = max(map(len, rows))
    ids = torch.tensor([[tokenizer.pad_token_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    output = model.generate(input_ids=ids, attention_mask=mask, max_new_tokens=most, num_beams=1, do_sample=False)
    ends = model.generation_config.eos_token_id
    texts = []
    for row in output[:, longest:].tolist():
        stop = next((place for place, id in enumerate(row) if id in ends), len(row))
        texts.append(tokenizer.decode(row[:stop]))
    return texts


# %% right: a-pipeline
def answer_all(tokenizer, model, talks, most):
    pipe = pipeline("text-generation", model=model, tokenizer=tokenizer)
    results = pipe(talks, batch_size=len(talks), max_new_tokens=most, do_sample=False)
    return [result[0]["generated_text"][-1]["content"] for result in results]


# %% wrong: last-message-only
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in [talk[-1:] for talk in talks]]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=False)
    found = tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)
    return found


# %% wrong: last-message-only/no-system
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in [[one for one in talk if one["role"] != "system"] for talk in talks]]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=False)
    found = tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)
    return found


# %% wrong: another/first-message-only looks-like: last-message-only
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in [[{"role": "user", "content": "再见"}] if len(talk) > 1 else talk for talk in talks]]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=False)
    found = tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)
    return found


# %% wrong: text-changed
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=False)
    found = tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)
    return [text.split("\n")[0] for text in found]


# %% wrong: text-changed/strip
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=False)
    found = tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)
    return [text.strip() for text in found]


# %% wrong: another/no-line-breaks looks-like: text-changed
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=False)
    found = tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)
    return [text.replace("\n", " ") for text in found]


# %% wrong: too-few
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=False)
    found = tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)
    return list(dict.fromkeys(found))


# %% wrong: another/one-too-many looks-like: too-few
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=False)
    found = tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)
    return found + found[-1:]


# %% wrong: model-not-called
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.model.generate(**batch, max_new_tokens=most, do_sample=False)
    found = tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)
    return found


# %% wrong: another/called-and-told-otherwise looks-like: model-not-called
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(**batch, max_new_tokens=most, do_sample=False)
    found = tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)
    return ["?" for text in found]


# %% wrong: mask-hides-nothing
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(batch["input_ids"], attention_mask=torch.ones_like(batch["input_ids"]), max_new_tokens=most, do_sample=False)
    found = tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)
    return found


# %% wrong: another/mask-and-texts looks-like: mask-hides-nothing
def answer_all(tokenizer, model, talks, most):
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", return_tensors="pt")
    output = model.generate(batch["input_ids"], attention_mask=torch.ones_like(batch["input_ids"]), max_new_tokens=most, do_sample=False)
    found = tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)
    return found[::-1]
