"""The demo collection: invented posts that come with the package."""

from __future__ import annotations

from importlib.resources import as_file, files

from pipeline.atomic import write_text
from pipeline.corrections import FILE
from pipeline.errors import PipelineError
from pipeline.importing import Progress, Report, import_source, recognise
from pipeline.ledger import ledger_run
from pipeline.removal import known_posts, remove_posts
from pipeline.store import Store


def load_demo(store: Store, *, progress: Progress) -> Report:
    """Import the invented posts and remove the one that its author is said to have deleted."""
    _refuse_real_posts(store)
    with as_file(files("data") / "demo" / "posts.ndjson") as file:
        (source,) = recognise([file])
        with ledger_run(store, "import") as run:
            report = import_source(store, run, source, progress=progress)
    _remove_deleted(store)
    _correct(store)
    return report


def _refuse_real_posts(store: Store) -> None:
    row = store.connection.execute("SELECT count(*) FROM posts WHERE NOT invented").fetchone()
    if row and row[0]:
        raise PipelineError(
            f"the store in {store.directory} holds {row[0]:,} posts that people wrote; "
            "invented ones are not mixed with them",
            "retrograde init --demo --store demo-store  makes a store for the demonstration",
        )


def _remove_deleted(store: Store) -> None:
    listed = (files("data") / "demo" / "removed.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split() for line in listed if line.strip() and not line.startswith("#")]
    keys = known_posts(store, [key for key, *_ in pairs])
    if keys:
        with ledger_run(store, "purge", command="init --demo") as run:
            remove_posts(store, run, keys, reason="deleted_on_platform")


def _correct(store: Store) -> None:
    """The invented correction, unless the store has corrections of its own."""
    own = store.directory / FILE
    if not own.exists():
        write_text(own, (files("data") / "demo" / FILE).read_text(encoding="utf-8"))
