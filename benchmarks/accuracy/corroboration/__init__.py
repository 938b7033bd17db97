"""Whether incidents of several documents that tell of the same happening are joined.

``python -m benchmarks.accuracy.corroboration`` measures it on ``tests/fixtures/tellings``: made-up
happenings at real places, each told by one to six documents in different words, with decoys.

- `sources`: what was written by hand (facts, phrasings, whole documents), read from TOML;
- `wording`, `composing`: documents made of facts and phrasings, the same each time;
- `records`: happenings and documents as they are measured;
- `choosing`: which incident of a document tells of a happening;
- `reading`: how many of those have the right day and place;
- `scoring`: pairs right, wrong and missed;
- `baseline`: a joiner that knows only type, day and place, to compare with;
- `measuring`: the whole of it, and a tenth of it for the tests.
"""
