# %% wrong: negative-start
def cut_out(pixels, box, margin):
    x0, y0 = box["xmin"] - margin, box["ymin"] - margin
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels[y0:y1, x0:x1]


# %% wrong: negative-start/only-x-is-limited
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), box["ymin"] - margin
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels[y0:y1, x0:x1]


# %% wrong: margin-forgotten
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"]), max(0, box["ymin"])
    x1, y1 = box["xmax"], box["ymax"]
    return pixels[y0:y1, x0:x1]


# %% wrong: margin-on-one-side
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"], box["ymax"]
    return pixels[y0:y1, x0:x1]


# %% wrong: margin-on-one-side/behind
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"]), max(0, box["ymin"])
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels[y0:y1, x0:x1]


# %% wrong: margin-doubled
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - 2 * margin), max(0, box["ymin"] - 2 * margin)
    x1, y1 = box["xmax"] + 2 * margin, box["ymax"] + 2 * margin
    return pixels[y0:y1, x0:x1]


# %% wrong: margin-inwards
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] + margin), max(0, box["ymin"] + margin)
    x1, y1 = box["xmax"] - margin, box["ymax"] - margin
    return pixels[y0:y1, x0:x1]


# %% wrong: x-and-y-exchanged
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels[x0:x1, y0:y1]


# %% wrong: last-ones-included
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin + 1, box["ymax"] + margin + 1
    return pixels[y0:y1, x0:x1]


# %% wrong: one-too-few
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin - 1, box["ymax"] + margin - 1
    return pixels[y0:y1, x0:x1]


# %% wrong: edges-as-sizes
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels[y0:, x0:][:y1, :x1]


# %% wrong: edges-as-sizes/added
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels[y0 : y0 + y1, x0 : x0 + x1]


# %% wrong: filled-up
def cut_out(pixels, box, margin):
    x0, y0 = box["xmin"] - margin, box["ymin"] - margin
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    piece = torch.zeros((y1 - y0, x1 - x0, 3), dtype=torch.uint8)
    for y in range(max(0, y0), min(y1, len(pixels))):
        for x in range(max(0, x0), min(x1, len(pixels[0]))):
            piece[y - y0, x - x0] = pixels[y, x]
    return piece


# %% wrong: moved-not-cut
def cut_out(pixels, box, margin):
    height, width = box["ymax"] - box["ymin"] + 2 * margin, box["xmax"] - box["xmin"] + 2 * margin
    x = max(0, min(box["xmin"] - margin, pixels.shape[1] - width))
    y = max(0, min(box["ymin"] - margin, pixels.shape[0] - height))
    return pixels[y : y + height, x : x + width]


# %% wrong: turned
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels[y0:y1, x0:x1].permute(2, 0, 1)


# %% wrong: turned/sides
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels[y0:y1, x0:x1].transpose(0, 1)


# %% wrong: colour-lost
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels[y0:y1, x0:x1, 0]


# %% wrong: between-0-and-1
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels[y0:y1, x0:x1] / 255


# %% wrong: pixels-of-another-dtype
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels[y0:y1, x0:x1].float()


# %% wrong: pixels-of-another-dtype/numpy
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels[y0:y1, x0:x1].numpy().astype('int64')


# %% wrong: empty-piece
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels[y1:y0, x1:x0]


# %% wrong: another-size
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels[y0:y1]


# %% wrong: another-place
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels.flip(1)[y0:y1, x0:x1].flip(0)


# %% wrong: changes-its-input
def cut_out(pixels, box, margin):
    box["xmin"] = max(0, box["xmin"] - margin)
    box["ymin"] = max(0, box["ymin"] - margin)
    return pixels[box["ymin"] : box["ymax"] + margin, box["xmin"] : box["xmax"] + margin]


# %% wrong: wrong-type
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return (x0, y0, x1, y1)


# %% wrong: wrong-type/lists
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels[y0:y1, x0:x1].tolist()


# %% wrong: returns-nothing
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    piece = pixels[y0:y1, x0:x1]


# %% wrong: another-place/reshaped
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels.permute(2, 0, 1)[:, y0:y1, x0:x1].reshape(y1 - y0, x1 - x0, 3)


# %% wrong: another/limited-at-one looks-like: negative-start
def cut_out(pixels, box, margin):
    x0, y0 = max(1, box["xmin"] - margin), max(1, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels[y0:y1, x0:x1]


# %% wrong: another/without-the-box looks-like: margin-forgotten
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmin"] + margin + 1, box["ymin"] + margin + 1
    return pixels[y0:y1, x0:x1]


# %% wrong: another/left-side-alone looks-like: margin-on-one-side
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"])
    x1, y1 = box["xmax"], box["ymax"]
    return pixels[y0:y1, x0:x1]


# %% wrong: another/margin-and-one-more looks-like: margin-doubled
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin - 1), max(0, box["ymin"] - margin - 1)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels[y0:y1, x0:x1]


# %% wrong: another/margin-half-inwards looks-like: margin-inwards
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] + margin), max(0, box["ymin"] + margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels[y0:y1, x0:x1]


# %% wrong: another/upside-down looks-like: x-and-y-exchanged
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels[y0:y1, x0:x1].flip(0)


# %% wrong: another/two-more looks-like: last-ones-included
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin + 2, box["ymax"] + margin + 2
    return pixels[y0:y1, x0:x1]


# %% wrong: another/one-column-fewer looks-like: one-too-few
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin - 1, box["ymax"] + margin
    return pixels[y0:y1, x0:x1]


# %% wrong: another/all-from-there-on looks-like: edges-as-sizes
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels[y0:, x0:]


# %% wrong: another/as-large-as-the-picture looks-like: filled-up
def cut_out(pixels, box, margin):
    piece = torch.zeros_like(pixels)
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    piece[y0:y1, x0:x1] = pixels[y0:y1, x0:x1]
    return piece


# %% wrong: another/without-a-margin-where-it-does-not-fit looks-like: moved-not-cut
def cut_out(pixels, box, margin):
    x0, y0 = box["xmin"] - margin if box["xmin"] > margin else max(0, box["xmin"]), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels[y0:y1, x0:x1]


# %% wrong: another/colours-turned looks-like: turned
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels[y0:y1, x0:x1].flip(2)


# %% wrong: another/gray looks-like: colour-lost
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels[y0:y1, x0:x1].float().mean(dim=2).to(torch.uint8)


# %% wrong: another/brighter looks-like: between-0-and-1
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels[y0:y1, x0:x1] // 2


# %% wrong: another/other-numbers-and-dtype looks-like: pixels-of-another-dtype
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return 255 - pixels[y0:y1, x0:x1].float()


# %% wrong: another/one-pixel looks-like: empty-piece
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels[y0 : y0 + 1, x0 : x0 + 1]


# %% wrong: another/two-dimensions looks-like: another-size
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels[y0:y1, x0:x1].reshape(-1, 3)


# %% wrong: another/a-column-to-the-right looks-like: another-place
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels[y0:y1, x0 + 1 : x1 + 1][:, :-1]


# %% right: limits-on-all-sides
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = min(pixels.shape[1], box["xmax"] + margin), min(pixels.shape[0], box["ymax"] + margin)
    return pixels[y0:y1, x0:x1]


# %% right: with-numpy
def cut_out(pixels, box, margin):
    x0, y0 = max(0, box["xmin"] - margin), max(0, box["ymin"] - margin)
    x1, y1 = box["xmax"] + margin, box["ymax"] + margin
    return pixels.numpy()[y0:y1, x0:x1].copy()


# %% right: rows-and-columns
def cut_out(pixels, box, margin):
    rows = [y for y in range(pixels.shape[0]) if box["ymin"] - margin <= y < box["ymax"] + margin]
    columns = [x for x in range(pixels.shape[1]) if box["xmin"] - margin <= x < box["xmax"] + margin]
    return pixels[rows][:, columns]


# %% right: rows-first
def cut_out(pixels, box, margin):
    piece = pixels[max(0, box["ymin"] - margin) :][: box["ymax"] + margin - max(0, box["ymin"] - margin)]
    return piece[:, max(0, box["xmin"] - margin) : box["xmax"] + margin]
