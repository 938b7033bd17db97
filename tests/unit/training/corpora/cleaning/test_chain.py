from dataclasses import replace

from training.corpora import corpora
from training.corpora.cleaning import clean
from training.corpora.cleaning.chain import changes


def test_changes(read):
    before = read("[President Tal|PER] met [Orlan|ORG] envoys in [Veska|PLACE].")
    assert changes(before, None) == {"sentences dropped": 1}
    after = read("President [Tal|PER] met [Orlan|PLACE] [envoys|ORG] in Veska.")
    assert changes(before, after) == {
        "names moved": 1,
        "organisation to place": 1,
        "organisation added": 1,
        "names removed": 1,
    }


def test_silver_labels_are_mended(read, lexicon):
    gmb = corpora()["gmb"]
    kept, report = clean(
        [
            read("[Turkey|ORG] told [Prime|PER] Minister [Saran Veng|PER] that 1,00,000 fled [Nepal|DEM]."),
            read("[Sri|PER] [Lanka|DEM] and [southern Iraq|PLACE]."),
            read("[Sri|PER] [Lanka|DEM] and [southern Iraq|PLACE]."),
        ],
        gmb,
        lexicon,
    )
    assert [[(s.name(x), x.label.value) for x in s.spans] for s in kept] == [
        [("Turkey", "place"), ("Saran Veng", "person"), ("Nepal", "place")],
        [("Sri Lanka", "place"), ("Iraq", "place")],
    ]
    assert report["numbers"] == {"texts changed": 1}
    assert report["countries"] == {"organisation to place": 1}
    assert report["without_duplicates"] == {"sentences dropped": 1}


def test_labels_by_hand_are_left_but_for_what_geomap_labels_otherwise(read, lexicon):
    sentence = read("[Jordan|PER] joined a [Japanese|MISC] band in [southern Iraq|PLACE].")
    (kept,), _ = clean([sentence], corpora()["wikigold"], lexicon)
    assert [(kept.name(x), x.label.value) for x in kept.spans] == [
        ("Jordan", "person"),
        ("Japanese", "demonym"),
        ("southern Iraq", "place"),
    ]


def test_spans_fit_their_texts(read, lexicon):
    tweet = read("RT @x: [Orlan|PLACE] and the [U. S.|PLACE] don' t talk http://t.co/1 #[Orlan|PLACE]")
    (kept,), _ = clean([tweet], replace(corpora()["btc"]), lexicon)
    assert kept.text == "Orlan and the U.S. don't talk"
    assert [kept.name(x) for x in kept.spans] == ["Orlan", "U.S."]
