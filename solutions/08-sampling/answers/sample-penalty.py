# %% wrong: nothing-changed
def penalised(scores, prompt, written, penalty):
    for score in scores:
        score = score / penalty
    return scores


# %% wrong: prompt-forgotten
def penalised(scores, prompt, written, penalty):
    changed = scores.clone()
    for id in set(written):
        changed[id] = scores[id] / penalty if scores[id] > 0 else scores[id] * penalty
    return changed


# %% wrong: written-forgotten
def penalised(scores, prompt, written, penalty):
    changed = scores.clone()
    for id in set(prompt):
        changed[id] = scores[id] / penalty if scores[id] > 0 else scores[id] * penalty
    return changed


# %% wrong: counted-again
def penalised(scores, prompt, written, penalty):
    changed = scores.clone()
    for id in prompt + written:
        changed[id] = changed[id] / penalty if changed[id] > 0 else changed[id] * penalty
    return changed


# %% wrong: negative-divided
def penalised(scores, prompt, written, penalty):
    changed = scores.clone()
    ids = list(set(prompt) | set(written))
    changed[ids] = changed[ids] / penalty
    return changed


# %% wrong: rewarded
def penalised(scores, prompt, written, penalty):
    changed = scores.clone()
    for id in {*prompt, *written}:
        changed[id] = scores[id] * penalty if scores[id] > 0 else scores[id] / penalty
    return changed


# %% wrong: rewarded/always-multiplied
def penalised(scores, prompt, written, penalty):
    changed = scores.clone()
    changed[list({*prompt, *written})] *= penalty
    return changed


# %% wrong: subtracted
def penalised(scores, prompt, written, penalty):
    changed = scores.clone()
    changed[list({*prompt, *written})] -= penalty
    return changed


# %% wrong: always-worse
def penalised(scores, prompt, written, penalty):
    changed = scores.clone()
    for id in {*prompt, *written}:
        changed[id] = min(scores[id] / penalty, scores[id] * penalty)
    return changed


# %% wrong: another/a-penalty-of-one-at-least looks-like: always-worse
def penalised(scores, prompt, written, penalty):
    changed = scores.clone()
    for id in {*prompt, *written}:
        changed[id] = scores[id] / max(1, penalty) if scores[id] > 0 else scores[id] * max(1, penalty)
    return changed


# %% wrong: all-made-worse
def penalised(scores, prompt, written, penalty):
    return torch.where(scores > 0, scores / penalty, scores * penalty)


# %% wrong: the-others-made-worse
def penalised(scores, prompt, written, penalty):
    changed = torch.where(scores > 0, scores / penalty, scores * penalty)
    ids = list({*prompt, *written})
    changed[ids] = scores[ids]
    return changed


# %% wrong: probabilities
def penalised(scores, prompt, written, penalty):
    changed = scores.clone()
    for id in {*prompt, *written}:
        changed[id] = scores[id] / penalty if scores[id] > 0 else scores[id] * penalty
    return changed.softmax(0)


# %% wrong: forbidden
def penalised(scores, prompt, written, penalty):
    return scores.index_fill(0, torch.tensor([*prompt, *written]), float("-inf"))


# %% wrong: not-numbers
def penalised(scores, prompt, written, penalty):
    changed = scores.clone()
    for id in {*prompt, *written}:
        changed[id] = scores[id] / penalty if scores[id] > 0 else scores[id].log()
    return changed


# %% wrong: numbers-differ
def penalised(scores, prompt, written, penalty):
    changed = scores.clone()
    for id in {*prompt, *written}:
        changed[id] = scores[id].abs() / penalty**2
    return changed


# %% wrong: changes-its-input
def penalised(scores, prompt, written, penalty):
    for id in {*prompt, *written}:
        scores[id] = scores[id] / penalty if scores[id] > 0 else scores[id] * penalty
    return scores


# %% wrong: changes-its-input/the-prompt
def penalised(scores, prompt, written, penalty):
    prompt += written
    changed = scores.clone()
    for id in set(prompt):
        changed[id] = scores[id] / penalty if scores[id] > 0 else scores[id] * penalty
    return changed


# %% wrong: wrong-type
def penalised(scores, prompt, written, penalty):
    numbers = scores.tolist()
    for id in {*prompt, *written}:
        numbers[id] = numbers[id] / penalty if numbers[id] > 0 else numbers[id] * penalty
    return numbers


# %% wrong: returns-nothing
def penalised(scores, prompt, written, penalty):
    changed = scores.clone()
    for id in {*prompt, *written}:
        changed[id] = scores[id] / penalty if scores[id] > 0 else scores[id] * penalty


# %% wrong: wrong-shape
def penalised(scores, prompt, written, penalty):
    ids = list({*prompt, *written})
    own = scores[ids]
    return torch.where(own > 0, own / penalty, own * penalty)


# %% wrong: crash-no-method
def penalised(scores, prompt, written, penalty):
    return scores.penalise(prompt + written, penalty)


# %% wrong: another/added-a-hair looks-like: nothing-changed
def penalised(scores, prompt, written, penalty):
    return scores + 0.01


# %% wrong: another/only-the-last looks-like: prompt-forgotten
def penalised(scores, prompt, written, penalty):
    changed = scores.clone()
    for id in set((written or prompt)[-1:]):
        changed[id] = scores[id] / penalty if scores[id] > 0 else scores[id] * penalty
    return changed


# %% wrong: another/only-the-first looks-like: written-forgotten
def penalised(scores, prompt, written, penalty):
    changed = scores.clone()
    for id in set(prompt[:1]):
        changed[id] = scores[id] / penalty if scores[id] > 0 else scores[id] * penalty
    return changed


# %% wrong: another/squared looks-like: counted-again
def penalised(scores, prompt, written, penalty):
    changed = scores.clone()
    for id in {*prompt, *written}:
        changed[id] = scores[id] / penalty**2 if scores[id] > 0 else scores[id] * penalty**2
    return changed


# %% wrong: another/negative-left-alone looks-like: negative-divided
def penalised(scores, prompt, written, penalty):
    changed = scores.clone()
    for id in {*prompt, *written}:
        changed[id] = scores[id] / penalty if scores[id] > 0 else scores[id]
    return changed


# %% wrong: another/positive-multiplied-only looks-like: rewarded
def penalised(scores, prompt, written, penalty):
    changed = scores.clone()
    for id in {*prompt, *written}:
        changed[id] = scores[id] * penalty**2 if scores[id] > 0 else scores[id]
    return changed


# %% wrong: another/half-subtracted looks-like: subtracted
def penalised(scores, prompt, written, penalty):
    changed = scores.clone()
    changed[list({*prompt, *written})] -= penalty / 2
    return changed


# %% wrong: another/all-subtracted looks-like: all-made-worse
def penalised(scores, prompt, written, penalty):
    return scores - penalty


# %% wrong: another/the-others-zero looks-like: the-others-made-worse
def penalised(scores, prompt, written, penalty):
    changed = torch.zeros_like(scores)
    for id in {*prompt, *written}:
        changed[id] = scores[id] / penalty if scores[id] > 0 else scores[id] * penalty
    return changed


# %% wrong: another/sigmoid looks-like: probabilities
def penalised(scores, prompt, written, penalty):
    return scores.sigmoid()


# %% wrong: another/very-low looks-like: forbidden
def penalised(scores, prompt, written, penalty):
    return scores.index_fill(0, torch.tensor([*prompt, *written]), -1e4)


# %% wrong: another/zero looks-like: not-numbers
def penalised(scores, prompt, written, penalty):
    return scores.index_fill(0, torch.tensor([*prompt, *written]), 0.0)


# %% wrong: another/rounded-to-whole looks-like: numbers-differ
def penalised(scores, prompt, written, penalty):
    return scores.softmax(0)[None]


# %% wrong: counted-in-both
def penalised(scores, prompt, written, penalty):
    changed = scores.clone()
    for ids in (prompt, written):
        for id in set(ids):
            changed[id] = changed[id] / penalty if changed[id] > 0 else changed[id] * penalty
    return changed


# %% wrong: another/only-in-both looks-like: counted-in-both
def penalised(scores, prompt, written, penalty):
    changed = scores.clone()
    for id in set(prompt) & set(written):
        changed[id] = changed[id] / penalty if changed[id] > 0 else changed[id] * penalty
    return changed


# %% right: with-where
def penalised(scores, prompt, written, penalty):
    there = torch.zeros(len(scores), dtype=torch.bool)
    there[prompt + written] = True
    worse = torch.where(scores < 0, scores * penalty, scores / penalty)
    return torch.where(there, worse, scores)


# %% right: the-librarys-own
def penalised(scores, prompt, written, penalty):
    from transformers import RepetitionPenaltyLogitsProcessor

    ids = torch.tensor([prompt + written], dtype=torch.long)
    return RepetitionPenaltyLogitsProcessor(float(penalty))(ids, scores[None].clone())[0]


# %% right: one-by-one
def penalised(scores, prompt, written, penalty):
    numbers, done = scores.tolist(), set()
    for ids in (prompt, written):
        for id in ids:
            if id not in done:
                done.add(id)
                numbers[id] = numbers[id] * penalty if numbers[id] < 0 else numbers[id] / penalty
    return torch.tensor(numbers)


# %% right: with-numpy
def penalised(scores, prompt, written, penalty):
    import numpy as np

    numbers = scores.numpy().copy()
    ids = np.unique(np.array(prompt + written, dtype=int))
    numbers[ids] = np.where(numbers[ids] < 0, numbers[ids] * penalty, numbers[ids] / penalty)
    return numbers
