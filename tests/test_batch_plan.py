"""What a build finds to do, and what becomes of a record: without a file, a clock or a process."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.batch import states
from narrate.batch.plan import Plan, plan, stays
from narrate.show.showfile import read_show
from narrate.show.template import write_template
from narrate.show.values import EpisodeRecord, File, Record, Retention, Show, State
from narrate.sources import Item

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
DAY = timedelta(days=1)
MORE = timedelta(minutes=1)


@pytest.fixture
def show(tmp_path) -> Show:
    write_template(tmp_path, title="A", base_url="", voice="tone", sources=[])
    return read_show(tmp_path)


def item(name: str, age: int = 0, **told: object) -> Item:
    return Item(name, f"Title of {name}", f"https://example.org/{name}", NOW - age * DAY, **told)


def episode(name: str) -> EpisodeRecord:
    sound = File(f"episodes/{name}.mp3", "audio/mpeg", 1, name)
    return EpisodeRecord(name, "en", 1000, (sound,), (), None, None, (), "")


def planned(show: Show, records=(), items=(), now=NOW, whole=None) -> Plan:
    found = {record.guid for record in records} if whole is None else whole
    return plan(show, records, items, now=now, whole=found, digest=lambda one: one.title)


def published(plan_: Plan) -> tuple[Record, ...]:
    """The records once all that was planned is made."""
    made = {
        task.record.guid: states.published(task.record, episode(task.record.key), task.seen, NOW, dated=True)
        for task in plan_.tasks
    }
    return tuple(made.values())


def keys(plan_: Plan) -> list[str]:
    return [task.record.key for task in plan_.tasks]


def test_what_is_new_is_made_the_newest_first_and_known_afterwards(show):
    items = [item("old", 2), item("new"), item("middle", 1)]

    first = planned(show, (), items)
    second = planned(show, published(first), items)

    assert keys(first) == ["new", "middle", "old"]
    assert len(first.changed) == 3
    assert second == Plan((), ())


def test_what_has_no_date_comes_in_the_order_of_its_source(show):
    items = [replace(item(name), published=None) for name in "cab"]

    assert keys(planned(show, (), items)) == ["c", "a", "b"]


def test_an_edited_article_is_made_again_under_its_guid(show):
    records = published(planned(show, (), [item("a")]))

    again = planned(show, records, [replace(item("a"), title="Another")])

    assert [task.record.guid for task in again.tasks] == [records[0].guid]


@pytest.mark.parametrize(
    "same",
    [
        item("a"),
        replace(item("b"), url=item("a").url),
        replace(item("b"), aliases=("a",)),
        replace(item("b"), key=item("a").url),
    ],
)
def test_an_article_that_is_found_under_another_name_is_the_same(show, same):
    records = published(planned(show, (), [item("a")]))

    assert len(planned(show, (), [item("a"), same]).tasks) == 1
    assert {task.record.guid for task in planned(show, records, [same]).tasks} <= {records[0].guid}


def test_a_name_once_found_is_known_for_ever(show):
    records = published(planned(show, (), [item("a")]))
    moved = planned(show, records, [replace(item("b"), aliases=("a",), title=item("a").title)])

    later = planned(show, moved.changed, [replace(item("b"), title=item("a").title)])

    assert later.tasks == ()
    assert later.changed == ()


def test_what_only_counts_visitors_is_no_other_name_and_does_not_grow_the_record(show):
    known = planned(show, (), [item("a")]).changed
    for day in range(60):
        links = [f"https://example.org/{name}?utm_day={day}&visit={day}" for name in "ab"]
        same = [replace(item("a"), url=links[0]), replace(item("b"), url=links[1], aliases=("a",))]
        known = planned(show, known, same).changed

    assert len(known) == 1
    assert len(known[0].aliases) == 20
    assert not any("utm_" in name for name in known[0].aliases)
    assert planned(show, known, same).changed == ()
    assert "b" in known[0].aliases


def test_an_article_that_has_moved_keeps_its_guid_and_is_looked_for_where_it_is_now(show):
    records = published(planned(show, (), [item("a")]))
    moved, elsewhere = replace(item("a"), url="https://example.org/new"), replace(item("b"), aliases=("a",))

    (known,) = planned(show, records, [moved, elsewhere]).changed
    again = planned(show, (known,), [moved, elsewhere])
    lost = planned(show, (known,), [], whole=set())

    assert (known.guid, known.url) == (records[0].guid, "https://example.org/new")
    assert len(set(known.aliases)) == len(known.aliases)
    assert {item("a").url, "b"} <= set(known.aliases)
    assert again == Plan((), ())
    assert [task.item.url for task in lost.tasks] == ["https://example.org/new"]


def test_an_episode_that_lacks_a_file_is_made_again_even_if_its_source_forgot_it(show):
    records = published(planned(show, (), [item("a")]))

    again = planned(show, records, [], whole=set())

    assert [task.item.url for task in again.tasks] == ["https://example.org/a"]


def test_an_item_that_its_source_forgot_before_it_was_made_is_made_all_the_same(show):
    waiting = planned(show, (), [item("a")]).changed

    assert keys(planned(show, waiting, [])) == ["a"]


def test_an_episode_that_is_asked_for_again_is_made_once_even_if_its_source_forgot_it(show):
    record = states.retried(published(planned(show, (), [item("a")]))[0])

    again = planned(show, (record,))

    assert [task.item.url for task in again.tasks] == ["https://example.org/a"]
    assert planned(show, published(again)).tasks == ()


def test_an_episode_is_pending_until_it_is_made_again_or_given_up(show):
    record = published(planned(show, (), [item("a")]))[0]
    asked = states.retried(record)

    assert not states.is_pending(record)
    assert states.is_pending(asked)
    assert states.is_pending(states.failed(record, "no", NOW))
    assert not states.is_pending(states.failed(record, "no", NOW, for_good=True))
    assert not states.is_pending(states.failed(asked, "no", NOW, for_good=True))


def test_no_more_is_made_than_stays_in_the_feed(show):
    limited = replace(show, retention=Retention(episodes=2))
    items = [item(str(age), age) for age in range(5)]

    assert keys(planned(limited, (), items)) == ["0", "1"]
    assert len(planned(limited, (), items).changed) == 2
    assert keys(planned(replace(show, retention=Retention(days=3)), (), items)) == ["0", "1", "2", "3"]


def test_a_failed_item_waits_longer_after_each_failure_and_then_for_a_person(show):
    record = planned(show, (), [item("a")]).changed[0]
    waits = []
    while record.state is State.WAITING:
        record = states.failed(record, "no", NOW)
        waits.append(next((hours for hours in range(48) if states.is_due(record, NOW + hours * timedelta(hours=1))), 0))

    assert waits == [1, 1, 6, 20, 0]
    assert record.state is State.QUARANTINED
    assert planned(show, (record,), [item("a")], NOW + 365 * DAY).tasks == ()
    assert keys(planned(show, (states.retried(record),), [item("a")])) == ["a"]


def test_a_build_every_morning_tries_every_morning(show):
    record = planned(show, (), [item("a")]).changed[0]
    for morning in range(1, 5):
        record = states.failed(record, "no", NOW + morning * DAY)

        assert states.is_due(record, NOW + (morning + 1) * DAY - MORE)


def test_an_edit_that_fails_leaves_the_episode_in_the_feed(show):
    record = published(planned(show, (), [item("a")]))[0]

    for _ in range(9):
        record = states.failed(record, "no", NOW, for_good=True)

    assert record.state is State.PUBLISHED
    assert record.episode == episode("a")


def test_a_retired_item_is_never_made_again_unless_a_person_asks(show):
    record = states.retired(published(planned(show, (), [item("a")]))[0], NOW)

    assert planned(show, (record,), [replace(item("a"), title="Edited")]).tasks == ()
    assert keys(planned(show, (states.retried(record),), [item("a")])) == ["a"]


def test_a_file_that_comes_back_is_not_deleted(show):
    record = published(planned(show, (), [item("a")]))[0]
    edited = states.published(record, episode("b"), "", NOW, dated=True)
    assert [one.path for one in edited.leaving] == ["episodes/a.mp3"]

    back = states.published(edited, episode("a"), "", NOW + DAY, dated=True)

    assert [one.path for one in back.leaving] == ["episodes/b.mp3"]
    assert states.left(back, NOW + 9 * DAY, 7 * DAY) == ("episodes/b.mp3",)
    assert states.left(back, NOW + 7 * DAY, 7 * DAY) == ()


def test_an_article_that_its_source_does_not_date_is_dated_by_itself_once(show):
    record = planned(show, (), [replace(item("a"), published=None)]).changed[0]
    told = replace(episode("a"), published="2026-01-02")

    first = states.published(record, told, "", NOW, dated=False)
    second = states.published(first, replace(told, published="2026-03-04"), "", NOW, dated=False)

    assert first.published == second.published == datetime(2026, 1, 2, 12, tzinfo=UTC)
    assert states.published(record, told, "", NOW, dated=True).published == record.published
    assert states.published(record, replace(told, published="soon"), "", NOW, dated=False).published == record.published


@given(ages=st.lists(st.integers(0, 40), max_size=20), most=st.integers(0, 5), days=st.integers(0, 20))
def test_what_stays_is_the_newest_and_nothing_that_is_older_than_it_may_be(ages, most, days):
    records = [
        Record(str(number), str(number), "", NOW - age * DAY, NOW, State.PUBLISHED) for number, age in enumerate(ages)
    ]

    staying = stays(records, Retention(most, days), NOW)

    left = [record for record in records if record not in staying]
    assert all(not days or NOW - record.published <= days * DAY for record in staying)
    assert len(staying) <= (most or len(records))
    assert all(
        (days and NOW - record.published > days * DAY)
        or (len(staying) == most and record.published <= staying[-1].published)
        for record in left
    )
