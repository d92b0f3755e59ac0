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
        "es": "Sr Sra Srta Dra Gral Cnel Pdte Pdta Lic Ing Av Ud Uds Excmo Mons",
        "fr": "Mme Mlle MM Me Mgr",
        "it": "on dott avv ing sig gen col mons Sigg",
        "nl": "Dhr Mevr mr drs ing",
        "pl": "gen płk mjr kpt prof ks dr inż św ul al",
        "pt": "Sr Sra Dra Exmo Exma Ilmo Av av Pe",
        "ru": "ген акад проф тов гг",
        "tr": "Sn Av Doç Yrd Org Alb",
        "uk": "вул див ген проф акад гр",
    }.items()
}
_NUMBERED = re.compile(r"(?:No|Nos|Art|Sec|Fig|art|nr|Nr|núm|str|kl|godz|poz|pkt|tel|стр|ст|статті|par|cap)\.\Z")
_CLOCK = re.compile(r"\b[ap]\. ?m\.\Z", re.IGNORECASE)
_AFTER_CLOCK = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d"
    r"|(?:[ECMP][SD]?T|GMT|UTC|BST|CEST|CET|IST|JST|EEST|EET|MSK|Eastern|Pacific|Central|Greenwich|Beijing|Moscow)\b"
)
_QUOTE_END = re.compile(r"[.!?…][\"”»“’']\Z")
_SAID = re.compile(r"(?:[—–-]\s*)?[^\W\d_]")


def belong_together(text: str, one: tuple[int, int], two: tuple[int, int], language: str) -> bool:
    """Whether a border between two neighbours is none."""
    tail, head = text[max(one[0], one[1] - 24) : one[1]], text[two[0] : min(two[1], two[0] + 24)]
    whole_first = one[1] - one[0] <= len(tail)
    if whole_first and (_LIST_MARK.match(tail) or _NO_WORD.match(tail)):
        return True
    if two[1] - two[0] <= len(head) and _NO_WORD.match(head):
        return head[0] not in ".…([{“«„‘¿¡•*"
    if _CLOCK.search(tail) and _AFTER_CLOCK.match(head):
        return True
    if tail[-1] == "」" and head.startswith(("と", "って", "など", "、")):
        return True
    said = _SAID.match(head)
    if said is not None and said.group()[-1].islower() and _QUOTE_END.search(tail):
        return True
    return _is_abbreviation(tail, head, language, capitals=not text[one[0]].islower())


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
    return language != "en" and len(word) == 1 and word.isalpha()
