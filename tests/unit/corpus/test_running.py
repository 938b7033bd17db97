"""What a run makes of documents that raise, kill and repeat themselves, and of a folder that is taken."""

from __future__ import annotations

import json
import shutil

import geopandas
import pytest

import geomap
from geomap.corpus import Options
from geomap.corpus.layout import Layout
from geomap.corpus.running import run
from geomap.engines import Died, Done, Serial
from geomap.errors import EngineError, InputError, TheatreError, UsageError
from geomap.pipeline import extract as real_extract

PLACES = ("Goma", "Bukavu", "Kharkiv", "Odesa", "Homs", "Idlib", "Taiz", "Gao")


def article(number, text=""):
    place = PLACES[number % len(PLACES)]
    return {
        "id": f"d{number}",
        "published": f"2024-0{1 + number % 3}-1{number % 5}",
        "source": f"Agency {number % 4}",
        "text": text
        or f"Artillery shells hit {place} on Monday, killing {2 + number} people, officials said.",
    }


def write(path, articles):
    path.write_text("".join(json.dumps(each) + "\n" for each in articles), encoding="utf-8")
    return path


@pytest.fixture
def corpus(tmp_path):
    return write(tmp_path / "corpus.jsonl", [article(number) for number in range(16)])


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def content(folder):
    """All that is the result, by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "work" not in path.relative_to(folder).parts and path.name != "timings.json"
    }


def failures(folder):
    return [json.loads(line) for line in (folder / "failures.jsonl").read_text(encoding="utf-8").splitlines()]


SMALL = Options(shard_mb=0.0006)


class Killed(BaseException):
    """Stands for a signal."""


class Mortal:
    """An engine whose workers die of `Killed`."""

    name = "pool"
    workers = 1

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def map(self, fn, tasks):
        for index, task in enumerate(tasks):
            try:
                value = fn(task)
            except Killed:
                yield Died(index, "its worker process was ended by signal 9")
            else:
                yield Done(index, value)


def test_happenings_are_those_of_corroborating_everything(corpus, out):
    summary = run([corpus], out, Serial(), SMALL)
    report = geomap.extract(corpus)
    joined = geomap.corroborate(report)
    incidents = geopandas.read_parquet(out / "incidents")
    happenings = geopandas.read_parquet(out / "happenings")
    assert summary.documents == 16
    assert len(incidents) == summary.incidents == len(report.incidents) > 10
    assert len(happenings) == summary.happenings == len(joined.incidents)
    assert summary.joined == sum(bool(each.accounts) for each in joined.incidents)
    for found, expected in ((incidents, report), (happenings, joined)):
        whole = expected.to_geodataframe().set_index("id").sort_index()
        parts = found.set_index("id").sort_index()
        assert list(parts.index) == list(whole.index)
        # Lists come back from Parquet as arrays of records; JSON is the same for both.
        for column in (
            "incident_type",
            "status",
            "date_start",
            "place_name",
            "quote",
            "fatalities_best",
            "source",
        ):
            assert parts[column].astype(str).tolist() == whole[column].astype(str).tolist(), column
        assert [list(ids) for ids in parts["merged_from"]] == [list(ids) for ids in whole["merged_from"]]
        assert parts.geometry.geom_equals(whole.geometry).all()


def test_the_size_of_shards_and_blocks_is_not_in_the_result(corpus, tmp_path):
    frames = []
    for number, options in enumerate((SMALL, Options(block=1), Options(shard_mb=0.002, block=7))):
        run([corpus], tmp_path / f"out{number}", Serial(), options)
        frame = geopandas.read_parquet(tmp_path / f"out{number}" / "happenings")
        frames.append(
            frame.sort_values("id").reset_index(drop=True).drop(columns="month").to_json(default=str)
        )
    assert frames[0] == frames[1] == frames[2]


def test_a_document_that_raises_is_set_aside(corpus, out, tmp_path, monkeypatch):
    def failing(documents, **options):
        if any(document.id == "d5" for document in documents):
            raise RuntimeError("a fault of ours")
        return real_extract(documents, **options)

    monkeypatch.setattr("geomap.pipeline.extract", failing)
    summary = run([corpus], out, Serial(), SMALL)
    assert (summary.documents, summary.failures, summary.complete) == (16, 1, True)
    (failure,) = failures(out)
    assert (failure["document"], failure["error"]) == ("d5", "RuntimeError: a fault of ours")
    assert "d5" not in set(geopandas.read_parquet(out / "incidents")["document_id"])


def test_what_is_wrong_with_the_run_stops_it(corpus, out):
    with pytest.raises(TheatreError):
        run([corpus], out, Serial(), Options(theatre="atlantis"))
    assert not (out / "manifest.json").exists()


def test_a_document_that_kills_is_found_and_set_aside(corpus, out, tmp_path, monkeypatch):
    def killing(documents, **options):
        if any(document.id in ("d5", "d11") for document in documents):
            raise Killed
        return real_extract(documents, **options)

    monkeypatch.setattr("geomap.pipeline.extract", killing)
    summary = run([corpus], out, Mortal(), Options())
    assert (summary.documents, summary.failures, summary.complete) == (16, 2, True)
    assert [failure["document"] for failure in failures(out)] == ["d5", "d11"]
    assert not {"d5", "d11"} & set(geopandas.read_parquet(out / "incidents")["document_id"])
    assert len(geopandas.read_parquet(out / "incidents")) > 8


def test_a_shard_whose_workers_are_killed_without_a_reason_is_tried_again_by_the_next_run(
    corpus, out, tmp_path, monkeypatch
):
    whole = run([corpus], tmp_path / "whole", Serial(), SMALL)
    at = {"dying": True}

    class Unlucky(Mortal):
        def map(self, fn, tasks):
            for index, task in enumerate(tasks):
                if at["dying"] and fn.__name__ == "read_shard" and task.shard.number == 1:
                    yield Died(index, "somebody killed it")
                else:
                    yield Done(index, fn(task))

    summary = run([corpus], out, Unlucky(), SMALL)
    assert not summary.complete
    assert failures(out)[0]["shard"] == 1
    assert summary.documents < 16
    at["dying"] = False
    again = run([corpus], out, Unlucky(), SMALL)
    assert again.complete
    assert again.shards_before == whole.shards - 1
    assert content(out) == content(tmp_path / "whole")


def test_what_is_done_is_not_done_again(corpus, out, monkeypatch):
    first = run([corpus], out, Serial(), SMALL)
    before = content(out)

    def never(*_, **__):
        raise AssertionError

    monkeypatch.setattr("geomap.pipeline.extract", never)
    assert run([corpus], out, Serial(), SMALL).shards_before == first.shards
    shutil.rmtree(out / "work")
    assert run([corpus], out, Serial(), SMALL).happenings == first.happenings
    assert content(out) == before


def test_a_folder_of_another_run_is_refused_and_begun_anew_when_asked(corpus, out, tmp_path):
    run([corpus], out, Serial(), SMALL)
    (out / "mine.txt").write_text("kept", encoding="utf-8")
    with pytest.raises(
        UsageError, match=r"another option min_score \(0.2 there, 0.5 here\); give another folder"
    ):
        run([corpus], out, Serial(), Options(shard_mb=0.0006, min_score=0.5))
    other = write(tmp_path / "other.jsonl", [article(1)])
    with pytest.raises(UsageError, match="a run of another corpus"):
        run([other], out, Serial(), SMALL)
    assert run([other], out, Serial(), SMALL, restart=True).documents == 1
    assert (out / "mine.txt").read_text(encoding="utf-8") == "kept"


def test_the_same_corpus_elsewhere_is_the_same(corpus, out, tmp_path):
    run([corpus], out, Serial(), SMALL)
    (tmp_path / "moved").mkdir()
    moved = shutil.copy(corpus, tmp_path / "moved" / "corpus.jsonl")
    assert run([moved], out, Serial(), SMALL).documents == 16


def test_a_document_that_is_there_twice_is_told_once(tmp_path, out):
    different = article(3, "A drone struck Sumy on Tuesday, killing four people, officials said.")
    corpus = write(tmp_path / "a.jsonl", [article(3), article(3), different])
    summary = run([corpus], out, Serial(), SMALL)
    assert summary.documents == 3
    incidents = geopandas.read_parquet(out / "incidents")
    assert incidents["id"].is_unique
    assert sorted(incidents["place_name"]) == ["Odesa", "Sumy"]
    assert json.loads((out / "manifest.json").read_text())["counts"]["doubles"] == 1


def test_undated_incidents_are_kept(tmp_path, out):
    told = {"id": "a", "text": "Artillery shells hit Kharkiv, killing two people, officials said."}
    run([write(tmp_path / "a.jsonl", [told, article(1)])], out, Serial(), SMALL)
    assert sorted(path.name for path in (out / "incidents").iterdir()) == ["month=2024-02", "month=none"]
    assert len(geopandas.read_parquet(out / "happenings")) == 2


def test_workers_of_another_version_refuse(corpus, out, monkeypatch):
    monkeypatch.setattr("geomap.corpus.running.settings.versions", lambda: {"geomap": "9.9"})
    with pytest.raises(EngineError, match=r"geomap 0\S+ on a worker, 9.9 where the run was started"):
        run([corpus], out, Serial(), SMALL)


def test_a_worker_that_writes_elsewhere_is_told(corpus, out):
    class Elsewhere(Mortal):
        def map(self, fn, tasks):
            for index, _ in enumerate(tasks):
                yield Done(index, 1)

    with pytest.raises(
        EngineError, match="its file is not here; corpus and results have to be in a folder that"
    ):
        run([corpus], out, Elsewhere(), SMALL)


def test_hidden_files_of_the_user_stay(corpus, out):
    own = [out / ".gitignore", out / ".cache.settings", out / "notes" / ".draft", out / ".files.jsonl.mine"]
    (out / "notes").mkdir(parents=True)
    unfinished = out / ".files.jsonl.abcd_012.jsonl"
    for path in (*own, unfinished):
        path.touch()
    run([corpus], out, Serial(), SMALL)
    assert all(path.exists() for path in own)
    assert not unfinished.exists()


def test_one_run_at_a_time(corpus, out):
    import fcntl

    layout = Layout(out)
    layout.make()
    with (layout.work / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(UsageError, match="another process works in this folder"):
            run([corpus], out, Serial(), SMALL)


def test_nothing_to_read(tmp_path, out):
    with pytest.raises(InputError, match="no such file or folder"):
        run([tmp_path / "none"], out, Serial(), SMALL)


def test_progress_is_told(corpus, out):
    told = []
    run([corpus], out, Serial(), SMALL, told=lambda *now: told.append(now))
    shards = told[0][2]
    assert [now[:3] for now in told] == [
        *(("read", done, shards) for done in range(shards + 1)),
        ("join", 0, 1),
        ("join", 1, 1),
    ]
    assert told[shards][3] == 16
