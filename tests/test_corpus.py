"""Files make one corpus, whatever their order: an id means one thing, and what is held back is not published."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checks import Checked, check_site
from generator.files import read_sources
from generator.model.file import DecodedFile, decode_bytes
from tests.checks.sites import BASE, CASES, NOW, complete

READ = read_sources(BASE, BASE)


def decode(path: str, text: str) -> DecodedFile:
    return decode_bytes(path, path, text.encode("utf-8"))


BASE_FILES = [decode_bytes(raw.path, raw.location, raw.data) for raw in READ.files]


def check(*files: DecodedFile, now: datetime = NOW) -> Checked:
    return check_site([*BASE_FILES, *files], READ.snapshots, now)


def test_a_record_means_the_same_wherever_it_stands() -> None:
    record = "{name: Eva West}"
    briefs = complete(f"people:\n  eva-west: {record}\nbackground: Said by [[eva-west]].\n")
    ways = [
        [
            decode("people.yml", f"eva-west: {record}\n"),
            decode("b.yml", complete("background: Said by [[eva-west]].\n")),
        ],
        [
            decode("people/eva-west.yml", "name: Eva West\n"),
            decode("b.yml", complete("background: By [[eva-west]].\n")),
        ],
        [decode("b.yml", briefs)],
    ]
    made = [check(*files) for files in ways]
    assert all(not checked.diagnostics for checked in made)
    assert [checked.corpus.people["eva-west"].name for checked in made] == ["Eva West"] * 3


def test_an_id_means_one_thing_across_all_kinds() -> None:
    checked = check(decode("issues.yml", "ada-north: {name: Ada North}\n"), decode("x/round-one.yml", complete("")))
    assert [(found.code, found.path, found.related[0].path) for found in checked.diagnostics] == [
        ("duplicate-id", "issues.yml", "people/ada-north.yml"),
        ("duplicate-id", "x/round-one.yml", "2022/round-one.yml"),
    ]


def test_an_id_of_its_own_takes_the_place_of_the_files_name() -> None:
    checked = check(decode("2022/Any Name.yml", complete("id: round-two\nfollows: round-one\n")))
    assert not checked.diagnostics
    assert checked.corpus.briefs["round-two"].follows == "round-one"


def test_drafts_and_embargoes_are_held_back_with_what_only_they_define() -> None:
    draft = "status: draft\npeople:\n  eva-west: {name: Eva West}\nbackground: Said by [[eva-west]].\n"
    later = "embargo_until: 2026-06-01T00:00:00Z\n"
    files = [decode("draft.yml", complete(draft)), decode("later.yml", complete(later))]
    checked = check(*files)
    assert not checked.diagnostics
    assert set(checked.corpus.briefs) == {"round-one"}
    assert "eva-west" not in checked.corpus.people
    assert "later" in check(*files, now=datetime(2026, 6, 1, tzinfo=UTC)).corpus.briefs


def test_what_a_draft_holds_is_checked_like_anything_else() -> None:
    checked = check(decode("draft.yml", complete("status: draft\nprocess: nowhere\n")))
    assert [found.code for found in checked.diagnostics] == ["unknown-id"]


def test_what_is_published_may_not_refer_to_a_meeting_of_a_draft() -> None:
    meeting = "meetings:\n  - {id: talks, title: Talks, date: 2022-03-12, sources: [wire]}\n"
    step = "next_steps:\n  - {text: They go on., meeting: draft/talks}\n"
    checked = check(decode("draft.yml", complete(f"status: draft\n{meeting}")), decode("b.yml", complete(step)))
    assert [(found.code, found.span.line) for found in checked.diagnostics] == [("held-back-reference", 2)]


def test_a_renamed_id_is_named_where_the_old_one_is_used() -> None:
    record = decode("people.yml", "eva-west: {name: Eva West, formerly: [eva-east]}\n")
    checked = check(record, decode("b.yml", complete("background: Said by [[eva-east]].\n")))
    assert [(found.code, found.hint) for found in checked.diagnostics] == [("unknown-id", "Its id is now `eva-west`.")]


def test_a_file_that_cannot_be_read_brings_no_other_findings() -> None:
    broken = decode("people.yml", "eva-west: {name: Eva West\nother: {name: Other}\n")
    checked = check(broken, decode("b.yml", complete("background: Said by [[eva-west]] and [[nobody]].\n")))
    assert [(found.path, found.code) for found in checked.diagnostics] == [
        ("b.yml", "unknown-id"),
        ("people.yml", "yaml-syntax"),
    ]
    assert "nobody" in checked.diagnostics[0].message


BAD = [
    decode_bytes(f"{path.parent.name}.yml", f"{path.parent.name}.yml", path.read_bytes())
    for path in sorted((CASES / "check").glob("*/bad.yml"))
]


@given(st.lists(st.sampled_from(BAD), unique_by=id, max_size=8), st.randoms())
@settings(max_examples=40, deadline=None)
def test_the_order_of_files_does_not_matter(files: list[DecodedFile], random: object) -> None:
    checked = check(*files)
    shuffled = [*BASE_FILES, *files]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    again = check_site(shuffled, READ.snapshots, NOW)
    assert again.corpus == checked.corpus
    assert {(found.path, found.code, found.message) for found in again.diagnostics} == {
        (found.path, found.code, found.message) for found in checked.diagnostics
    }
