"""How a vocabulary grew: which tokens are new, and which were there before."""

from __future__ import annotations

from dataclasses import dataclass

from course_lib.display import markup
from course_lib.display.chips import Chip, chip_of
from course_lib.display.markup import code
from course_lib.display.plain import counted


@dataclass(frozen=True)
class AddedToken:
    """A token that was given to be added, and the special `role` that it was given ("": none)."""

    chip: Chip
    new: bool
    role: str = ""


@dataclass(frozen=True)
class Growth:
    """The tokens given, the vocabulary's length before and after, what the library's `call` returned."""

    tokens: tuple[AddedToken, ...]
    before: int
    after: int
    call: str
    returned: int

    def _repr_html_(self) -> str:
        header = ["token", "in the vocabulary", "role"]
        rows = [
            [
                chip_of(token.chip, place),
                f"{'new' if token.new else 'was there'}, id {token.chip.id}",
                code(token.role) if token.role else "",
            ]
            for place, token in enumerate(self.tokens)
        ]
        if not any(token.role for token in self.tokens):
            header, rows = header[:2], [row[:2] for row in rows]
        grown = self.after - self.before
        title = f"nothing new: the vocabulary still has {counted(self.after, 'token')}"
        notes = ["the tokenizer itself was changed"]
        if self.returned != grown:
            kept = "it also counts a token that was there and is now never split"
            notes.append(f"the library returns {self.returned}: {kept}")
        if grown:
            title = f"{counted(grown, 'new token')}: the vocabulary grows, {self.before} → {self.after}"
            notes.append(f"resize a model made for {self.before} tokens before it meets the new ids")
        return markup.card(title, markup.grid(rows, header), call=self.call, legend=notes)
