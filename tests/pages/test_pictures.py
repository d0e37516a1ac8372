"""Maps and timelines: pictures whose numbers follow from places and dates, and that say no more than is published."""

import re
from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from generator.corpus import Corpus, newest_first
from generator.model.records import Place
from generator.model.statement import Statement
from generator.pages.chart import build_chart
from generator.pages.geography import Frame, cut_coordinates, to_frame, to_land_path
from generator.pages.maps import build_conflict_map, build_map, build_picture, build_place_map, find_places
from generator.pages.timeline import plan_timeline
from tests.pages.world import scribe, settings, views, world

DEGREES = st.tuples(st.floats(-179, 179), st.floats(-80, 80))


def events() -> list[Statement]:
    return newest_first([*world().statements["outcomes"], *world().statements["meetings"]])


def place(**fields: object) -> Place:
    return Place.model_validate({"name": "Somewhere", **fields})


def test_coordinates_are_cut_to_the_precision_that_is_given() -> None:
    exact = {"lat": "44.123456", "lon": "30.987654"}
    assert cut_coordinates(place(**exact, precision="exact")) == (30.9877, 44.1235)
    assert cut_coordinates(place(**exact, precision="settlement")) == (30.99, 44.12)
    assert cut_coordinates(place(**exact, precision="district")) == (31.0, 44.1)
    assert cut_coordinates(place(**exact, precision="country")) == (31.0, 44.0)
    assert cut_coordinates(place(**exact)) == (30.99, 44.12)
    assert cut_coordinates(place()) is None


@given(st.lists(DEGREES, min_size=1, max_size=8))
@example([(165.0, 69.0), (179.0, 0.0)])
def test_every_place_lies_inside_its_map_and_the_map_fits_on_a_screen(points: list[tuple[float, float]]) -> None:
    frame = to_frame(points, 2.0, 20.0)
    for lon, lat in points:
        x, y = frame.to_picture(lon, lat)
        assert -1 <= x <= frame.width + 1
        assert -1 <= y <= frame.height + 1
    assert frame.height <= frame.width * 1.3 or frame.east - frame.west > 350


def test_land_is_drawn_inside_the_frame_alone() -> None:
    frame = Frame(25.0, 35.0, 42.0, 48.0)
    numbers = [float(each) for each in re.findall(r"-?[\d.]+", to_land_path(frame))]
    assert min(numbers) >= -0.1
    assert max(numbers[::2]) <= frame.width + 0.1
    assert max(numbers[1::2]) <= frame.height + 0.1


def test_the_open_sea_has_no_land_and_the_middle_of_a_continent_nothing_else() -> None:
    assert to_land_path(Frame(-40.0, 25.0, -30.0, 35.0)) == ""
    inland = Frame(20.0, 50.0, 24.0, 53.0)
    corners = {(0, 0), (inland.width, 0), (0, inland.height), (inland.width, inland.height)}
    drawn = re.findall(r"(-?[\d.]+),(-?[\d.]+)", to_land_path(inland))
    assert {(round(float(x)), round(float(y))) for x, y in drawn} == corners


def test_a_place_is_drawn_where_its_published_coordinates_are_and_named() -> None:
    picture = build_place_map(scribe("places/port/"), "port")
    assert picture is not None
    (marker,) = picture.markers
    assert marker.name == "Port"
    assert abs(marker.x - picture.width / 2) < 1
    assert build_place_map(scribe("places/coast/"), "coast") is None


def test_places_at_one_point_share_a_marker_and_names_do_not_cover_each_other() -> None:
    picture = build_picture(scribe(), ["port", "port"], "Two", 1.0, 4.0)
    assert [marker.title for marker in picture.markers] == ["Port, Port"]
    crowded = build_picture(scribe(), ["fort", "port"], "Near", 60.0, 170.0)
    assert [marker.title for marker in crowded.markers] == ["Fort", "Port"]
    assert [(marker.name, marker.is_left) for marker in crowded.markers] == [("Fort", False), ("Port", True)]


def test_a_name_without_room_is_left_out_and_one_too_long_for_a_phone_is_told(corpus: Corpus) -> None:
    picture = build_map("map/", corpus, settings()).view.picture
    markers = {marker.title: marker for marker in picture.markers}
    assert markers["Odesa"].name
    assert not markers["Volnovakha"].name, "Mariupol is too near"
    long = markers["Belovezhskaya Pushcha, Brest region"]
    assert (bool(long.name), long.is_small) == (True, False)


def test_the_map_lists_in_words_what_it_shows() -> None:
    view = build_map("map/", world(), settings()).view
    assert find_places(world()) == ["fort", "port"]
    assert [(line.place.text, line.disputed) for line in view.places] == [("Fort", "Held by one side."), ("Port", "")]
    assert view.places[1].words == ("2 meetings", "1 outcome", "1 claim")
    assert view.picture is not None


def test_the_map_of_a_conflict_has_the_places_of_its_meetings_and_outcomes() -> None:
    picture = build_conflict_map(scribe("conflicts/river-war/"), "river-war", events())
    assert picture is not None
    assert [marker.title for marker in picture.markers] == ["Port"]
    assert picture.label == "Map of the places of the conflict: Port"


def test_events_stand_in_the_order_of_their_dates_in_the_lane_of_their_process() -> None:
    chart = build_chart(scribe(), events(), "Timeline")
    assert chart is not None
    assert [lane.name for lane in chart.lanes] == ["Peace talks", "Talks on prisoners"]
    meetings = [mark for mark in chart.marks if mark.is_meeting]
    assert [mark.title for mark in meetings] == [
        "4 May 2031: The first meeting",
        "10 May 2031: The second meeting",
        "1 July 2031: The third meeting",
    ]
    assert meetings[0].x < meetings[1].x < meetings[2].x
    assert {mark.tone for mark in chart.marks if not mark.is_meeting} == {"not-agreed", "agreed", "going-on"}


def test_events_of_one_day_stand_below_each_other() -> None:
    chart = build_chart(scribe(), events(), "Timeline")
    assert chart is not None
    first = [mark for mark in chart.marks if mark.title.startswith("4 May 2031")]
    assert len(first) == 3
    assert len({mark.y for mark in first}) == 3
    assert len({mark.x for mark in first}) == 1


def test_the_axis_begins_with_a_year_and_has_few_marks() -> None:
    chart = build_chart(scribe(), events(), "Timeline")
    assert chart is not None
    assert chart.ticks[0].label == "May 2031"
    assert len(chart.ticks) <= 12
    assert [tick.x for tick in chart.ticks] == sorted(tick.x for tick in chart.ticks)


def test_nothing_is_drawn_of_nothing() -> None:
    assert build_chart(scribe(), [], "Timeline") is None


def test_the_timeline_lists_in_order_what_its_picture_shows() -> None:
    (planned,) = plan_timeline(world(), settings())
    view = planned.build(world(), settings()).view
    assert view.chart is not None
    entries = views(view.entries)
    assert len(view.chart.marks) == len(entries)
    assert [entry.words.text for entry in entries][:3] == ["The first meeting", "No truce.", "Prisoners go home."]
    assert entries[0].date is not None
    assert date.fromisoformat(entries[0].date.machine or "") == date(2031, 5, 4)
