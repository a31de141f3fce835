"""Filters that live in the address: chosen by widget, link or hand, and said when not understood.

Streamlit binds a widget to a parameter by the words shown for its value. A link may also carry our
own key for a value; it is put into those words before the widget is made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.links import MEASURE, ORDER, PART, SINCE, UNTIL, Links
from dashboard.words.site import ignored

_NOTICES = "_ignored"
_BEFORE = {SINCE: "from ", UNTIL: "to "}


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter: the name of its parameter, its label, and key → words of its values."""

    name: str
    label: str
    options: Mapping[str, str]
    everything: str | None = None  # the words for no choice; None where one must be chosen

    def key_of(self, stated: str) -> str | None:
        """The key that a parameter means, by key or words; None if it means none of them."""
        wanted = stated.casefold().lstrip("#")
        for key, words in self.options.items():
            if wanted in (key.casefold(), words.casefold().lstrip("#")):
                return key
        return None


def settle(choices: Sequence[Choice], days: Sequence[str] = ()) -> list[str]:
    """Put the address in order before any widget reads it; the sentences on what was ignored."""
    notices, changed = list(st.session_state.pop(_NOTICES, [])), False
    for choice in choices:
        if choice.name in st.session_state or choice.name not in st.query_params:
            continue
        stated = st.query_params.get_all(choice.name)
        known = [choice.options[key] for value in stated if (key := choice.key_of(value))]
        strange = [value for value in stated if value and not _means_something(choice, value)]
        if strange:
            notices.append(ignored(choice.name, strange, list(choice.options.values())))
        if known != stated:
            st.query_params[choice.name] = known
            changed = True
    notices += _strange_days(days)
    if changed:
        st.session_state[_NOTICES] = notices
        st.rerun()
    return notices


def one(choice: Choice, place: DeltaGenerator | None = None) -> str | None:
    """The value chosen, or None for everything."""
    if choice.everything is None:
        keys: list[str | None] = list(choice.options)
    else:
        keys = [None, *choice.options]
    return (place or st).selectbox(
        choice.label,
        keys,
        format_func=lambda key: choice.options.get(key or "", choice.everything or ""),
        key=choice.name,
        bind="query-params",
    )


def some(choice: Choice, *, most: int) -> list[str]:
    """The values chosen, at most so many."""
    return st.multiselect(
        choice.label,
        list(choice.options),
        format_func=lambda key: choice.options[key],
        key=choice.name,
        max_selections=most,
        select_all=False,
        placeholder=choice.everything,
        bind="query-params",
    )


def pills(choice: Choice) -> str | None:
    """The value chosen among a few that all stay in sight."""
    return st.pills(
        choice.label,
        list(choice.options),
        format_func=lambda key: choice.options[key],
        key=choice.name,
        bind="query-params",
    )


def switch(choice: Choice) -> str:
    """One of a few, the first unless another is chosen."""
    first = next(iter(choice.options))
    chosen = st.segmented_control(
        choice.label,
        list(choice.options),
        format_func=lambda key: choice.options[key],
        default=first,
        required=True,
        key=choice.name,
        bind="query-params",
    )
    return chosen or first


def day(label: str, name: str, place: DeltaGenerator) -> date | None:
    """A day, or None."""
    return place.date_input(label, value=None, key=name, format="YYYY-MM-DD", bind="query-params")


def skipped(total: int, at_once: int, name: str = PART) -> int:
    """How many of a long list come before the part chosen; no choice where all fits at once."""
    parts = -(-total // at_once)
    part = st.pagination(parts, key=name, bind="query-params") if parts > 1 else 1
    return (part - 1) * at_once


def search(label: str, name: str) -> str | None:
    """Words to look for, or None."""
    typed = st.text_input(label, key=name, type="search", bind="query-params")
    return (typed or "").strip() or None


def stated(names: Sequence[str]) -> dict[str, list[str]]:
    """Filters as the address has them, for links that lead back."""
    return {name: st.query_params.get_all(name) for name in names if name in st.query_params}


def removals(page: str, links: Links, names: Sequence[str]) -> dict[str, str]:
    """What narrows the page, in the address's words, and the address without it."""
    kept = {name: values for name, values in stated(names).items() if name != PART}
    return {
        _BEFORE.get(name, "") + ", ".join(values): links.page(
            page, {other: value for other, value in kept.items() if other != name}
        )
        for name, values in kept.items()
        if any(values) and name not in (ORDER, MEASURE)
    }


def _means_something(choice: Choice, value: str) -> bool:
    return choice.key_of(value) is not None or value == choice.everything


def _strange_days(names: Sequence[str]) -> list[str]:
    found = []
    for name in names:
        value = st.query_params.get(name)
        if value and not _is_day(value):
            found.append(ignored(name, [value], ["a day such as 2026-01-31"]))
    return found


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
