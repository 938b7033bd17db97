"""What property tests draw from, and how often."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Final

from hypothesis import strategies as st

TIMES: Final = int(os.environ.get("FUZZ_TIMES") or 1)
"""How many times as many examples as in a usual run (`make fuzz`)."""


def examples(usual: int) -> int:
    """How many examples a property is tried with that is tried with so many in a usual run."""
    return usual * TIMES


# Of our own: what news of war is made of, whole sentences and pieces that leave the rest to chance.
SENTENCES = (
    "Shells hit Goma on Monday, killing three people and wounding at least a dozen.",
    "KYIV (Reuters) -- Ukraine's air force said it had shot down 14 drones overnight.",
    "Armenia's Defense Ministry denied the accusation and blamed Azerbaijan.",
    "Both sides accused each other of breaking the ceasefire near Tartar.",
    "The rebels took the town of Sake, 27 km west of Goma, residents said by telephone.",
    "Air raid sirens sounded in Kharkiv; a missile struck a market, the governor said.",
    "YEREVAN/BAKU -- Heavy fighting was reported along the front line between Aghdam and Fuzuli.",
    "Hospitals in El Fasher received 31 bodies on April 16, according to a doctors' union.",
    "\u201cWe hold the bridge,\u201d a spokesman for the RSF told the agency, which could not verify it.",
    "No one was hurt when a mine went off on the road from Mopti to Bandiagara on 3 May 2022.",
    "Протягом доби ворог обстріляв Харків та околиці Донецька.",
    "Взрыв прогремел в Горловке, ранены двое.",
    "قصف الجيش مدينة غزة فجر الأحد",
    "Des tirs ont été entendus à Bunia dimanche matin.",
    "Ordu Ağdam yakınlarında iki köyü bombaladı.",
    "Թալիշ գյուղը հրետակոծվել է։",
)
PIECES = (
    "accused the rebels of shelling", "in the northern and southern sectors", "near", "between", "and", "(RSF)", "--",
    "since September 27", "on 31 February", "29 Feb. 1900", "at 25:61", "12 km north of", "0 km from", "off the coast of",
    "\n\n", "\t", "'s", "\u2019", "\u201c", "\u201d", "(", ")", ",", ".", "...", "THE ARMY SHELLED SANTA CRUZ", "[words indistinct]",
    "dozens", "hundreds of", "-1 people", "1,000,000,000,000 people", "two to three", "killed", "wounded none", "Mr", "President",
    "Donetsk", "Goma", "the embassy in Monrovia", "there", "the city", "Moscow said", "U.S.", "\u202e", "\u200f", "\ufeff", "\0",
    "e\u0301\u0301\u0301", "İ", "ß", "ﬁ", "Ⅷ", "\U0001f600", "東京", "𝐆𝐨𝐦𝐚", "a" * 90,
)  # fmt: skip
# What a text may hold once it was read: half characters are marks by then.
UNICODE = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_CUT = st.tuples(st.sampled_from(SENTENCES), st.integers(0, 90), st.integers(0, 90)).map(
    lambda drawn: drawn[0][min(drawn[1:]) : max(drawn[1:])]
)
TEXTS = st.tuples(
    st.lists(st.one_of(st.sampled_from(SENTENCES), st.sampled_from(PIECES), _CUT, UNICODE), min_size=1, max_size=12),
    st.sampled_from((" ", " ", " ", "", "\n")),
).map(lambda drawn: drawn[1].join(drawn[0]))  # fmt: skip
"""Sentences of news, whole, cut and put together, with anything in between."""

WRITTEN = TEXTS.filter(str.strip)
"""Those of which a document can be made."""


@st.composite
def spoilt(draw: st.DrawFn, sound: Sequence[bytes], words: Sequence[str]) -> bytes:
    """A sound file, cut, doubled, mixed up and put out of order; sometimes it is no such file at all."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=200))
    made = draw(st.sampled_from(sound))
    for _ in range(draw(st.integers(0, 4))):
        begin = draw(st.integers(0, len(made)))
        end = min(len(made), begin + draw(st.sampled_from((0, 1, 1, 4, 40, 400))))
        put = draw(
            st.one_of(
                st.sampled_from(words).map(str.encode),
                st.binary(max_size=6),
                st.just(made[begin:end] * 2),
                st.sampled_from(sound),
            )
        )
        made = made[:begin] + put + made[end:]
    return made
