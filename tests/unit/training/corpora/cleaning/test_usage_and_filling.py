import pytest

from geomap.recognition.tagging.spans import Label
from training.corpora.cleaning.filling import with_demonyms, with_forgotten
from training.corpora.cleaning.usage import Usage, settled


@pytest.fixture
def usage(read):
    lines = (
        ["[Kabul|PLACE] is calm."] * 4
        + ["[Kabul|ORG] is calm."] * 3
        + ["Aid for the [Hozad|ORG] came."] * 9
        + ["Aid for the [Hozad|PLACE] came."]
        + ["[Saran Veng|PER] left."] * 6
        + ["[Veng|ORG] left."] * 2
        + ["Aid for [Darfur|PLACE] came."] * 6
        + ["Her [Orlan|PLACE] spoke."] * 3
    )
    return Usage(map(read, lines))


def test_votes_count_the_parts_of_full_names(usage):
    assert usage.votes("Veng") == {Label.PERSON: 6, Label.ORGANISATION: 2}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[Kabul|ORG] is calm.", "[Kabul|PLACE] is calm."),
        ("The [Hozad|PLACE] fled.", "The [Hozad|ORG] fled."),
        ("[Veng|ORG] left.", "[Veng|PER] left."),
        ("President [Kabul|PER] left.", "President [Kabul|PER] left."),
        ("[Orlan|ORG] left.", "[Orlan|ORG] left."),
    ],
)
def test_settled(apply, usage, before, after):
    assert apply(settled, before, usage) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("They fled Darfur on foot.", "They fled [Darfur|PLACE] on foot."),
        ("They fled Nigeria on foot.", "They fled [Nigeria|PLACE] on foot."),
        ("A U.S.-led force came.", "A [U.S.|PLACE]-led force came."),
        ("A Hozad-led force came.", "A [Hozad|ORG]-led force came."),
        ("The Darfur Seven came.", "The Darfur Seven came."),
        ("The [Bank of Nigeria|ORG] came.", "The [Bank of Nigeria|ORG] came."),
        ("The [Nigeria Games|MISC] came.", "The [Nigeria Games|MISC] came."),
    ],
)
def test_with_forgotten(apply, usage, before, after):
    assert apply(with_forgotten, before, usage) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The Kurdish and South Korean envoys", "The [Kurdish|DEM] and [South Korean|DEM] envoys"),
        ("an [American|MISC] film", "an [American|DEM] film"),
        ("the [American Songs|MISC] tour", "the [American Songs|MISC] tour"),
        ("the [Iraqi Bank|ORG]", "the [Iraqi Bank|ORG]"),
        ("We saw American Winters twice.", "We saw American Winters twice."),
        ("The Jordanian Foreign Minister", "The [Jordanian|DEM] Foreign Minister"),
        ("Israeli-Palestinian talks", "[Israeli|DEM]-[Palestinian|DEM] talks"),
        ("they polish it", "they polish it"),
    ],
)
def test_with_demonyms(apply, before, after):
    assert apply(with_demonyms, before) == after
