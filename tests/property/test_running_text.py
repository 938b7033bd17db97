"""Whatever the text, it is read in one of the same length that differs in case and blanks alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geomap.recognition.running_text import running_text
from geomap.recognition.truecasing import restore

WORDS = st.sampled_from(
    """
    THE ARMY OF EL SALVADOR SHELLED TWO VILLAGES NEAR SANTA CRUZ DE LA SIERRA U.S. A.M. UN FMLN [FMLN] (ELN) O'BRIEN'S
    AL-BAB 4TH M-16 III US A I İ ẞ ΣΑΣ ǅ ŉ K Å SAN\n \n \n\n \t . , -- " [WORDS INDISTINCT] [TEXT] [ ] (//) lower Mixed МОСКВА 東京
    """.split(" ")
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=80).map(" ".join))


@given(TEXTS)
def test_restored_text_differs_in_case_alone(text: str) -> None:
    restored = restore(text)
    assert len(restored) == len(text)
    assert all(a == b or a == b.lower() for a, b in zip(restored, text, strict=True))
    assert restored.casefold() == text.casefold()


@given(TEXTS)
def test_read_text_differs_in_case_and_blanks_alone(text: str) -> None:
    read = running_text(text)
    assert len(read) == len(text)
    assert all(a in (b, b.lower(), " ") for a, b in zip(read, text, strict=True))


@given(
    st.lists(st.sampled_from("Shells fell near Kharkiv on Monday , NATO said . \n\n".split(" ")), max_size=40)
)
def test_usual_text_is_untouched(words: list[str]) -> None:
    text = " ".join(["the guns were heard and people left", *words])
    assert restore(text) is text
