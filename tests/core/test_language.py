"""The language of an article is guessed from its text, and doubt is admitted."""

import pytest

from service.core.language import guess_language

SENTENCES = {
    "en": "The minister will travel to Geneva on Monday.",
    "es": "El ministro viajará a Ginebra el lunes.",
    "fr": "Le ministre se rendra à Genève lundi.",
    "de": "Der Minister reist am Montag nach Genf.",
    "it": "Il ministro si recherà lunedì a Ginevra.",
    "pt": "O ministro viajará para Genebra na segunda-feira.",
    "tr": "Bakan pazartesi günü Cenevre'ye gidecek.",
    "pl": "Minister uda się w poniedziałek do Genewy.",
    "ru": "Министр отправится в Женеву в понедельник.",
    "uk": "Міністр вирушить до Женеви в понеділок.",
    "ar": "يسافر الوزير إلى جنيف يوم الاثنين.",
    "fa": "وزیر روز دوشنبه به ژنو سفر می‌کند.",
    "he": "השר ייסע לז'נווה ביום שני.",
    "hi": "मंत्री सोमवार को जिनेवा जाएंगे।",
    "zh": "部长将于周一前往日内瓦。",
    "ja": "大臣は月曜日にジュネーブを訪問する。",
    "ko": "장관은 월요일 제네바를 방문한다.",
}


@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items())
def test_one_sentence_is_enough(language: str, sentence: str) -> None:
    assert guess_language(sentence).language == language


def test_capitals_line_breaks_and_invisible_characters_do_not_mislead() -> None:
    assert guess_language("DER MINISTER REIST AM MONTAG NACH GENF").language == "de"
    assert guess_language("\u202bيسافر الوزير\n\u200bإلى جنيف\r\nيوم الاثنين.").language == "ar"


def test_chinese_characters_without_kana_are_not_japanese() -> None:
    assert guess_language("叛军占领了机场。").language == "zh"


@pytest.mark.parametrize("text", ["", "12:30 — 3:2", "🔥🔥🔥", "https://example.org/2025", "\u200b"])
def test_text_without_words_is_english_without_certainty(text: str) -> None:
    guess = guess_language(text)
    assert guess.language == "en"
    assert not guess.certain


def test_plain_text_is_certain_and_mixed_names_are_not() -> None:
    assert guess_language(SENTENCES["en"] + " Talks will begin on Tuesday, the ministry said.").certain
    assert not guess_language("Kim Putin Xi Macron Merz Oslo").certain


def test_rest_of_a_long_text_is_not_read() -> None:
    assert guess_language(SENTENCES["fr"] * 200 + SENTENCES["de"] * 5000).language == "fr"
