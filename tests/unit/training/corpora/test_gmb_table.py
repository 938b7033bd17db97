import io
import zipfile

import pytest

from geomap.errors import InputError
from geomap.recognition.tagging.spans import Label
from training.corpora import corpora
from training.corpora.gmb_table import join, read_table, tagged

GMB = corpora()["gmb"]


def zipped(*rows):
    table = "Sentence #,Word,POS,Tag\r\n" + "\r\n".join(rows) + "\r\n"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("ner_dataset.csv", table.encode("latin-1"))
    return content.getvalue()


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("He said : stop , now .", "He said: stop, now."),
        ("Orlan 's mayor did n't go", "Orlan's mayor didn't go"),
        ("the envoys ' talks", "the envoys' talks"),
        ('" Stop , " he said , " or go . "', '"Stop," he said, "or go."'),
        ("( the river ) rose 5 % to $ 3", "(the river) rose 5% to $3"),
        ("about US$ 3 billion", "about US$3 billion"),
    ],
)
def test_join(tokens, text):
    joined, places = join(tokens.split())
    assert joined == text
    assert [joined[a:b] for a, b in places] == tokens.split()


def test_tagged_begins_anew_where_a_name_ends():
    tags = "I-geo I-geo O B-per I-per B-per I-org O".split()
    assert list(tagged(tags)) == [(0, 1, "geo"), (3, 4, "per"), (5, 5, "per"), (6, 6, "org")]
    assert list(tagged(["O", "B-geo", "I-geo"])) == [(1, 2, "geo")]


def test_read_table():
    first, second = read_table(
        zipped(
            "Sentence: 1,Veska,NNP,B-geo",
            ",'s,POS,O",
            ",Mira,NNP,B-per",
            ",Tal,NNP,I-per",
            ",left,VBD,O",
            ",Tuesday,NNP,B-tim",
            ",.,.,O",
            "Sentence: 2,Orlanian,JJ,B-gpe",
            ',"""",``,O',
            ",Winter,NNP,B-art",
            ",Songs,NNP,I-art",
            ',"""",``,O',
        ),
        GMB,
    )
    assert first.text == "Veska's Mira Tal left Tuesday."
    assert [(first.name(s), s.label) for s in first.spans] == [
        ("Veska", Label.PLACE),
        ("Mira Tal", Label.PERSON),
    ]
    assert (first.id, first.document) == ("gmb-0", "gmb:0")
    assert second.text == 'Orlanian "Winter Songs"'
    assert [second.name(s) for s in second.spans] == ["Orlanian"]
    assert [second.name(o) for o in second.others] == ["Winter Songs"]


def test_what_is_no_archive_is_named():
    with pytest.raises(InputError, match=r"gmb_ner_dataset\.csv\.zip"):
        list(read_table(b"no archive", GMB))
