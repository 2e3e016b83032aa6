# %% wrong: entry-missing
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    return {"input_ids": ids, "attention_mask": mask}


# %% wrong: another/entry-of-another-name looks-like: entry-missing
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    return {"input_ids": ids, "attention_mask": mask, "position_ids": None}


# %% wrong: lists-not-tensors
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    return {"input_ids": ids.tolist(), "attention_mask": mask, "position_ids": positions}


# %% wrong: another/lists-in-a-list looks-like: lists-not-tensors
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    return [ids.tolist(), mask.tolist(), positions.tolist()]


# %% wrong: cut-to-the-shortest
def left_pad(rows, pad_id):
    shortest = min(len(row) for row in rows)
    ids = torch.tensor([row[-shortest:] for row in rows])
    positions = torch.arange(shortest).expand(len(rows), -1).contiguous()
    return {"input_ids": ids, "attention_mask": torch.ones_like(ids), "position_ids": positions}


# %% wrong: another/one-column-more looks-like: cut-to-the-shortest
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows) + 1
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    return {"input_ids": ids, "attention_mask": mask, "position_ids": positions}


# %% wrong: padded-on-the-right
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([row + [pad_id] * (longest - len(row)) for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    return {"input_ids": ids, "attention_mask": mask, "position_ids": positions}


# %% wrong: another/turned-round looks-like: padded-on-the-right
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row[::-1] for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    return {"input_ids": ids, "attention_mask": mask, "position_ids": positions}


# %% wrong: filled-with-another-id
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[0] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    return {"input_ids": ids, "attention_mask": mask, "position_ids": positions}


# %% wrong: another/other-id-on-the-right looks-like: filled-with-another-id
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([row + [pad_id + 1] * (longest - len(row)) for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    return {"input_ids": ids, "attention_mask": mask, "position_ids": positions}


# %% wrong: ids-differ
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + sorted(row, reverse=True) for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    return {"input_ids": ids, "attention_mask": mask, "position_ids": positions}


# %% wrong: another/ids-right-and-mask-wrong looks-like: ids-differ
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[1] * (longest - len(row)) + [0] * len(row) for row in rows])
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    return {"input_ids": ids, "attention_mask": mask, "position_ids": positions}


# %% wrong: mask-upside-down
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    upside = 1 - mask
    return {"input_ids": ids, "attention_mask": upside, "position_ids": positions}


# %% wrong: another/mask-of-nothing looks-like: mask-upside-down
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    return {"input_ids": ids, "attention_mask": torch.zeros_like(mask), "position_ids": positions}


# %% wrong: mask-hides-nothing
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    return {"input_ids": ids, "attention_mask": torch.ones_like(mask), "position_ids": positions}


# %% wrong: another/mask-of-twos looks-like: mask-hides-nothing
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    return {"input_ids": ids, "attention_mask": torch.ones_like(mask) * 2, "position_ids": positions}


# %% wrong: mask-by-id
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = (ids != pad_id).long()
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    return {"input_ids": ids, "attention_mask": mask, "position_ids": positions}


# %% wrong: another/padding-by-id looks-like: mask-by-id
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    return {"input_ids": ids, "attention_mask": (ids == pad_id).long(), "position_ids": positions}


# %% wrong: mask-of-the-right
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    return {"input_ids": ids, "attention_mask": mask.flip(1), "position_ids": positions}


# %% wrong: another/mask-and-ids-of-the-right looks-like: mask-of-the-right
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([row + [pad_id] * (longest - len(row)) for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    return {"input_ids": ids, "attention_mask": mask.flip(1), "position_ids": positions}


# %% wrong: mask-differs
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    return {"input_ids": ids, "attention_mask": positions.clamp(max=1), "position_ids": positions}


# %% wrong: another/positions-by-chance looks-like: mask-differs
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    return {"input_ids": ids, "attention_mask": mask, "position_ids": positions * 2}


# %% wrong: places-of-the-batch
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = torch.arange(longest).expand(len(rows), -1).contiguous()
    return {"input_ids": ids, "attention_mask": mask, "position_ids": positions}


# %% wrong: another/places-turned looks-like: places-of-the-batch
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = torch.arange(longest).flip(0).expand(len(rows), -1).contiguous()
    return {"input_ids": ids, "attention_mask": mask, "position_ids": positions}


# %% wrong: places-from-one
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = mask.cumsum(-1)
    return {"input_ids": ids, "attention_mask": mask, "position_ids": positions}


# %% wrong: another/places-from-two looks-like: places-from-one
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = mask.cumsum(-1) + 1
    return {"input_ids": ids, "attention_mask": mask, "position_ids": positions}


# %% wrong: places-differ
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    return {"input_ids": ids, "attention_mask": mask, "position_ids": torch.zeros_like(positions)}


# %% wrong: another/mask-for-places looks-like: places-differ
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    return {"input_ids": ids, "attention_mask": mask, "position_ids": mask.cumsum(-1) - 1}


# %% wrong: place-that-is-none
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = (mask.cumsum(-1) - 1)
    return {"input_ids": ids, "attention_mask": mask, "position_ids": positions}


# %% wrong: place-that-is-none/beyond
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = (mask.cumsum(-1) - 1)
    positions[mask == 0] = longest
    return {"input_ids": ids, "attention_mask": mask, "position_ids": positions}


# %% wrong: another/none-and-from-one looks-like: place-that-is-none
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = mask.cumsum(-1) - 2
    return {"input_ids": ids, "attention_mask": mask, "position_ids": positions}


# %% wrong: another/numbers-with-a-point
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    return {"input_ids": ids, "attention_mask": mask.float(), "position_ids": positions}


# %% wrong: another/a-tuple
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    return ids, mask, positions


# %% wrong: another/nothing-returned
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    found = {"input_ids": ids, "attention_mask": mask, "position_ids": positions}


# %% wrong: changes-its-input
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    gaps = [longest - len(row) for row in rows]
    for row, gap in zip(rows, gaps):
        row[:0] = [pad_id] * gap
    ids = torch.tensor(rows)
    mask = (torch.arange(longest) >= torch.tensor(gaps)[:, None]).long()
    return {"input_ids": ids, "attention_mask": mask, "position_ids": (mask.cumsum(-1) - 1).clamp(min=0)}


# %% right: with-tensors
def left_pad(rows, pad_id):
    lengths = torch.tensor([len(row) for row in rows])
    longest = int(lengths.max())
    place = torch.arange(longest) - (longest - lengths)[:, None]
    ids = torch.full((len(rows), longest), pad_id)
    for number, row in enumerate(rows):
        ids[number, longest - len(row) :] = torch.tensor(row)
    return {"input_ids": ids, "attention_mask": (place >= 0).long(), "position_ids": place.clamp(min=0)}


# %% right: with-numpy
import numpy as np


def left_pad(rows, pad_id):
    longest = max(map(len, rows))
    ids = np.full((len(rows), longest), pad_id, dtype=np.int64)
    mask = np.zeros_like(ids)
    for number, row in enumerate(rows):
        ids[number, -len(row) :] = row
        mask[number, -len(row) :] = 1
    positions = np.where(mask == 1, mask.cumsum(1) - 1, 0)
    return {
        "input_ids": torch.from_numpy(ids),
        "attention_mask": torch.from_numpy(mask),
        "position_ids": torch.from_numpy(positions),
    }


# %% right: places-as-in-older-releases
def left_pad(rows, pad_id):
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = (mask.cumsum(-1) - 1).masked_fill(mask == 0, min(1, longest - 1))
    return {"input_ids": ids, "attention_mask": mask, "position_ids": positions}


# %% wrong: ids-lost
def left_pad(rows, pad_id):
    rows = [[id for id in row if id != pad_id] or row for row in rows]
    longest = max(map(len, rows))
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    return {"input_ids": ids, "attention_mask": mask, "position_ids": (mask.cumsum(-1) - 1).clamp(min=0)}


# %% wrong: another/rows-lost looks-like: ids-lost
def left_pad(rows, pad_id):
    rows = [row for row in rows if len(row) == max(map(len, rows))]
    longest = max(map(len, rows))
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    return {"input_ids": ids, "attention_mask": mask, "position_ids": (mask.cumsum(-1) - 1).clamp(min=0)}


# %% wrong: rows-in-another-order
def left_pad(rows, pad_id):
    rows = sorted(rows, key=len)
    longest = max(map(len, rows))
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    return {"input_ids": ids, "attention_mask": mask, "position_ids": (mask.cumsum(-1) - 1).clamp(min=0)}


# %% wrong: another/ids-in-another-order looks-like: rows-in-another-order
def left_pad(rows, pad_id):
    rows = [row[::-1] for row in rows]
    longest = max(map(len, rows))
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    return {"input_ids": ids, "attention_mask": mask, "position_ids": (mask.cumsum(-1) - 1).clamp(min=0)}
