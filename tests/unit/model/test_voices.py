"""Who claims, denies and confirms."""

from __future__ import annotations

import pytest

from geomap.model import Act, Stance
from geomap.model.voices import voices_of
from tests.builders import claim

REJECTS, COUNTERS = Stance.REJECTS, Stance.COUNTER_ASSERTS


@pytest.mark.parametrize(
    ("claims", "initiators", "wanted"),
    [
        ([], [], ((), (), ())),
        ([claim(None)], [], ((), (), ())),
        ([claim("A")], ["B"], (("A",), (), ())),
        ([claim("A"), claim("A"), claim("B", REJECTS)], ["B"], (("A",), ("B",), ())),
        ([claim("A"), claim("B", COUNTERS)], ["B"], (("A",), ("B",), ())),
        ([claim("B", REJECTS)], ["B"], ((), ("B",), ())),
        # both accuse each other
        ([claim("A"), claim("B")], ["A", "B"], (("A", "B"), (), ())),
        # the adversary says so too
        ([claim("A"), claim("B")], ["B"], (("A",), (), ("B",))),
        ([claim("A"), claim("B", act=Act.ADMITS)], ["B"], (("A",), (), ("B",))),
        ([claim("A"), claim("UN", party=False)], ["B"], (("A",), (), ("UN",))),
        # a confirmation of what the text reports itself; one that stands alone
        ([claim(None), claim("A", act=Act.CONFIRMS)], [], ((), (), ("A",))),
        ([claim("A", act=Act.ADMITS)], ["A"], (("A",), (), ())),
        # residents alone
        ([claim("residents", party=False)], [], (("residents",), (), ())),
    ],
)
def test_voices(claims, initiators, wanted):
    assert voices_of(claims, initiators) == wanted
