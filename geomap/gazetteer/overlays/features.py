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
_POPULATED = "PPL PPLA PPLA2 PPLA3 PPLA4 PPLA5 PPLC PPLCH PPLF PPLG PPLL PPLR PPLS PPLX STLMT PPLH PPLQ PPLW"
_UNITS = {
    "ADM1": 80.0, "ADM2": 30.0, "ADM3": 15.0, "ADM4": 8.0, "ADM5": 4.0, "ADMD": 30.0, "PCLI": 300.0,
    "PCLD": 100.0, "PCLF": 300.0, "PCLS": 100.0, "PCLIX": 100.0, "PCL": 300.0, "TERR": 100.0, "PRSH": 10.0,
    "ZN": 30.0, "LTER": 10.0, "ADM1H": 80.0, "ADM2H": 30.0, "ADM3H": 15.0, "ADM4H": 8.0, "ADM5H": 4.0,
    "ADMDH": 30.0, "PCLH": 300.0,
}  # fmt: skip
_OTHERS = {
    # waters
    "H": {"STM": 50.0, "STMI": 50.0, "STMM": 5.0, "CNL": 30.0, "LK": 5.0, "LKN": 5.0, "LKS": 10.0, "RSV": 10.0,
          "LGN": 5.0, "SEA": 500.0, "OCN": 2000.0, "GULF": 150.0, "BAY": 10.0, "STRT": 30.0, "CHN": 20.0,
          "ESTY": 15.0, "WAD": 20.0, "WADS": 30.0, "MRSH": 10.0, "SWMP": 10.0, "RF": 3.0, "SD": 30.0},
    # heights and islands
    "T": {"MT": 3.0, "MTS": 40.0, "PK": 3.0, "PKS": 10.0, "HLL": 2.0, "HLLS": 15.0, "PASS": 3.0, "GAP": 3.0,
          "PLAT": 30.0, "UPLD": 50.0, "PLN": 30.0, "DSRT": 100.0, "VAL": 15.0, "VALS": 20.0, "GRGE": 5.0,
          "CNYN": 5.0, "ISL": 5.0, "ISLS": 20.0, "PEN": 15.0, "CAPE": 3.0, "SPIT": 5.0, "RDGE": 10.0,
          "VLC": 5.0, "OAS": 5.0, "DPR": 30.0, "DLTA": 20.0},
    # sites
    "S": {"AIRP": 3.0, "AIRB": 3.0, "AIRF": 2.0, "AIRH": 1.0, "AIRQ": 2.0, "DAM": 2.0, "DAMSB": 2.0, "LOCK": 1.0,
          "PS": 2.0, "PSH": 2.0, "PSN": 3.0, "BDG": 2.0, "PSTB": 1.0, "PSTC": 1.0, "PSTP": 1.0, "MILB": 3.0,
          "INSM": 3.0, "NVB": 3.0, "CSTM": 1.0, "BP": 1.0, "TNL": 2.0, "FY": 2.0, "FT": 1.0, "PRN": 1.0,
          "PRNJ": 1.0, "HSP": 1.0, "HSPC": 1.0, "CMPRF": 2.0, "CMP": 2.0, "OILR": 3.0, "OILT": 2.0, "GOSP": 2.0,
          "OILPL": 10.0, "MFGM": 2.0, "MNC": 2.0, "MN": 2.0, "MNAU": 2.0, "MNQ": 2.0, "MSTY": 1.0},
    # areas
    "L": {"RGN": 80.0, "RGNE": 80.0, "RGNH": 80.0, "RGNL": 80.0, "CONT": 2000.0, "MILB": 5.0, "NVB": 3.0,
          "PRT": 3.0, "INDS": 3.0, "OILF": 15.0, "GASF": 15.0, "COLF": 20.0, "MNA": 10.0, "CST": 50.0,
          "OAS": 5.0, "TRB": 50.0, "BTL": 5.0},
    # woods
    "V": {"FRST": 10.0, "FRSTF": 10.0},
}  # fmt: skip
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
        if code not in _POPULATED_CODES:
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


_POPULATED_CODES = frozenset(_POPULATED.split())
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
