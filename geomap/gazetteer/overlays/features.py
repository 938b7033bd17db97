"""Which features of a GeoNames dump are kept, how large they are, how likely to be meant.

A dump lists everything that has a name: hotels, churches, railway stops, streets, farms. Kept is
what news of a war says something happened at: populated places, administrative units, waters,
heights, islands, and sites such as dams, airfields, bases, border posts, power stations,
refineries, ports, camps, prisons and hospitals. Of sites that share the name of the village
beside them (railway stations, localities, farms) nothing is kept: they would make each such name
ambiguous and tell nothing that the village does not.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

# Codes: https://www.geonames.org/export/codes.html. Radii are kilometres, of the usual extent where
# a dump has a point only: of a river it has one point of its course, mostly the mouth.
_POPULATED = frozenset(
    "PPL PPLA PPLA2 PPLA3 PPLA4 PPLA5 PPLC PPLCH PPLF PPLG PPLL PPLR PPLS PPLX STLMT PPLH PPLQ PPLW".split()
)


def _radii(text: str) -> dict[str, float]:
    """Read 'LK 5 SEA 500' as radii in kilometres by code."""
    words = text.split()
    return dict(zip(words[::2], map(float, words[1::2]), strict=True))


_UNITS = _radii("""
    ADM1 80 ADM2 30 ADM3 15 ADM4 8 ADM5 4 ADMD 30 PRSH 10 ZN 30 LTER 10 TERR 100
    PCL 300 PCLD 100 PCLF 300 PCLI 300 PCLIX 100 PCLS 100
    ADM1H 80 ADM2H 30 ADM3H 15 ADM4H 8 ADM5H 4 ADMDH 30 PCLH 300
""")
_WATERS = _radii("""
    STM 50 STMI 50 STMM 5 CNL 30 WAD 20 WADS 30 LK 5 LKN 5 LKS 10 RSV 10 LGN 5 MRSH 10 SWMP 10
    OCN 2000 SEA 500 GULF 150 BAY 10 STRT 30 CHN 20 SD 30 ESTY 15 RF 3
""")
_HEIGHTS = _radii("""
    MT 3 MTS 40 PK 3 PKS 10 HLL 2 HLLS 15 RDGE 10 VLC 5 PASS 3 GAP 3 PLAT 30 UPLD 50 PLN 30 DSRT 100
    VAL 15 VALS 20 GRGE 5 CNYN 5 DPR 30 DLTA 20 ISL 5 ISLS 20 PEN 15 CAPE 3 SPIT 5
""")
_SITES = _radii("""
    AIRP 3 AIRB 3 AIRF 2 AIRH 1 AIRQ 2 DAM 2 DAMSB 2 LOCK 1 PS 2 PSH 2 PSN 3 BDG 2 TNL 2 FY 2
    PSTB 1 PSTC 1 PSTP 1 CSTM 1 MILB 3 INSM 3 NVB 3 FT 1 PRN 1 PRNJ 1 HSP 1 HSPC 1 CMP 2 CMPRF 2
    OILR 3 OILT 2 OILPL 10 GOSP 2 MFGM 2 MN 2 MNAU 2 MNC 2 MNQ 2 MSTY 1
""")
_AREAS = _radii("""
    CONT 2000 RGN 80 RGNE 80 RGNH 80 RGNL 80 TRB 50 CST 50 OAS 5 BTL 5 MILB 5 NVB 3 PRT 3 INDS 3
    OILF 15 GASF 15 COLF 20 MNA 10
""")
_WOODS = _radii("FRST 10 FRSTF 10")
_OTHERS = {"H": _WATERS, "T": _HEIGHTS, "S": _SITES, "L": _AREAS, "V": _WOODS}
_PLACELESS_PRIOR = {"H": 2.2, "T": 2.1, "S": 2.2, "L": 2.5, "V": 2.0}

# What a seat is at least worth where the dump does not know its people, as powers of ten of them.
_SEATS = {"PPLC": 5.5, "PPLA": 4.7, "PPLA2": 3.7, "PPLA3": 3.0, "PPLA4": 2.6, "PPLA5": 2.5, "PPLG": 4.5}
_CAPITAL_BONUS = 1.0
_LESS = {"PPLX": 0.7, "PPLL": 0.3, "PPLF": 0.3}
_LEAST_POPULATION = 200
_UNIT_PENALTY = 0.2
_LOWER_UNIT_PENALTY = 0.5
_UNIT_PRIORS = {"ADM1": 4.5, "ADM2": 3.5, "ADM3": 2.5, "ADM4": 2.0, "ADM5": 1.5}
_HISTORIC = frozenset({"PPLH", "PPLQ", "PPLW", "RGNH", "PCLH", "AIRQ", "MNQ"})


@dataclass(frozen=True, slots=True)
class Feature:
    """How a kind of feature is taken.

    Parameters
    ----------
    radius_km
        Its usual extent in kilometres.
    prior
        Logarithm of the people that would make a town as likely to be meant.
    historic
        Whether it is no longer there, or no longer inhabited: its names count as historic.
    """

    radius_km: float
    prior: float
    historic: bool = False


def classify(feature_class: str, feature_code: str, population: int) -> Feature | None:
    """Tell how a feature of that class and code is taken, or None for one that is not kept.

    Parameters
    ----------
    feature_class, feature_code
        As in GeoNames; a populated place or unit without a code is taken as the plainest one.
    population
        0 if not known.
    """
    if feature_class == "P":
        code = feature_code or "PPL"
        if code not in _POPULATED:
            return None
        return Feature(town_radius_km(population), _town_prior(code, population), code in _HISTORIC)
    if feature_class == "A":
        code = feature_code or "ADMD"
        if code not in _UNITS:
            return None
        return Feature(_UNITS[code], _unit_prior(code, population), code.endswith("H"))
    radius = _OTHERS.get(feature_class, {}).get(feature_code)
    if radius is None:
        return None
    return Feature(radius, _PLACELESS_PRIOR[feature_class], feature_code in _HISTORIC)


def is_first_level(feature_class: str, feature_code: str) -> bool:
    """Whether it is a country or a first-level unit, which the bundled gazetteer has with their shapes."""
    return feature_class == "A" and (feature_code == "ADM1" or feature_code in _COUNTRIES)


_COUNTRIES = frozenset({"PCL", "PCLD", "PCLF", "PCLI", "PCLIX", "PCLS", "TERR"})


def town_radius_km(population: int) -> float:
    """Extent of a town in kilometres by its people: 1 for a village to 20 for ten million.

    About one square kilometre for 3,000 people, as a circle; so the bundled file has it.
    """
    return round(min(20.0, max(1.0, math.sqrt(max(population, 0) / 3000 / math.pi))), 1)


def people_prior(population: int) -> float:
    """Prior of a populated place by its people alone."""
    return math.log10(max(population, _LEAST_POPULATION))


def _town_prior(code: str, population: int) -> float:
    prior = max(people_prior(population), _SEATS.get(code, 0.0)) - _LESS.get(code, 0.0)
    return prior + (_CAPITAL_BONUS if code == "PPLC" else 0.0)


def _unit_prior(code: str, population: int) -> float:
    plain = code.removesuffix("H")
    if population:
        return people_prior(population) - (_UNIT_PENALTY if plain == "ADM1" else _LOWER_UNIT_PENALTY)
    return _UNIT_PRIORS.get(plain, 2.5)
