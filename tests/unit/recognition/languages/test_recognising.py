"""Whole dispatches in other languages: toponyms, their base forms and places, and what is none."""

from __future__ import annotations

import time
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.gazetteer.index import PlaceIndex
from geomap.model import Document, Role, Toponym
from geomap.recognition.languages.recognising import LexiconRecogniser
from geomap.resolution import resolve
from tests.marked_languages import Dispatch, dispatches


@pytest.fixture(scope="module")
def index() -> PlaceIndex:
    return PlaceIndex.bundled()


@pytest.fixture(scope="module")
def recogniser(index: PlaceIndex) -> LexiconRecogniser:
    return LexiconRecogniser(index)


def places(index: PlaceIndex, recogniser: LexiconRecogniser, text: str) -> dict[str, str | None]:
    document = Document("d", text)
    found = resolve(document, recogniser.recognise(document), index)
    return {t.text: t.resolution.place.name if t.resolution else None for t in found}


def read(recogniser: LexiconRecogniser, text: str) -> dict[str, Toponym]:
    return {t.text: t for t in recogniser.recognise(Document("d", text))}


SENTENCES = (
    (
        "Обстрел Харькова и Чугуева продолжался ночью. В Донецкой области бои идут у Горловки, сообщил Киев.",
        {
            "Харькова": "Kharkiv", "Чугуева": "Chuhuyiv", "Донецкой области": "Donetsk Oblast",
            "Горловки": "Horlivka", "Киев": "Kyiv",
        },
    ),
    (
        "У Харкові та Куп'янську пролунали вибухи. На Донеччині ворог штурмує Покровськ, а Одеса без світла.",
        {
            "Харкові": "Kharkiv", "Куп'янську": "Kupiansk", "Донеччині": "Donetsk Oblast",
            "Покровськ": "Pokrovsk", "Одеса": "Odesa",
        },
    ),
    (
        "Tərtərdə və Ağdam rayonunda atəş açılıb. Gəncəyə raket düşüb, Bakı Yerevanı günahlandırır.",
        {
            "Tərtərdə": "Tartar", "Ağdam rayonunda": "Aghdam District", "Gəncəyə": "Ganja",
            "Bakı": "Baku", "Yerevanı": "Yerevan",
        },
    ),
    (
        "Suriye'nin Halep kentinde patlama oldu. İdlib'e giden konvoy Afrin yakınlarında durduruldu, Şam sustu.",
        {
            "Suriye'nin": "Syria", "Halep": "Aleppo", "İdlib'e": "Idlib", "Afrin": "Afrin", "Şam": "Damascus",
        },
    ),
    (
        "Ստեփանակերտում և Շուշիում պայթյուններ են լսվել։ Երևանից օգնություն է մեկնել Գորիս, Բաքուն լռում է։",
        {
            "Ստեփանակերտում": "Stepanakert", "Շուշիում": "Shusha", "Երևանից": "Yerevan", "Գորիս": "Goris",
            "Բաքուն": "Baku",
        },
    ),
    (
        "قصف الطيران بلدات قرب إدلب، وقتل ثلاثة بحلب. وصلت قافلة من بغداد إلى دير الزور والرقة.",
        {"إدلب": "Idlib", "حلب": "Aleppo", "بغداد": "Baghdad", "دير الزور": "Deir ez-Zor", "الرقة": "Raqqa"},
    ),
    (
        "Une frappe a touché un marché près d'Alep. À Marioupol et dans la bande de Gaza, le calme est revenu.",
        {"Alep": "Aleppo", "Marioupol": "Mariupol", "bande de Gaza": "Gaza Strip"},
    ),
    (
        "Un dron ruso cayó cerca de Járkov. En Siria, la ciudad de Alepo sigue sin agua; Turquía cerró la frontera.",
        {"Járkov": "Kharkiv", "Siria": "Syria", "Alepo": "Aleppo", "Turquía": "Turkey"},
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"), SENTENCES, ids=["ru", "uk", "az", "tr", "hy", "ar", "fr", "es"]
)
def test_dispatch(
    index: PlaceIndex, recogniser: LexiconRecogniser, text: str, expected: dict[str, str]
) -> None:
    assert places(index, recogniser, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Орлы летают высоко. Победа близка. Мир нужен всем. Совет собрался вечером.",
        "Полковник Иванов и министр Сергей Донецков ушли. Говорит Александр Невский.",
        "Слава героям. Рада зібралася. Генерал Сирський мовчить. Андрій пішов додому.",
        "Zəfər yaxındır. Ordu irəliləyir. Prezident İlham Əliyev çıxış edib.",
        "Barış isteyen halk yürüdü. Deniz dalgalıydı. Ordu açıklama yaptı. Deniz Yıldız öldü.",
        "Խաղաղություն չկա։ Բանակը լռում է։ Գեներալ Արամ Պետրոսյանը մեկնել է։",
        "قال رئيس المدينة إن السلام في الشرق بعيد وإن جبهة النصر تقدمت مالي كبير",
        "La paix est loin. Mars fut calme. Le général Michel Langlois se tait. La Croix-Rouge arrive.",
        "La paz está lejos. Victoria Ríos murió. La Cruz Roja llegó. Los soldados de la Guardia Nacional volvieron.",
        "Журнал «Новое время» и канал «Россия 24» об этом писали.",
    ],
)
def test_what_is_no_place(recogniser: LexiconRecogniser, text: str) -> None:
    assert recogniser.recognise(Document("d", text)) == ()


def test_a_cue_makes_a_place_of_a_common_word(recogniser: LexiconRecogniser) -> None:
    assert "Мирный" in read(recogniser, "Бои идут у посёлка Мирный.")
    assert "Победа" in read(recogniser, "Обстрелян хутор Победа.")
    assert "الباب" in read(recogniser, "انفجرت سيارة في مدينة الباب")


def test_a_name_that_the_gazetteer_lacks_is_believed_beside_a_cue(recogniser: LexiconRecogniser) -> None:
    for text, name in (
        ("Обстреляно село Невидимово-Дальнее под Харьковом.", "Невидимово-Дальнее"),
        ("Saldırıda Zırvacık köyünde iki kişi öldü.", "Zırvacık"),
        ("Les rebelles ont pris le village de Zzyzxville.", "Zzyzxville"),
    ):
        found = read(recogniser, text)[name]
        assert (found.role, found.lemma) == (Role.PLACE, None)


def test_cues_relations_and_distances(recogniser: LexiconRecogniser) -> None:
    for text, name, cue, relation, distance in (
        ("Взрыв в 12 км к северу от Харькова.", "Харькова", None, "north", 12.0),
        ("Бои под Бахмутом и Соледаром.", "Соледаром", None, "near", None),
        ("Обстріляно село Роботине.", "Роботине", "village", "in", None),
        ("Halep'in kuzeyinde çatışma var.", "Halep'in", None, "north", None),
        ("Şuşa yaxınlığında atəş açılıb.", "Şuşa", None, "near", None),
        ("Մարտակերտ քաղաքի մոտ կռիվ է։", "Մարտակերտ", "city", "near", None),
        ("اشتباكات في ريف حلب", "حلب", None, "outskirts", None),
        ("Combats à 15 km au nord de Goma, dans la nuit.", "Goma", None, "north", 15.0),
        ("Ataque al sur de Kupiansk, según dijo el alcalde.", "Kupiansk", None, "south", None),
    ):
        found = read(recogniser, text)[name]
        assert (found.cue, found.relation, found.distance_km) == (cue, relation, distance), text


def test_roles(recogniser: LexiconRecogniser) -> None:
    for text, name, role in (
        ("Баку заявил о победе.", "Баку", Role.METONYM),
        ("Взрывы прогремели в Баку.", "Баку", Role.PLACE),
        ("Министерство обороны России молчит.", "России", Role.ORGANISATION),
        ("КИЕВ, 5 марта — Российские войска отошли.", "КИЕВ", Role.DATELINE),
        ("Rusya Savunma Bakanlığı iki uçağın düştüğünü açıkladı.", "Rusya", Role.SPEAKER),
        ("دمشق - قصفت الطائرات أطراف المدينة", "دمشق", Role.DATELINE),
        ("Damas affirme avoir repris la ville.", "Damas", Role.METONYM),
    ):
        assert read(recogniser, text)[name].role is role, text


def test_the_lemma_is_told_where_the_text_has_another_form(recogniser: LexiconRecogniser) -> None:
    found = read(recogniser, "У Харкова стоит Харьков, а в Tərtərdə тихо.")
    assert found["Харьков"].lemma is None
    assert read(recogniser, "Вибухи у Харкові.")["Харкові"].lemma == "Харків"
    assert read(recogniser, "Tərtərdə atəş açılıb.")["Tərtərdə"].lemma == "Tərtər"
    assert read(recogniser, "Combats près d'Alep.")["Alep"].lemma is None


@pytest.mark.parametrize(
    "text",
    [
        "Gallia est omnis divisa in partes tres, quarum unam incolunt Belgae.",
        "敌军炮击了哈尔科夫",
        "חיל האוויר תקף בעזה",
        "გორში აფეთქება მოხდა",
        "ฝนตกหนักในกรุงเทพ",
        "हमला हुआ",
        "12:30, 2022-03-04!",
        "🚀🚀 ** --",
    ],
)
def test_any_other_language_passes(recogniser: LexiconRecogniser, text: str) -> None:
    assert all(t.text == text[t.start : t.end] for t in recogniser.recognise(Document("d", text)))


def test_names_of_other_languages_where_folding_finds_them(
    index: PlaceIndex, recogniser: LexiconRecogniser
) -> None:
    assert places(index, recogniser, "انفجار در تهران و اصفهان شنیده شد که") == {
        "تهران": "Tehran", "اصفهان": "Isfahan",
    }  # fmt: skip
    german = "Angriffe auf Charkiw und Odessa, nach Angaben der Behörden sind zwei Menschen tot"
    assert places(index, recogniser, german) == {"Charkiw": "Kharkiv", "Odessa": "Odesa"}


def _score(index: PlaceIndex, recogniser: LexiconRecogniser, dispatch: Dispatch) -> Counter[str]:
    document = Document(dispatch.id, dispatch.text)
    gold = list(dispatch.toponyms)
    counts: Counter[str] = Counter(wanted=sum(bool(g.places) for g in gold))
    for toponym in resolve(document, recogniser.recognise(document), index):
        met = [g for g in gold if toponym.start < g.end and g.start < toponym.end]
        if met and not met[0].places:
            continue
        # The unit's noun may be part of the name or not; one of its ends is the same.
        if not met or (toponym.start != met[0].start and toponym.end != met[0].end):
            counts["wrong"] += 1
            continue
        gold.remove(met[0])
        counts["found"] += 1
        resolution = toponym.resolution
        counts["placed"] += resolution is not None and resolution.place.name in met[0].places
    return counts


@pytest.mark.parametrize("language", ["ru", "uk", "az", "tr", "hy", "ar", "fr", "es"])
def test_marked_dispatches(index: PlaceIndex, recogniser: LexiconRecogniser, language: str) -> None:
    total: Counter[str] = Counter()
    for dispatch in dispatches():
        if dispatch.language == language:
            total += _score(index, recogniser, dispatch)
    assert total["found"] >= 0.93 * total["wanted"], total
    assert total["found"] >= 0.96 * (total["found"] + total["wrong"]), total
    assert total["placed"] >= 0.95 * total["found"], total


_SIGNS = st.characters(codec="utf-8") | st.sampled_from(
    list("аіїəıաابو'’ʼ-\u0301\u200f\u200e\u0640\u064e «»\n")
)


@settings(max_examples=200)
@given(st.text(_SIGNS, min_size=1).filter(lambda t: bool(t.strip())))
def test_spans_of_any_text_are_in_order(recogniser: LexiconRecogniser, text: str) -> None:
    found = recogniser.recognise(Document("d", text))
    assert all(t.text == text[t.start : t.end] for t in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    "piece",
    [
        "a", "Ж", "ب", "е\u0301", "\u0301", "\u200fحلب\u200e ", "Харьков \ud800 ", "'", "d'A", "L'", "Аб ",
        "Харькове ", "село Абв-", "«Харьков» ", "Halep'te ", "\u0640", "сектор ", "İ",
    ],
)  # fmt: skip
def test_hostile_text_takes_linear_time(recogniser: LexiconRecogniser, piece: str) -> None:
    long = piece * (48_000 // len(piece)) + "x"
    short = long[: len(long) // 4]

    def seconds(text: str) -> float:
        """Of the processor, the better of two; each time another text, as the last ones are remembered."""
        found = []
        for end in "xy":
            start = time.process_time()
            recogniser.recognise(Document("d", text + end))
            found.append(time.process_time() - start)
        return min(found)

    seconds(short)  # look-ups are remembered from here on
    # A quadratic way would take sixteen times as long.
    assert seconds(long) < 10 * seconds(short) + 0.3


@pytest.mark.parametrize("letter", ["a", "Ж", "ب", "Ա", "ə", "\u0301"])
def test_a_million_letters(recogniser: LexiconRecogniser, letter: str) -> None:
    assert recogniser.recognise(Document("d", letter * 1_000_000)) == ()
