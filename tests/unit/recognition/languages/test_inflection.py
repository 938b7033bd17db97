"""Inflected names and the places that the bundled gazetteer has for their base forms."""

from __future__ import annotations

import pytest

from geomap.gazetteer.index import PlaceIndex
from geomap.recognition.languages.grammar import grammar
from geomap.recognition.languages.romance import split_elisions
from geomap.recognition.languages.walking import FormFinder, Found
from geomap.recognition.names import NameFinder
from geomap.recognition.tokens import tokenise


@pytest.fixture(scope="module")
def index() -> PlaceIndex:
    return PlaceIndex.bundled()


@pytest.fixture(scope="module")
def names(index: PlaceIndex) -> NameFinder:
    return NameFinder(index)


def found_in(names: NameFinder, language: str, text: str) -> list[Found]:
    return list(FormFinder(names, grammar(language)).find(split_elisions(tokenise(text))))


# Word as inflected = label of the place; an underscore stands for a space.
TABLES = {
    "ru": """
        Харькова=Kharkiv Харькове=Kharkiv Харькову=Kharkiv Харьковом=Kharkiv Бахмута=Bakhmut Бахмутом=Bakhmut Мариуполе=Mariupol
        Мариуполя=Mariupol Мариуполем=Mariupol Горловке=Horlivka Горловкой=Horlivka Горловки=Horlivka Одессы=Odesa Одессе=Odesa
        Одессу=Odesa Одессой=Odesa Москвой=Moscow Керчи=Kerch Казани=Kazan Марганца=Marhanets Сумах=Sumy Черновцов=Chernivtsi
        Черновцах=Chernivtsi Запорожья=Zaporizhzhia Запорожьем=Zaporizhzhia Снигирёвке=Snihurivka Кременной=Kreminna
        Грозного=Grozny Грозном=Grozny России=Russia Россией=Russia Украиной=Ukraine Алеппо=Aleppo Дамаском=Damascus
        Идлиба=Idlib Гянджу=Ganja Степанакертом=Stepanakert Часова_Яра=Chasiv_Yar Часовом_Яру=Chasiv_Yar Кривого_Рога=Kryvyy_Rih
        Донецкой_области=Donetsk_Oblast Курской_областью=Kursk_Oblast Нагорного_Карабаха=Nagorno-Karabakh
        Великобритании=United_Kingdom Работине=Robotyne Купянска=Kupiansk Ростовом-на-Дону=Rostov-on-Don
    """,
    "uk": """
        Харкова=Kharkiv Харкові=Kharkiv Харкову=Kharkiv Харковом=Kharkiv Києва=Kyiv Києві=Kyiv Києвом=Kyiv Львова=Lviv
        Львові=Lviv Чернігова=Chernihiv Миколаєва=Mykolaiv Миколаєві=Mykolaiv Тернополя=Ternopil Тернополі=Ternopil
        Маріуполя=Mariupol Маріуполі=Mariupol Бахмуту=Bakhmut Бахмутом=Bakhmut Авдіївки=Avdiivka Авдіївці=Avdiivka
        Авдіївкою=Avdiivka Горлівці=Horlivka Одеси=Odesa Одесі=Odesa Одесою=Odesa Полтаві=Poltava Вінниці=Vinnytsya
        Вінницею=Vinnytsya Сум=Sumy Сумах=Sumy Чернівцях=Chernivtsi Умані=Uman Запоріжжі=Zaporizhzhia Марганця=Marhanets
        Кремінної=Kreminna Кремінній=Kreminna Рівного=Rivne Хмельницькому=Khmelnytskyi Кривого_Рогу=Kryvyy_Rih
        Кривому_Розі=Kryvyy_Rih Часового_Яру=Chasiv_Yar Донецькій_області=Donetsk_Oblast Харківщині=Kharkiv_Oblast
        Луганщини=Luhansk_Oblast Донеччині=Donetsk_Oblast Сумщини=Sumy_Oblast Росією=Russia Україні=Ukraine Польщі=Poland
        Туреччиною=Turkey Праги=Prague Празі=Prague
    """,
    "az": """
        Tərtərdə=Tartar Tərtərin=Tartar Bakıda=Baku Bakının=Baku Bakıya=Baku Gəncəyə=Ganja Gəncədən=Ganja Şuşanın=Shusha
        Şuşada=Shusha Ağdamdan=Aghdam Ağdama=Aghdam Füzulini=Fuzuli Füzulidən=Fuzuli Cəbrayılın=Jabrayil Xankəndinə=Stepanakert
        Xankəndində=Stepanakert Kəlbəcərə=Kalbajar Naxçıvandan=Naxçıvan Ermənistanın=Armenia Türkiyədən=Turkey İrana=Iran
        Bərdədəki=Barda Qarabağa=Nagorno-Karabakh Xocalıya=Khojaly Hadrutda=Hadrut
    """,
    "tr": """
        Halep'te=Aleppo Halep'in=Aleppo İdlib'in=Idlib İdlib'de=Idlib Şam'a=Damascus Şam'dan=Damascus Rakka'da=Raqqa
        Münbiç'ten=Manbij Afrin'e=Afrin Suriye'nin=Syria Suriye'deki=Syria Irak'ta=Iraq Musul'a=Mosul Kerkük'te=Kirkuk
        Şırnak'a=Şırnak Hakkari'de=Hakkâri Gaziantep'ten=Gaziantep İstanbul'daki=Istanbul Ankara'ya=Ankara Kudüs'e=Jerusalem
        Kahire'ye=Cairo Rusya’nın=Russia Ukrayna'ya=Ukraine Harkiv'i=Kharkiv
    """,
    "hy": """
        Ստեփանակերտում=Stepanakert Ստեփանակերտից=Stepanakert Ստեփանակերտը=Stepanakert Երևանի=Yerevan Երևանում=Yerevan
        Երևանը=Yerevan Շուշիից=Shusha Շուշին=Shusha Շուշիում=Shusha Շուշվա=Shusha Բաքվի=Baku Բաքվում=Baku Բաքվից=Baku
        Բաքուն=Baku Մոսկվայի=Moscow Մոսկվայում=Moscow Մոսկվան=Moscow Գյումրու=Gyumri Գյումրիում=Gyumri Մեղրու=Meghri
        Հադրութում=Hadrut Գորիսի=Goris Հայաստանին=Armenia Թուրքիայի=Turkey Սյունիքում=Syunik_Province Արցախից=Nagorno-Karabakh
        ԵՐԵՎԱՆ=Yerevan Իրանով=Iran
    """,
    "ar": """
        بحلب=Aleppo وحلب=Aleppo لحلب=Aleppo لبغداد=Baghdad وبغداد=Baghdad بدمشق=Damascus ودمشق=Damascus بالرقة=Raqqa
        والرقة=Raqqa للرقة=Raqqa وإدلب=Idlib بادلب=Idlib بالموصل=Mosul غزه=Gaza_City وغزة=Gaza_City فبيروت=Beirut كبيروت=Beirut
        بصنعاء=Sanaa وبصنعاء=Sanaa ولبنان=Lebanon لليمن=Yemen بالسودان=Sudan وأم_درمان=Omdurman بدير_الزور=Deir_ez-Zor
        بالحسكه=Hasakah
    """,
    "fr": """
        d'Alep=Aleppo d’Alep=Aleppo l'Azerbaïdjan=Azerbaijan L'Ukraine=Ukraine qu'Israël=Israel N'Djamena=N'Djamena
        Côte_d'Ivoire=Ivory_Coast jusqu'Odessa=Odesa d'Ouagadougou=Ouagadougou
        République_démocratique_du_Congo=Democratic_Republic_of_the_Congo
    """,
    "es": """
        Alepo=Aleppo Siria=Syria Franja_de_Gaza=Gaza_Strip Azerbaiyán=Azerbaijan Reino_Unido=United_Kingdom
        El_Salvador=El_Salvador Ciudad_Juárez=Ciudad_Juárez Norte_de_Santander=Norte_de_Santander Járkov=Kharkiv
    """,
}


@pytest.mark.parametrize(
    ("language", "written", "place"),
    [
        (language, *(part.replace("_", " ") for part in pair.split("=")))
        for language, table in TABLES.items()
        for pair in table.split()
    ],
)
def test_inflected_names(
    index: PlaceIndex, names: NameFinder, language: str, written: str, place: str
) -> None:
    (found,) = found_in(names, language, written)
    text = written[found.name.start : found.name.end]
    assert index.lookup(found.name.known or text)[0].place.name == place
    assert written.endswith(text)


@pytest.mark.parametrize(
    ("language", "written", "base"),
    [
        ("ru", "Бахмутского района", "бахмут"),
        ("ru", "Тертерский район", "тертерский район"),
        ("ru", "Изюмском районе", "изюм"),
        ("ru", "Агдамского района", "агдамский район"),
        ("ru", "Купянского района", "купянск"),
        ("uk", "Бахмутському районі", "бахмут"),
        ("uk", "Краматорського району", "краматорськ"),
        ("uk", "Харківському районі", "харків"),
        ("uk", "Ізюмського району", "ізюм"),
        ("uk", "Запорізького району", "запоріжжя"),
    ],
)
def test_adjective_of_a_district(names: NameFinder, language: str, written: str, base: str) -> None:
    (found,) = found_in(names, language, written)
    assert (found.name.key, found.cue, found.name.end) == (base, "district", len(written))


def test_a_larger_change_needs_a_larger_place(names: NameFinder) -> None:
    (found,) = found_in(names, "ru", "Киров")
    assert found.name.known is None  # and not the plural that it is the genitive of
    (found,) = found_in(names, "az", "Laçına")
    assert found.name.known == "Laçın"


def test_the_span_leaves_out_what_is_no_part_of_the_name(names: NameFinder) -> None:
    for language, written, text in (
        ("ar", "وبصنعاء", "صنعاء"),
        ("ar", "بِحَلَب", "حَلَب"),
        ("fr", "d'Alep", "Alep"),
        ("fr", "L'Ukraine", "Ukraine"),
    ):
        (found,) = found_in(names, language, written)
        assert written[found.name.start : found.name.end] == text


def test_article_in_a_contraction(names: NameFinder) -> None:
    (found,) = found_in(names, "fr", "l'archevêque du Caire")
    assert (found.name.known, found.name.key) == ("le Caire", "le caire")
