"""The chain from words to verdict, one line a rule, each naming what it looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from claims.evidence.amounts import claimed_change
from claims.evidence.certainty import Grade, word
from claims.evidence.library import Library
from claims.evidence.relation import Comparison
from claims.evidence.sizes import Measured
from claims.evidence.table import Row
from claims.evidence.telling import claimed_size
from claims.evidence.words import Words, cite, listed, number, span
from claims.records import Step

_BOUNDS = {
    "upper": "“up to” puts its upper end forward, and that is what is compared",
    "lower": "“at least” puts its lower end forward, and that is what is compared",
}
_AGAINST = {
    "usual": "against {usual}",
    "anything": "against any comparison",
    "other": "against something else",
}


def steps(
    found: Comparison, row: Row, grade: Grade | None, *, library: Library, words: Words
) -> tuple[Step, ...]:
    """All steps but those of the readings and the stance, which judging adds."""
    return (
        *_claim_steps(found),
        *_outcome_step(found, library),
        *_rule_steps(found),
        *_habituation(found, library),
        *_ceiling(found),
        *_finding_step(found),
        *_comparison_step(found),
        *_certainty_step(grade),
        Step("TABLE", _table_text(found, row, words)),
    )


def _claim_steps(found: Comparison) -> Iterator[Step]:
    case, claim = found.case, found.case.claim
    yield Step("WORDS", claim.sentence)
    if not case.sized:
        yield Step("QUANTITIES", "no size is stated")
    else:
        kind = claim.magnitude_kind
        yield Step("QUANTITIES", f"{claimed_size(case)}, stated as {kind}")
    if claim.bound in _BOUNDS:
        yield Step("BOUND", _BOUNDS[claim.bound])
    if claim.approximate:
        factor = number(case.rules.approximate)
        yield Step("APPROXIMATE", f"stated as approximate: widened {factor} times on both sides")
    if case.turned:
        yield Step("SIGN", "a time or cost that falls is an improvement, told as an increase")
    against = _AGAINST[case.against].format(usual=case.activity.usual_label)
    direction = case.direction.replace("_", " ")
    yield Step("FRAME", f"{case.activity.label}, {claim.outcome}, {direction}, {against}")


def _outcome_step(found: Comparison, library: Library) -> Iterator[Step]:
    outcome = found.case.claim.outcome
    own = sum(one.evidence.finding.outcome == outcome for one in found.weighed)
    yield Step("OUTCOME", f"{outcome}: {_count(own, 'finding')} in the library on it")
    rows: dict[tuple[str, str], int] = defaultdict(int)
    for one in found.weighed:
        if one.stand_in is not None:
            rows[one.stand_in.when, one.stand_in.says] += 1
    for (when, says), count in rows.items():
        rule = "VO2_TO_KCAL" if when == "same_quantity" else "OUTCOME"
        role = {"same_quantity": "the same quantity", "context": "shown beside it"}
        yield Step(rule, f"{role.get(when, 'stands in')}: {_count(count, 'finding')} on {says}")


def _rule_steps(found: Comparison) -> Iterator[Step]:
    """What each rule said, with the findings it spoke of."""
    said: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in found.weighed:
        if one.stand_in is not None and one.stand_in.when == "context":
            continue
        for reason in one.reasons:
            if reason.rule not in ("OUTCOME", "VO2_TO_KCAL", "FINDINGS"):
                said[reason.rule, reason.text].append(one.evidence.finding.id)
    for (rule, text), ids in said.items():
        shown = ", ".join(ids[:4]) + (f" and {len(ids) - 4} more" if len(ids) > 4 else "")
        yield Step(rule, f"{text}: {shown}")
    yield from _basis_steps(found)


def _basis_steps(found: Comparison) -> Iterator[Step]:
    for one in found.counted:
        finding = one.evidence.finding
        if finding.basis in ("self_selected_speed", "slower_backward"):
            text = "speeds were not matched: it votes, but its size is not compared"
            yield Step("BASIS", f"{text}: {finding.id}")
        if finding.net_ratio is not None:
            net = number(finding.net_ratio)
            yield Step(
                "GROSS_NET",
                f"gross figures include rest; without it the ratio is {net}, counted too: {finding.id}",
            )
    measured = found.measured
    if measured and measured.per_time:
        ends = span(measured.printed.low, measured.printed.high)
        yield Step("BASIS", f"per minute at a speed of one's own choice: {ends} (an inference)")
    elif found.case.per_time:
        text = "the claim is per minute or per workout; nothing here says at which speeds people go"
        yield Step("BASIS", f"{text}, so it is judged at one speed")


def _habituation(found: Comparison, library: Library) -> Iterator[Step]:
    """Practice lowers the extra cost, where the library holds a study that saw it."""
    case = found.case
    if case.kind != "acute" or case.direction != "increase" or not found.counted:
        return
    outcomes = {one.evidence.finding.outcome for one in found.counted}
    for outcome in sorted(outcomes):
        for evidence in library.on(outcome):
            finding = evidence.finding
            practised = finding.contrast == "pre_post" and finding.basis == "same_speed"
            if practised and finding.direction == "decrease" and finding.ratio:
                fell = f"{(1 - finding.ratio) * 100:.0f} %"
                who = cite(evidence.study)
                text = f"practice lowered it by {fell} ({who}, {finding.id}): for regulars the"
                yield Step("HABITUATION", f"{text} measured ratios are upper estimates")
                return


def _ceiling(found: Comparison) -> Iterator[Step]:
    held, case = found.held, found.case
    if held is None:
        return
    for size in held.measured.sizes:
        finding = size.weighed.evidence.finding
        bounded = case.rules.bounded.get(finding.outcome)
        if bounded is None or finding.raw_comparator is None:
            continue
        reached = held.size.low * finding.raw_comparator
        if reached > bounded.ceiling:
            sums = f"{number(held.size.low)} times {finding.raw_comparator:g} is {reached:.0f}"
            text = f"{sums} {bounded.unit}, which is impossible: {bounded.says}"
            yield Step("CEILING", f"{text} ({finding.id})")
            return


def _finding_step(found: Comparison) -> Iterator[Step]:
    ballots = found.tally.ballots
    if not ballots:
        yield Step("FINDINGS", f"none of {_count(len(found.weighed), 'finding')} has a vote")
        return
    counts: dict[str, int] = defaultdict(int)
    for ballot in ballots:
        counts[ballot.vote] += 1
    told = ", ".join(f"{n} {vote.replace('_', ' ')}" for vote, n in counts.items())
    yield Step("FINDINGS", f"{_count(len(ballots), 'vote')}: {told}")
    if found.relation == "opposite" and found.tally.nulls and not found.tally.agreeing:
        text = "no difference agrees with no claim of a change, and shields none"
        differing = len(ballots) - len(found.tally.nulls)
        yield Step(
            "NULL",
            f"{text}: {len(found.tally.opposing)} of the {_count(differing, 'vote')} that found one "
            "point the other way",
        )
    for ballot in ballots:
        if ballot.grouped:
            keys = listed(sorted({one.evidence.study.key for one in ballot.findings}))
            yield Step("DUPLICATE", f"{keys} overlap and share one vote: {ballot.vote}")


def _comparison_step(found: Comparison) -> Iterator[Step]:
    relation = found.relation.replace("_", " ")
    yield from _amount_step(found)
    if found.held is None:
        yield Step("COMPARISON", f"relation: {relation}")
        return
    measured = found.held.measured
    claimed = claimed_size(found.case)
    text = f"claimed {claimed}, measured {span(measured.printed.low, measured.printed.high)}"
    sizes = f"{text} ({_sources(measured)}); claimed over the highest measured"
    yield Step("COMPARISON", f"{sizes}: {span(*found.held.factor)}; relation: {relation}")
    if found.held.tolerance < found.case.tolerance:
        text = "of a change in percent the tolerance widens the change alone, not the whole"
        yield Step("TOLERANCE", text)


def _amount_step(found: Comparison) -> Iterator[Step]:
    """What an amount was held against, or why it was not."""
    amounts, case = found.amounts, found.case
    if amounts is not None:
        ends = f"{span(amounts.measured.low, amounts.measured.high)} {amounts.unit}"
        ids = ", ".join(one.evidence.finding.id for one in amounts.findings)
        yield Step("AMOUNT", f"claimed {claimed_size(case)}, measured {ends} ({ids})")
    elif case.claim.magnitude_kind == "absolute" and case.size is None:
        why = "no finding that agrees gives a change in this unit"
        if claimed_change(case) is None:
            why = "it may be a level as well as a change"
        yield Step("AMOUNT", f"{claimed_size(case)} is not compared: {why}")


def _sources(measured: Measured) -> str:
    said = []
    for size in measured.sizes[:6]:
        finding = size.weighed.evidence.finding
        kind = f" {finding.interval_type}" if finding.interval_type else ""
        made = " derived" if size.derived else ""
        said.append(f"{finding.id} {span(size.printed.low, size.printed.high)}{kind}{made}")
    more = f", {len(measured.sizes) - 6} more" if len(measured.sizes) > 6 else ""
    return ", ".join(said) + more


def _certainty_step(grade: Grade | None) -> Iterator[Step]:
    if grade is not None:
        yield Step("CERTAINTY", f"{word(grade.certainty)}: {'; '.join(grade.steps)}")


def _table_text(found: Comparison, row: Row, words: Words) -> str:
    verdict, reason = row
    directness = found.directness or "nothing measured"
    relation = found.relation.replace("_", " ")
    return f"{relation}, {directness} → {words.say('verdict', verdict).lower()}: {reason}"


def _count(number_of: int, noun: str) -> str:
    return f"{number_of} {noun}" if number_of == 1 else f"{number_of} {noun}s"
