from training.corpora.records import Sentence
from training.corpora.splitting import is_held_out, split


def sentence(number, *, document=None, text=None):
    name = document or f"d{number}"
    return Sentence(f"{name}-{number}", "own", "own", name, text or f"Text {number} of {name}.")


def test_documents_are_kept_whole():
    records = [sentence(n, document=f"d{n % 50}") for n in range(500)]
    train, held_out = split(records)
    assert len(train) + len(held_out) == 500
    assert {r.document for r in train}.isdisjoint(r.document for r in held_out)


def test_about_a_tenth_is_held_out():
    _, held_out = split(sentence(n) for n in range(5000))
    assert 400 < len(held_out) < 600


def test_a_document_stays_where_it_is_when_others_come():
    records = [sentence(n) for n in range(100)]
    _, held_out = split(records)
    _, more = split([*records, *(sentence(n) for n in range(100, 200))])
    assert [r for r in more if r in records] == list(held_out)


def test_what_is_trained_on_is_not_measured_on():
    out = next(n for n in range(100) if is_held_out(f"d{n}"))
    kept = next(n for n in range(100) if not is_held_out(f"d{n}"))
    train, held_out = split([sentence(out, text="Said again."), sentence(kept, text="Said again.")])
    assert [r.document for r in train] == [f"d{kept}"]
    assert held_out == ()
