"""The invented posts go into a store of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.demo import load_demo
from pipeline.errors import PipelineError
from pipeline.store import write_store


def quiet(subject: str, done: int) -> None:
    """Nobody watches a test."""


def test_loading_the_demo_twice_adds_nothing(tmp_path: Path) -> None:
    with write_store(tmp_path / "store") as store:
        assert load_demo(store, progress=quiet)["posts_new"] == 205
        assert load_demo(store, progress=quiet)["posts_new"] == 0


def test_invented_posts_are_not_mixed_with_what_people_wrote(tmp_path: Path) -> None:
    with write_store(tmp_path / "store") as store:
        load_demo(store, progress=quiet)
        store.connection.execute("UPDATE posts SET invented = false WHERE platform = 'mastodon'")
        with pytest.raises(PipelineError, match="35 posts that people wrote") as refused:
            load_demo(store, progress=quiet)
    assert "--store" in refused.value.fix
