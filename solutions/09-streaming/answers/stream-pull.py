# %% wrong: nothing-handed-over looks-like: not-ids
def answer(page, next_id, ids, end, most):
    def pieces():
        so_far = list(ids)
        for _ in range(most):
            new = next_id(so_far)
            if new == end:
                return
            so_far.append(new)
            yield new

    return pieces()


# %% wrong: nothing-handed-over/yields-itself
def answer(page, next_id, ids, end, most):
    so_far = list(ids)
    for _ in range(most):
        new = next_id(so_far)
        if new == end:
            return
        so_far.append(new)
        yield new


# %% wrong: a-page-for-every-id looks-like: all-computed-first
def answer(page, next_id, ids, end, most):
    so_far = list(ids)
    for _ in range(most):
        new = next_id(so_far)
        if new == end:
            return
        so_far.append(new)
        page.send([new])


# %% wrong: not-ids looks-like: other-ids
def answer(page, next_id, ids, end, most):
    def pieces():
        so_far = list(ids)
        for _ in range(most):
            new = next_id(so_far)
            if new == end:
                return
            so_far.append(new)
            yield str(new)

    page.send(pieces())


# %% wrong: not-ids/lists looks-like: prompt-sent
def answer(page, next_id, ids, end, most):
    def pieces():
        so_far = list(ids)
        for _ in range(most):
            new = next_id(so_far)
            if new == end:
                return
            so_far.append(new)
            yield list(so_far)

    page.send(pieces())


# %% wrong: not-ids/tensors
def answer(page, next_id, ids, end, most):
    def pieces():
        so_far = list(ids)
        for _ in range(most):
            new = next_id(so_far)
            if new == end:
                return
            so_far.append(new)
            yield torch.tensor(new)

    page.send(pieces())


# %% wrong: prompt-sent looks-like: too-many
def answer(page, next_id, ids, end, most):
    def pieces():
        yield from ids
        so_far = list(ids)
        for _ in range(most):
            new = next_id(so_far)
            if new == end:
                return
            so_far.append(new)
            yield new

    page.send(pieces())


# %% wrong: always-the-same-ids looks-like: not-all-ids-so-far
def answer(page, next_id, ids, end, most):
    def pieces():
        for _ in range(most):
            new = next_id(ids)
            if new == end:
                return
            yield new

    page.send(pieces())


# %% wrong: not-all-ids-so-far looks-like: always-the-same-ids
def answer(page, next_id, ids, end, most):
    def pieces():
        so_far = list(ids)
        for _ in range(most):
            new = next_id(so_far)
            if new == end:
                return
            so_far = [new]
            yield new

    page.send(pieces())


# %% wrong: not-all-ids-so-far/in-front looks-like: other-ids
def answer(page, next_id, ids, end, most):
    def pieces():
        so_far = list(ids)
        for _ in range(most):
            new = next_id(so_far)
            if new == end:
                return
            so_far.insert(0, new)
            yield new

    page.send(pieces())


# %% wrong: end-sent looks-like: goes-on-behind-the-end
def answer(page, next_id, ids, end, most):
    def pieces():
        so_far = list(ids)
        for _ in range(most):
            new = next_id(so_far)
            so_far.append(new)
            yield new
            if new == end:
                return

    page.send(pieces())


# %% wrong: goes-on-behind-the-end looks-like: end-sent
def answer(page, next_id, ids, end, most):
    def pieces():
        so_far = list(ids)
        for _ in range(most):
            new = next_id(so_far)
            so_far.append(new)
            yield new

    page.send(pieces())


# %% wrong: another/skips-the-end looks-like: goes-on-behind-the-end
def answer(page, next_id, ids, end, most):
    def pieces():
        so_far = list(ids)
        for _ in range(most):
            new = next_id(so_far)
            so_far.append(new)
            if new != end:
                yield new

    page.send(pieces())


# %% wrong: too-few looks-like: too-many
def answer(page, next_id, ids, end, most):
    def pieces():
        so_far = list(ids)
        for _ in range(most - len(ids)):
            new = next_id(so_far)
            if new == end:
                return
            so_far.append(new)
            yield new

    page.send(pieces())


# %% wrong: too-few/end-in-the-prompt looks-like: end-sent
def answer(page, next_id, ids, end, most):
    def pieces():
        so_far = list(ids)
        for _ in range(most):
            if so_far[-1] == end:
                return
            new = next_id(so_far)
            if new == end:
                return
            so_far.append(new)
            yield new

    page.send(pieces())


# %% wrong: too-few/zero-is-false looks-like: not-all-ids-so-far
def answer(page, next_id, ids, end, most):
    def pieces():
        so_far = list(ids)
        for _ in range(most):
            new = next_id(so_far)
            if not new or new == end:
                return
            so_far.append(new)
            yield new

    page.send(pieces())


# %% wrong: too-many looks-like: too-few
def answer(page, next_id, ids, end, most):
    def pieces():
        so_far = list(ids)
        for _ in range(most + 1):
            new = next_id(so_far)
            if new == end:
                return
            so_far.append(new)
            yield new

    page.send(pieces())


# %% wrong: too-many/no-most looks-like: goes-on-afterwards
def answer(page, next_id, ids, end, most):
    def pieces():
        so_far = list(ids)
        while True:
            new = next_id(so_far)
            if new == end:
                return
            so_far.append(new)
            yield new

    page.send(pieces())


# %% wrong: other-ids looks-like: not-ids
def answer(page, next_id, ids, end, most):
    def pieces():
        so_far = list(ids)
        for _ in range(most):
            new = next_id(so_far)
            if new == end:
                return
            so_far.append(new)
            yield new + 1

    page.send(pieces())


# %% wrong: all-computed-first looks-like: one-ahead
def answer(page, next_id, ids, end, most):
    def pieces():
        so_far = list(ids)
        for _ in range(most):
            new = next_id(so_far)
            if new == end:
                return
            so_far.append(new)
            yield new

    page.send(list(pieces()))


# %% wrong: one-ahead looks-like: computed-before-asked
def answer(page, next_id, ids, end, most):
    def pieces():
        so_far = list(ids)
        if most < 1:
            return
        new = next_id(so_far)
        count = 0
        while new != end and count < most:
            so_far.append(new)
            ahead = next_id(so_far)
            yield new
            new, count = ahead, count + 1

    page.send(pieces())


# %% wrong: computed-before-asked looks-like: all-computed-first
def answer(page, next_id, ids, end, most):
    def pieces():
        so_far, first = list(ids), []
        for n in range(most):
            new = next_id(so_far)
            if new == end:
                break
            so_far.append(new)
            first.append(new)
            if len(first) == 2:
                yield from first
                first = []
        yield from first

    page.send(pieces())


# %% wrong: asked-more-than-once looks-like: computed-before-asked
def answer(page, next_id, ids, end, most):
    def pieces():
        so_far = list(ids)
        for _ in range(most):
            new = next_id(so_far)
            if len(so_far) > len(ids):
                new = next_id(so_far)
            if new == end:
                return
            so_far.append(new)
            yield new

    page.send(pieces())


# %% wrong: computed-before-asked/twice looks-like: asked-more-than-once
def answer(page, next_id, ids, end, most):
    def pieces():
        so_far = list(ids)
        for _ in range(most):
            if next_id(so_far) == end:
                return
            so_far.append(next_id(so_far))
            yield so_far[-1]

    page.send(pieces())


# %% wrong: goes-on-afterwards looks-like: too-many
def answer(page, next_id, ids, end, most):
    def pieces():
        so_far, count = list(ids), 0
        while True:
            new = next_id(so_far)
            if new == end or count == most:
                return
            so_far.append(new)
            count += 1
            yield new

    page.send(pieces())


# %% wrong: another/finally-goes-on looks-like: goes-on-afterwards
def answer(page, next_id, ids, end, most):
    def pieces():
        so_far = list(ids)
        for _ in range(most):
            new = next_id(so_far)
            if new == end:
                return
            so_far.append(new)
            yield new + 0 * len(so_far)
        ids.append(end)

    page.send(pieces())


# %% wrong: changes-its-input looks-like: prompt-sent
def answer(page, next_id, ids, end, most):
    def pieces():
        for _ in range(most):
            new = next_id(ids)
            if new == end:
                return
            ids.append(new)
            yield new

    page.send(pieces())


# %% wrong: crash-a-function looks-like: nothing-handed-over
def answer(page, next_id, ids, end, most):
    def pieces():
        so_far = list(ids)
        for _ in range(most):
            new = next_id(so_far)
            if new == end:
                return
            so_far.append(new)
            yield new

    page.send(pieces)


# %% wrong: another/sent-backwards looks-like: a-page-for-every-id
def answer(page, next_id, ids, end, most):
    def pieces():
        so_far = list(ids)
        for _ in range(most):
            new = next_id(so_far)
            if new == end:
                return
            so_far.append(new)
            yield new

    page.send(reversed(list(pieces())))


# %% right: a-class
def answer(page, next_id, ids, end, most):
    class Pieces:
        def __init__(self):
            self.new = []

        def __iter__(self):
            return self

        def __next__(self):
            if len(self.new) >= most:
                raise StopIteration
            new = next_id([*ids, *self.new])
            if new == end:
                raise StopIteration
            self.new.append(new)
            return new

    page.send(Pieces())


# %% right: iter-with-a-sentinel
import itertools


def answer(page, next_id, ids, end, most):
    so_far = ids.copy()

    def step():
        so_far.append(next_id(so_far))
        return so_far[-1]

    page.send(itertools.islice(iter(step, end), most))


# %% right: while
def answer(page, next_id, ids, end, most):
    def pieces():
        so_far = tuple(ids)
        while len(so_far) < len(ids) + most:
            new = next_id(so_far)
            if new == end:
                break
            yield new
            so_far += (new,)

    page.send(pieces())


# %% wrong: goes-on-afterwards/drains
def answer(page, next_id, ids, end, most):
    def pieces():
        seen = list(ids)
        for _ in range(most):
            id = next_id(seen)
            if id == end:
                return
            yield id
            seen.append(id)

    wanted = pieces()
    page.send(wanted)
    for _ in wanted:
        pass
