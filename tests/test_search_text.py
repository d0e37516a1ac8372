"""What a page says to the search: its words as they stand there, what they count, and what is left out."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search_text import PageText, is_searched, read_page


def read(body: str, *, head: str = "", marks: str = "data-search") -> PageText:
    return read_page(
        f"<html><head>{head}</head><body><nav>menu</nav><article {marks}>{body}</article>after</body></html>"
    )


def said(body: str) -> str:
    return " ".join(read(body).words)


def weigh(text: PageText) -> dict[str, float]:
    """How much each word counts."""
    starts = dict(text.weights)
    weight, found = 0.0, {}
    for place, word in enumerate(text.words):
        weight = starts.get(place, weight)
        found[word] = weight
    return found


def test_only_what_is_marked_is_read() -> None:
    assert read("<p>Talks</p><div>went <b>on</b></div>").words == ["Talks.", "went", "on"]
    assert not is_searched("<article>Talks</article>")
    with pytest.raises(ValueError, match="no element that is marked"):
        read_page("<article>Talks</article>")


@pytest.mark.parametrize(
    "html",
    [
        "<article>&lt;b data-search&gt;</article>",
        '<article title="about data-search here">x</article>',
        "<article>the attribute data-search</article>",
        '<article data-search-weight="2">x</article>',
    ],
)
def test_words_about_the_mark_are_not_the_mark(html: str) -> None:
    assert not is_searched(html)
    assert is_searched(html + "<p data-search>y</p>")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("cease<b>-fire</b> <a href='x'>now</a>", "cease-fire now"),
        ("<p>One</p><p>Two!</p><ul><li>three<li>four</ul>", "One. Two! three four"),
        ("<p>“Done.”</p><p>Next:</p>x", "“Done.” Next: x"),
        ("<dl><div><dt>When</dt><dd>Monday</dd></div></dl><h2>Next</h2>", "When Monday. Next."),
        ("one<br>two<hr/>three", "one two three"),
        ("AT&amp;T &lt;b&gt; &#8220;x&#8221; a&nbsp;b", "AT&T <b> “x” a b"),
        ("a<!-- <p>no</p> -->b", "ab"),
        ("a <script>if (1 < 2) no('</p>')</script><style>no</style><svg><text>no</text></svg>b", "a b"),
        ('<a title="x > y">a</a> <i title=\'"data-search-skip>\'>b</i>', "a b"),
        ("zero\u200bwidth 中文，句號。", "zero\u200bwidth 中文，句號。"),
    ],
)
def test_words_are_what_stands_on_the_page(body: str, words: str) -> None:
    assert said(body) == words


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("a<p data-search-skip>no<b>no</b></p>b", "a b"),
        ("a<div class='x' data-search-skip><div>no</div>no</div>b", "a b"),
        ("word<sup data-search-skip>1</sup>, more", "word, more"),
        ("a<img data-search-skip src='x'>b", "a b"),
        ("a<nav>no<nav>no</nav></nav>b<navigation>c</navigation>", "a b c"),
        ("a<nav data-search-skip><p data-search-skip>no</p>no</nav>b", "a b"),
        ("<p>data-search-skip</p>a", "data-search-skip. a"),
        ("<p title='data-search-skip'>yes</p>a", "yes. a"),
        ("<p title='x data-search-skip '>yes</p>a", "yes. a"),
        ("<p>&lt;nav&gt; and &lt;!-- are words</p>a", "<nav> and <!-- are words. a"),
        ("a<div data-search-skip>no end", "a"),
    ],
)
def test_what_is_left_out_is_left_out_and_nothing_else(body: str, words: str) -> None:
    assert said(body) == words


def test_words_count_by_the_innermost_weight_that_is_given() -> None:
    text = read("<h1>Title</h1>plain<h2>Part</h2><p data-search-weight='0.5'>little <b>less</b></p>end")
    assert weigh(text) == {"Title.": 7, "plain": 1, "Part.": 6, "little": 0.5, "less.": 0.5, "end": 1}
    nested = read("<div data-search-weight='3'>a<div>b</div>c<div data-search-weight='5'>d</div>e</div>f")
    assert weigh(nested) == {"a": 3, "b": 3, "c": 3, "d": 5, "e": 3, "f": 1}
    inline = read("<span data-search-weight='3'>a <span>b</span> c</span> d")
    assert weigh(inline) == {"a": 3, "b": 3, "c": 3, "d": 1}
    whole = read("<h1 data-search-weight='10'>A</h1>b", marks='class="x" data-search data-search-weight="0.2"')
    assert weigh(whole) == {"A.": 10, "b": 0.2}


def test_a_page_has_the_title_of_its_first_heading_and_names() -> None:
    text = read(
        "<p>Path</p><h1 lang='tr'>Mevlüt <i>Çavuşoğlu</i></h1><h1>Other</h1>"
        "<ul data-search-names data-search-weight='8'><li><b>Мевлют</b> <span>Russian</span></li><li>Ä</li></ul>"
        "<h2>More</h2>end"
    )
    assert (text.title, text.names) == ("Mevlüt Çavuşoğlu", "Мевлют Russian. Ä.")
    assert weigh(text)["Russian."] == 8
    assert weigh(text)["end"] == 1
    assert (read("<p>x</p>").title, read("<p>x</p>").names) == ("", "")


def test_anchors_have_the_place_of_the_word_that_follows() -> None:
    text = read(
        '<h2 id="one">One</h2>a b<figure id="two &amp; a half">c</figure><p data-search-skip id="n">x</p><a id="e"></a>'
    )
    assert text.words == ["One.", "a", "b", "c"]
    assert text.anchors == [("one", 0), ("two & a half", 3), ("e", 4)]


def test_facets_are_read_from_the_head_alone() -> None:
    meta = '<meta data-search-facet="{}" content="{}">'
    head = meta.format("kind", "People") + meta.format("party", "A &amp; &quot;B&quot;") + meta.format("party", "C")
    text = read(meta.format("kind", "no"), head=head)
    assert text.facets == {"kind": ["People"], "party": ['A & "B"', "C"]}


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_that_is_escaped_gives_its_own_words(text: str) -> None:
    words = read(f'before <i title="{escape(text)}">{escape(text)}</i> after').words
    assert "".join(words) == "".join(["before", *text.split(), "after"])
