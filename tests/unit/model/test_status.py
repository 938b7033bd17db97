"""The status of an incident follows from who says what."""

from __future__ import annotations

import pytest

from geomap.model import About, Act, Claim, Stance, Status, status_of


def claim(
    side: str | None, stance: Stance = Stance.ASSERTS, act: Act = Act.REPORTS, party: bool | None = None
) -> Claim:
    return Claim(
        side or "the report",
        side,
        side is not None if party is None else party,
        act,
        About.WHOLE,
        stance,
        "q",
        0,
        1,
        "d",
    )


OWN = claim(None)
A = claim("A")
B = claim("B")
A_DENIES = claim("A", Stance.REJECTS, Act.DENIES)
B_DENIES = claim("B", Stance.REJECTS, Act.DENIES)
UN = claim("United Nations", party=False)


@pytest.mark.parametrize(
    ("claims", "initiators", "status"),
    [
        ((), (), Status.REPORTED),
        ((OWN,), ("A",), Status.REPORTED),
        ((UN,), ("A",), Status.REPORTED),
        ((A,), ("B",), Status.CLAIMED),
        ((A, OWN), ("B",), Status.CLAIMED),
        ((A, B_DENIES), ("B",), Status.CONTESTED),
        ((OWN, B_DENIES), ("B",), Status.CONTESTED),
        ((UN, B_DENIES), ("B",), Status.CONTESTED),
        ((A, B), ("A", "B"), Status.CONTESTED),
        ((B_DENIES,), ("B",), Status.DENIED),
        ((A, A_DENIES), ("B",), Status.DENIED),
        ((A, B), ("B",), Status.CONFIRMED),
        ((A, UN), ("B",), Status.CONFIRMED),
        ((A, claim("B", act=Act.ADMITS)), ("B",), Status.CONFIRMED),
        ((A, claim("B", Stance.COUNTER_ASSERTS)), ("B",), Status.CONTESTED),
    ],
)
def test_status(claims: tuple[Claim, ...], initiators: tuple[str, ...], status: Status) -> None:
    assert status_of(claims, initiators) is status
    assert status_of(tuple(reversed(claims)), initiators) is status
