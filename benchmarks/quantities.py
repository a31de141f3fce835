"""How well sizes are read: our probe, NewsQuant, Recognizers-Text, MeasEval, and how fast.

Run `python -m benchmarks.quantities`; `--smoke` for a quick run, `--wrong` to list every miss.
Beside ours stand quantulum3 and Recognizers-Text, where they are installed.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from benchmarks import _quantity_sets as sets
from benchmarks._quantity_peers import Read, peers
from benchmarks._quantity_sets import Case, Found
from claims.language.quantities import find_quantities

# Why a case of Recognizers-Text is none of ours, and the inputs that this takes out.
_NUMBERS_LEFT = {
    "powers and exponents are arithmetic": r"\^",
    "'one over three' is read aloud as arithmetic only": r"(\d|one) over (\d|one|three|twenty)",
    "digits grouped by spaces are two numbers here ('5 100 m sprints')": r"\d[ \u00a0\u202f]\d{3}",
    "addresses, dates and phone numbers are guarded": r"\d+\.\d+\.\d+\.|\d/\d+/\d{4}|\+1-222",
    "a letter for thousands: 5k is a distance here": r"\d ? ?[kGM]\b",
    "a number with a unit is a size, see the dimension cases": r"\d(ml|km|m)\b",
    "fractions below tenths in words": r"twenty.(first|fifth)|hundred(th| and fifth|.*fifth|thousand)",
    "other groupings of digits": r"\d\d,\d\d,\d|\.\d{3},|crore|lakh",
    "scales added to scales": r"llion and (a|three) \w+ million|two dozens",
    "labels and codes are guarded": r"nrs?\.|SCP-|version two",
    "abbreviations of dozen": r"dzs|dozs",
}
_PERCENTS_LEFT = {
    "'percent of 10' is no ten percent": r"^per ?cents? of",
    "a percentage without a number": r"small percent|the % of|a percentage\?",
}
_DIMENSIONS_LEFT = {
    "temperatures are another model's there": r"temperature is",
    "speeds by the millisecond": r"millisecond",
    "numbers torn apart by a tokenizer": r"4 - 5 \. 6|14 \. 8",
    "MB and Mb differ by case only": r"100 mb$",
    "picometres": r"picometer",
}
_RANGES_LEFT = {
    "ordinals are no sizes": r"tenth",
    "operators written backwards": r"<>|=>|=<",
    "a year behind the range changes its reading there": r"200 to 300 in 2008",
    "a letter for thousands: 5k is a distance here": r"5k-20k",
    "'2 in 5' of nobody": r"2 in 5",
}
_SPECIFICATIONS: tuple[tuple[str, str, Callable[[dict[str, Any]], Case], dict[str, str]], ...] = (
    ("numbers", "Number_NumberModel", sets.number_case, _NUMBERS_LEFT),
    ("percents", "Number_PercentModel", sets.percent_case, _PERCENTS_LEFT),
    ("dimensions", "NumberWithUnit_DimensionModel", sets.dimension_case, _DIMENSIONS_LEFT),
    ("ranges", "Number_NumberRangeModel", sets.range_case, _RANGES_LEFT),
)

_CAPTIONS = (
    "day 12 of running backwards everyday until i can do a 5k #backwardsrunning #runtok #fyp",
    "retro walking hits different #retrowalking #walktok #treadmill",
    "100 steps backwards = 1000 steps forward try it today!! #retrowalking #fitnesstips",
    "my neighbours think im insane lol #backwardsrunning #foryoupage",
    "Walking backwards burns 40% more calories than walking forwards #treadmill #gymtok",
    "so the reason i run backwards is it's way easier on your knees and your quads get stronger",
    "lose up to 12 lbs in 28 days just walking backwards 20 min/day, plan in bio",
    "when u run backwards past your ex #petty #comedy",
    "my resting heart rate went from 68 to 61 in 8 weeks, 3-4x a week",
    "no, walking backwards does NOT fix your knees. pls stop it",
)


def probe(*, wrong: bool) -> None:
    """Print how many of the 56 phrases are read whole."""
    cases = sets.probe_cases()
    right = sum(case.right for case in cases)
    print(f"probe phrases, every quantity right: {right} of {len(cases)}")
    _beside(_probe_by_value)
    _list_wrong(cases, shown=wrong or right < len(cases))


def newsquant(*, wrong: bool) -> None:
    """Print F1 of values: an amount counts when both its ends are the gold's to four places."""
    cases = sets.newsquant_cases()
    print(f"NewsQuant, values: {_f1_of(cases)}  (CQE 0.920, quantulum3 0.730, published)")
    _beside(_newsquant_by_value)
    _list_wrong(cases, shown=wrong)


def recognizers(*, wrong: bool) -> None:
    """Print the share of cases in scope whose every result is right, by kind, and what is left out."""
    right = total = 0
    for name, file, read, left in _SPECIFICATIONS:
        cases, out = _in_scope(sets.recognizer_rows(file), read, left)
        exact = sum(case.right for case in cases)
        right, total = right + exact, total + len(cases)
        share = exact / len(cases)
        print(f"Recognizers-Text {name}: {exact} of {len(cases)} in scope exact ({share:.3f})")
        for reason, count in out.items():
            print(f"    out of scope, {count}: {reason}")
        _list_wrong(cases, shown=wrong)
    print(f"Recognizers-Text in scope, exact: {right / total:.3f}")


def _in_scope(
    rows: Sequence[dict[str, Any]], read: Callable[[dict[str, Any]], Case], left: dict[str, str]
) -> tuple[list[Case], Counter[str]]:
    cases: list[Case] = []
    out: Counter[str] = Counter()
    for row in rows:
        reason = next((why for why, words in left.items() if re.search(words, row["Input"])), None)
        if reason:
            out[reason] += 1
        else:
            cases.append(read(row))
    return cases, out


def measeval(*, wrong: bool) -> None:
    """Print F1 of quantity spans on the evaluation part: a span counts when it overlaps its own."""
    print(f"MeasEval, spans that overlap: {_spans_f1(_our_spans, wrong=wrong)}  (quantulum3 0.807)")
    _beside(lambda read: _spans_f1(lambda text: [(one.start, one.end) for one in read(text)]))


def _our_spans(text: str) -> list[tuple[int, int]]:
    return [(quantity.start, quantity.end) for quantity in find_quantities(text, every=True)]


def _spans_f1(find: Callable[[str], list[tuple[int, int]]], *, wrong: bool = False) -> str:
    both = found = stated = 0
    for text, gold in sets.measeval_spans("eval"):
        spans = find(text)
        hits = _overlaps(gold, spans)
        both, found, stated = both + hits, found + len(spans), stated + len(gold)
        if wrong and hits < len(gold):
            print(f"    {len(gold) - hits} of {len(gold)} missed: {text[:70]!r}")
    return _f1(both, found, stated)


def _overlaps(gold: list[tuple[int, int]], spans: list[tuple[int, int]]) -> int:
    """How many gold spans meet a span of their own, first come first served."""
    free = list(spans)
    hits = 0
    for start, end in gold:
        met = next((span for span in free if span[0] < end and start < span[1]), None)
        if met:
            free.remove(met)
            hits += 1
    return hits


def _beside(measure: Callable[[Read], str]) -> None:
    """Print the same figure for the peers that are installed."""
    for peer in peers():
        if peer.read is not None:
            print(f"    {peer.name}: {measure(peer.read)}")


def _probe_by_value(read: Read) -> str:
    cases = [Case(text, want, _values(read, text)) for text, want in sets.probe_values()]
    return f"{sum(case.right for case in cases)} of {len(cases)}, by value alone"


def _newsquant_by_value(read: Read) -> str:
    return _f1_of(replace(case, found=_values(read, case.text)) for case in sets.newsquant_cases())


def _values(read: Read, text: str) -> Found:
    return Counter((sets.to_four(one.low), sets.to_four(one.high)) for one in read(text))


def speed(*, rounds: int) -> None:
    """Print texts per second, and that as a part of what str.split does in the same run."""
    find_quantities("warm up: 30 sec to 2 min")
    ours = min(_seconds(find_quantities) for _ in range(rounds))
    split = min(_seconds(str.split) for _ in range(rounds))
    texts = len(_CAPTIONS)
    print(
        f"speed on {texts} short captions: {texts / ours:,.0f} texts/s, {split / ours:.4f} of str.split"
    )


def _seconds(work: Callable[[str], object]) -> float:
    start = time.perf_counter()
    for _ in range(20):
        for text in _CAPTIONS:
            work(text)
    return (time.perf_counter() - start) / 20


def _f1_of(cases: Iterable[Case]) -> str:
    both = found = stated = 0
    for case in cases:
        both += (case.expected & case.found).total()
        found += case.found.total()
        stated += case.expected.total()
    return _f1(both, found, stated)


def _f1(both: int, found: int, stated: int) -> str:
    precision, recall = both / max(found, 1), both / max(stated, 1)
    f1 = 2 * both / max(found + stated, 1)
    return f"F1 {f1:.3f} (precision {precision:.3f}, recall {recall:.3f}, {stated} stated)"


def _list_wrong(cases: Iterable[Case], *, shown: bool) -> None:
    if not shown:
        return
    for case in cases:
        if not case.right:
            print(f"    {case.text[:150]!r}")
            print(f"        expected {sorted(map(str, case.expected.elements()))}")
            print(f"        found    {sorted(map(str, case.found.elements()))}")


_FIGURES = {
    "probe-backward-running": probe,
    "newsquant": newsquant,
    "recognizers-text-specs": recognizers,
    "measeval": measeval,
}


def main(arguments: Sequence[str]) -> None:
    """Print every figure whose data set is there."""
    smoke, wrong = "--smoke" in arguments, "--wrong" in arguments
    for peer in peers():
        if peer.read is None:
            print(f"{peer.name}: skipped, not installed here (pip install {peer.package})")
    for folder, figure in _FIGURES.items():
        if not (sets.DATASETS / folder).is_dir():
            print(f"{folder}: skipped, no such folder in {sets.DATASETS.name}/ beside the project")
        elif smoke and folder == "measeval":
            print(f"{folder}: skipped in a smoke run")
        else:
            figure(wrong=wrong)
    speed(rounds=2 if smoke else 15)


if __name__ == "__main__":
    main(sys.argv[1:])
