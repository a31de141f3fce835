"""Files of single claims can be written, whatever the claim is called."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.publish.file_names import file_name


@given(st.text(min_size=1))
def test_whatever_a_claim_is_called_its_file_can_be_written(claim: str) -> None:
    name = file_name("claimreview-", claim.encode("utf-8", "ignore").decode(), ".jsonld")
    assert len(name.encode()) <= 255


def test_long_names_that_begin_alike_are_two_files() -> None:
    assert file_name("", "ä" * 200 + "-1", "") != file_name("", "ä" * 200 + "-2", "")
