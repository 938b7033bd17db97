"""Trees that lack their main verb are mended, all others are left: trees drawn by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.incidents.sentences.mending import mended
from tests.unit.incidents.support import says, tree

PHRASE = """
    Gunmen NOUN:NNS 0 root
    of ADP 4 case
    both DET 4 det
    clans NOUN:NNS 1 nmod
    battled VERB:VBN 1 acl
    for ADP 8 case
    the DET 8 det
    wells NOUN:NNS 5 obl
    . PUNCT 1 punct
    """
HAVING = """
    Raids NOUN:NNS 2 nsubj
    had VERB:VBD 0 root
    struck VERB:VBN 5 amod
    the DET 5 det
    harbour NOUN 2 obj
    on ADP 7 case
    Monday PROPN 2 obl
    """
BEING = """
    Two NUM 2 nummod
    nurses NOUN:NNS 3 nsubj
    were AUX:VBD 0 root
    later ADV 5 advmod
    freed VERB:VBN 3 xcomp
    by ADP 7 case
    bandits NOUN:NNS 5 obl
    """
FOREIGN = """
    Helicopters NOUN:NNS 7 nsubj
    fired VERB:VBN 1 acl
    on ADP 4 case
    herders NOUN:NNS 2 obl
    , PUNCT 2 punct
    elders NOUN:NNS 7 nsubj
    said VERB:VBD 0 root
    """


def test_a_participle_behind_a_noun_becomes_the_verb_of_its_sentence() -> None:
    found = tree(PHRASE)
    assert found.relations[4] == "root"
    assert says(found, found.subject(4)) == ["gunmen"]
    assert not found.passive(4)
    assert [c.kind for c in found.clauses[0]] == ["main"]


def test_what_stood_behind_the_participle_goes_with_it() -> None:
    found = tree(PHRASE.replace("wells NOUN:NNS 5 obl", "wells NOUN:NNS 1 nmod"))
    assert (found.lows[found.heads[7]], found.relations[7]) == ("battled", "obl")
    assert (found.lows[found.heads[3]], found.relations[3]) == ("gunmen", "nmod")


def test_had_is_no_main_verb_before_a_participle() -> None:
    found = tree(HAVING)
    assert found.relations[2] == "root"
    assert says(found, found.subject(2)) == ["raids"]
    assert says(found, *found.objects(2)) == ["harbour"]
    assert found.relations[1] == "aux"
    assert not found.passive(2)
    assert found.heads[6] == 2


def test_were_makes_the_participle_passive() -> None:
    found = tree(BEING)
    assert found.relations[4] == "root"
    assert found.passive(4)
    assert says(found, *found.objects(4)) == ["nurses"]
    assert says(found, *found.agents(4)) == ["bandits"]


def test_of_two_subjects_the_first_belongs_to_what_is_said() -> None:
    found = tree(FOREIGN)
    assert says(found, found.subject(1)) == ["helicopters"]
    assert says(found, found.subject(6)) == ["elders"]
    assert [c.kind for c in found.clauses[0]] == ["content", "main"]


@pytest.mark.parametrize(
    "drawn",
    [
        # 'The village shelled by the navy lies in ruins.'
        """
        village NOUN 5 nsubj
        shelled VERB:VBN 1 acl
        by ADP 4 case
        sailors NOUN:NNS 2 obl:agent
        lies VERB:VBZ 0 root
        """,
        # 'Rebels had guns hidden in wells': had is the verb.
        """
        Rebels NOUN:NNS 2 nsubj
        had VERB:VBD 0 root
        guns NOUN:NNS 2 obj
        hidden VERB:VBN 3 acl
        in ADP 6 case
        wells NOUN:NNS 4 obl
        """,
        # 'It was a town held by rebels.'
        """
        It PRON 4 nsubj
        was AUX:VBD 4 cop
        a DET 4 det
        town NOUN 0 root
        held VERB:VBN 4 acl
        by ADP 7 case
        rebels NOUN:NNS 5 obl:agent
        """,
        # 'Silence in Huambo': a headline without any verb.
        """
        Silence NOUN 0 root
        in ADP 3 case
        Huambo PROPN 1 nmod
        """,
        # 'Villagers who were robbed': what a relative clause says is no main verb.
        """
        Villagers NOUN:NNS 0 root
        who PRON:WH 4 nsubj:pass
        were AUX:VBD 4 aux:pass
        robbed VERB:VBN 1 dep
        """,
    ],
)
def test_other_trees_are_left_as_they_are(drawn: str) -> None:
    rows = [line.split() for line in drawn.strip().splitlines()]
    found = tree(drawn)
    assert found.heads == tuple(int(row[2]) - 1 for row in rows)
    assert found.relations == tuple(row[3] for row in rows)


def test_no_words_are_nothing_to_mend() -> None:
    assert mended((), (), (), ()) == ((), ())


def test_a_tree_is_not_mended_twice() -> None:
    for drawn in (PHRASE, HAVING, BEING, FOREIGN):
        found = tree(drawn)
        assert mended(found.lows, found.tags, found.heads, found.relations) == (found.heads, found.relations)


@given(st.data())
def test_a_mended_tree_is_a_tree_of_the_same_words(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 9))
    heads = [-1, *(data.draw(st.integers(0, i)) for i in range(size - 1))]
    order = data.draw(st.permutations(range(size)))
    moved = [0] * size
    for i, head in enumerate(heads):
        moved[order[i]] = order[head] if head >= 0 else -1
    words = st.sampled_from(["rebels", "had", "were", "struck", "the", "said"])
    tags = st.sampled_from(["NNS", "VBD", "VBN", "DET", "NOUN"])
    names = st.sampled_from(["nsubj", "acl", "amod", "xcomp", "obj", "conj", "nmod", "advcl"])
    new_heads, relations = mended(
        [data.draw(words) for _ in range(size)],
        [data.draw(tags) for _ in range(size)],
        moved,
        [data.draw(names) if head >= 0 else "root" for head in moved],
    )
    assert [relation for head, relation in zip(new_heads, relations, strict=True) if head < 0] == ["root"]
    for token in range(size):
        above = token
        for _ in range(size):
            above = new_heads[above] if above >= 0 else above
        assert above == -1
