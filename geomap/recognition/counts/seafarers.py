"""Whether sailors are a navy's or a merchant ship's: the ship tells it."""

from __future__ import annotations

from typing import Final

from geomap.recognition.token_stream import TokenStream

SEAFARERS: Final = frozenset("sailor sailors crewman crewmen".split())
_NAVAL: Final = frozenset(
    """
        navy navies naval warship warships frigate frigates corvette corvettes destroyer destroyers
        cruiser cruisers submarine submarines minesweeper minesweepers gunboat gunboats marines
        tank tanks helicopter helicopters bomber bombers coastguard
    """.split()
)
_MERCHANT: Final = frozenset(
    "freighter freighters tanker tankers trawler trawlers ferry ferries bulker bulkers dhow dhows".split()
)
_TRADES: Final = frozenset("cargo merchant container fishing commercial bulk passenger grain trading".split())
_SHIPS: Final = frozenset("ship ships vessel vessels boat boats carrier carriers shipping".split())


def of_ship(stream: TokenStream, position: int, end: int) -> str:
    """The sort of the sailors at a token: civilian if their ship is a merchant's, else military.

    A ship of their own sentence (of which ``end`` is the token after the last) tells before one
    named earlier, and of those the last.
    """
    begin = stream.sentence_at(position)[0]
    for places in (range(begin, end), range(begin - 1, -1, -1)):
        for place in places:
            if stream.keys[place] in _NAVAL:
                return "military"
            if _is_merchant(stream, place):
                return "civilian"
    return "military"


def _is_merchant(stream: TokenStream, position: int) -> bool:
    key = stream.keys[position]
    return key in _MERCHANT or (key in _TRADES and stream.key(position + 1) in _SHIPS)
