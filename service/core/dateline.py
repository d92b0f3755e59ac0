"""The publication date an article states itself: at its very start, on a line below its headline, in a dateline, or in its address.

A date counts only with its year. A dateline without one ("ISTANBUL, May 15 (Reuters) -") takes the year from a full date of the
same month elsewhere in the article, and from nothing else.
"""

import re
from datetime import date

_MONTHS = {
    word: number
    for words in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "_ _ _ _ _ _ _ _ sept _ _ _",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
        "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    )
    for number, word in enumerate(words.split(), start=1)
    if word != "_"
}
_MONTH = "(?:" + "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True)) + r")(?!\w)\.?"
_YEAR = r"(?:19|20)\d\d"
_DATE = (
    rf"(?:(?P<y1>{_YEAR})-(?P<m1>\d\d)-(?P<d1>\d\d)(?!\d)"
    rf"|(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,? (?P<y2>{_YEAR})(?!\d))?"
    rf"|(?<!\d)(?P<d3>\d{{1,2}})(?:\.|er|º|°)? (?:de )?(?P<m3>{_MONTH})(?:,? (?:de )?(?P<y3>{_YEAR})(?!\d))?"
    r"|(?:(?P<y4>\d{4})[年년] ?)?(?P<m4>\d{1,2})[月월] ?(?P<d4>\d{1,2})[日일])"
)
_ANY_DATE = re.compile(_DATE, re.IGNORECASE)
_LABEL = (
    "(?:date|dated|published|posted|updated|fecha|publicado|publié le|datum|veröffentlicht|data|дата|опубликовано|التاريخ"
    "|日期|发布时间)"
)
_PREFIX = re.compile(rf"\s*{_LABEL}(?:\s*[:：]\s*|\s+){_DATE}(?=\W|\Z)", re.IGNORECASE)
_DATE_LINE = re.compile(rf"\s*(?:[^\W\d_]{{2,12}},? )?{_DATE}[ .]*(?:\n|\r|\Z)", re.IGNORECASE)
_DATELINE = re.compile(
    rf"(?P<place>[^\W\d_][^\n\d()]{{1,60}}?)[, (（]+(?:[^\W\d_]{{3,12}},? )?{_DATE}[)）]?,?\s*"
    r"(?P<agency>\([^()\n]{1,40}\)|/[^/\n]{1,30}/|电|電)?\s*(?P<dash>[-–—_:]|电|電)?",
    re.IGNORECASE,
)
_OWN_LINE = re.compile(
    rf"^[^\S\n]*(?:{_LABEL}(?:[^\S\n]*[:：][^\S\n]*|[^\S\n]+))?(?:[^\W\d_]{{2,12}},? )?{_DATE}"
    r"(?:[,.|–-]*[^\S\n]+(?:[^\W\d_]{1,3} ){0,2}\d{1,2}[:.h]\d{0,2}[^\n]{0,20})?[ .|]*$",
    re.IGNORECASE | re.MULTILINE,
)
_IN_ADDRESS = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<sep>[/-])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)")
_HEAD = 200
_REACH = 20_000
_HEAD_LINES = 8
"""Lines that headline, author and date take, and where a date on a line of its own is that of the article."""


def leading_date(text: str) -> tuple[date | None, int]:
    """Return the date that the text starts with, and where the article begins after it; `(None, 0)` when it starts with none."""
    for pattern in (_PREFIX, _DATE_LINE):
        match = pattern.match(text[: _HEAD * 2])
        if match and (day := _full_date(match)):
            return day, match.end()
    return None, 0


def line_date(text: str) -> date | None:
    """Return the date that stands by itself on one of the first lines, the earliest of several ("Published …", "Updated …").

    None where such lines go on below: there they are a chronology's.
    """
    lines = [(match, _full_date(match)) for match in _OWN_LINE.finditer(text[:_REACH])]
    dated = [(match.start(), day) for match, day in lines if day]
    if not dated or text.count("\n", 0, dated[-1][0]) >= _HEAD_LINES:
        return None
    return min(day for _, day in dated)


def dateline_date(text: str, start: int = 0) -> date | None:
    """Return the date of the dateline of the article that begins at `start`, if its year can be known."""
    head = text[start : start + _HEAD].lstrip()
    match = _DATELINE.match(head)
    if not match or not (match["agency"] or match["dash"]) or not (match["agency"] or _in_capitals(match["place"])):
        return None
    return _full_date(match) or _with_year_of_article(match, text)


def address_date(url: str | None) -> date | None:
    """Return the date in an address like `https://example.org/2025/05/15/talks`."""
    match = _IN_ADDRESS.search(url or "")
    return _day(match["y"], match["m"], match["d"]) if match else None


def _in_capitals(place: str) -> bool:
    word = place.split(None, 1)[0].strip(",.")
    return len(word) > 2 and word == word.upper() and word != word.lower()  # noqa: PLR2004


def _parts(match: re.Match[str]) -> tuple[str | None, str, str]:
    for n in "1234":
        if month := match[f"m{n}"]:
            return match[f"y{n}"], month, match[f"d{n}"]
    raise AssertionError(match)


def _full_date(match: re.Match[str]) -> date | None:
    year, month, day = _parts(match)
    return _day(year, month, day) if year else None


def _with_year_of_article(dateline: re.Match[str], text: str) -> date | None:
    _, month, day = _parts(dateline)
    full = {found for match in _ANY_DATE.finditer(text[:_REACH]) if (found := _full_date(match))}
    same = {found.year for found in full if found.month == _month(month)}
    return _day(str(same.pop()), month, day) if len(same) == len({found.year for found in full}) == 1 else None


def _month(word: str) -> int:
    return int(word) if word.isdecimal() else _MONTHS[word.rstrip(".").lower()]


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), _month(month), int(day))
    except ValueError:
        return None
