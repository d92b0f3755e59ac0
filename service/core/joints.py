"""Which of the splitter's borders are none: abbreviations of many languages, list numbers, clock times, speech that goes on."""

import re

_NO_WORD = re.compile(r"[\W_]*\Z")
_LIST_MARK = re.compile(r"\(?\d{1,3}[.)]+\Z")
_LAST_WORD = re.compile(r"(?:^|[\s(\[“«„'‘’\-])((?:\w{1,5}\.)+)\Z")
_TITLES = {
    language: frozenset(words.split())
    for language, words in {
        "": "Mr Mrs Ms Dr Prof Gen Lt Col Maj Capt Cpl Sgt Adm Cmdr Sen Rep Gov Amb Rev Hon Supt Messrs",
        "de": "Hr Fr Nr Abs Art Abt Bd",
        "es": "Sr Sra Srta Dra Gral Cnel Pdte Pdta sr sra srta dra gral cnel pdte pdta Lic Ing Av Ud Uds Excmo Mons",
        "fr": "Mme Mlle MM Me Mgr St Ste gén col cf art",
        "it": "on min dott avv ing sig gen col mons Sigg",
        "nl": "Dhr dhr Mevr mevr mr drs ing gen min o.a bijv",
        "pl": "gen płk mjr kpt por prof ks dr hab inż św ul al im min ws ok red abp bp kard m.st",
        "pt": "Sr Sra sr sra min Dra Exmo Exma Ilmo Av av Pe",
        "ru": "ген акад проф тов гг",
        "tr": "Sn Av Doç Yrd Org Alb",
        "uk": "вул див ген проф акад гр",
    }.items()
}
_NUMBERED = re.compile(r"(?:No|Nos|Art|Sec|Fig|art|nr|Nr|núm|str|kl|godz|poz|pkt|tel|стр|ст|статті|par|cap)\.\Z")
_ORDINAL = re.compile(
    r"\b(?:de[rnms]|die|das|am|im|vom|zum|zur|beim|ihr(?:e[nmrs]?)?|sein(?:e[nmrs]?)?|jede[nmrs]?)\s\d{1,3}\.\Z", re.IGNORECASE
)
_OPENERS = frozenset(
    word
    for words in (
        "der die das den dem des er sie es wir ich man ein eine einer einem am an auf aus bei beide bis da dabei dafür dagegen damit danach",
        "dann darauf davor dazu dennoch dies diese dieser dieses doch dort durch für gegen hier im in ihre ihr jetzt mit nach nun nur ob",
        "ohne seit seine sein so sodann trotz über um und unter vom von vor während was weil wenn wer wie zu zudem zugleich zuletzt zum zur",
        "zuvor zwei aber als alle auch",
    )
    for word in words.split()
)
"""German words that begin a sentence rather than being what an ordinal counts."""
MISSED = {
    "en": re.compile(r"(?<![\w.])(?:[Mm]ay|no|me|ill|art|(?<=\bon )X)\.[\"”’]?\s+(?=[\"“'‘(]?[A-Z])"),
    "it": re.compile(r"(?<=[A-Z]{2}\.)\s+(?=[«“\"]?[A-ZÀ-Ý](?:[a-zà-ÿ]|['’\s]))|(?<=\b[UO]e\.)\s+(?=[«“\"]?[A-ZÀ-Ý][a-zà-ÿ])"),
    "es": re.compile(
        r"(?<=UU\.)\s+(?=(?:El|La|Los|Las|Un|Una|En|Según|Por|Pero|Además|Tras|Este|Esta|Estos|Estas|Su|Sus|Ambos|No|Y|A|Al|Con|De|Para|Sin|Se)\s)"
    ),
}
"""Borders that the splitter takes for an abbreviation's full stop: "in May. The", "la NATO. Il governo", "a EE. UU. La reunión".

The border is the white space at the end of a match.
"""
_CLOCK = re.compile(r"\b[ap]\. ?m\.\Z", re.IGNORECASE)
_AFTER_CLOCK = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d"
    r"|(?:[ECMP][SD]?T|GMT|UTC|BST|CEST|CET|IST|JST|EEST|EET|MSK|Eastern|Pacific|Central|Greenwich|Beijing|Moscow)\b"
)
_NETWORK = "X"
"""After a word written small no initial but the network: "написав він в X." """
_IN_WORDS = re.compile(r"(?:^|[\s«“\"(])[^\W\d_]*[^\W\d_A-ZА-ЯІЇЄҐ]\s\Z")
_QUOTE_END = re.compile(r"[.!?…][\"”»“’']\Z")
_HANGUL = re.compile("[가-힣]")
_SAID = re.compile(r"(?:[—–-]\s*)?[^\W\d_]")


def belong_together(text: str, one: tuple[int, int], two: tuple[int, int], language: str) -> bool:
    """Whether a border between two neighbours is none."""
    tail, head = text[max(one[0], one[1] - 24) : one[1]], text[two[0] : min(two[1], two[0] + 24)]
    whole_first = one[1] - one[0] <= len(tail)
    if whole_first and (_LIST_MARK.match(tail) or _NO_WORD.match(tail)):
        return True
    if two[1] - two[0] <= len(head) and _NO_WORD.match(head):
        return head[0] not in ".…([{“«„‘¿¡•*"
    if one[1] == two[0] and head[0] in "-–—":
        return True  # "(EFE).- El presidente"
    if _goes_on_after_quote(tail, head, written_together=one[1] == two[0]):
        return True
    return _one_phrase(tail, head, language) or _is_abbreviation(tail, head, language, capitals=not text[one[0]].islower())


def _one_phrase(tail: str, head: str, language: str) -> bool:
    """Whether a time, an ordinal or a speech and who says it stand on both sides of the border."""
    if language == "de" and _ORDINAL.search(tail) and head.split(maxsplit=1)[0].strip(",.;:").lower() not in _OPENERS:
        return True
    if _CLOCK.search(tail) and _AFTER_CLOCK.match(head):
        return True
    said = _SAID.match(head)
    return said is not None and said.group()[-1].islower() and bool(_QUOTE_END.search(tail))


def _goes_on_after_quote(tail: str, head: str, *, written_together: bool) -> bool:
    """Whether the particle stands there that Japanese and Korean put after quoted words."""
    if tail[-1] == "」":
        return head.startswith(("と", "って", "など", "、"))
    return written_together and tail[-1] in "\"”'’" and bool(_HANGUL.match(head))


def _is_abbreviation(tail: str, head: str, language: str, *, capitals: bool) -> bool:
    """Whether the full stop at the end of `tail` belongs to an abbreviation that cannot end a sentence before `head`."""
    last = _LAST_WORD.search(tail)
    if last is None:
        return False
    word = last.group(1)[:-1]
    if word in _TITLES[""] or {word, word.lower()} & _TITLES.get(language, frozenset()):
        return True
    if head[0].isdecimal() and _NUMBERED.search(tail):
        return True
    if capitals and head[0].islower():
        return True
    if word == _NETWORK and _IN_WORDS.search(tail[: last.start(1)]):
        return False
    return language != "en" and len(word) == 1 and word.isalpha()
