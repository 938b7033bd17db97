import pytest

from training.corpora.cleaning import labels
from training.corpora.cleaning.lexicon import Known


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Iraqi", Known.DEMONYM),
        ("Iraqis", Known.DEMONYM),
        ("Arab", Known.DEMONYM),
        ("Chechen", Known.DEMONYM),
        ("South Korean", Known.DEMONYM),
        ("Nepal", Known.COUNTRY),
        ("U.S.", Known.COUNTRY),
        ("Baghdad", Known.PLACE),
        ("Darfur", Known.PLACE),
        ("polish", Known.NOT),
        ("Muslim", Known.NOT),
        ("GUAM", Known.NOT),
        ("Taliban", Known.NOT),
        ("European Union", Known.NOT),
    ],
)
def test_lexicon(lexicon, name, known):
    assert lexicon.known(name) is known


@pytest.mark.parametrize(
    ("step", "before", "after"),
    [
        (labels.bodies, "[U.N.|PLACE] and [UN|PER] envoys", "[U.N.|ORG] and [UN|ORG] envoys"),
        (labels.bodies, "the [African Union|PLACE]", "the [African Union|ORG]"),
        (labels.bodies, "the [Soviet Union|PLACE]", "the [Soviet Union|PLACE]"),
        (labels.without_faiths, "[Muslim|ORG] and [Sunni Arab|DEM]", "Muslim and [Sunni Arab|DEM]"),
        (labels.peoples_and_states, "[Nepal|DEM] and [Iraqi|DEM]", "[Nepal|PLACE] and [Iraqi|DEM]"),
        (labels.peoples_and_states, "[Philippine|ORG] and [Thai|PLACE]", "[Philippine|DEM] and [Thai|DEM]"),
        (labels.peoples_and_states, "the [Ruvash|DEM] people", "the [Ruvash|DEM] people"),
        (labels.no_persons, "[Saudi Arabia|PER] and [Kurdish|PER]", "[Saudi Arabia|PLACE] and [Kurdish|DEM]"),
        (
            labels.countries,
            "[Turkey|ORG], [U.S.|ORG], [NATO|ORG]",
            "[Turkey|PLACE], [U.S.|PLACE], [NATO|ORG]",
        ),
        (labels.countries, "[Jordan|PER] scored", "[Jordan|PER] scored"),
    ],
)
def test_labels(apply, step, before, after):
    assert apply(step, before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[Sri|PER] [Lanka|DEM]'s army", "[Sri Lanka|PLACE]'s army"),
        ("[North|PLACE] [Korean|DEM] troops", "[North Korean|DEM] troops"),
        ("South [Korean|DEM] troops", "[South Korean|DEM] troops"),
        ("the [Niger|PLACE] [Delta|ORG]", "the [Niger Delta|PLACE]"),
        ("the [Democratic Republic|PLACE] of [Congo|PLACE]", "the [Democratic Republic of Congo|PLACE]"),
        ("[Lagos|PLACE], [Nigeria|PLACE]", "[Lagos|PLACE], [Nigeria|PLACE]"),
        ("[New York Times|ORG]", "[New York Times|ORG]"),
        ("[Iraqi|DEM] [Kurdistan Front|ORG]", "[Iraqi|DEM] [Kurdistan Front|ORG]"),
    ],
)
def test_whole_names(apply, before, after):
    assert apply(labels.whole_names, before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[U.N. Ambassador|ORG] Ana Veng", "[U.N.|ORG] Ambassador Ana Veng"),
        ("[U.N. Secretary-General|ORG] Ana Veng", "[U.N.|ORG] Secretary-General Ana Veng"),
        ("[U.S. Defense|ORG] Secretary Ana Veng", "[U.S.|ORG] Defense Secretary Ana Veng"),
        ("Secretary of [State|ORG] Ana Veng", "Secretary of State Ana Veng"),
        ("the [State Department|ORG]", "the [State Department|ORG]"),
        ("[Orlan Products Inc.|ORG] cut prices", "[Orlan Products Inc.|ORG] cut prices"),
    ],
)
def test_without_offices(apply, before, after):
    assert apply(labels.without_offices, before) == after
