"""What is a reference and what is a text, where a field takes either."""

import pytest

from tests.checks.sites import check

AGREEMENT = """\
title: A pact
kind: memorandum
history:
  - date: "2022-03-12"
    status: signed
    by: {by}
    sources: [report]
sources: [report]
"""


@pytest.mark.parametrize("by", ["Ada N. of the press office", '"1/2"', "north/south", "ada-north", "north"])
def test_a_text_that_is_no_id_is_a_text_and_a_known_id_is_its_record(by: str) -> None:
    assert "unknown-id" not in {found.code for found in check({"agreements/pact.yml": AGREEMENT.format(by=by)})}


def test_a_text_in_the_form_of_an_id_must_be_known() -> None:
    (found,) = (
        one for one in check({"agreements/pact.yml": AGREEMENT.format(by="nobody")}) if one.code == "unknown-id"
    )
    assert (found.span.line, found.span.column) == (6, 9)
