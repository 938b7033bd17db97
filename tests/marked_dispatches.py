"""Short dispatches on twelve wars with every toponym marked, written for these tests.

``{Kharkiv|place|UA}``: the name, its role and the country of its place; ``-`` where the gazetteer
is not expected to know the name, nothing where the place lies in no country or does not matter.
The events are plausible, not real.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_MARK = re.compile(r"\{([^|}]+)\|([a-z]+)(?:\|([A-Z]{2}|-))?\}")


class Marked(NamedTuple):
    """A toponym as marked: span in the plain text, text, role, country (see the module)."""

    start: int
    end: int
    text: str
    role: str
    country: str | None


def read_marks(marked: str) -> tuple[str, tuple[Marked, ...]]:
    """The plain text of a marked one, and its toponyms."""
    plain = ""
    toponyms = []
    after = 0
    for mark in _MARK.finditer(marked):
        plain += marked[after : mark.start()]
        start = len(plain)
        plain += mark[1]
        toponyms.append(Marked(start, len(plain), mark[1], mark[2], mark[3]))
        after = mark.end()
    return plain + marked[after:], tuple(toponyms)


DISPATCHES = {
    "ukraine": """\
{KYIV|dateline|UA}, {Ukraine|dateline|UA} (Wire) -- {Russian|demonym|RU} artillery shelled the city of \
{Kherson|place|UA} and two villages in the {Beryslav|place|UA} district overnight, killing a woman, the head of the \
{Kherson|speaker|UA} regional military administration, Oleksandr Prokudin, said on Tuesday.

{Ukraine|speaker|UA}'s General Staff said fighting went on near {Bakhmut|place|UA}, {Avdiivka|place|UA} and \
{Marinka|place|UA} in the {Donetsk|place|UA} region, and about 15 km west of {Kreminna|place|UA}. {Moscow|metonym|RU} \
denied that its troops had left the eastern bank of the river.

{Russia|metonym|RU} said a drone fell in the {Belgorod|place|RU} region, on its border with {Ukraine|place|UA}. \
{Kyiv|metonym|UA} rejected the claim.""",
    "sudan": """\
Residents of {Khartoum|place|SD} reported air strikes around the airport on Saturday, while fighters of the Rapid \
Support Forces stormed a market in {El Fasher|place|SD}, the capital of {North Darfur|place|SD} state. Fighting also \
reached {Omdurman|place|SD} and {Wad Madani|place|SD}, according to {Sudan|speaker|SD}'s Doctors Union.

{Saudi Arabia|metonym|SA} and the {United States|metonym|US} called on both sides to return to talks in \
{Jeddah|place|SA}. Thousands have fled to {Chad|place|TD} and to {Renk|place|-} in {South Sudan|place|SS}.""",
    "gaza": """\
{Israeli|demonym|IL} jets bombed the {Jabalia|place|PS} refugee camp in the north of the {Gaza Strip|place|PS} on \
Monday, the health ministry in {Gaza|place|PS} said. Tanks advanced towards {Khan Younis|place|PS} and {Rafah|place|PS}.

{Israel|metonym|IL} said that rockets had been fired at {Ashkelon|place|IL} and {Sderot|place|IL}. {Egypt|metonym|EG}, \
which mediates between {Israel|metonym|IL} and Hamas, urged restraint, and {Qatar|speaker|QA}'s Foreign Ministry \
condemned the strike. An envoy is expected in {Cairo|place|EG} on Wednesday.""",
    "myanmar": """\
Junta aircraft hit a school in {Sagaing|place|MM} region and a monastery near {Mandalay|place|MM}, a resistance group \
said. The {Arakan|organisation|MM} Army captured a base outside {Sittwe|place|MM}, in {Rakhine|place|MM} state, and clashes were reported \
in {Lashio|place|MM}, {Loikaw|place|MM} and {Myitkyina|place|MM}.

{Myanmar|speaker|MM}'s military government denied it. {Naypyidaw|metonym|MM} has said it will hold elections. \
Some 3,000 villagers crossed into {Thailand|place|TH} at {Mae Sot|place|TH}.""",
    "drc": """\
{GOMA|dateline|CD}, {Democratic Republic of Congo|dateline|CD}, Jan 24 (Wire) - M23 rebels seized the town of \
{Sake|place|CD}, 25 km west of {Goma|place|CD}, on Friday, and shells fell on a camp for displaced people. \
{Congo|metonym|CD} accused {Rwanda|metonym|RW} of sending troops; {Kigali|metonym|RW} denied the accusation.

The {Congolese|demonym|CD} army said it held {Bukavu|place|CD} and the road to {Minova|place|-}. The governor of \
{North Kivu|organisation|CD} was wounded near the front. Talks in {Luanda|place|AO} have stalled.""",
    "sahel": """\
Gunmen on motorcycles killed 21 people in a village near {Djibo|place|BF}, in northern {Burkina Faso|place|BF}, \
security sources said. A convoy was ambushed the same day between {Gao|place|ML} and {Ansongo|place|ML} in \
{Mali|place|ML}, and a post was attacked in {Niger|place|NE}'s {Tillaberi|place|NE} region.

{Bamako|metonym|ML} and {Niamey|metonym|NE} have both accused {France|metonym|FR} of doing too little. {Paris|metonym|FR} \
rejects that. The {African|demonym} Union called for a summit in {Addis Ababa|place|ET}.""",
    "syria": """\
Shelling killed four people in {Idlib|place|SY} province on Sunday, the {Syrian|demonym|SY} Observatory for Human \
Rights said. Government forces advanced on {Saraqib|place|SY} and {Maarat al-Numan|place|SY}, on the road between \
{Damascus|place|SY} and {Aleppo|place|SY}, while {Turkish|demonym|TR}-backed fighters attacked near {Tell Abyad|place|SY}.

{Turkey|speaker|TR}'s defence ministry said two soldiers died close to the {Syrian|demonym|SY} border. {Damascus|metonym|SY} \
accused {Ankara|metonym|TR} of aggression. {Russia|metonym|RU} has backed the offensive.""",
    "colombia": """\
{BOGOTA|dateline|CO} - A car bomb exploded outside a police station in {Jamundi|place|CO}, south of {Cali|place|CO}, on \
Friday, wounding six people. Authorities in {Valle del Cauca|place|CO} blamed a dissident faction. Gunmen also attacked \
a patrol in {Tibu|place|CO}, near the border with {Venezuela|place|VE}, and displaced families reached \
{Cucuta|place|CO}.

Mayor Andres Felipe Ramirez said {Colombia|metonym|CO} needs peace. Talks with the ELN were held in {Havana|place|CU} \
and {Quito|place|EC}.""",
    "kashmir": """\
{SRINAGAR|dateline|IN}, {India|dateline|IN} -- Two soldiers and a militant were killed in a gunfight in the \
{Kupwara|place|IN} district of {Indian|demonym|IN}-controlled {Kashmir|place}, police said. Troops of {India|organisation|IN} and \
{Pakistan|metonym|PK} also exchanged fire in the {Poonch|place|IN} sector.

{Islamabad|metonym|PK} said that shells hit {Muzaffarabad|place|PK}. {New Delhi|metonym|IN} blamed {Pakistan|metonym|PK} \
for the attack in {Pahalgam|place|IN}. The foreign ministers will not meet in {New York|place|US}.""",
    "somalia": """\
A suicide bomber killed 11 people at a tea shop in {Mogadishu|place|SO} on Thursday, police officer Ahmed Hassan said. \
Al-Shabab fighters attacked an {African|demonym} Union base in {Bulo Marer|place|-}, 110 km southwest of {Mogadishu|place|SO}, and \
took a village near {Beledweyne|place|SO} in the {Hiran|place|SO} region.

{Somalia|speaker|SO}'s government said troops had retaken {Galkayo|place|SO}. {Ethiopia|metonym|ET} and \
{Kenya|metonym|KE} have sent soldiers. The {U.S.|speaker|US} Africa Command said it carried out a strike.""",
    "ethiopia": """\
{Ethiopian|demonym|ET} federal forces entered {Mekelle|place|ET} on Saturday after weeks of fighting in the \
{Tigray|place|ET} region, state television said. Rockets were fired at {Asmara|place|ER}, and at the airports of \
{Gondar|place|ET} and {Bahir Dar|place|ET} in {Amhara|place|ET}.

{Addis Ababa|metonym|ET} has rejected mediation. Prime Minister Abiy Ahmed spoke with President Cyril Ramaphosa of \
{South Africa|organisation|ZA}. More than 40,000 people have crossed into {Sudan|place|SD}.""",
    "yemen": """\
Houthi forces shelled a residential quarter of {Taiz|place|YE} and fired a missile at {Marib|place|YE} late on Tuesday, \
the {Saudi|demonym|SA}-led coalition said. Coalition planes struck {Sanaa|place|YE} and the port of \
{Hodeidah|place|YE}, killing nine civilians.

The United Nations envoy for {Yemen|organisation|YE} flew from {Amman|place|JO} to {Riyadh|place|SA}. {Iran|metonym|IR} \
denied arming the group, and {Tehran|metonym|IR} called the accusation baseless. {Abu Dhabi|metonym|AE} declined to \
comment. In {Aden|place|YE}, hospitals ran out of fuel.""",
}
