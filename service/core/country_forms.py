"""Forms that names of countries and words for their people take in a sentence: case, gender, number.

Generous: a form too many does no harm.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import product

NOUN_ENDINGS = {
    "ru": (
        ("ия", "ия ии ию ией"), ("ья", "ья ьи ью ьей"), ("а", "а ы и е у ой"), ("я", "я и е ю ей"), ("й", "й я ю ем е"),
        ("ь", "ь я и ю ем е ью"), ("о", "о а у ом е"), ("ы", "ы ов ам ами ах"), ("и", "и ей ям ами ах"), ("е", "е"),
        ("у", "у"), ("э", "э"),
        ("", "а у ом е ем"),
    ),
    "uk": (
        ("їв", "їв єва єву євом єві"), ("ів", "ів ова ову овом ові"),
        ("ія", "ія ії ію ією"), ("а", "а и і у ою"), ("я", "я і ю єю"), ("й", "й я ю єм ї"), ("ь", "ь я ю ем і"),
        ("о", "о"), ("и", "и ів ам ах"),
        ("", "а у ом і ові"),
    ),
    "pl": (
        ("ia", "ia ii ię ią iej"), ("ja", "ja ji ję ją"), ("ka", "ka ki ce kę ką kiej"), ("ga", "ga gi dze gę gą"),
        ("da", "da dy dzie dę dą"), ("ra", "ra ry rze rę rą"), ("ta", "ta ty cie tę tą"), ("ea", "ea ei eę eą"), ("la", "la li lę lą"),
        ("a", "a y i ie ę ą ej"), ("ie", "ie ich im imi"), ("e", "e ych ym ymi a u em"), ("o", "o a u em iem ie"),
        ("ów", "ów owa owie owem owowi"),
        ("y", "y ów om ami ach ego emu ym"), ("ł", "ł łu ła łem le"), ("t", "t tu ta tem cie"), ("d", "d du da dem dzie"),
        ("st", "st stu ście stem"), ("ń", "ń nia niu niem"), ("ść", "ść ścia"), ("ś", "ś si sią"),
        ("", "a u owi em iem ie"),
    ),
}  # fmt: skip
GENITIVES = frozenset({"de", "nl"})
"""Languages that say "Russlands Präsident", "Ruslands leger"."""
ADJECTIVES = {
    "ая": "ая ой ую",
    "яя": "яя ей юю",
    "ый": "ый ого ому ым ом",
    "ий": "ий ого ому им ом",
    "ое": "ое ого ому ым ом",
    "ые": "ые ых ым ыми",
    "ие": "ие их им ими",
}
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
RU_SKIY = "ий ого ому им ом ая ой ую ое ие их ими"
RU_PEOPLE = (
    ("ец", "ец ца цу цем це цы цев цам цами цах"),
    ("нин", "нин нина нину нином нине не н нам нами нах"),
    ("ин", "ин ина ину ы ам"),
)
RU_OTHER_PEOPLE = "а у ом е ы и ов ам ами ах"
ES = (
    ("o", "o a os as"), ("és", "és esa eses esas"), ("án", "án ana anes anas"), ("ín", "ín ina ines inas"),
    ("ol", "ol ola oles olas"),
    ("í", "í íes ís"), ("e", "e es"), ("a", "a as"), ("", "es"),
)  # fmt: skip
FR = (
    ("ien", "ien ienne iens iennes"), ("éen", "éen éenne éens éennes"), ("on", "on onne ons onnes"),
    ("ais", "ais aise aises"),
    ("ois", "ois oise oises"), ("e", "e es"), ("c", "c cs que ques"), ("", "e s es"),
)  # fmt: skip
PT = (
    ("ão", "ão ã ãos ães ãs ões"), ("ês", "ês esa eses esas"), ("ol", "ol ola óis olas"), ("eu", "eu eia eus eias"), ("o", "o a os as"),
    ("e", "e es"), ("a", "a as"), ("i", "i is"), ("", "es"),
)  # fmt: skip
IT = (("co", "co ca ci chi che"), ("o", "o a i e"), ("e", "e i"), ("a", "a i e"))
NL_PEOPLE = " e s n en"
PL_ADJECTIVE = "i iego iemu im a iej ą ie ich imi o"
PL_PEOPLE = (
    ("anin", "anin anina aninowi aninem anie an anom anami anach anka anki"), ("niec", "niec ńca ńcowi ńcem ńcy ńców ńcom ńcami ńcach nka nki"),
    ("iec", "iec ca cowi cem cy ców com cami cach"), ("czyk", "czyk czyka czykowi czykiem czycy czyków czykom czykami czykach"),
    ("ak", "ak aka akowi akiem acy aków akom akami akach"), ("", "a owi em ie i y ów om ami ach"),
)  # fmt: skip
DE_ADJECTIVE = " e er en em es"
DE_PEOPLE = " n s en r in innen"
LONGEST = 2
"""Names of more words stay as they are: their forms multiply, and news shorten them."""
EN_FIXED = ("ese", "ish", "sh", "ch", "ss", "z", "ic")


def _end(word: str, endings: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Give `word` with each ending of the first row whose ending it has; the word itself always."""
    yield word
    for ending, forms in endings:
        if word.endswith(ending):
            stem = word[: len(word) - len(ending)]
            yield from (stem + form for form in forms.split())
            return


def name_forms(name: str, language: str) -> set[str]:
    """Cases of a name in Russian, Ukrainian and Polish, of each of its words; in German and Dutch its genitive; elsewhere the name."""
    words = name.split()
    if language in GENITIVES:
        return {name, *genitives(name, language)}
    if (
        language not in NOUN_ENDINGS
        or len(words) > LONGEST
        or name.isupper()
        or bool(CYRILLIC.search(name)) == (language == "pl")
    ):
        return {name}
    return {" ".join(each) for each in product(*(set(_word_forms(word, language)) for word in words))}


def genitives(name: str, language: str) -> tuple[str, ...]:
    """The genitive of a name where the language puts an s at its end and nothing else: "Selenskyjs"."""
    made = language in GENITIVES and name[-1:].isalpha() and name[-1] not in "sxzß" and not name.isupper()
    return (name + "s",) if made else ()


def _word_forms(word: str, language: str) -> Iterator[str]:
    if word[-2:] in ADJECTIVES:
        yield from (word[:-2] + form for form in ADJECTIVES[word[-2:]].split())
    yield from _end(word, NOUN_ENDINGS[language])


def people_forms(word: str, language: str) -> set[str]:
    """Genders, cases and numbers of a word for a country's people or things."""
    maker = _MAKERS.get(language)
    return set(maker(word)) if maker else {word}


def _english(word: str) -> Iterator[str]:
    yield word
    if word.endswith(("man", "woman")) and word[0].isupper() and word.removesuffix("woman").removesuffix("man") in _MEN:
        yield word[:-2] + "en"
    elif not word.endswith(EN_FIXED):
        yield word + "s"


_MEN = frozenset({"French", "English", "Irish", "Dutch"})


def _russian(word: str) -> Iterator[str]:
    if word.endswith("ий"):
        yield from (word[:-2] + form for form in RU_SKIY.split())
    elif any(word.endswith(ending) for ending, _ in RU_PEOPLE):
        yield from _end(word, RU_PEOPLE)
    else:
        yield from _end(word, (("", RU_OTHER_PEOPLE),))


UK_SKIY = "ий ого ому им ім а ої ій у ою е і их ими"
UK_PEOPLE = (
    ("ець", "ець ця цю цем ці ців цям цями цях"),
    ("єць", "єць йця йцю йцем йці йців йцям йцями йцях"),
    ("нин", "нин нина нину нином ни н нам нами нах"),
)
UK_OTHER_PEOPLE = "а у ом і и ів ам ами ах ові"


def _ukrainian(word: str) -> Iterator[str]:
    if word.endswith("ий"):
        yield from (word[:-2] + form for form in UK_SKIY.split())
    elif any(word.endswith(ending) for ending, _ in UK_PEOPLE):
        yield from _end(word, UK_PEOPLE)
    else:
        yield from _end(word, (("", UK_OTHER_PEOPLE),))


def _turkish(word: str) -> Iterator[str]:
    yield from (word, word + "lar", word + "ler")


def _hebrew(word: str) -> Iterator[str]:
    yield from (word + ending for ending in ("", "ת", "ם", "ים", "ות"))


def _german(word: str) -> Iterator[str]:
    endings = DE_PEOPLE if word[0].isupper() and not word.startswith("US-a") else DE_ADJECTIVE
    yield from (word + ending for ending in endings.split(" "))


def _dutch(word: str) -> Iterator[str]:
    yield from (word + ending for ending in NL_PEOPLE.split(" "))
    if word.endswith("ees"):
        yield word[:-3] + "ese"


def _polish(word: str) -> Iterator[str]:
    if word.endswith("ki"):
        yield from (word[:-1] + form for form in PL_ADJECTIVE.split())
    else:
        yield from _end(word, PL_PEOPLE)


def _arabic(word: str) -> Iterator[str]:
    """Gender and number; each of two words of its own ("South Korean")."""
    for first, *rest in [word.split()]:
        for form in (first, first + "ة", first + "ين", first + "ون"):
            yield " ".join([form, *rest])
            yield " ".join([form, *("ال" + each for each in rest)])
            yield " ".join([form, *(each + "ة" for each in rest)])
            yield " ".join([form, *("ال" + each + "ة" for each in rest)])


def arabic_adjective(name: str) -> str:
    """Make the adjective of an Arabic name of one word: without article and feminine ending, with ي."""
    return re.sub(r"(يا|ية|ا|ة)$", "", name.removeprefix("ال")) + "ي"


_MAKERS: dict[str, Callable[[str], Iterable[str]]] = {
    "en": _english,
    "es": lambda word: _end(word, ES),
    "fr": lambda word: _end(word, FR),
    "pt": lambda word: _end(word, PT),
    "it": lambda word: _end(word, IT),
    "de": _german,
    "nl": _dutch,
    "pl": _polish,
    "ru": _russian,
    "uk": _ukrainian,
    "tr": _turkish,
    "he": _hebrew,
    "ar": _arabic,
}
