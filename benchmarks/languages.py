"""How well and how fast languages of short posts are told: `python -m benchmarks.languages`.

Without what the platforms say, on the demo, the gold sets and the invented posts of the tests.
English must never be lost; "unknown" is read as English where its words are. `--smoke` is the same
with one round of timing; `--wrong` lists every miss.
"""

from __future__ import annotations

import json
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from claims.language.identify import ENGLISH, UNKNOWN, language_of

ROOT = Path(__file__).resolve().parents[1]
INVENTED = ROOT / "tests" / "claims" / "language" / "posts_by_language.toml"
_FIELDS = ("caption", "transcript", "screen_text")
_LINE = "{:<26}{:>8}{:>10}{:>10}{:>10}   {}"
_ROUNDS = 5

Text = tuple[str, str]


def posts_of(paths: Iterable[Path]) -> list[Text]:
    """The language stated (English where none is) and the text of each post."""
    rows = (json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines())
    found = ((row.get("lang") or ENGLISH, _text(row)) for row in rows if "kind" in row)
    return [(code, text) for code, text in found if text]


def _text(row: dict[str, Any]) -> str:
    return "\n".join(str(row[name]) for name in _FIELDS if row.get(name))


def invented_posts(path: Path = INVENTED) -> list[Text]:
    """The invented posts of the tests, in 16 languages."""
    table: dict[str, list[str]] = tomllib.loads(path.read_text("utf-8"))
    return [(code, text) for code, texts in table.items() for text in texts]


def verdicts(texts: Sequence[Text]) -> list[tuple[str, str]]:
    """What each text is called (English, unknown, the right other one, a wrong one), and the text."""
    found = []
    for code, text in texts:
        said = language_of(text).code
        kind = "unknown" if said == UNKNOWN else "English" if said == ENGLISH else "other"
        if kind == "other" and code != ENGLISH and said != code:
            kind = "misnamed"
        found.append((kind, text))
    return found


def report(name: str, texts: Sequence[Text], *, wrong: bool) -> None:
    """Print how the English and the other texts of a set are called."""
    for part, is_right in (("English", ("English", "unknown")), ("other", ("other", "misnamed"))):
        chosen = [one for one in texts if (one[0] == ENGLISH) == (part == "English")]
        said = verdicts(chosen)
        counts = Counter(kind for kind, _ in said)
        right = sum(counts[kind] for kind in is_right)
        others = counts["other"] + counts["misnamed"]
        share = f"{right / len(chosen):.3f} kept as it is" if chosen else ""
        cells = (len(chosen), counts["English"], counts["unknown"], others)
        print(_LINE.format(f"{name}: {part}", *cells, share))
        for kind, text in said if wrong else ():
            if kind not in is_right:
                print(f"    called {kind}: {text[:90]!r}")


def speed(texts: Sequence[Text], rounds: int) -> str:
    """Posts a second, the quickest of a few rounds, after the model is loaded."""
    language_of("so that the model is there")
    times = []
    for _ in range(rounds):
        began = time.process_time()
        for _, text in texts:
            language_of(text)
        times.append(time.process_time() - began)
    return f"{len(texts) / min(times):,.0f} posts a second on one core"


def main(arguments: Sequence[str]) -> None:
    """Print the table and the speed."""
    gold = posts_of(sorted((ROOT / "data" / "gold").glob("*/posts.jsonl")))
    sets = {
        "invented": invented_posts(),
        "demo": posts_of([ROOT / "data" / "demo" / "posts.ndjson"]),
        "gold": gold,
    }
    print(_LINE.format("", "posts", "English", "unknown", "other", ""))
    for name, texts in sets.items():
        report(name, texts, wrong="--wrong" in arguments)
    print(speed(gold, 1 if "--smoke" in arguments else _ROUNDS))


if __name__ == "__main__":
    main(sys.argv[1:])
