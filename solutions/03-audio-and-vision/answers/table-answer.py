# %% wrong: not-worked-out
def work_out(answer):
    return answer["answer"]


# %% wrong: cells-joined
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return "".join(cells)
    return sum(numbers) / len(numbers)


# %% wrong: cells-joined/with-commas
def work_out(answer):
    return ", ".join(answer["cells"])


# %% wrong: number-as-text
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return str(sum(numbers))
    return str(sum(numbers) / len(numbers))


# %% wrong: number-as-text/in-an-f-string
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return f"{sum(numbers)}"
    return sum(numbers) / len(numbers)


# %% wrong: another-operator
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return sum(numbers)
    return sum(numbers)


# %% wrong: another-operator/always-the-mean
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return sum(numbers) / len(numbers)
    return sum(numbers) / len(numbers)


# %% wrong: count-is-of-cells
def work_out(answer):
    if answer["aggregator"] == "NONE":
        return ", ".join(answer["cells"])
    numbers = [float(cell) for cell in answer["cells"] if cell.replace(".", "").replace("-", "").isdigit()]
    if answer["aggregator"] == "AVERAGE":
        return sum(numbers) / len(numbers)
    return sum(numbers) if numbers else len(answer["cells"])


# %% wrong: counts-characters
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(answer["answer"])
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return sum(numbers)
    return sum(numbers) / len(numbers)


# %% wrong: counts-characters/of-the-cells
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(", ".join(cells))
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return sum(numbers)
    return sum(numbers) / len(numbers)


# %% wrong: each-once
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(set(cells))
    numbers = [float(cell) for cell in set(cells)]
    if aggregator == "SUM":
        return sum(numbers)
    return sum(numbers) / len(numbers)


# %% wrong: cut-to-whole-numbers
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return int(sum(numbers))
    return sum(numbers) // len(numbers)


# %% wrong: cut-to-whole-numbers/each
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    numbers = [int(float(cell)) for cell in cells]
    if aggregator == "SUM":
        return sum(numbers)
    return sum(numbers) / len(numbers)


# %% wrong: cut-to-whole-numbers/rounded
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return sum(numbers)
    return round(sum(numbers) / len(numbers))


# %% wrong: crash-a-point
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    numbers = [int(cell) for cell in cells]
    if aggregator == "SUM":
        return sum(numbers)
    return sum(numbers) / len(numbers)


# %% wrong: sign-lost
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell.strip("-")) for cell in cells]
    if aggregator == "SUM":
        return sum(numbers)
    return sum(numbers) / len(numbers)


# %% wrong: one-cell-only
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return cells[0] if cells else ""
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return sum(numbers)
    return sum(numbers) / len(numbers)


# %% wrong: one-cell-only/of-the-numbers
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return numbers[0]
    return sum(numbers) / len(numbers)


# %% wrong: last-cell-lost
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return sum(numbers[:-1])
    return sum(numbers) / len(numbers)


# %% wrong: middle-not-mean
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return sum(numbers)
    return sorted(numbers)[len(numbers) // 2] if len(numbers) % 2 else sum(sorted(numbers)[len(numbers) // 2 - 1 : len(numbers) // 2 + 1]) / 2


# %% wrong: points-left-out
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells if cell.isdigit()]
    if aggregator == "SUM":
        return sum(numbers)
    return sum(numbers) / len(numbers)


# %% wrong: another/largest-and-smallest looks-like: middle-not-mean
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return sum(numbers)
    return (max(numbers) + min(numbers)) / 2


# %% wrong: another/below-zero-left-out looks-like: points-left-out
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells if float(cell) > 0]
    if aggregator == "SUM":
        return sum(numbers)
    return sum(numbers) / len(numbers)


# %% wrong: cells-not-a-text
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return cells
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return sum(numbers)
    return sum(numbers) / len(numbers)


# %% wrong: number-for-text
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        text = ", ".join(cells)
        return float(text) if text.isdigit() else text
    if aggregator == "COUNT":
        return len(cells)
    total = sum(float(cell) for cell in cells)
    return total if aggregator == "SUM" else total / len(cells)


# %% wrong: joined-otherwise
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return " ".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return sum(numbers)
    return sum(numbers) / len(numbers)


# %% wrong: joined-otherwise/without-a-space
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ",".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return sum(numbers)
    return sum(numbers) / len(numbers)


# %% wrong: operator-left-in
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return "NONE > " + ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return sum(numbers)
    return sum(numbers) / len(numbers)


# %% wrong: crash-counts-fruits
def work_out(answer):
    numbers = [float(cell) for cell in answer["cells"]]
    if answer["aggregator"] == "NONE":
        return ", ".join(answer["cells"])
    if answer["aggregator"] == "COUNT":
        return len(numbers)
    return sum(numbers) if answer["aggregator"] == "SUM" else sum(numbers) / len(numbers)


# %% wrong: crash-adds-texts
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return sum(cells)
    return sum(numbers) / len(numbers)


# %% wrong: changes-its-input
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator in ("NONE", "COUNT"):
        return ", ".join(cells) if aggregator == "NONE" else len(cells)
    for number, cell in enumerate(cells):
        cells[number] = float(cell)
    return sum(cells) if aggregator == "SUM" else sum(cells) / len(cells)


# %% wrong: returns-nothing
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "COUNT":
        return len(cells)
    if aggregator in ("SUM", "AVERAGE"):
        total = sum(float(cell) for cell in cells)
        return total if aggregator == "SUM" else total / len(cells)


# %% wrong: wrong-type
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return [sum(numbers)]
    return sum(numbers) / len(numbers)


# %% wrong: another/words-without-the-operator looks-like: not-worked-out
def work_out(answer):
    return answer["answer"].lower()


# %% wrong: another/a-sum-in-words looks-like: cells-joined
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return " + ".join(cells)
    return sum(numbers) / len(numbers)


# %% wrong: another/another-number-as-text looks-like: number-as-text
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return str(numbers[-1])
    return sum(numbers) / len(numbers)


# %% wrong: another/the-largest looks-like: another-operator
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return sum(numbers)
    return max(numbers)+1


# %% wrong: another/one-too-many looks-like: count-is-of-cells
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells) + 1
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return sum(numbers)
    return sum(numbers) / len(numbers)


# %% wrong: another/of-the-first-cell looks-like: counts-characters
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells[0]) + 20
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return sum(numbers)
    return sum(numbers) / len(numbers)


# %% wrong: another/all-but-the-first-twice looks-like: each-once
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return sum(numbers) * 2
    return sum(numbers) / len(numbers) * 2


# %% wrong: another/a-tenth looks-like: cut-to-whole-numbers
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return sum(numbers) / 10
    return sum(numbers) / len(numbers)


# %% wrong: another/turned-round looks-like: sign-lost
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return -sum(numbers)
    return sum(numbers) / len(numbers)


# %% wrong: another/the-second looks-like: one-cell-only
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return cells[0] + cells[-1]
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return sum(numbers)
    return sum(numbers) / len(numbers)


# %% wrong: another/halved looks-like: last-cell-lost
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return sum(numbers) / 2
    return sum(numbers) / len(numbers)


# %% wrong: another/the-places looks-like: cells-not-a-text
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return answer["coordinates"]
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return sum(numbers)
    return sum(numbers) / len(numbers)


# %% wrong: another/in-quotes looks-like: number-for-text
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return repr(", ".join(cells))
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return sum(numbers)
    return sum(numbers) / len(numbers)


# %% wrong: another/from-behind looks-like: joined-otherwise
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells[::-1])
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return sum(numbers)
    return sum(numbers) / len(numbers)


# %% wrong: another/the-operator-alone looks-like: operator-left-in
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return aggregator.lower()
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return sum(numbers)
    return sum(numbers) / len(numbers)


# %% right: a-dictionary
def work_out(answer):
    cells = answer["cells"]

    def total():
        return sum(map(float, cells))

    return {
        "NONE": lambda: answer["answer"],
        "COUNT": lambda: len(cells),
        "SUM": total,
        "AVERAGE": lambda: total() / len(cells),
    }[answer["aggregator"]]()


# %% right: match
def work_out(answer):
    cells = answer["cells"]
    match answer["aggregator"]:
        case "SUM":
            return sum([float(cell) for cell in cells])
        case "AVERAGE":
            return sum([float(cell) for cell in cells]) / len(cells)
        case "COUNT":
            return float(len(cells))
    return ", ".join(cells)


# %% right: whole-where-it-can-be
def work_out(answer):
    def number(cell):
        return float(cell) if "." in cell else int(cell)

    cells = answer["cells"]
    if answer["aggregator"] == "NONE":
        return ", ".join(cells)
    if answer["aggregator"] == "COUNT":
        return len(cells)
    total = 0
    for cell in cells:
        total += number(cell)
    return total / len(cells) if answer["aggregator"] == "AVERAGE" else total


# %% right: with-torch
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    numbers = [float(cell) for cell in cells]
    if aggregator == "SUM":
        return torch.tensor(numbers, dtype=torch.float64).sum().item()
    return torch.tensor(numbers, dtype=torch.float64).mean().item()


# %% wrong: counts-pieces
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(answer["answer"].split(">")[1].split(","))
    total = sum(float(cell) for cell in cells)
    return total if aggregator == "SUM" else total / len(cells)


# %% wrong: counts-pieces/at-the-commas
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return answer["answer"].count(",") + 1
    total = sum(float(cell) for cell in cells)
    return total if aggregator == "SUM" else total / len(cells)


# %% wrong: another/counts-words looks-like: counts-pieces
def work_out(answer):
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(answer["answer"].split())
    total = sum(float(cell) for cell in cells)
    return total if aggregator == "SUM" else total / len(cells)
