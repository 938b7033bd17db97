"""Each text by the recogniser for its language."""

from __future__ import annotations

import pytest

from geomap.gazetteer.index import PlaceIndex
from geomap.model import Document
from geomap.recognition.by_language import LanguageRecogniser, language_of


class English:
    def recognise(self, document, actors=()):
        return ("english", document.id)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Shells fell near Kharkiv on Sunday, the governor said.", "en"),
        ("Взрывы прогремели в Харькове.", "ru"),
        ("Вибухи пролунали в Харкові та його околицях.", "uk"),
        ("Tərtərdə atəş açılıb, üç nəfər yaralanıb.", "az"),
        ("Halep'te çatışmalar sürüyor, üç kişi öldü.", "tr"),
        ("Ստեփանակերտում պայթյուններ են լսվել։", "hy"),
        ("قصفت الطائرات مدينة حلب.", "ar"),
        ("Des combats ont eu lieu près d'Alep.", "fr"),
        ("Los combates continúan cerca de Alepo.", "es"),
        ("12345", "en"),
        ("基辅发生爆炸。", "other"),
    ],
)
def test_english_goes_to_the_one_and_the_rest_to_the_lexicon(text, language):
    found = LanguageRecogniser(English(), PlaceIndex.bundled()).recognise(Document("d", text))
    assert language_of(text) == language
    assert (found == ("english", "d")) is (language == "en")


def test_inflected_names_are_known_by_their_lemma():
    recogniser = LanguageRecogniser(English(), PlaceIndex.bundled())
    (found,) = recogniser.recognise(Document("d", "Взрывы прогремели в Харькове."))
    assert (found.text, found.lemma) == ("Харькове", "Харьков")
