"""The language of short texts."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.recognition.languages.detection import KNOWN, detect
from tests.marked_languages import dispatches

TEXTS = {
    "en": (
        "Shelling near Tərtər killed two.",
        "Şırnak, Hakkari: two killed",
        "Azerbaijan said on Monday that its forces had taken Füzuli and Cəbrayıl.",
        "Rio de Janeiro, Port-au-Prince, Côte d'Ivoire",
        "Explosions in Kharkiv",
        "Stepanakert",
        "",
        "12 34",
        "Los Angeles police fired on the crowd in El Monte.",
        "Clashes in Deir ez-Zor",
        "Haut-Uélé, Nord-Kivu: M23 advances",
        "The Wall Street Journal quoted « Le Monde » on the attack in Mopti.",
        "KYIV, Ukraine -- Russian missiles hit Kharkiv",
        "Gaziantep Şırnak Hakkari",
        "FARC dissidents attacked Norte de Santander",
        "Fighting in São Paulo",
        "Drone hits Zaporizhzhia, three dead",
        "Al-Shabaab attacked a base in El Baraf",
        "Protests across La Paz and Santa Cruz de la Sierra",
    ),
    "fr": (
        "Explosions à Marioupol.",
        "Frappe russe sur Kharkiv",
        "Combats près d'Alep",
        "L'Azerbaïdjan accuse l'Arménie.",
        "Les rebelles ont pris Goma",
        "Au Mali, une attaque fait dix morts à Gao.",
        "Attaque contre un convoi: huit soldats tués",
    ),
    "es": (
        "Combates en Mariúpol",
        "Explosión en Járkov",
        "Ataque contra la ciudad de Alepo",
        "El ejército tomó Tibú",
        "Cinco muertos en Culiacán",
        "¿Qué pasa en Cauca?",
    ),
    "tr": (
        "Şırnak'ta çatışma: 3 asker öldü",
        "Halep'te patlama",
        "İdlib'e hava saldırısı düzenlendi",
        "Rusya Harkiv'i vurdu",
        "Irak'ın kuzeyinde operasyon",
    ),
    "az": (
        "Tərtərdə atəş açılıb",
        "Ağdam rayonu atəşə tutulub",
        "Bakı bəyan edib ki, Ağdam vurulub",
        "Gəncəyə raket zərbəsi",
        "Azərbaycan Ordusu Şuşanı azad edib",
    ),
    "ru": (
        "Взрывы в Харькове",
        "Обстрел Донецка",
        "Баку заявил о победе",
        "Бои идут под Бахмутом",
    ),
    "uk": (
        "Вибухи у Харкові",
        "Обстріл Донецька",
        "Бої за Бахмут тривають",
        "Київ заявив про атаку",
        "Харків під вогнем",
        "Ворог атакував Запоріжжя",
    ),
    "hy": ("Կրակոցներ Ստեփանակերտում",),
    "ar": (
        "قصف على حلب",
        "اشتباكات في الخرطوم",
        "دمشق تنفي",
    ),
    "other": (
        "Explosionen in Charkiw, mindestens drei Tote und mehrere Verletzte",
        "Russische Angriffe auf die Stadt Charkiw",
        "Esplosioni nella città di Kharkiv",
        "O exército atacou a cidade de Kharkiv e não há mortos",
        "Wybuchy w Charkowie, nie ma ofiar",
        "انفجار در تهران",
        "חיל האוויר תקף בעזה",
        "敌军炮击了哈尔科夫",
        "გორში აფეთქება",
        "Gallia est omnis divisa in partes tres",
        "Взрывове във Варна, няма пострадали, това е второто нападение",
        "Експлозије у Београду",
        "Алматыда жарылыс болды, үш адам қаза тапты",
        "Выбухі ў Мінску",
        "하르키우에서 폭발",
        "लखनऊ में धमाका",
        "Έκρηξη στην Αθήνα",
        "کراچی میں دھماکہ",
    ),
}
MORE = {
    "fr": (
        "Le président a quitté la capitale.", "Deux soldats français tués dans une embuscade",
        "À Bakou, on se félicite de la trêve.", "Les secours cherchent des survivants sous les décombres.",
        "Des drones ont frappé l'aéroport d'Erbil.", "C'est à Goma que les combats ont repris.",
    ),
    "es": (
        "La policía encontró tres cuerpos en Tumaco.", "Los soldados rusos avanzan hacia Bajmut",
        "El presidente ordenó el cierre de la frontera.", "Un dron cayó cerca de Odesa",
        "No hubo víctimas, dijo el alcalde de Cali.", "Miles de personas huyen de Jartum",
    ),
    "tr": ("Rus ordusu Bahmut'u aldı.", "Deprem Hatay'da hissedildi", "Askeri üsse saldırı: iki ölü var", "Bakü ateşkesi kabul etti."),
    "az": ("Qarabağda vəziyyət sakitdir.", "Laçın yolu açılıb.", "Nazir Tehrana gedib və danışıqlar aparıb."),
    "ru": ("Путин прибыл в Пекин.", "Горит склад.", "Тегеран отверг обвинения", "Трое погибших, десять раненых", "СРОЧНО: ВЗРЫВ В МОСКВЕ"),
    "uk": ("Пожежа на складі в Одесі.", "Троє загиблих, десять поранених", "Удар по Дніпру: є постраждалі", "ТЕРМІНОВО: ВИБУХ У КИЄВІ", "Сили оборони збили 12 дронів"),
    "hy": ("Գորիսում հանգիստ է։", "Երկու զինվոր է զոհվել", "ԵՐԵՎԱՆ, 5 մարտի", "Հրդեհ Գյումրիում"),
    "ar": ("غارة على رفح", "صنعاء: مقتل خمسة أشخاص", "الجيش السوداني يتقدم", "انفجار في بيروت", "هدوء حذر في طرابلس"),
    "en": (
        "Fighting near Deir ez-Zor kills five", "Protesters march in Bogotá", "The Azerbaijani army took Şuşa, Laçın and Kəlbəcər.",
        "He said «Слава Україні» and left.", "Ouagadougou attack: gunmen storm Splendid Hotel", "M23 rebels enter Goma, DR Congo",
        "Sana'a airport hit by Israeli jets", "Mexico: eight dead in Apatzingán, Michoacán",
    ),
    "other": (
        "Ukrainas armé har tagit tillbaka staden och striderna fortsätter", "Il governo di Kiev chiede altre armi per la difesa",
        "Guvernul de la Chișinău a anunțat că nu va ceda", "Tentara Israel menyerang sekolah di Gaza dan tidak ada peringatan",
        "Jeshi la Kongo lilishambulia waasi katika mji wa Goma", "ירי לעבר חיילים ליד חברון", "ბრძოლა სოხუმთან", "地震", "ฝนตก",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text"),
    [(language, text) for table in (TEXTS, MORE) for language, texts in table.items() for text in texts],
)
def test_short_texts(language: str, text: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("dispatch", dispatches(), ids=lambda d: d.id)
def test_dispatches(dispatch) -> None:
    assert detect(dispatch.text) == dispatch.language


@pytest.mark.parametrize(
    "name", ["Tərtər", "Şırnak'ta", "Côte d'Ivoire", "El Águila", "Харьков", "Հադրութ", "حلب"]
)
def test_a_foreign_name_leaves_english_english(name: str) -> None:
    assert detect(f"Two soldiers were killed in {name} on Monday, the ministry said.") == "en"


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    assert detect(text) in {"en", "other", *KNOWN}


def test_long_texts_take_no_longer() -> None:
    start = time.process_time()
    for letter in ("a", "ж", "ب", "'", "ə", "\u0301"):
        assert detect(letter * 1_000_000)
    assert time.process_time() - start < 1.0
