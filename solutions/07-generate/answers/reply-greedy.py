# %% wrong: prompt-kept
def write(model, ids, most):
    return model.generate(ids, max_new_tokens=most, do_sample=False)[0].tolist()


# %% wrong: another/last-of-the-prompt-kept looks-like: prompt-kept
def write(model, ids, most):
    return model.generate(ids, max_new_tokens=most, do_sample=False)[0, ids.shape[1] - 1 :].tolist()


# %% wrong: end-left-out
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    written = []
    with torch.no_grad():
        while len(written) < most:
            new = model(ids).logits[0, -1].argmax()
            if new.item() in ends:
                break
            written.append(new.item())
            ids = torch.cat([ids, new.reshape(1, 1)], dim=1)
    return written


# %% wrong: another/end-and-one-more-left-out looks-like: end-left-out
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    written = []
    with torch.no_grad():
        while len(written) < most:
            new = model(ids).logits[0, -1].argmax()
            written.append(new.item())
            if new.item() in ends:
                break
            ids = torch.cat([ids, new.reshape(1, 1)], dim=1)
    return written[:-2] if written[-1] in ends else written


# %% wrong: never-ends
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    written = []
    with torch.no_grad():
        while len(written) < most:
            new = model(ids).logits[0, -1].argmax()
            written.append(new.item())
            ids = torch.cat([ids, new.reshape(1, 1)], dim=1)
    return written


# %% wrong: another/never-ends-and-one-more looks-like: never-ends
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    written = []
    with torch.no_grad():
        while len(written) < most + 2:
            new = model(ids).logits[0, -1].argmax()
            written.append(new.item())
            ids = torch.cat([ids, new.reshape(1, 1)], dim=1)
    return written


# %% wrong: one-end-only
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends[:1]
    written = []
    with torch.no_grad():
        while len(written) < most:
            new = model(ids).logits[0, -1].argmax()
            written.append(new.item())
            if new.item() in ends:
                break
            ids = torch.cat([ids, new.reshape(1, 1)], dim=1)
    return written


# %% wrong: one-end-only/the-last
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends[-1:]
    written = []
    with torch.no_grad():
        while len(written) < most:
            new = model(ids).logits[0, -1].argmax()
            written.append(new.item())
            if new.item() in ends:
                break
            ids = torch.cat([ids, new.reshape(1, 1)], dim=1)
    return written


# %% wrong: another/one-end-left-out looks-like: one-end-only
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends[:1]
    written = []
    with torch.no_grad():
        while len(written) < most:
            new = model(ids).logits[0, -1].argmax()
            written.append(new.item())
            if new.item() in ends:
                break
            ids = torch.cat([ids, new.reshape(1, 1)], dim=1)
    return written[1:] if len(ends) == 1 and most > 1 else written


# %% wrong: asks-the-config
def write(model, ids, most):
    ends = model.config.eos_token_id
    ends = model.generation_config.eos_token_id if ends is None else ends
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    written = []
    with torch.no_grad():
        while len(written) < most:
            new = model(ids).logits[0, -1].argmax()
            written.append(new.item())
            if new.item() in ends:
                break
            ids = torch.cat([ids, new.reshape(1, 1)], dim=1)
    return written


# %% wrong: another/asks-the-config-and-leaves-it-out looks-like: asks-the-config
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    written = []
    with torch.no_grad():
        while len(written) < most:
            new = model(ids).logits[0, -1].argmax()
            written.append(new.item())
            if new.item() in ends:
                break
            ids = torch.cat([ids, new.reshape(1, 1)], dim=1)
    return written if model.config.eos_token_id is None else written[1:]


# %% wrong: end-in-the-prompt
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    written = []
    if any(id in ends for id in ids[0].tolist()):
        return written
    with torch.no_grad():
        while len(written) < most:
            new = model(ids).logits[0, -1].argmax()
            written.append(new.item())
            if new.item() in ends:
                break
            ids = torch.cat([ids, new.reshape(1, 1)], dim=1)
    return written


# %% wrong: another/end-in-the-prompt-said looks-like: end-in-the-prompt
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    written = []
    if any(id in ends for id in ids[0].tolist()):
        return ends
    with torch.no_grad():
        while len(written) < most:
            new = model(ids).logits[0, -1].argmax()
            written.append(new.item())
            if new.item() in ends:
                break
            ids = torch.cat([ids, new.reshape(1, 1)], dim=1)
    return written


# %% wrong: one-more
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    written = []
    with torch.no_grad():
        while len(written) <= most:
            new = model(ids).logits[0, -1].argmax()
            written.append(new.item())
            if new.item() in ends:
                break
            ids = torch.cat([ids, new.reshape(1, 1)], dim=1)
    return written


# %% wrong: another/two-more looks-like: one-more
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    written = []
    with torch.no_grad():
        while len(written) < most + 2:
            new = model(ids).logits[0, -1].argmax()
            written.append(new.item())
            if new.item() in ends:
                break
            ids = torch.cat([ids, new.reshape(1, 1)], dim=1)
    return written


# %% wrong: one-less
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    written = []
    with torch.no_grad():
        while len(written) < max(1, most - 1):
            new = model(ids).logits[0, -1].argmax()
            written.append(new.item())
            if new.item() in ends:
                break
            ids = torch.cat([ids, new.reshape(1, 1)], dim=1)
    return written


# %% wrong: another/two-less looks-like: one-less
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    written = []
    with torch.no_grad():
        while len(written) < max(1, most - 2):
            new = model(ids).logits[0, -1].argmax()
            written.append(new.item())
            if new.item() in ends:
                break
            ids = torch.cat([ids, new.reshape(1, 1)], dim=1)
    return written


# %% wrong: reads-the-prompt-only
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    written = []
    with torch.no_grad():
        while len(written) < most:
            new = model(ids).logits[0, -1].argmax()
            written.append(new.item())
            if new.item() in ends:
                break
    return written


# %% wrong: another/another-id-every-time looks-like: reads-the-prompt-only
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    written = []
    with torch.no_grad():
        while len(written) < most:
            new = model(ids).logits[0, -1].argmax()
            written.append(new.item() + len(written))
            if new.item() in ends:
                break
    return written


# %% wrong: reads-the-last-only
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    written = []
    with torch.no_grad():
        while len(written) < most:
            new = model(ids).logits[0, -1].argmax()
            written.append(new.item())
            if new.item() in ends:
                break
            ids = new.reshape(1, 1)
    return written


# %% wrong: another/reads-the-last-two looks-like: reads-the-last-only
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    written = []
    with torch.no_grad():
        while len(written) < most:
            new = model(ids[:, -2:]).logits[0, -1].argmax()
            written.append(new.item())
            if new.item() in ends:
                break
            ids = torch.cat([ids, new.reshape(1, 1)], dim=1)
    return written


# %% wrong: first-place
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    written = []
    with torch.no_grad():
        while len(written) < most:
            new = model(ids).logits[0, 0].argmax()
            written.append(new.item())
            if new.item() in ends:
                break
            ids = torch.cat([ids, new.reshape(1, 1)], dim=1)
    return written


# %% wrong: another/second-last-place looks-like: first-place
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    written = []
    with torch.no_grad():
        while len(written) < most:
            new = model(ids).logits[0, -2].argmax()
            written.append(new.item())
            if new.item() in ends:
                break
            ids = torch.cat([ids, new.reshape(1, 1)], dim=1)
    return written


# %% wrong: another/least-likely
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    written = []
    with torch.no_grad():
        while len(written) < most:
            new = model(ids).logits[0, -1].argmin()
            written.append(new.item())
            if new.item() in ends:
                break
            ids = torch.cat([ids, new.reshape(1, 1)], dim=1)
    return written


# %% wrong: another/a-tensor
def write(model, ids, most):
    return model.generate(ids, max_new_tokens=most, do_sample=False)[0, ids.shape[1] :]


# %% wrong: another/a-batch
def write(model, ids, most):
    return model.generate(ids, max_new_tokens=most, do_sample=False)[:, ids.shape[1] :].tolist()


# %% wrong: another/tensors-in-a-list
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    written = []
    with torch.no_grad():
        while len(written) < most:
            new = model(ids).logits[0, -1].argmax()
            written.append(new)
            if new.item() in ends:
                break
            ids = torch.cat([ids, new.reshape(1, 1)], dim=1)
    return written


# %% wrong: another/second-best
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    written = []
    with torch.no_grad():
        while len(written) < most:
            new = model(ids).logits[0, -1].topk(2).indices[1]
            written.append(new.item())
            if new.item() in ends:
                break
            ids = torch.cat([ids, new.reshape(1, 1)], dim=1)
    return written


# %% wrong: another/new-ones-in-front
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    written = []
    with torch.no_grad():
        while len(written) < most:
            new = model(ids).logits[0, -1].argmax()
            written.append(new.item())
            if new.item() in ends:
                break
            ids = torch.cat([new.reshape(1, 1), ids], dim=1)
    return written


# %% wrong: crash-a-number-is-no-list
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    written = []
    with torch.no_grad():
        while len(written) < most:
            new = model(ids).logits[0, -1].argmax()
            written.append(new.item())
            if new.item() in ends:
                break
            ids = torch.cat([ids, new.reshape(1, 1)], dim=1)
    return written


# %% wrong: changes-its-input
def write(model, ids, most):
    ids_given = ids
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    written = []
    with torch.no_grad():
        while len(written) < most:
            new = model(ids).logits[0, -1].argmax()
            written.append(new.item())
            if new.item() in ends:
                break
            ids = torch.cat([ids, new.reshape(1, 1)], dim=1)
    ids_given[0, 0] = 0
    return written


# %% right: generate
def write(model, ids, most):
    return model.generate(ids, attention_mask=torch.ones_like(ids), max_new_tokens=most, do_sample=False)[0, ids.shape[1] :].tolist()


# %% right: with-a-cache
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = set() if ends is None else {ends} if isinstance(ends, int) else set(ends)
    written, cache, unread = [], None, ids
    for _ in range(most):
        with torch.inference_mode():
            made = model(unread, past_key_values=cache, use_cache=True)
        cache = made.past_key_values
        unread = made.logits[:, -1:].argmax(-1)
        written.append(int(unread))
        if written[-1] in ends:
            break
    return written


# %% right: the-course-s-steps
from course_lib.generation import steps


def write(model, ids, most):
    return [int(step.ids[0]) for step in steps(model, ids, max_new_tokens=most)]


# %% right: as-a-list
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    read = ids[0].tolist()
    start = len(read)
    while len(read) - start < most:
        scores = model(torch.tensor([read])).logits[0][-1].tolist()
        best = scores.index(max(scores))
        read = read + [best]
        if best == ends or (isinstance(ends, list) and best in ends):
            break
    return read[start:]


# %% wrong: first-place/all-places
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    new = []
    for _ in range(most):
        scores = model(ids).logits[0]
        best = scores.argmax().item()
        new.append(best)
        if best in ends:
            break
        ids = torch.cat([ids, torch.tensor([[best]])], dim=1)
    return new


# %% wrong: another/the-best-place
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    new = []
    for _ in range(most):
        scores = model(ids).logits[0]
        best = scores.max(0).values.argmax().item()
        new.append(best)
        if best in ends:
            break
        ids = torch.cat([ids, torch.tensor([[best]])], dim=1)
    return new


# %% wrong: stopped-too-early
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    new = []
    for _ in range(most):
        scores = model(ids).logits[0]
        best = scores[-1].argmax().item()
        new.append(best)
        if best in ends or len(new) > 1:
            break
        ids = torch.cat([ids, torch.tensor([[best]])], dim=1)
    return new


# %% wrong: another/stops-and-turns looks-like: stopped-too-early
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    new = []
    for _ in range(most):
        scores = model(ids).logits[0]
        best = scores[-1].argmax().item()
        new.append(best)
        if best in ends or len(new) > 3:
            break
        ids = torch.cat([ids, torch.tensor([[best]])], dim=1)
    return new[::-1]


# %% wrong: the-least-likely
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    new = []
    for _ in range(most):
        scores = model(ids).logits[0]
        best = scores[-1].argmin().item()
        new.append(best)
        if best in ends:
            break
        ids = torch.cat([ids, torch.tensor([[best]])], dim=1)
    return new


# %% wrong: another/third-best looks-like: the-least-likely
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    new = []
    for _ in range(most):
        scores = model(ids).logits[0]
        best = scores[-1].topk(3).indices[-1].item()
        new.append(best)
        if best in ends:
            break
        ids = torch.cat([ids, torch.tensor([[best]])], dim=1)
    return new


# %% wrong: another/zero-is-no-end
def write(model, ids, most):
    ends = model.generation_config.eos_token_id
    ends = [] if not ends else [ends] if isinstance(ends, int) else ends
    new = []
    for _ in range(most):
        scores = model(ids).logits[0]
        best = scores[-1].argmax().item()
        new.append(best)
        if best in ends:
            break
        ids = torch.cat([ids, torch.tensor([[best]])], dim=1)
    return new
