"""Lengths that a tutorial chose for a real model, where a small one stands in: its tokens are more, its window less."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from course_lib.models.positions import longest
from course_lib.offline.patches import Patches
from course_lib.offline.stand_ins import own_name, tell
from course_lib.offline.words import words

MORE = 20
"""Tokens that are generated where a prompt leaves no room in `max_length`."""


def patch(patches: Patches) -> None:
    """Make room, and say so, where `generate` would raise."""
    import transformers

    validate = transformers.GenerationMixin._validate_generated_length
    patches.put(transformers.GenerationMixin, "_validate_generated_length", _with_room(validate))


def _with_room(validate: Callable[..., Any]) -> Callable[..., Any]:
    def checked(self: Any, generation_config: Any, input_ids_length: int, has_default_max_length: bool) -> Any:
        if own_name(self.name_or_path) is None:  # somebody's own model: its lengths are meant for it
            return validate(self, generation_config, input_ids_length, has_default_max_length)
        asked = generation_config.max_length
        window = None if self.config.is_encoder_decoder else longest(self.config)
        wanted = max(asked, input_ids_length + MORE) if input_ids_length >= asked else asked
        wanted = wanted if window is None else min(wanted, max(window, input_ids_length + 1))
        if wanted != asked:
            generation_config.max_length = wanted
            generation_config.min_length = min(generation_config.min_length or 0, wanted)
            tell(f"length {asked}", words("length", asked=asked, tokens=input_ids_length, wanted=wanted))
        return validate(self, generation_config, input_ids_length, has_default_max_length)

    return checked
