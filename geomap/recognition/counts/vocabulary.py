"""Words of harm and of people."""

from __future__ import annotations

from typing import Final

from geomap.model import Harm

# Participles and adjectives that say what befell somebody ('were killed', 'five dead').
SUFFERED: Final = {
    **dict.fromkeys(
        """
            killed slain dead murdered executed massacred assassinated slaughtered beheaded
            lynched martyred butchered died perished succumbed
        """.split(),
        Harm.KILLED,
    ),
    **dict.fromkeys("wounded injured hurt maimed hospitalised hospitalized".split(), Harm.WOUNDED),
    **dict.fromkeys("missing disappeared".split(), Harm.MISSING),
    **dict.fromkeys("captured kidnapped abducted hostage prisoner captive".split(), Harm.CAPTURED),
    **dict.fromkeys("displaced uprooted homeless fled evacuated flee".split(), Harm.DISPLACED),
}
# Of these the subject is the one harmed.
INTRANSITIVE: Final = frozenset("died perished succumbed fled disappeared dead missing homeless".split())
# Verbs with the harmed as object ('killed three', 'wounding 12'); base forms only as 'kills'.
INFLICTED: Final = {
    **dict.fromkeys(
        """
            killed killing kills kill murdered murdering executed executing massacred
            massacring assassinated assassinating slaughtered slaughtering beheaded
            beheading butchered slew
        """.split(),
        Harm.KILLED,
    ),
    **dict.fromkeys(
        "wounded wounding wounds wound injured injuring injures injure maimed maiming".split(), Harm.WOUNDED
    ),
    **dict.fromkeys(
        """
            captured capturing captures kidnapped kidnapping kidnaps abducted abducting
            abducts
        """.split(),
        Harm.CAPTURED,
    ),
    **dict.fromkeys(
        "displaced displacing displaces uprooted uprooting evacuated evacuating".split(), Harm.DISPLACED
    ),
}
# Nouns that are counted themselves ('12 deaths').
COUNTED: Final = {
    **dict.fromkeys(
        "deaths death fatalities fatality dead killings lives bodies corpses martyrs".split(), Harm.KILLED
    ),
    **dict.fromkeys("injuries injury wounded injured".split(), Harm.WOUNDED),
    **dict.fromkeys(("missing",), Harm.MISSING),
}
# Nouns of harm that take 'of' and the harmed ('the deaths of two soldiers').
HARM_OF: Final = {
    **dict.fromkeys(
        """
            deaths death killing killings murder murders execution executions massacre
            assassination lives bodies corpses remains loss
        """.split(),
        Harm.KILLED,
    ),
    **dict.fromkeys("wounding injuring".split(), Harm.WOUNDED),
    **dict.fromkeys("capture kidnapping abduction kidnappings abductions".split(), Harm.CAPTURED),
    **dict.fromkeys(("displacement", "evacuation"), Harm.DISPLACED),
}
CAPTIVES: Final = frozenset("prisoners hostages captives prisoner hostage captive".split())

BE: Final = frozenset(
    """
        was were been being be are is have has had got get remain remained remains reported
        reportedly believed feared confirmed presumed said to lay lie left found declared
        pronounced listed also then all both either later still now since already subsequently
        themselves instantly immediately ve
    """.split()
)
# What may stand between the auxiliary and 'dead' or 'to death'.
MANNER: Final = frozenset(
    """
        shot beaten burned burnt hacked stabbed gunned blown crushed bombed shelled run taken
        held
    """.split()
)
NOT: Final = frozenset("not never no neither nor t".split())

_CIVILIAN: Final = """
    civilian civilians villager villagers resident residents child children boy boys girl girls
    woman women baby babies toddler infant infants student students pupil pupils schoolgirl
    schoolgirls schoolboy schoolboys schoolchildren teacher teachers farmer farmers peasant peasants
    herder herders worshipper worshippers shopper shoppers bystander bystanders passer-by pedestrian
    pedestrians commuter commuters passenger passengers tourist tourists pilgrim pilgrims refugee
    refugees migrant migrants patient patients doctor doctors nurse nurses medic medics paramedic
    paramedics journalist journalists reporter reporters cameraman photographer photographers lawyer
    lawyers priest priests monk monks cleric clerics imam nun nuns missionary missionaries worker
    workers labourer labourers laborer laborers driver drivers miner miners fisherman fishermen
    trader traders shopkeeper family families wife mother father son daughter sister brother husband
    grandmother parents minor minors teenager teenagers teen teens adolescent adolescents youth
    youths adult adults protester protesters protestor protestors demonstrator demonstrators
    activist activists rescuer rescuers firefighter firefighters volunteer volunteers inhabitant
    inhabitants townspeople mourner mourners schoolteacher lecturer professor engineer engineers
    businessman elder elders settler settlers
""".split()
_MILITARY: Final = """
    soldier soldiers serviceman servicemen servicemember servicemembers servicewoman trooper
    troopers troops fighter fighters militant militants rebel rebels insurgent insurgents guerrilla
    guerrillas guerilla guerillas combatant combatants terrorist terrorists militiaman militiamen
    jihadist jihadists jihadi jihadis gunman gunmen paramilitary paramilitaries commander commanders
    general generals colonel captain lieutenant sergeant corporal private conscript conscripts
    reservist reservists recruit recruits marine marines airman airmen sailor sailors pilot pilots
    paratrooper paratroopers commando commandos mercenary mercenaries peacekeeper peacekeepers
    separatist separatists attacker attackers assailant assailants bomber bombers sniper snipers
    infantryman legionnaire warrior warriors extremist extremists subversive subversives operative
    operatives ranger rangers gendarme gendarmes guard guards guardsman guardsmen crewman crewmen
    enlisted naxalite naxalites maoist maoists bandit bandits raider raiders
""".split()
_EITHER: Final = """
    person persons people man men policeman policemen policewoman policewomen victim victims other
    others member members officer officers official officials national nationals citizen citizens
    individual individuals human humans police crew personnel staff staffer staffers employee
    employees hostage hostages prisoner prisoners captive captives detainee detainees foreigner
    foreigners leader leaders mayor governor politician politicians lawmaker lawmakers candidate
    candidates diplomat diplomats judge judges aide aides bodyguard bodyguards occupants survivors
    supporters suspects suspect convict inmate inmates contractor contractors believers
    women-and-children christian christians muslim muslims kurds kurd hutu hutus tutsi tutsis
    rohingya yazidis yezidis palestinians agent agents informant informants spy spies chief deputy
    councillor councilor lives dead wounded nationals expatriates locals strangers gangster
    gangsters dealer dealers trafficker traffickers
""".split()
PEOPLE: Final[dict[str, str | None]] = (
    dict.fromkeys(_EITHER) | dict.fromkeys(_CIVILIAN, "civilian") | dict.fromkeys(_MILITARY, "military")
)
_PLURALS: Final = frozenset(
    "people troops police children women personnel staff crew schoolchildren parents townspeople".split()
)
SINGULARS: Final = (
    frozenset(word for word in PEOPLE if not word.endswith(("s", "men")))
    - _PLURALS
    - {"dead", "wounded", "lives"}
)
KIN: Final = frozenset("wife mother father son daughter sister brother husband grandmother".split())

# Words that end a noun phrase.
STOPS: Final = frozenset(
    """
        in at on near by from with to into during when while as after before that which who whom
        whose where for against over under across along between because but if than since until
        inside outside via was were is are has have had be been being will would could may might
        and or including also it he she they we there this said says told about around amid
        despite without within aboard
    """.split()
)
# Counted things that are no people, or people by another measure.
MEASURES: Final = frozenset(
    """
        km kilometers kilometres kilometer kilometre miles mile metres meters m feet percent %
        per cent hours hour days day weeks week months month years year minutes minute dollars
        euros pounds rubles tons tonnes families households houses homes times others' points
        degrees
    """.split()
)
# 's' at the end of these is no plural of a thing before the noun ('armed forces members').
PLURAL_MODIFIERS: Final = frozenset(
    """
        forces services rights special troops refugees series press various ss states nations
    """.split()
)
SUBSETS: Final = frozenset(
    """
        including among mostly mainly most many some of all both aged from as one at two three a
        an
    """.split()
)
"""Words that open the part set off by commas after a count ('12 people, including 3 children, were ...')."""
