"""Every line of somebody's has its own direction: it does not reorder what is around it, nor is it reordered."""

import html5lib

from tests.exactness.conftest import ONE_BATCH, Pair

pytestmark = ONE_BATCH

# What stands in the middle of a line of ours, by field.
_IN_A_LINE = {
    "quotes.attribution", "quotes.lead", "quotes.tail", "quotes.translator", "claims.statement", "claims.attribution",
    "claims.responses.statement", "claims.assessment.basis", "positions.text", "positions.responses.text",
    "outcomes.text", "outcomes.commitments.text", "outcomes.commitments.provision", "outcomes.commitments.condition",
    "readouts.points.text", "readouts.points.accounts.text", "figures.label", "figures.value", "meetings.title",
    "meetings.venue", "meetings.participants.title", "authors", "title",
}  # fmt: skip


def test_a_text_within_a_line_is_isolated(pair: Pair) -> None:
    for name in pair.made.briefs:
        home = f"briefs/{name}/"
        page = html5lib.parse((pair.plain / home / "index.html").read_bytes(), namespaceHTMLElements=False)
        isolated = {element.text for element in page.iter("*") if element.tag == "bdi" or element.get("dir") == "auto"}
        words = [each for each in pair.words.placed if each.home == home and each.field in _IN_A_LINE]
        assert {each.field for each in words} == _IN_A_LINE
        assert [each.field for each in words if each.text not in isolated] == []


def test_words_in_another_language_say_so(pair: Pair) -> None:
    for name in pair.made.briefs:
        home = f"briefs/{name}/"
        page = html5lib.parse((pair.plain / home / "index.html").read_bytes(), namespaceHTMLElements=False)
        said = {
            "".join(words.itertext()): (block.get("lang"), block.get("dir"))
            for block in page.iter("blockquote")
            for words in block.iterfind(".//span[@class='cb-verbatim']")
        }
        texts = [each.text for each in pair.words.placed if each.home == home and each.kind == "verbatim"]
        assert {said[text] for text in texts} == {("uk", "auto")}
