"""The article as read: from the text or page of a request to numbered sentences with exact offsets."""

import hashlib
from bisect import bisect_right

from schemas.article import Article, Sentence
from schemas.extraction import ExtractionRequest
from service.core.dateline import address_date, dateline_date, leading_date, line_date
from service.core.language import guess_language
from service.core.markup import Page, read_page
from service.core.sentences import blocks, is_blank, split
from service.errors import BodyTooLarge, EmptyArticle, MalformedBody

LONGEST_PARAGRAPH = 10
"""Sentences. A text without line breaks is one paragraph to its writer; a window needs smaller borders."""


def read_article(request: ExtractionRequest, *, max_sentences: int | None = None) -> Article:
    """Return the article with its sentences; `text` is always set, and is the submitted string itself for plain text.

    Raises MalformedBody for lone surrogates and NUL, EmptyArticle when there is nothing to read, BodyTooLarge for a page nested
    too deep and for more than `max_sentences` sentences.
    """
    page = _page(request)
    if is_blank(page.text):
        raise EmptyArticle("the article is empty; send its text as `text`, or its page as `html`")
    stated, start = leading_date(page.text)
    language = request.language or guess_language(page.text[start:]).language
    sentences = split(page.text, language, start)
    if not sentences:
        raise EmptyArticle("there is nothing in the article but a date")
    if max_sentences is not None and len(sentences) > max_sentences:
        raise BodyTooLarge(
            f"the article has {len(sentences)} sentences; at most {max_sentences} are read at once, so send it in parts"
        )
    published = (
        request.published
        or stated
        or dateline_date(page.text, start)
        or page.published
        or line_date(page.text)
        or address_date(request.url)
    )
    return Article(
        id=article_id(page.text),
        title=request.title or page.title,
        published=published.isoformat() if published else None,
        source=request.source,
        url=request.url,
        language=language,
        characters=len(page.text),
        sentences=tuple(Sentence(start=begin, end=end) for begin, end in sentences),
        text=page.text,
    )


def article_id(text: str) -> str:
    """Return the id of the article with that text: the same text, the same id."""
    return "art_" + hashlib.sha256(text.encode()).hexdigest()[:12]


def language_doubt(article: Article, request: ExtractionRequest) -> str | None:
    """Return words for a `language_uncertain` warning, or None when the language was given or is plain."""
    if request.language is not None:
        return None
    guess = guess_language((article.text or "")[article.sentences[0].start :])
    if guess.certain:
        return None
    return f"the language was guessed as `{guess.language}` with probability {guess.probability:.2f}; give `language` to be sure"


def paragraphs(article: Article) -> tuple[range, ...]:
    """Return ranges of 1-based sentence numbers that belong together, in order, none left out, none over LONGEST_PARAGRAPH."""
    borders = [start for start, _ in blocks(article.text or "")]
    found: list[range] = []
    last_block = -1
    for number, sentence in enumerate(article.sentences, start=1):
        block = bisect_right(borders, sentence.start)
        if found and block == last_block and len(found[-1]) < LONGEST_PARAGRAPH:
            found[-1] = range(found[-1].start, number + 1)
        else:
            found.append(range(number, number + 1))
        last_block = block
    return tuple(found)


def _page(request: ExtractionRequest) -> Page:
    body = request.text if request.text is not None else request.html or ""
    for value in (body, request.title or "", request.source or "", request.url or ""):
        _refuse_unreadable(value)
    return Page(body, None, None) if request.text is not None else read_page(body)


def _refuse_unreadable(value: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        place = f"U+{ord(value[error.start]):04X} at code point {error.start}"
        raise MalformedBody(f"half of a surrogate pair ({place}): send the whole character, or U+FFFD in its place") from None
    if (place_of_nul := value.find("\0")) >= 0:
        raise MalformedBody(f"a NUL character (code point {place_of_nul}): remove it, or send U+FFFD in its place")
