"""Whether a document tells anywhere of what a denial speaks of."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.incidents.claims.told_elsewhere import ToldElsewhere
from geomap.model import IncidentType
from tests.work import calls_of

SHELLING, TALKS = IncidentType.SHELLING, IncidentType.TALKS


@dataclass
class Told:
    """What is looked at of a draft."""

    sentence: int
    place: str | None
    type: IncidentType = SHELLING
    frame: object = None
    generic: bool = False

    @property
    def start(self):
        return self.sentence * 100

    @property
    def end(self):
        return self.start + 10

    def place_key(self):
        return self.place


DENIAL = object()


def tells(drafts, *own):
    return ToldElsewhere(drafts).tells(DENIAL, own, drafts)


def test_the_like_at_the_same_place_in_another_account():
    own = Told(5, "tartar", frame=DENIAL)
    assert not tells([own], own)
    assert tells([Told(0, "tartar"), own], own)
    assert not tells([Told(0, "aghdam"), own], own)
    assert not tells([Told(0, "tartar", TALKS), own], own)
    assert tells(
        [Told(0, "tartar", IncidentType.ABDUCTION), own], Told(5, "tartar", frame=DENIAL, generic=True)
    )


def test_what_was_left_out_since_is_told_no_more():
    own, first, second = Told(5, "tartar", frame=DENIAL), Told(0, "tartar"), Told(1, "tartar")
    elsewhere = ToldElsewhere([first, second, own])
    assert elsewhere.tells(DENIAL, [own], [first, second, own])
    assert elsewhere.tells(DENIAL, [own], [first, own])
    assert not elsewhere.tells(DENIAL, [own], [own])
    assert not elsewhere.tells(DENIAL, [own], [own])


def test_many_denials_do_not_each_look_through_all():
    def work(count):
        drafts = [Told(n, f"town{n}", frame=object()) for n in range(count)]

        def each():
            elsewhere = ToldElsewhere(drafts)
            for draft in drafts:
                assert not elsewhere.tells(draft.frame, [draft], drafts)

        return calls_of(each)

    assert work(400) < 2.3 * work(200)
