"""A corpus is cut at ends of lines, always alike, and nothing is lost or read twice."""

import hashlib
import itertools
import json

import pytest

from geomap.corpus.documents import batches, documents_of
from geomap.corpus.shards import GROUPS, LINES, WHOLE, Shard, cut
from geomap.errors import UsageError


def lines(count, *, size=40):
    return [
        json.dumps({"id": f"d{n}", "text": f"Shells hit Tartar, {n}. " + "x" * (n % size)})
        for n in range(count)
    ]


def all_of(shards):
    errors = []
    found = [each.document for shard in shards for each in documents_of(shard, None, errors.append)]
    return found, [str(error) for error in errors]


@pytest.mark.parametrize("size", [1, 100, 777, 5000, 10**9])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_json_lines_are_cut_at_ends_of_lines(tmp_path, size, end):
    path = tmp_path / "a.jsonl"
    path.write_bytes(end.join([*lines(60)[:30], "", *lines(60)[30:]]).encode())
    shards = list(cut([path], size, pytest.fail))
    assert [shard.number for shard in shards] == list(range(len(shards)))
    pieces = [piece for shard in shards for piece in shard.pieces]
    assert [piece.kind for piece in pieces] == [LINES] * len(pieces)
    assert pieces[0].begin == 0
    assert pieces[-1].end == path.stat().st_size
    assert all(one.end == other.begin for one, other in itertools.pairwise(pieces))
    assert {piece.sha256 for piece in pieces} == {hashlib.sha256(path.read_bytes()).hexdigest()}
    assert len(shards) == {1: 61, 10**9: 1}.get(size, len(shards))
    documents, errors = all_of(shards)
    assert [document.id for document in documents] == [f"d{n}" for n in range(60)]
    assert errors == []


def test_lines_without_an_id_and_faulty_ones_are_named_by_their_line(tmp_path):
    path = tmp_path / "a.jsonl"
    rows = [
        '{"text": "one"}',
        "",
        "{",
        "[]",
        '{"text": "five", "published": "soon"}',
        '{"text": " "}',
        '{"text": "7"}',
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    documents, errors = all_of(cut([path], 20, pytest.fail))
    assert [document.id for document in documents] == ["a:1", "a:5", "a:7"]
    assert [error.split(": ")[0].rpartition("/")[2] for error in errors] == [
        f"a.jsonl:{n}" for n in (3, 4, 5, 6)
    ]


def test_small_files_go_together_and_keep_their_order(tmp_path):
    for name in ("c.txt", "a.txt", "b/x.txt", "b/y.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(json.dumps({"text": f"In {name}"}), encoding="utf-8")
    (tmp_path / "large.txt").write_text("word " * 100, encoding="utf-8")
    shards = list(cut([tmp_path], 80, pytest.fail))
    assert [[piece.key for piece in shard.pieces] for shard in shards] == [
        ["a", "c", "large"][:2],
        ["large"],
        ["b/x", "b/y"],
    ]
    assert [piece.kind for piece in shards[2].pieces] == [WHOLE, LINES]
    documents, _ = all_of(shards)
    assert [document.id for document in documents] == ["a", "c", "large", "b/x", "b/y:1"]


def test_parquet_is_cut_between_groups_of_rows(tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = tmp_path / "a.parquet"
    table = pa.table({"text": [f"Text {n}" for n in range(25)], "geometry": [b"\0"] * 25, "desk": ["x"] * 25})
    pq.write_table(table, path, row_group_size=10)
    shards = list(cut([path], 1, pytest.fail))
    assert [(s.pieces[0].kind, s.pieces[0].begin, s.pieces[0].end, s.pieces[0].first) for s in shards] == [
        (GROUPS, 0, 1, 1),
        (GROUPS, 1, 2, 11),
        (GROUPS, 2, 3, 21),
    ]
    documents, errors = all_of(shards)
    assert [document.id for document in documents] == [f"a:{n}" for n in range(1, 26)]
    assert documents[0].fields == (("desk", "x"),)
    assert errors == []


def test_wide_text_is_read_as_a_whole(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes("\n".join(lines(3)).encode("utf-16"))
    (shard,) = cut([path], 10, pytest.fail)
    assert shard.pieces[0].kind == WHOLE
    assert len(all_of([shard])[0]) == 3


def test_what_cannot_be_read_is_told_and_the_others_are_cut(tmp_path):
    (tmp_path / "a.txt").write_text("In Goma.", encoding="utf-8")
    errors = []
    (shard,) = cut([tmp_path / "none", tmp_path / "a.txt"], 10, errors.append)
    assert [piece.key for piece in shard.pieces] == ["a"]
    assert len(errors) == 1


def test_standard_input_is_no_corpus():
    with pytest.raises(UsageError, match="-: standard input is no corpus; write it to a file first"):
        list(cut(["-"], 10, pytest.fail))


def test_a_shard_is_the_same_after_it_was_told(tmp_path):
    (tmp_path / "a.jsonl").write_text("\n".join(lines(5)), encoding="utf-8")
    shards = list(cut([tmp_path], 100, pytest.fail))
    assert shards
    assert [Shard.of(json.loads(json.dumps(shard.told()))) for shard in shards] == shards


def test_a_line_that_is_too_long_is_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr("geomap.corpus.documents.MAX_LINE", 100)
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(['{"text": "one"}', json.dumps({"text": "x" * 300}), '{"text": "three"}']))
    documents, errors = all_of(cut([path], 10**6, pytest.fail))
    assert [document.id for document in documents] == ["a:1", "a:3"]
    assert "the line is too long" in errors[0]


def test_no_id_comes_twice_in_a_batch(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps({"id": i, "text": "In Goma."}) for i in "abacb"))
    (shard,) = cut([path], 10**6, pytest.fail)
    found = [[n.document.id for n in batch] for batch in batches(documents_of(shard, None, pytest.fail))]
    assert found == [["a", "b"], ["a", "c", "b"]]
