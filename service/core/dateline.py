"""The publication date an article states itself: at its very start, on a line below its headline, in a dateline, or in its address.

A date counts only with its year. A dateline without one ("ISTANBUL, May 15 (Reuters) -") takes the year from a full date of the
same month elsewhere in the article, and from nothing else.
"""

import re
from datetime import date

from service.core.dates.digits import PLAIN_DIGITS

_MONTHS = {
    word: number
    for words in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "_ _ _ _ _ _ _ _ sept _ _ _",
        "ene _ _ abr _ _ _ ago _ _ _ dic",
        "gen _ _ _ mag giu lug ago set ott _ dic",
        "janv févr _ avr _ _ juil _ _ _ _ déc",
        "_ fev mrt _ _ _ _ _ _ out _ dez",
        "_ _ mär _ _ _ _ _ _ okt _ _",
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
        "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
        "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    )
    for number, word in enumerate(words.split(), start=1)
    if word != "_"
}
_MONTH = "(?:" + "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True)) + r")(?!\w)\.?"
_YEAR = r"(?:19|20)\d\d"
_YEAR_ENDS = r"(?!\d(?!\d?:\d\d))"
"""A clock time may be glued to it: "March 19, 20258:14 AM"."""
_OF_YEAR = r"(?: (?:года|року|год|г\.|р\.)(?!\w))?"
_DATE = (
    rf"(?:(?P<y1>{_YEAR})-(?P<m1>\d\d)-(?P<d1>\d\d)(?!\d)"
    rf"|(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,? (?P<y2>{_YEAR}){_YEAR_ENDS})?"
    rf"|(?<!\d)(?P<d3>\d{{1,2}})(?:\.|er|º|°)? (?:de |ב)?(?P<m3>{_MONTH})(?:,? (?:de )?(?P<y3>{_YEAR}){_YEAR_ENDS}{_OF_YEAR})?"
    r"|(?:(?P<y4>\d{4})[年년] ?)?(?P<m4>\d{1,2})[月월] ?(?P<d4>\d{1,2})[日일]"
    rf"|(?<![\d.])(?P<d5>\d{{1,2}})\.(?P<m5>\d{{1,2}})\.(?P<y5>{_YEAR})(?![\d.])"
    rf"|(?<!\d)(?P<y6>{_YEAR})(?P<sep6>[./])(?P<m6>\d{{1,2}})(?P=sep6)(?P<d6>\d{{1,2}})(?!\d))"
)
_DATE = rf"(?:{_DATE}|(?<![\d./-])(?P<d9>\d{{1,2}})(?P<sep9>[./-])(?P<m9>\d{{1,2}})(?P=sep9)(?P<y9>{_YEAR})(?![\d/-]))"
"""The last is day and month in the order that leaves no other reading: "14.05.2025", "14/05/2025", "05/14/2025", not "04/05/2025"."""
_ANY_DATE = re.compile(_DATE, re.IGNORECASE)
_LABEL = (
    "(?:date|dated|published|posted|updated|fecha|publicado|publié le|datum|veröffentlicht|data|дата|опубликовано|التاريخ"
    "|日期|发布时间|опубліковано|оновлено|обновлено|yayınlanma(?: tarihi)?|güncelleme|giriş|تاریخ(?: انتشار)?|פורסם|עודכן|입력|수정|등록|게시"
    "|公開日?|更新日?|掲載日)"
)
_LABEL = (
    rf"(?:{_LABEL}|(?:publicado|actualizado|fecha de publicación)(?: el)?|(?:publicado|atualizado|publicada|atualizada) em|mis à jour(?: le)?"
    r"|(?:veröffentlicht|aktualisiert|erstellt)(?: am)?|stand|(?:pubblicato|aggiornato)(?: il)?|(?:gepubliceerd|bijgewerkt|geplaatst)(?: op)?"
    r"|opublikowano|aktualizacja|data publikacji|dodano)"
)
_TIME = r"(?:,?[^\S\n]+(?:[^\W\d_]{1,3} ){0,2}\d{1,2}[:.h]\d{0,2}(?:[^\S\n]+[^\W\d_]{1,4})?[^\S\n]*(?=\n|\Z))?"
"""The hour behind a date, where nothing else is on the line."""
_PREFIX = re.compile(rf"\s*{_LABEL}(?:\s*[:：]\s*|\s+){_DATE}(?=\W|\Z){_TIME}", re.IGNORECASE)
_DATE_LINE = re.compile(rf"\s*(?:[^\W\d_]{{2,12}}(?:-feira)?,? )?(?:le )?{_DATE}(?: r\b)?[ .]*(?:\n|\r|\Z)", re.IGNORECASE)
_DATELINE = re.compile(
    rf"(?:\([^()\n]{{1,30}}\)\s*[-–—]\s*)?(?P<place>[^\W\d_][^\n\d()]{{1,60}}?)"
    rf"(?:[, (（]+|(?<=[\u3040-\u9fff])(?=\d))(?:[^\W\d_]{{3,12}},? )?{_DATE}[)）]?[.,]?\s*"
    r"(?P<agency>\([^()\n]{1,40}\)|/[^/\n]{1,30}/|电|電)?\s*(?P<dash>[-–—_:]|电|電)?",
    re.IGNORECASE,
)
_OWN_LINE = re.compile(
    rf"^[^\S\n]*(?:{_LABEL}(?:[^\S\n]*[:：][^\S\n]*|[^\S\n]+))?(?:[^\W\d_]{{2,12}}(?:-feira)?,? )?(?:le )?{_DATE}(?: r\b)?"
    r"(?:[^\S\n]+[^\W\d_]{5,12})?(?:[^\S\n]?[,.|–-]*[^\S\n]+(?:[^\W\d_]{1,3} ){0,2}\d{1,2}[:.h時时시]\d{0,2}[^\n]{0,20})?[ .|]*$",
    re.IGNORECASE | re.MULTILINE,
)
_STAMP_WORDS = re.compile(
    r"(?i:(?<![^\W\d_])(?:last|first|originally|published|posted|updated|modified|issued|created|filed|dated|date|on|at|local\s+time"
    r"|\d+\s+(?:min(?:ute)?s?|hours?|days?)\s+(?:read|ago)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\b)"
    r"|(?i:T?\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\b\.?)?)\s*(?:\(?(?:(?:GMT|UTC)[+-]\d{1,2}(?::\d\d)?|[A-Z]{1,4}\b)\)?)?"
    r"|[\W_]+"
)
"""What stands around the dates in a line that tells when an article appeared; what is left without it are words of the article."""
_BEFORE_STAMP = re.compile(
    r"\s*(?:[Bb][Yy]\s[A-Z][^\d.;:!?]{2,80}\s\Z|[Bb][Yy]\s[^\d.;:!?]{2,80}?[,|•·–—-]|[^\d.;:!?|•·]{2,60}[|•·])\s*"
)
_LABELLED = re.compile(rf"\b{_LABEL}(?![^\W\d_])", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<sep>[/-])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)")
_MONTHS_OF_YEAR = 12
_HEAD = 200
_REACH = 20_000
_HEAD_LINES = 8
"""Lines that headline, author and date take, and where a date on a line of its own is that of the article."""
_TAIL_LINES = 4
_LONGEST_LINE = 200
"""Characters of a line that only tells when an article appeared, and who wrote it."""


def leading_date(text: str) -> tuple[date | None, int]:
    """Return the date that the text starts with, and where the article begins after it; `(None, 0)` when it starts with none."""
    for pattern in (_PREFIX, _DATE_LINE):
        match = pattern.match(text[: _HEAD * 2].translate(PLAIN_DIGITS))
        if match and (day := _full_date(match)):
            return day, match.end()
    return None, 0


def line_date(text: str) -> date | None:
    """Return the date that stands by itself on one of the first lines, the earliest of several ("Published …", "Updated …").

    It may have the author or the place before it and the hour behind. Where dates on lines of their own go on below, they are a
    chronology's, and only a line at either end that says "Published" counts.
    """
    head, tail = text[:_REACH].split("\n")[:_HEAD_LINES], text[-_HEAD:].split("\n")[-_TAIL_LINES:]
    head, tail = ([line.translate(PLAIN_DIGITS) for line in lines if len(line) <= _LONGEST_LINE] for lines in (head, tail))
    labelled = [day for line in (*head, *tail) if _LABELLED.search(line) for day in _stamped(line)]
    if labelled:
        return min(labelled)
    lines = [(match, _full_date(match)) for match in _OWN_LINE.finditer(text[:_REACH].translate(PLAIN_DIGITS))]
    dated = [(match.start(), day) for match, day in lines if day]
    if dated and text.count("\n", 0, dated[-1][0]) >= _HEAD_LINES:
        return None
    return min((*(day for _, day in dated), *(day for line in head for day in _stamped(line))), default=None)


def _stamped(line: str) -> list[date]:
    """Return the dates of a line that holds nothing but them, hours and labels, and an author or a place before them."""
    dates = [(match, day) for match in _ANY_DATE.finditer(line) if (day := _full_date(match))]
    before = _BEFORE_STAMP.match(line, 0, dates[0][0].start()) if dates else None
    rest = line[before.end() :] if before else line
    words = _STAMP_WORDS.sub("", _ANY_DATE.sub(" ", rest))
    alone = len(dates) == 1 or _LABELLED.search(line) is not None  # "15 May 2025 – 20 May 2025" is when something takes place
    return [day for _, day in dates] if alone and not words else []


def day_alone(line: str) -> str | None:
    """Return the words for the day in a line that holds nothing but it and an hour, as live reports head their parts; year or not."""
    if _LABELLED.search(line):
        return None
    dates = list(_ANY_DATE.finditer(line))
    rest = _STAMP_WORDS.sub("", _ANY_DATE.sub(" ", re.sub(r"(?i)\b(?:live|update|day\s+\d+)\b", " ", line)))
    return dates[0].group() if len(dates) == 1 and not rest else None


def dateline_date(text: str, start: int = 0) -> date | None:
    """Return the date of the dateline of the article that begins at `start`, if its year can be known.

    The dateline begins the article, or a line below its headline.
    """
    head = text[start : start + _REACH].lstrip()
    for line in head.split("\n")[:_HEAD_LINES]:
        match = _DATELINE.match(line[:_HEAD].lstrip().translate(PLAIN_DIGITS))
        if match and (match["agency"] or match["dash"]) and (match["agency"] or _in_capitals(match["place"])):
            return _full_date(match) or _with_year_of_article(match, text.translate(PLAIN_DIGITS))
    return None


def address_date(url: str | None) -> date | None:
    """Return the date in an address like `https://example.org/2025/05/15/talks`."""
    match = _IN_ADDRESS.search(url or "")
    return _day(match["y"], match["m"], match["d"]) if match else None


def _in_capitals(place: str) -> bool:
    word = place.split(None, 1)[0].strip(",.")
    return len(word) > 2 and word == word.upper() and word != word.lower()  # noqa: PLR2004


def _parts(match: re.Match[str]) -> tuple[str | None, str, str]:
    for n in "1234569":
        if month := match[f"m{n}"]:
            day = match[f"d{n}"]
            return match[f"y{n}"], *(
                (day, month) if n == "9" and match["sep9"] != "." and int(month) > _MONTHS_OF_YEAR else (month, day)
            )
    raise AssertionError(match)


def _full_date(match: re.Match[str]) -> date | None:
    year, month, day = _parts(match)
    open_order = match["m9"] and match["sep9"] != "." and month != day and max(int(month), int(day)) <= _MONTHS_OF_YEAR
    return _day(year, month, day) if year and not open_order else None


def _with_year_of_article(dateline: re.Match[str], text: str) -> date | None:
    _, month, day = _parts(dateline)
    full = {found for match in _ANY_DATE.finditer(text[:_REACH].translate(PLAIN_DIGITS)) if (found := _full_date(match))}
    same = {found.year for found in full if found.month == _month(month)}
    return _day(str(same.pop()), month, day) if len(same) == len({found.year for found in full}) == 1 else None


def _month(word: str) -> int:
    return int(word) if word.isdecimal() else _MONTHS[word.rstrip(".").lower()]


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), _month(month), int(day))
    except ValueError:
        return None
