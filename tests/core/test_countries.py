"""Names of countries, peoples, capitals, palaces and places, in many languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.core.countries import (
    countries_in,
    country_code,
    country_name,
    demonym_code,
    is_government_name,
    place_country,
)
from service.core.country_index import codes, fold, index
from service.core.country_parts import is_part, is_partially_recognised
from service.core.tables import table

LANGUAGES = ("en", "es", "fr", "de", "ru", "ar", "zh", "pt", "tr", "uk", "it", "nl", "pl")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Niger", "NER"), ("Nigeria", "NGA"), ("Nigeriens", "NER"), ("Nigerians", "NGA"), ("Türkiye", "TUR"),
        ("Turkey", "TUR"), ("Burma", "MMR"),
        ("Ivory Coast", "CIV"), ("Côte d’Ivoire", "CIV"), ("Cote d'Ivoire", "CIV"), ("Congo", "COD"), ("DRC", "COD"),
        ("Republic of Congo", "COG"),
        ("Congo-Brazzaville", "COG"), ("Holy See", "VAT"), ("the Vatican", "VAT"), ("Palestine", "PSE"),
        ("West Bank", "PSE"), ("Kosovo", "XKX"),
        ("Taiwan", "TWN"), ("Hong Kong", "HKG"), ("U.S.", "USA"), ("US", "USA"), ("the United States", "USA"),
        ("UK", "GBR"), ("Scotland", "GBR"),
        ("Guinea", "GIN"), ("Guinea-Bissau", "GNB"), ("Equatorial Guinea", "GNQ"), ("Papua New Guinea", "PNG"),
        ("South Sudan", "SSD"),
        ("Sudan", "SDN"), ("North Korea", "PRK"), ("DPRK", "PRK"), ("Republic of Korea", "KOR"), ("Dominica", "DMA"),
        ("Dominican Republic", "DOM"),
        ("Ukrainian", "UKR"), ("Ukrainians", "UKR"), ("Frenchmen", "FRA"), ("Dutch", "NLD"), ("Swiss", "CHE"),
        ("Russia's", "RUS"),
        ("Kremlin", "RUS"), ("the White House", "USA"), ("Élysée", "FRA"), ("Downing Street", "GBR"), ("Ankara", "TUR"),
        ("Kyiv", "UKR"),
        ("Kiev", "UKR"), ("The Hague", "NLD"), ("New Delhi", "IND"), ("Pentagon", "USA"), ("Knesset", "ISR"),
    ],
)  # fmt: skip
def test_english_names(name: str, code: str) -> None:
    assert country_code(name) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [("Abkhazia", "GEO"), ("South Ossetia", "GEO"), ("Donetsk People's Republic", "UKR"),
    ("Luhansk People's Republic", "UKR"),
     ("Nagorno-Karabakh", "AZE"), ("Northern Cyprus", "CYP"), ("Transnistria", "MDA"), ("Somaliland", "SOM"),
     ("Western Sahara", "MAR")],
)  # fmt: skip
def test_what_plover_files_under_a_sovereign(name: str, code: str) -> None:
    assert country_code(name) == code
    assert is_partially_recognised(name)
    assert not is_partially_recognised(country_name(code))
    assert is_government_name(name) is None
    assert is_government_name(country_name(code)) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Scotland", "GBR"),
        ("Catalonia", "ESP"),
        ("Chechnya", "RUS"),
        ("Republika Srpska", "BIH"),
        ("Crimea", "UKR"),
        ("Tibet", "CHN"),
        ("Gaza", "PSE"),
        ("Banja Luka", "BIH"),
    ],
)
def test_a_part_has_the_code_of_its_country_and_is_not_its_government(name: str, code: str) -> None:
    assert country_code(name) == code
    assert is_part(name)
    assert not is_partially_recognised(name)
    assert is_government_name(f"the government of {name}") is None


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("the Scottish government", "en"), ("Abkhazia's authorities", "en"), ("the Turkish Cypriot side", "en"),
        ("Tiraspol", "en"), ("the Hargeisa government", "en"), ("the Bosnian Serb government", "en"), ("the Gaza authorities", "en"),
        ("правительство Абхазии", "ru"), ("gobierno de Escocia", "es"), ("车臣政府", "zh"),
    ],
)  # fmt: skip
def test_a_government_of_a_part_is_not_the_country_s(name: str, language: str) -> None:
    assert is_part(name, language)
    assert is_government_name(name, language) is None


@pytest.mark.parametrize("name", ["the Georgian government", "Cyprus", "Moscow", "the Spanish side", "New Zealand", ""])
def test_a_whole_state_is_no_part(name: str) -> None:
    assert not is_part(name)


@pytest.mark.parametrize(
    "name", ["EU", "European Union", "us", "Brussels", "Nige", "Nigerian-born", "the West", "Jordanes", "", "Hamas", "."]
)
def test_what_is_no_country(name: str) -> None:
    assert country_code(name) is None


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("es", {"Rusia": "RUS", "rusas": "RUS", "EEUU": "USA", "EE.UU.": "USA", "Pekín": "CHN", "el Kremlin": "RUS",
                       "israelíes": "ISR", "sirio": "SYR"}),
        ("fr", {"États-Unis": "USA", "Etats-Unis": "USA", "russe": "RUS", "ukrainiennes": "UKR", "Moscou": "RUS",
                       "l'Iran": "IRN", "grecque": "GRC"}),
        ("de", {"Vereinigte Staaten": "USA", "ukrainischen": "UKR", "Russen": "RUS", "Moskau": "RUS", "Kiew": "UKR",
                       "Türkei": "TUR"}),
        ("ru", {"России": "RUS", "США": "USA", "Кремлём": "RUS", "Южной Кореи": "KOR", "украинскими": "UKR",
                       "россиян": "RUS", "Пекине": "CHN",
                "Соединенных Штатов": "USA"}),
        ("ar", {"روسيا": "RUS", "لروسيا": "RUS", "وأوكرانيا": "UKR", "الأميركية": "USA", "السوريين": "SYR",
                       "واشنطن": "USA", "الكرملين": "RUS"}),
        ("zh", {"俄罗斯": "RUS", "美国": "USA", "中国人": "CHN", "莫斯科": "RUS", "白宫": "USA", "乌克兰": "UKR"}),
        ("pt", {"Rússia": "RUS", "EUA": "USA", "Moscou": "RUS"}),
        ("tr", {"Türkiye'nin": "TUR", "ABD": "USA", "Rusya": "RUS"}),
        ("uk", {"України": "UKR", "Росії": "RUS", "Києва": "UKR"}),
    ],
)  # fmt: skip
def test_names_in_other_languages(language: str, names: dict[str, str]) -> None:
    assert {name: country_code(name, language) for name in names} == names


def test_a_demonym_is_told_from_a_name() -> None:
    assert demonym_code("Ukrainian") == "UKR"
    assert demonym_code("Ukraine") is None
    assert demonym_code("российский", "ru") == "RUS"


@pytest.mark.parametrize(
    ("name", "language", "code"),
    [
        ("Moscow", "en", "RUS"), ("Ukraine", "en", "UKR"), ("the Kremlin", "en", "RUS"),
        ("Ukrainian government", "en", "UKR"),
        ("the government of Turkey", "en", "TUR"), ("US administration", "en", "USA"),
        ("Trump administration", "en", "USA"),
        ("the Russian side", "en", "RUS"), ("Iran's leadership", "en", "IRN"), ("Palestinian Authority", "en", "PSE"),
        ("interim Syrian government", "en", "SYR"), ("Gobierno español", "es", "ESP"),
        ("gouvernement d'Israël", "fr", "ISR"),
        ("die russische Regierung", "de", "RUS"), ("Bundesregierung", "de", "DEU"), ("власти Украины", "ru", "UKR"),
        ("российская сторона", "ru", "RUS"), ("الحكومة الروسية", "ar", "RUS"), ("俄方", "zh", "RUS"), ("美国政府", "zh", "USA"),
    ],
)  # fmt: skip
def test_names_that_stand_for_a_government(name: str, language: str, code: str) -> None:
    assert is_government_name(name, language) == code


@pytest.mark.parametrize(
    "name",
    ["Ukrainians", "State Department", "Taliban government", "EU delegation", "Istanbul", "Vladimir Putin", "government", ""],
)
def test_names_that_do_not(name: str) -> None:
    assert is_government_name(name) is None


@pytest.mark.parametrize(
    ("name", "language", "code"),
    [
        ("Istanbul", "en", "TUR"), ("Geneva", "en", "CHE"), ("Brussels", "en", "BEL"), ("Chengdu, China", "en", "CHN"),
        ("Houston, Texas", "en", "USA"),
        ("Atlanta, Georgia", "en", "USA"), ("Tbilisi, Georgia", "en", "GEO"), ("Tripoli", "en", "LBY"),
        ("Tripoli, Lebanon", "en", "LBN"),
        ("Washington, D.C.", "en", "USA"), ("Gaza Strip", "en", "PSE"), ("Donetsk", "en", "UKR"),
        ("Sharm el-Sheikh", "en", "EGY"),
        ("the presidential palace in Ankara", "en", "TUR"), ("U.S. consulate in Chengdu", "en", "CHN"),
        ("Ginebra", "es", "CHE"),
        ("Genève", "fr", "CHE"), ("Genf", "de", "CHE"), ("Стамбуле", "ru", "TUR"), ("إسطنبول", "ar", "TUR"),
        ("伊斯坦布尔", "zh", "TUR"),
        ("Shepherdstown (Virginia Occidental, EEUU)", "es", "USA"), ("Сочи", "ru", "RUS"),
    ],
)  # fmt: skip
def test_countries_of_places(name: str, language: str, code: str) -> None:
    assert place_country(name, language) == code


@pytest.mark.parametrize("name", ["South China Sea", "Gulf of Oman", "Golan Heights", "Kashmir", "the hotel", "", ","])
def test_places_without_a_country(name: str) -> None:
    assert place_country(name) is None


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Ukraine's Foreign Ministry told us that the U.S. and Papua New Guinea met", "en", ("UKR", "USA", "PNG")),
        ("South Korean President", "en", ("KOR",)),
        ("a polish turkey from New Jersey near the South China Sea", "en", ()),
        ("Министр иностранных дел Украины встретился в Москве", "ru", ("UKR", "RUS")),
        ("وزير الخارجية الروسي ونظيره الأوكراني", "ar", ("RUS", "UKR")),
        ("乌克兰外交部长与美国国务卿在土耳其会晤", "zh", ("UKR", "USA", "TUR")),
    ],
)
def test_countries_named_in_a_text(text: str, language: str, found: tuple[str, ...]) -> None:
    assert countries_in(text, language) == found


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("a delegação russa e os ucranianos", "pt", ("RUS", "UKR")),
        ("O governo alemão e a imprensa alemã, disse Moscovo", "pt", ("DEU", "RUS")),
        ("gli ucraini e la delegazione russa negli Usa", "it", ("UKR", "RUS", "USA")),
        ("l'ambasciata dell'Iran; i tedeschi; la Farnesina", "it", ("IRN", "DEU", "ITA")),
        ("de Russische delegatie, Oekraïners en het Witte Huis", "nl", ("RUS", "UKR", "USA")),
        ("Ruslands leger en de VS", "nl", ("RUS", "USA")),
        ("delegacja rosyjska spotkała się z Ukraińcami w Turcji", "pl", ("RUS", "UKR", "TUR")),
        ("władze Niemiec, Białorusi i Stanów Zjednoczonych", "pl", ("DEU", "BLR", "USA")),
        ("l’Égypte, l'ambassade d'Iran et la Côte d’Ivoire", "fr", ("EGY", "IRN", "CIV")),
        ("les relations américano-russes", "fr", ("RUS",)),
        ("Russlands Präsident, Österreichs Kanzler und die US-Regierung", "de", ("RUS", "AUT", "USA")),
        ("Guinea-Bissau und Timor-Leste", "de", ("GNB", "TLS")),
    ],
)
def test_countries_are_found_as_each_language_writes_them(text: str, language: str, found: tuple[str, ...]) -> None:
    assert countries_in(text, language) == found


@pytest.mark.parametrize(
    ("name", "language", "code"),
    [
        ("a delegação russa", "pt", "RUS"), ("le autorità israeliane", "it", "ISR"), ("de Oekraïense regering", "nl", "UKR"),
        ("strona rosyjska", "pl", "RUS"), ("rząd w Kijowie", "pl", "UKR"), ("US-Regierung", "de", "USA"),
        ("Russlands Regierung", "de", "RUS"), ("die Regierung in Kiew", "de", "UKR"),
    ],
)  # fmt: skip
def test_governments_are_found_as_each_language_writes_them(name: str, language: str, code: str) -> None:
    assert is_government_name(name, language) == code


@pytest.mark.parametrize(
    ("name", "language", "code"),
    [
        ("Genebra", "pt", "CHE"), ("L'Aia", "it", "NLD"), ("l'ambasciata d'Iran a Ginevra", "it", "CHE"), ("Den Haag", "nl", "NLD"),
        ("Stambule", "pl", "TUR"), ("Nowym Jorku", "pl", "USA"), ("Rzeszowie", "pl", "POL"), ("negli Stati Uniti", "it", "USA"),
    ],
)  # fmt: skip
def test_places_are_found_as_each_language_writes_them(name: str, language: str, code: str) -> None:
    assert place_country(name, language) == code


def test_every_code_of_the_tables_is_a_country() -> None:
    known = set(codes().values())
    for name in ("names", "seats", "demonyms", "places"):
        assert set(_codes_in(table(f"countries/{name}"))) <= known


@pytest.mark.parametrize(
    ("language", "name", "code"),
    [
        ("uk", "українська сторона", "UKR"), ("tr", "Rus heyeti", "RUS"), ("zh", "菲方", "PHL"), ("fa", "دولت آمریکا", "USA"),
        ("he", "בטהרן", "IRN"), ("ja", "米政府", "USA"), ("ja", "中国側", "CHN"), ("ko", "중국측", "CHN"), ("ko", "한국 정부", "KOR"),
        ("ar", "الدوحة", "QAT"), ("ru", "Сеул", "KOR"),
    ],
)  # fmt: skip
def test_government_is_told_in_more_languages(language: str, name: str, code: str) -> None:
    assert is_government_name(name, language) == code


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("ja", "英国とフランスはトランプ米大統領を批判した。", ("GBR", "FRA", "USA")),
        ("ja", "マリウポリのスタイル", ()),
        ("ko", "한국은 인도적 지원을, 인도는 무기를", ("KOR", "IND")),
        ("he", 'האיראנים ונשיא ארה"ב', ("IRN", "USA")),
        ("fa", "تل‌آویو و آمريكايي‌ها", ("ISR", "USA")),
        ("zh", "日方以方便为由", ("JPN",)),
    ],
)
def test_countries_are_found_between_words_written_together(language: str, text: str, found: tuple[str, ...]) -> None:
    assert countries_in(text, language) == found


def test_place_in_latin_letters_is_known_in_an_article_of_another_script() -> None:
    assert place_country("Belgorod Region", "ru") == "RUS"
    assert place_country("عمان", "fa") == "OMN"


def _codes_in(node: dict[str, object]) -> list[str]:
    found: list[str] = []
    for key, value in node.items():
        found += _codes_in(value) if isinstance(value, dict) else [key] if key.isupper() else []
    return found


def test_every_country_has_its_own_name_in_every_language() -> None:
    for language in LANGUAGES:
        named = {entry.code for entry in index(language).entries.values() if entry.kind == "name"}
        assert set(codes().values()) <= named, language


def test_every_english_country_name_finds_its_country() -> None:
    for code in sorted(set(codes().values())):
        assert country_code(country_name(code)) == code


def test_an_unknown_code_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        country_name("EUU")


def test_a_language_without_data_is_read_as_english() -> None:
    assert country_code("Ukraine", "xx") == "UKR"
    assert place_country("Geneva", "xx") == "CHE"


@settings(deadline=None)  # the first text of a language builds its index
@given(st.text(), st.sampled_from(LANGUAGES))
def test_any_text_gives_codes_or_nothing(text: str, language: str) -> None:
    known = {*codes().values(), None}
    assert {
        country_code(text, language),
        demonym_code(text, language),
        is_government_name(text, language),
        place_country(text, language),
    } <= known
    assert set(countries_in(text, language)) <= known


@given(st.text())
def test_folding_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Poland's government", "POL"), ("Israel’s authorities", "ISR"), ("Thailand's military rulers", "THA"), ("the Malian junta", "MLI"),
        ("Yemen's internationally recognised government", "YEM"), ("Sudan's army-led government", "SDN"), ("Seoul", "KOR"),
        ("the Zionist regime", "ISR"), ("the former Syrian government", None),
        ("Libya's eastern government", None), ("Myanmar's shadow government", None),
    ],
)  # fmt: skip
def test_a_government_by_what_it_is_called_beside_its_country(name: str, code: str | None) -> None:
    assert is_government_name(name) == code


def test_a_body_s_seat_is_in_its_country() -> None:
    assert place_country("the Pentagon") == "USA"
    assert place_country("the Chinese embassy in Doha") == "QAT"
