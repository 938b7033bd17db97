"""Words by which corpora are cleaned, compiled by hand; the rest is geomap's own lists and gazetteer."""

from __future__ import annotations

from typing import Final

from geomap.recognition.words import words

#: Peoples whose name the gazetteer links to no place, or which it knows as a place's first of all.
PEOPLES: Final = frozenset(
    "Arab Arabs Tamil Tamils Hutu Hutus Tutsi Tutsis Pashtun Pashtuns Tibetan Tibetans Uighur Uighurs "
    "Uyghur Uyghurs Rohingya Rohingyas Chechen Chechens Tuareg Tuaregs Berber Berbers Baloch Baluch "
    "Hazara Hazaras Dinka Nuer Oromo Zulu Zulus Hmong English Scottish Welsh Scots Soviet Soviets "
    "Hispanic Hispanics Yazidi Yazidis Saudi Saudis Basque Basques Flemish Catalan Catalans Persian "
    "Persians Slavic Slavs Gypsies Igbo Hausa Fulani".split()
)

#: Faiths, parties and camps: no places' peoples, and labelled now so, now otherwise.
FAITHS: Final = frozenset(
    "Muslim Muslims Islamic Islamist Islamists Islam Christian Christians Catholic Catholics Protestant "
    "Protestants Jewish Jew Jews Sunni Sunnis Shi'ite Shi'ites Shiite Shiites Shia Shi'a Buddhist "
    "Buddhists Hindu Hindus Sikh Sikhs Orthodox Anglican Communist Communists Maoist Maoists Marxist "
    "Socialist Socialists Democrat Democrats Democratic Republican Republicans Conservative "
    "Conservatives Liberal Western Westerner Westerners Nazi Nazis".split()
)

#: Abbreviations of countries; any other two letters mean too much else.
ABBREVIATED: Final = frozenset(("U.S.", "US", "U.S", "UK", "U.K.", "USA", "U.S.A.", "UAE", "U.A.E."))

#: The one body that was labelled as a place and as a person as often as not.
UNITED_NATIONS: Final = frozenset(("U.N.", "UN", "U.N", "United Nations"))

#: The last words of bodies of states, which were labelled as places too: 'African Union'.
BODIES: Final = frozenset(("Union", "League", "Nations", "Organization", "Organisation"))

#: Directly before 'Secretary' or 'Minister' they are part of the office and not of a name before it.
PORTFOLIOS: Final = frozenset(
    "affairs agriculture commerce defence defense deputy economy education energy external finance "
    "foreign health home homeland industry information interior justice labor oil planning prime "
    "security state trade transport transportation treasury unification vice".split()
)

#: Offices and ranks, folded: no part of a person's or an organisation's name at its edge.
OFFICES: Final = (
    words("titles")
    | PORTFOLIOS
    | frozenset(
        "mr mrs ms mister miss sir madam dr prof rev hon sgt lt maj cpl pvt first second lady prime vice "
        "former late then ex acting interim deputy assistant under undersecretary attorney elect designate "
        "current ousted jailed secretary minister ministers president presidents premier senator "
        "congressman spokesman spokeswoman envoy ambassador chancellor king queen prince princess pope "
        "sheikh sheik ayatollah grand brigadier staff special opposition leader newly slain of".split()
    )
) - frozenset("dean earl marshal fighter father brother sister mother guy".split())

#: Offices that a name follows for sure: not 'General', which 'Motors' may follow.
ANNOUNCING: Final = frozenset(
    "mr mrs ms president senator pope king queen prince princess minister chancellor premier governor "
    "ambassador colonel lieutenant sergeant captain ayatollah sheikh sen rep gen col judge cardinal "
    "archbishop admiral".split()
)

PARTICLES: Final = frozenset("al el ul de del der den van von da dos bin ibn bint abu wa la le st".split())

DAYS: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec".split()
)

PRONOUNS: Final = frozenset(
    "i me my mine we us our ours you your he him his she her it its they them their this that these "
    "those who whom".split()
)
