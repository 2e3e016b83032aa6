# %% wrong: decoded-not-cut
def find_answer(tokenizer, model, question, context, size, shared):
    encoding = tokenizer(
        question, context, truncation="only_second", max_length=size, stride=shared,
        return_overflowing_tokens=True, return_offsets_mapping=True, padding=True, return_tensors="pt",
    )
    encoding.pop("overflow_to_sample_mapping")
    offsets = encoding.pop("offset_mapping").tolist()
    output = model(**encoding)
    best, answer = float("-inf"), ""
    for row in range(len(offsets)):
        sides = encoding.sequence_ids(row)
        starts, ends = output.start_logits[row], output.end_logits[row]
        for first in range(len(sides)):
            for last in range(first, min(first + 15, len(sides))):
                if sides[first] == sides[last] == 1 and starts[first] + ends[last] > best:
                    best = starts[first] + ends[last]
                    answer = tokenizer.decode(encoding["input_ids"][row][first : last + 1])
    return answer


# %% wrong: last-token-missing
def find_answer(tokenizer, model, question, context, size, shared):
    encoding = tokenizer(
        question, context, truncation="only_second", max_length=size, stride=shared,
        return_overflowing_tokens=True, return_offsets_mapping=True, padding=True, return_tensors="pt",
    )
    encoding.pop("overflow_to_sample_mapping")
    offsets = encoding.pop("offset_mapping").tolist()
    output = model(**encoding)
    best, answer = float("-inf"), ""
    for row in range(len(offsets)):
        sides = encoding.sequence_ids(row)
        starts, ends = output.start_logits[row], output.end_logits[row]
        for first in range(len(sides)):
            for last in range(first, min(first + 15, len(sides))):
                if sides[first] == sides[last] == 1 and starts[first] + ends[last] > best:
                    best = starts[first] + ends[last]
                    answer = context[offsets[row][first][0] : offsets[row][last][0]]
    return answer


# %% wrong: question-not-left-out
def find_answer(tokenizer, model, question, context, size, shared):
    encoding = tokenizer(
        question, context, truncation="only_second", max_length=size, stride=shared,
        return_overflowing_tokens=True, return_offsets_mapping=True, padding=True, return_tensors="pt",
    )
    encoding.pop("overflow_to_sample_mapping")
    offsets = encoding.pop("offset_mapping").tolist()
    output = model(**encoding)
    best, answer = float("-inf"), ""
    for row in range(len(offsets)):
        sides = encoding.sequence_ids(row)
        starts, ends = output.start_logits[row], output.end_logits[row]
        for first in range(len(sides)):
            for last in range(first, min(first + 15, len(sides))):
                if starts[first] + ends[last] > best:
                    best = starts[first] + ends[last]
                    answer = context[offsets[row][first][0] : offsets[row][last][1]]
    return answer


# %% wrong: first-window-only
def find_answer(tokenizer, model, question, context, size, shared):
    encoding = tokenizer(
        question, context, truncation="only_second", max_length=size, stride=shared,
        return_overflowing_tokens=True, return_offsets_mapping=True, padding=True, return_tensors="pt",
    )
    encoding.pop("overflow_to_sample_mapping")
    offsets = encoding.pop("offset_mapping").tolist()
    output = model(**encoding)
    best, answer = float("-inf"), ""
    for row in range(1):
        sides = encoding.sequence_ids(row)
        starts, ends = output.start_logits[row], output.end_logits[row]
        for first in range(len(sides)):
            for last in range(first, min(first + 15, len(sides))):
                if sides[first] == sides[last] == 1 and starts[first] + ends[last] > best:
                    best = starts[first] + ends[last]
                    answer = context[offsets[row][first][0] : offsets[row][last][1]]
    return answer


# %% wrong: last-window-wins
def find_answer(tokenizer, model, question, context, size, shared):
    encoding = tokenizer(
        question, context, truncation="only_second", max_length=size, stride=shared,
        return_overflowing_tokens=True, return_offsets_mapping=True, padding=True, return_tensors="pt",
    )
    encoding.pop("overflow_to_sample_mapping")
    offsets = encoding.pop("offset_mapping").tolist()
    output = model(**encoding)
    best, answer = float("-inf"), ""
    for row in range(len(offsets)):
        best = float("-inf")
        sides = encoding.sequence_ids(row)
        starts, ends = output.start_logits[row], output.end_logits[row]
        for first in range(len(sides)):
            for last in range(first, min(first + 15, len(sides))):
                if sides[first] == sides[last] == 1 and starts[first] + ends[last] > best:
                    best = starts[first] + ends[last]
                    answer = context[offsets[row][first][0] : offsets[row][last][1]]
    return answer


# %% wrong: surest-window
def find_answer(tokenizer, model, question, context, size, shared):
    encoding = tokenizer(
        question, context, truncation="only_second", max_length=size, stride=shared,
        return_overflowing_tokens=True, return_offsets_mapping=True, padding=True, return_tensors="pt",
    )
    encoding.pop("overflow_to_sample_mapping")
    offsets = encoding.pop("offset_mapping").tolist()
    output = model(**encoding)
    best, answer = float("-inf"), ""
    for row in range(len(offsets)):
        sides = encoding.sequence_ids(row)
        starts, ends = output.start_logits[row].log_softmax(0), output.end_logits[row].log_softmax(0)
        for first in range(len(sides)):
            for last in range(first, min(first + 15, len(sides))):
                if sides[first] == sides[last] == 1 and starts[first] + ends[last] > best:
                    best = starts[first] + ends[last]
                    answer = context[offsets[row][first][0] : offsets[row][last][1]]
    return answer


# %% wrong: surest-window/only-inside
def find_answer(tokenizer, model, question, context, size, shared):
    encoding = tokenizer(
        question, context, truncation="only_second", max_length=size, stride=shared,
        return_overflowing_tokens=True, return_offsets_mapping=True, padding=True, return_tensors="pt",
    )
    encoding.pop("overflow_to_sample_mapping")
    offsets = encoding.pop("offset_mapping").tolist()
    output = model(**encoding)
    best, answer = float("-inf"), ""
    for row in range(len(offsets)):
        sides = encoding.sequence_ids(row)
        outside = torch.tensor([side != 1 for side in sides])
        starts = output.start_logits[row].masked_fill(outside, -1e4).log_softmax(0)
        ends = output.end_logits[row].masked_fill(outside, -1e4).log_softmax(0)
        for first in range(len(sides)):
            for last in range(first, min(first + 15, len(sides))):
                if sides[first] == sides[last] == 1 and starts[first] + ends[last] > best:
                    best = starts[first] + ends[last]
                    answer = context[offsets[row][first][0] : offsets[row][last][1]]
    return answer


# %% wrong: longer-than-allowed
def find_answer(tokenizer, model, question, context, size, shared):
    encoding = tokenizer(
        question, context, truncation="only_second", max_length=size, stride=shared,
        return_overflowing_tokens=True, return_offsets_mapping=True, padding=True, return_tensors="pt",
    )
    encoding.pop("overflow_to_sample_mapping")
    offsets = encoding.pop("offset_mapping").tolist()
    output = model(**encoding)
    best, answer = float("-inf"), ""
    for row in range(len(offsets)):
        sides = encoding.sequence_ids(row)
        starts, ends = output.start_logits[row], output.end_logits[row]
        for first in range(len(sides)):
            for last in range(first, len(sides)):
                if sides[first] == sides[last] == 1 and starts[first] + ends[last] > best:
                    best = starts[first] + ends[last]
                    answer = context[offsets[row][first][0] : offsets[row][last][1]]
    return answer


# %% wrong: each-by-itself
def find_answer(tokenizer, model, question, context, size, shared):
    encoding = tokenizer(
        question, context, truncation="only_second", max_length=size, stride=shared,
        return_overflowing_tokens=True, return_offsets_mapping=True, padding=True, return_tensors="pt",
    )
    encoding.pop("overflow_to_sample_mapping")
    offsets = encoding.pop("offset_mapping").tolist()
    output = model(**encoding)
    best, answer = float("-inf"), ""
    for row in range(len(offsets)):
        outside = torch.tensor([side != 1 for side in encoding.sequence_ids(row)])
        starts = output.start_logits[row].masked_fill(outside, float("-inf"))
        ends = output.end_logits[row].masked_fill(outside, float("-inf"))
        first, last = int(starts.argmax()), int(ends.argmax())
        if starts[first] + ends[last] > best:
            best = starts[first] + ends[last]
            answer = context[offsets[row][first][0] : offsets[row][last][1]]
    return answer


# %% wrong: each-by-itself/too-long-left-out
def find_answer(tokenizer, model, question, context, size, shared):
    encoding = tokenizer(
        question, context, truncation="only_second", max_length=size, stride=shared,
        return_overflowing_tokens=True, return_offsets_mapping=True, padding=True, return_tensors="pt",
    )
    encoding.pop("overflow_to_sample_mapping")
    offsets = encoding.pop("offset_mapping").tolist()
    output = model(**encoding)
    best, answer = float("-inf"), ""
    for row in range(len(offsets)):
        outside = torch.tensor([side != 1 for side in encoding.sequence_ids(row)])
        starts = output.start_logits[row].masked_fill(outside, float("-inf"))
        ends = output.end_logits[row].masked_fill(outside, float("-inf"))
        first, last = int(starts.argmax()), int(ends.argmax())
        if last - first < 15 and starts[first] + ends[last] > best:
            best = starts[first] + ends[last]
            answer = context[offsets[row][first][0] : offsets[row][last][1]]
    return answer


# %% wrong: token-types-missing
def find_answer(tokenizer, model, question, context, size, shared):
    encoding = tokenizer(
        question, context, truncation="only_second", max_length=size, stride=shared,
        return_overflowing_tokens=True, return_offsets_mapping=True, padding=True, return_tensors="pt",
    )
    encoding.pop("overflow_to_sample_mapping")
    offsets = encoding.pop("offset_mapping").tolist()
    output = model(encoding["input_ids"], attention_mask=encoding["attention_mask"])
    best, answer = float("-inf"), ""
    for row in range(len(offsets)):
        sides = encoding.sequence_ids(row)
        starts, ends = output.start_logits[row], output.end_logits[row]
        for first in range(len(sides)):
            for last in range(first, min(first + 15, len(sides))):
                if sides[first] == sides[last] == 1 and starts[first] + ends[last] > best:
                    best = starts[first] + ends[last]
                    answer = context[offsets[row][first][0] : offsets[row][last][1]]
    return answer


# %% wrong: wrong-type
def find_answer(tokenizer, model, question, context, size, shared):
    encoding = tokenizer(
        question, context, truncation="only_second", max_length=size, stride=shared,
        return_overflowing_tokens=True, return_offsets_mapping=True, padding=True, return_tensors="pt",
    )
    encoding.pop("overflow_to_sample_mapping")
    offsets = encoding.pop("offset_mapping").tolist()
    output = model(**encoding)
    best, answer = float("-inf"), ""
    for row in range(len(offsets)):
        sides = encoding.sequence_ids(row)
        starts, ends = output.start_logits[row], output.end_logits[row]
        for first in range(len(sides)):
            for last in range(first, min(first + 15, len(sides))):
                if sides[first] == sides[last] == 1 and starts[first] + ends[last] > best:
                    best = starts[first] + ends[last]
                    answer = context[offsets[row][first][0] : offsets[row][last][1]]
    return {"score": float(best), "answer": answer}


# %% right: extras-left-in
def find_answer(tokenizer, model, question, context, size, shared):
    encoding = tokenizer(
        question, context, truncation="only_second", max_length=size, stride=shared,
        return_overflowing_tokens=True, return_offsets_mapping=True, padding=True, return_tensors="pt",
    )
    offsets = encoding.pop("offset_mapping").tolist()
    output = model(**encoding)
    best, answer = float("-inf"), ""
    for row in range(len(offsets)):
        sides = encoding.sequence_ids(row)
        starts, ends = output.start_logits[row], output.end_logits[row]
        for first in range(len(sides)):
            for last in range(first, min(first + 15, len(sides))):
                if sides[first] == sides[last] == 1 and starts[first] + ends[last] > best:
                    best = starts[first] + ends[last]
                    answer = context[offsets[row][first][0] : offsets[row][last][1]]
    return answer


# %% wrong: another/without-spaces looks-like: decoded-not-cut
def find_answer(tokenizer, model, question, context, size, shared):
    encoding = tokenizer(
        question, context, truncation="only_second", max_length=size, stride=shared,
        return_overflowing_tokens=True, return_offsets_mapping=True, padding=True, return_tensors="pt",
    )
    encoding.pop("overflow_to_sample_mapping")
    offsets = encoding.pop("offset_mapping").tolist()
    output = model(**encoding)
    best, answer = float("-inf"), ""
    for row in range(len(offsets)):
        sides = encoding.sequence_ids(row)
        starts, ends = output.start_logits[row], output.end_logits[row]
        for first in range(len(sides)):
            for last in range(first, min(first + 15, len(sides))):
                if sides[first] == sides[last] == 1 and starts[first] + ends[last] > best:
                    best = starts[first] + ends[last]
                    answer = " ".join(tokenizer.convert_ids_to_tokens(encoding["input_ids"][row][first - 1 : last + 1]))
    return answer


# %% wrong: another/first-token-missing looks-like: last-token-missing
def find_answer(tokenizer, model, question, context, size, shared):
    encoding = tokenizer(
        question, context, truncation="only_second", max_length=size, stride=shared,
        return_overflowing_tokens=True, return_offsets_mapping=True, padding=True, return_tensors="pt",
    )
    encoding.pop("overflow_to_sample_mapping")
    offsets = encoding.pop("offset_mapping").tolist()
    output = model(**encoding)
    best, answer = float("-inf"), ""
    for row in range(len(offsets)):
        sides = encoding.sequence_ids(row)
        starts, ends = output.start_logits[row], output.end_logits[row]
        for first in range(len(sides)):
            for last in range(first, min(first + 15, len(sides))):
                if sides[first] == sides[last] == 1 and starts[first] + ends[last] > best:
                    best = starts[first] + ends[last]
                    answer = context[offsets[row][first][1] : offsets[row][last][1]]
    return answer


# %% wrong: another/the-question looks-like: question-not-left-out
def find_answer(tokenizer, model, question, context, size, shared):
    encoding = tokenizer(
        question, context, truncation="only_second", max_length=size, stride=shared,
        return_overflowing_tokens=True, return_offsets_mapping=True, padding=True, return_tensors="pt",
    )
    encoding.pop("overflow_to_sample_mapping")
    offsets = encoding.pop("offset_mapping").tolist()
    output = model(**encoding)
    best, answer = float("-inf"), ""
    for row in range(len(offsets)):
        sides = encoding.sequence_ids(row)
        starts, ends = output.start_logits[row], output.end_logits[row]
        for first in range(len(sides)):
            for last in range(first, min(first + 15, len(sides))):
                if sides[first] == sides[last] == 1 and starts[first] + ends[last] > best:
                    best = starts[first] + ends[last]
                    answer = context[offsets[row][first][0] : offsets[row][last][1]]
    return question


# %% wrong: another/not-the-first-window looks-like: first-window-only
def find_answer(tokenizer, model, question, context, size, shared):
    encoding = tokenizer(
        question, context, truncation="only_second", max_length=size, stride=shared,
        return_overflowing_tokens=True, return_offsets_mapping=True, padding=True, return_tensors="pt",
    )
    encoding.pop("overflow_to_sample_mapping")
    offsets = encoding.pop("offset_mapping").tolist()
    output = model(**encoding)
    best, answer = float("-inf"), ""
    for row in range(1, len(offsets)):
        sides = encoding.sequence_ids(row)
        starts, ends = output.start_logits[row], output.end_logits[row]
        for first in range(len(sides)):
            for last in range(first, min(first + 15, len(sides))):
                if sides[first] == sides[last] == 1 and starts[first] + ends[last] > best:
                    best = starts[first] + ends[last]
                    answer = context[offsets[row][first][0] : offsets[row][last][1]]
    return answer


# %% wrong: another/not-the-last-window looks-like: last-window-wins
def find_answer(tokenizer, model, question, context, size, shared):
    encoding = tokenizer(
        question, context, truncation="only_second", max_length=size, stride=shared,
        return_overflowing_tokens=True, return_offsets_mapping=True, padding=True, return_tensors="pt",
    )
    encoding.pop("overflow_to_sample_mapping")
    offsets = encoding.pop("offset_mapping").tolist()
    output = model(**encoding)
    best, answer = float("-inf"), ""
    for row in range(max(1, len(offsets) - 2)):
        sides = encoding.sequence_ids(row)
        starts, ends = output.start_logits[row], output.end_logits[row]
        for first in range(len(sides)):
            for last in range(first, min(first + 15, len(sides))):
                if sides[first] == sides[last] == 1 and starts[first] + ends[last] > best:
                    best = starts[first] + ends[last]
                    answer = context[offsets[row][first][0] : offsets[row][last][1]]
    return answer


# %% wrong: another/the-lowest looks-like: surest-window
def find_answer(tokenizer, model, question, context, size, shared):
    encoding = tokenizer(
        question, context, truncation="only_second", max_length=size, stride=shared,
        return_overflowing_tokens=True, return_offsets_mapping=True, padding=True, return_tensors="pt",
    )
    encoding.pop("overflow_to_sample_mapping")
    offsets = encoding.pop("offset_mapping").tolist()
    output = model(**encoding)
    best, answer = float("inf"), ""
    for row in range(len(offsets)):
        sides = encoding.sequence_ids(row)
        starts, ends = output.start_logits[row], output.end_logits[row]
        for first in range(len(sides)):
            for last in range(first, min(first + 15, len(sides))):
                if sides[first] == sides[last] == 1 and starts[first] + ends[last] < best:
                    best = starts[first] + ends[last]
                    answer = context[offsets[row][first][0] : offsets[row][last][1]]
    return answer


# %% wrong: another/one-token-always looks-like: longer-than-allowed
def find_answer(tokenizer, model, question, context, size, shared):
    encoding = tokenizer(
        question, context, truncation="only_second", max_length=size, stride=shared,
        return_overflowing_tokens=True, return_offsets_mapping=True, padding=True, return_tensors="pt",
    )
    encoding.pop("overflow_to_sample_mapping")
    offsets = encoding.pop("offset_mapping").tolist()
    output = model(**encoding)
    best, answer = float("-inf"), ""
    for row in range(len(offsets)):
        sides = encoding.sequence_ids(row)
        starts, ends = output.start_logits[row], output.end_logits[row]
        for first in range(len(sides)):
            for last in range(first, min(first + 1, len(sides))):
                if sides[first] == sides[last] == 1 and starts[first] + ends[last] > best:
                    best = starts[first] + ends[last]
                    answer = context[offsets[row][first][0] : offsets[row][last][1]]
    return answer


# %% wrong: another/fifteen-tokens looks-like: each-by-itself
def find_answer(tokenizer, model, question, context, size, shared):
    encoding = tokenizer(
        question, context, truncation="only_second", max_length=size, stride=shared,
        return_overflowing_tokens=True, return_offsets_mapping=True, padding=True, return_tensors="pt",
    )
    encoding.pop("overflow_to_sample_mapping")
    offsets = encoding.pop("offset_mapping").tolist()
    output = model(**encoding)
    best, answer = float("-inf"), ""
    for row in range(len(offsets)):
        sides = encoding.sequence_ids(row)
        starts, ends = output.start_logits[row], output.end_logits[row]
        for first in range(len(sides)):
            for last in range(first, min(first + 15, len(sides))):
                if sides[first] == sides[last] == 1 and starts[first] + ends[last] > best:
                    best = starts[first] + ends[last]
                    answer = context[offsets[row][first][0] : offsets[row][last][1]][::-1]
    return answer


# %% wrong: another/mask-missing looks-like: token-types-missing
def find_answer(tokenizer, model, question, context, size, shared):
    encoding = tokenizer(
        question, context, truncation="only_second", max_length=size, stride=shared,
        return_overflowing_tokens=True, return_offsets_mapping=True, padding=True, return_tensors="pt",
    )
    encoding.pop("overflow_to_sample_mapping")
    offsets = encoding.pop("offset_mapping").tolist()
    output = model(encoding["input_ids"], token_type_ids=1 - encoding["token_type_ids"])
    best, answer = float("-inf"), ""
    for row in range(len(offsets)):
        sides = encoding.sequence_ids(row)
        starts, ends = output.start_logits[row], output.end_logits[row]
        for first in range(len(sides)):
            for last in range(first, min(first + 15, len(sides))):
                if sides[first] == sides[last] == 1 and starts[first] + ends[last] > best:
                    best = starts[first] + ends[last]
                    answer = context[offsets[row][first][0] : offsets[row][last][1]]
    return answer


# %% right: one-window-at-a-time
def find_answer(tokenizer, model, question, context, size, shared):
    made = tokenizer(
        question, context, truncation="only_second", max_length=size, stride=shared,
        return_overflowing_tokens=True, return_offsets_mapping=True,
    )
    found = []
    for row, offsets in enumerate(made["offset_mapping"]):
        inputs = {name: torch.tensor([made[name][row]]) for name in ("input_ids", "token_type_ids", "attention_mask")}
        with torch.no_grad():
            output = model(**inputs)
        places = [place for place, side in enumerate(made.sequence_ids(row)) if side == 1]
        for first in places:
            for last in places:
                if first <= last < first + 15:
                    score = float(output.start_logits[0, first] + output.end_logits[0, last])
                    found.append((score, offsets[first][0], offsets[last][1]))
    _, start, end = max(found)
    return context[start:end]


# %% right: with-tensors
def find_answer(tokenizer, model, question, context, size, shared):
    encoding = tokenizer(
        question, context, truncation="only_second", max_length=size, stride=shared,
        return_overflowing_tokens=True, return_offsets_mapping=True, padding="max_length", return_tensors="pt",
    )
    offsets = encoding["offset_mapping"]
    inputs = {name: encoding[name] for name in tokenizer.model_input_names}
    with torch.inference_mode():
        output = model(**inputs)
    rows = range(len(offsets))
    inside = torch.tensor([[side == 1 for side in encoding.sequence_ids(row)] for row in rows])
    pairs = output.start_logits[:, :, None] + output.end_logits[:, None, :]
    allowed = (inside[:, :, None] & inside[:, None, :]).triu().tril(14)
    place = int(pairs.masked_fill(~allowed, float("-inf")).argmax())
    row, rest = divmod(place, pairs.shape[1] * pairs.shape[2])
    first, last = divmod(rest, pairs.shape[2])
    return context[int(offsets[row, first, 0]) : int(offsets[row, last, 1])]


# %% wrong: crash-none-at-the-start
def find_answer(tokenizer, model, question, context, size, shared):
    made = tokenizer(
        question, context, truncation="only_second", max_length=size, stride=shared,
        return_overflowing_tokens=True, return_offsets_mapping=True, padding=True,
    )
    output = model(**made)
    return context[: int(output.start_logits[0].argmax())]


# %% wrong: question-not-left-out/no-windows
def find_answer(tokenizer, model, question, context, size, shared):
    encoding = tokenizer(
        question, context, truncation=True, max_length=size, return_tensors="pt", return_offsets_mapping=True
    )
    offsets = encoding.pop("offset_mapping")[0]
    output = model(**encoding)
    first, last = int(output.start_logits[0].argmax()), int(output.end_logits[0].argmax())
    return context[int(offsets[first][0]) : int(offsets[last][1])]
