"""Feeds watched: what is new goes into a store, and nothing that a feed does ends the watch."""

from __future__ import annotations

import json

import pytest

from geomap.errors import FetchError
from geomap.model import Document
from geomap.watching import FileFeed, Settings, WebFeed, feed_of
from geomap.watching.state import MOST_SEEN, Page, Seen, WatchState
from geomap.web import Visitor
from geomap.web.feeds import GONE_PAUSE, LONGEST_PAUSE
from tests.served import answered, here, serving
from tests.watched import START, MemoryStore, Trial, feed, item

pytestmark = pytest.mark.network

ONE = item("Shells fell on Talish.", "https://desk.example/1", day="Mon, 02 Mar 2026 08:00:00 GMT")
TWO = item("A truck burned near Kidal.", "https://desk.example/2", day="Mon, 02 Mar 2026 09:00:00 GMT")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "feed.xml"
    path.write_bytes(feed(TWO, ONE))
    return path


def trial(*feeds, **settings):
    return Trial(tuple(FileFeed(str(each)) for each in feeds), **settings)


def web_trial(served, *paths, **settings):
    visitor = Visitor(served.policy(robots=False), resolve=here)
    return Trial(tuple(WebFeed(served.url(path), visitor) for path in paths), **settings)


def test_items_are_read_the_oldest_first_and_the_map_is_drawn_once(file):
    watch = trial(file)
    outcome = watch.watch()
    assert watch.store.texts == ["Shells fell on Talish.", "A truck burned near Kidal."]
    assert list(watch.store.documents) == ["https://desk.example/1", "https://desk.example/2"]
    assert watch.maps == [2]
    assert watch.said == [f"{file}: 2 new, 0 changed of 2 items; incidents: 0"]
    assert watch.told == []
    assert watch.store.provenances == ["p", "p"]
    assert (outcome.asked, outcome.new, outcome.drawn, outcome.failed) == (1, 2, 1, 0)


def test_a_restart_reads_nothing_anew(file):
    watch = trial(file)
    watch.watch()
    again = trial(file, store=watch.store)
    outcome = again.watch()
    assert (again.read, again.maps, again.said, outcome.new) == ([], [], [], 0)
    file.write_bytes(feed(item("Rockets hit Ganja.", "https://desk.example/3"), TWO, ONE))
    assert again.watch().new == 1
    assert [document.text for document in again.read] == ["Rockets hit Ganja."]
    assert again.maps == [3]


def test_what_is_read_by_something_else_is_read_anew(file):
    watch = trial(file)
    watch.watch()
    file.write_bytes(feed(TWO, ONE) + b"\n")
    again = trial(file, store=watch.store, version="another model")
    again.watch()
    assert len(again.read) == 2
    assert again.maps == []  # a store that says that nothing has changed


def test_the_same_id_with_another_text_is_changed(file):
    watch = trial(file)
    watch.watch()
    file.write_bytes(feed(TWO.replace("burned", "exploded"), ONE))
    assert watch.watch().changed == 1
    assert watch.store.documents["https://desk.example/2"].text == "A truck exploded near Kidal."
    assert watch.maps == [2, 2]


def test_a_feed_is_asked_at_its_time_until_the_watch_ends(file):
    watch = trial(file, settings=Settings(every=300), rounds=3)

    def between(watch):
        if len(watch.pauses) == 2:
            file.write_bytes(feed(item("Rockets hit Ganja.", "https://desk.example/3"), TWO, ONE))

    watch.between = between
    outcome = watch.watch(once=False)
    assert watch.pauses == [300] * 4
    assert (outcome.asked, outcome.new, watch.maps) == (4, 3, [2, 3])


def test_a_restart_waits_for_the_time_of_the_feed(file):
    watch = trial(file, settings=Settings(every=300))
    watch.watch()
    watch.now += 100
    outcome = watch.watch(once=False)
    assert (outcome.asked, watch.pauses) == (0, [200])


@pytest.mark.parametrize("jump", [-30 * 86_400, -3600, 3600, 30 * 86_400])
def test_a_clock_that_is_set_changes_no_interval(file, jump):
    watch = trial(file, settings=Settings(every=300), rounds=3)

    def between(watch):
        watch.clock_off += jump

    watch.between = between
    outcome = watch.watch(once=False)
    assert (outcome.asked, watch.pauses) == (4, [300] * 4)


def test_a_clock_that_is_set_back_between_two_watches_puts_no_feed_to_sleep(file):
    watch = trial(file, settings=Settings(every=300))
    watch.watch()
    watch.clock_off = -86_400.0
    assert watch.watch(once=False).asked == 1


def test_the_wish_to_end_is_heard_after_the_present_item(file):
    watch = trial(file)
    really = watch.extract

    def extract(document):
        watch.stop = True
        return really(document)

    watch.extract = extract
    outcome = watch.watch(once=False)
    assert (outcome.new, watch.maps, watch.pauses) == (1, [1], [])
    again = trial(file, store=watch.store)
    assert again.watch().new == 1
    assert [document.text for document in again.read] == ["A truck burned near Kidal."]


def test_what_is_killed_between_an_item_and_the_map_is_made_up_for(file):
    watch = trial(file)

    def killed(report):
        raise KeyboardInterrupt

    watch.draw = killed
    with pytest.raises(KeyboardInterrupt):
        watch.watch()
    again = trial(file, store=watch.store)
    again.watch()
    assert (again.maps, len(again.store.documents)) == ([2], 2)


def test_a_map_that_is_not_there_is_drawn_though_nothing_has_come(file):
    watch = trial(file)
    watch.watch()
    assert watch.watch(redraw=True).drawn == 1
    assert watch.maps == [2, 2]


def test_a_map_that_cannot_be_drawn_is_told_and_tried_again(file):
    watch = trial(file)
    watch.drawing_fails = True
    assert watch.watch().faults == 1
    assert watch.told == ["the map is not drawn: MemoryError"]
    watch.drawing_fails = False
    watch.watch()
    assert watch.maps == [2]


def test_one_text_that_cannot_be_read_is_told_and_the_others_go_on(file):
    file.write_bytes(feed(item("poison", "https://desk.example/3"), item("unreadable", "x:1"), TWO, ONE))
    watch = trial(file)
    outcome = watch.watch()
    assert (outcome.new, outcome.faults, outcome.failed) == (2, 2, 0)
    assert watch.told == [
        f"{file}#x:1: it cannot be read ({file}#x:1: too long)",
        f"{file}: https://desk.example/3: it cannot be read (a fault of ours)",
    ]
    file.write_bytes(feed(item("poison", "https://desk.example/3"), TWO, ONE))
    watch.watch()
    assert len(watch.told) == 2  # it is not read again and again


def test_items_without_ids_keep_theirs_when_the_feed_moves_on(file):
    nameless, other = item("Mines were found near Izium."), item("A bridge fell.", guid="17")
    file.write_bytes(feed(nameless, other))
    watch = trial(file)
    watch.watch()
    file.write_bytes(feed(item("Drones struck a depot."), nameless, other))
    assert watch.watch().new == 1
    ids = list(watch.store.documents)
    assert ids[0] == f"{file}#17"
    assert all(each.startswith(f"{file}#") for each in ids)
    assert len(set(ids)) == 3


def test_the_same_short_id_in_two_feeds_is_two_items(tmp_path):
    for name in "ab":
        (tmp_path / f"{name}.xml").write_bytes(feed(item(f"Shots were heard in {name}.", "1")))
    watch = trial(tmp_path / "a.xml", tmp_path / "b.xml")
    assert watch.watch().new == 2
    assert watch.maps == [2]


def test_an_id_twice_in_a_feed_is_one_item_the_upper_one(file):
    file.write_bytes(feed(item("The latest word.", "https://desk.example/1"), ONE))
    watch = trial(file)
    watch.watch()
    assert watch.store.texts == ["The latest word."]


def test_of_a_feed_without_end_the_beginning_is_read(file):
    file.write_bytes(feed(*(item(f"Text {number}.", f"urn:{number}") for number in range(1100))))
    watch = trial(file)
    assert watch.watch().new == 1000
    assert watch.told == [f"{file}: 1,100 items; the first 1,000 are read"]
    assert watch.store.texts[-1] == "Text 0."


def test_a_day_that_is_yet_to_come_is_not_believed(file):
    file.write_bytes(
        feed(
            item("Shells fell.", "https://desk.example/1", day="Fri, 02 Mar 2096 08:00:00 GMT"),
            item("Shots fell.", "https://desk.example/2", day="Tue, 03 Mar 2026 01:00:00 GMT"),
        )
    )
    watch = trial(file)
    watch.watch()
    days = {document.id[-1]: document.published for document in watch.store.documents.values()}
    assert days["1"] is None
    assert days["2"].isoformat() == "2026-03-03"
    (line,) = watch.told
    told = "published on 2096-03-02, which is yet to come; it is read as a text without a day"
    assert line == f"{file}: https://desk.example/1: {told}"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"<!doctype html><html><body><p>Please log in.</p></body></html>", "no RSS or Atom feed"),
        (b"", "no RSS or Atom feed"),
        (b'{"error": "no"}', "no RSS or Atom feed"),
        (b"\x89PNG\r\n\x1a\n\0\0", "no RSS or Atom feed"),
        (
            b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss version='2.0'><channel/></rss>",
            "the feed declares entities",
        ),
    ],
    ids=["page", "nothing", "json", "image", "entities"],
)
def test_what_is_no_feed_is_told_asked_again_later_and_taken_when_it_is_one(body, told, file):
    file.write_bytes(body)
    watch = trial(file)
    outcome = watch.watch()
    assert outcome.failed == 1
    (line,) = watch.told
    assert line.startswith(f"{file}: {told}")
    assert "; asked again after 2026-03-02 10:" in line
    file.write_bytes(feed(ONE))
    assert watch.watch().new == 1


def test_a_broken_feed_gives_what_it_has(file):
    file.write_bytes(feed(TWO, ONE)[:-40] + b"<item><description>cut of")
    watch = trial(file)
    outcome = watch.watch()
    assert outcome.new >= 2
    assert outcome.faults >= 1
    assert "well-formed" in watch.told[0]


def test_a_feed_without_items_is_no_fault(file):
    file.write_bytes(feed())
    watch = trial(file)
    outcome = watch.watch()
    assert (outcome.failed, watch.told, watch.maps) == (0, [], [])


def test_a_file_that_is_not_there_is_told_and_looked_for_at_its_time(file):
    content = file.read_bytes()
    file.unlink()
    watch = trial(file, settings=Settings(every=300), rounds=1)
    watch.between = lambda _: file.write_bytes(content)
    assert watch.watch(once=False).new == 2
    assert watch.told == [
        f"{file}: it cannot be read (no such file or directory); asked again after 2026-03-02 10:05:00 UTC"
    ]


def test_a_file_that_is_too_large_is_told(file):
    watch = trial(file, settings=Settings(max_bytes=100))
    watch.watch()
    assert "it has more than 100 bytes" in watch.told[0]


def test_a_store_that_is_full_loses_nothing(file):
    watch = trial(file, store=MemoryStore(full=True), settings=Settings(every=300), rounds=1)

    def between(watch):
        watch.store.full = False

    watch.between = between
    outcome = watch.watch(once=False)
    assert watch.told == [f"{file}: store: the disk is full"]
    assert (outcome.failed, outcome.new, watch.maps) == (1, 2, [2])
    assert watch.pauses == [300, 300]


def test_a_feed_on_the_web_is_asked_for_what_has_changed():
    answer = answered(feed(ONE), 'ETag: "v1"', kind="application/rss+xml")
    with serving({"/feed": answer}) as served:
        watch = web_trial(served, "/feed")
        assert watch.watch().new == 1
        served.answers["/feed"] = answered(status="304 Not Modified")
        assert watch.watch().new == 0
        assert served.requests[1]["if-none-match"] == '"v1"'
    assert watch.told == []


def test_one_feed_that_hangs_or_lies_takes_nothing_from_the_others():
    def breaking(connection, request):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<rss")

    answers = {
        "/gone": answered(status="410 Gone"),
        "/busy": answered(b"", "Retry-After: 7200", status="503 x"),
        "/breaks": breaking,
        "/page": answered(b"<html><p>Log in.</p></html>"),
        "/image": answered(b"x", kind="image/png"),
        "/feed": answered(feed(ONE)),
    }
    with serving(answers) as served:
        watch = web_trial(served, *answers, "/nothing", settings=Settings(every=600), rounds=12)
        outcome = watch.watch(once=False)
        assert served.paths.count("/feed") >= 2
        assert served.paths.count("/gone") == 1
    assert (outcome.new, outcome.asked) == (1, outcome.failed + served.paths.count("/feed"))
    told = {
        line.removeprefix("http://").partition("/")[2].partition(":")[0]: line for line in watch.told[::-1]
    }
    assert "the server answers 410 (gone); asked again after 2026-03-09 10:00:00 UTC" in told["gone"]
    assert (
        "the server answers 503 (service unavailable); asked again after 2026-03-02 12:00:00 UTC"
        in told["busy"]
    )
    assert "it broke off" in told["breaks"]
    assert "no RSS or Atom feed" in told["page"]
    assert "the server sends image/png" in told["image"]
    assert "the server answers 404 (not found)" in told["nothing"]


def test_who_asks_once_leaves_alone_what_failed_before():
    with serving({"/feed": answered(status="500 x")}) as served:
        watch = web_trial(served, "/feed")
        watch.watch()
        watch.watch()
        assert served.paths == ["/feed"]
        assert "it failed before, and is left alone until 2026-03-02 10:" in watch.told[1]
        served.answers["/feed"] = answered(feed(ONE))
        watch.now += 2000
        assert watch.watch().new == 1
        assert watch.watch().asked == 1  # what is well is asked as often as the user likes


PAGE = "Shells fell on the village of Talish on Monday morning, and two houses burned down, officials said."


def page_of(address, text=PAGE):
    return [Document(id=address, text=text, title="The page", source="Herald", language="en")]


def test_the_page_of_an_item_takes_the_place_of_the_few_words_of_the_feed(file):
    file.write_bytes(feed(item("Shells fell.", "https://desk.example/1", "https://desk.example/a")))
    asked = []

    def article(address):
        asked.append(address)
        return page_of(address)

    watch = trial(file, article=article)
    watch.watch()
    (document,) = watch.store.documents.values()
    assert asked == ["https://desk.example/a"]
    assert (document.id, document.text, document.source) == ("https://desk.example/1", PAGE, "The Desk")
    assert (document.title, document.url, document.language) == ("The page", "https://desk.example/a", "en")
    watch.watch()
    assert len(asked) == 1


def test_where_the_feed_says_more_its_words_stay(file):
    file.write_bytes(
        feed(item(PAGE, "https://desk.example/1", "https://desk.example/a"), item("No link.", "n:1"))
    )
    watch = trial(file, article=lambda address: page_of(address, "Accept cookies."))
    watch.watch()
    assert watch.store.texts == ["No link.", PAGE]


def test_a_page_that_comes_later_takes_the_place_of_what_was_read(file):
    file.write_bytes(feed(item("Shells fell.", "https://desk.example/1", "https://desk.example/a")))
    faults = [FetchError("the server answers 503", where="https://desk.example/a", status=503)]

    def article(address):
        if faults:
            raise faults.pop()
        return page_of(address)

    watch = trial(file, article=article)
    first = watch.watch()
    assert (first.new, first.faults, watch.store.texts) == (1, 1, ["Shells fell."])
    second = watch.watch()
    assert (second.changed, watch.store.texts, watch.maps) == (1, [PAGE], [1, 1])
    assert watch.watch().changed == 0
    assert len(watch.read) == 2


ITEM = item("Shells fell.", "https://desk.example/1", "https://desk.example/a")


def test_pages_asked_for_later_are_taken_then(file):
    file.write_bytes(feed(ITEM))
    watch = trial(file)
    watch.watch()
    watch.article = page_of
    watch.feeds = (FileFeed(str(file)),)
    file.write_bytes(feed(ITEM) + b" ")
    assert watch.watch().changed == 1
    assert watch.store.texts == [PAGE]


def unheard(address):
    raise FetchError("it cannot be had", where=address)


def test_what_was_read_of_a_page_stays_when_pages_are_no_longer_asked_for(file):
    file.write_bytes(feed(ITEM))
    watch = trial(file, article=page_of)
    watch.watch()
    for article in (None, unheard, None):
        watch.article, watch.version = article, watch.version + "+"
        file.write_bytes(feed(ITEM) + watch.version.encode())
        watch.watch()
    assert watch.store.texts == [PAGE]
    assert len(watch.read) == 1
    file.write_bytes(feed(ITEM.replace("fell.", "fell again.")))
    watch.watch()
    assert watch.store.texts == ["Shells fell again."]


@pytest.mark.parametrize(("status", "times"), [(None, 3), (429, 3), (500, 3), (404, 1), (403, 1)])
def test_a_page_that_never_comes_is_given_up(status, times, file):
    file.write_bytes(feed(item("Shells fell.", "https://desk.example/1", "https://desk.example/a")))

    def article(address):
        raise FetchError("it cannot be had", where=address, status=status)

    watch = trial(file, article=article)
    for _ in range(5):
        watch.watch()
    assert len(watch.told) == times
    assert len(watch.read) == 1
    assert watch.store.texts == ["Shells fell."]


HOW = Seen("1", "v", Page.LATER)


def test_a_state_goes_through_a_note_and_damage_is_not_believed():
    state = WatchState().with_read("a", HOW).with_tried("b", HOW).with_tried("b", HOW).with_read("c", HOW)
    assert WatchState.of_json(state.to_json()) == state
    assert (dict(state.tried), list(state.seen)) == ({"b": 2}, ["a", "b", "c"])
    damaged = '{"feed": {}, "seen": {"a": ["1", "v", "unheard of"]}, "tried": {}}'
    for note in (
        "",
        damaged,
        "[]",
        "null",
        '{"feed": 1}',
        '{"feed": {}, "seen": [], "tried": {}}',
        "[" * 100_000,
    ):
        assert WatchState.of_json(note) == WatchState()


def test_only_so_many_items_are_remembered():
    state = WatchState(seen={str(n): HOW for n in range(MOST_SEEN)}).with_read("new", HOW)
    assert len(state.seen) == MOST_SEEN
    assert "0" not in state.seen
    assert "new" in state.seen


def test_a_damaged_note_costs_a_reading_and_nothing_else(file):
    watch = trial(file)
    watch.watch()
    watch.store.notes[f"watch/feed/{file}"] = json.dumps({"feed": []})
    outcome = watch.watch()
    assert (outcome.new, outcome.changed, len(watch.read), watch.maps) == (0, 0, 4, [2])


def test_what_a_user_names_is_an_address_or_a_path():
    visitor = Visitor()
    assert feed_of("https://desk.example/feed", visitor) == WebFeed("https://desk.example/feed", visitor)
    assert feed_of("feeds/desk.xml", visitor) == FileFeed("feeds/desk.xml")


def test_times():
    assert START < START + LONGEST_PAUSE < START + GONE_PAUSE
