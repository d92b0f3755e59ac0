"""HTML → the text a reader of the page sees.

What no reader sees is dropped before the text is read out: it is where instructions to language models hide.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from service.errors import BodyTooLarge, EmptyArticle

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_UNSEEN_TAGS = (
    "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "canvas", "datalist", "dialog",
)  # fmt: skip
_WHOLE = ("html", "body", "main", "article")
"""Hidden only until the page is loaded."""
_ZERO = r"(?:0++(?:\.0*+)?|\.0++)(?:px|em|rem|pt|%|vw|vh)?\s*+(?:!important\s*+)?(?:;|\Z)"
_UNSEEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|content-visibility\s*:\s*hidden"
    rf"|font-size\s*:\s*(?:{_ZERO}|[01](?:\.\d+)?px)|(?:^|[;\s])opacity\s*:\s*{_ZERO}"
    r"|(?:text-indent|(?:^|[;\s])left|(?:^|[;\s])top|margin-left)\s*:\s*-\d{3,}"
    r"|clip(?:-path)?\s*:\s*(?:rect\(\s*0|inset\(\s*(?:50|100)%)",
    re.IGNORECASE,
)
_UNSEEN_RULE = re.compile(rf"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*{_ZERO}", re.IGNORECASE)
"""What hides in a style sheet. Not transparency and displacement: there they begin an animation more often than they hide."""
_BRACE = re.compile(r"[{}]")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_SELECTOR = re.compile(r"[\w-]*(?:\.[\w-]+|#[\w-]+)")
_WHITE = r"(?:white|#fff(?:fff)?|rgba?\(\s*255\s*,\s*255\s*,\s*255[^);]{0,40}\)|transparent|rgba\([^);]{0,60},\s*0\))"
_WHITE_INK = re.compile(rf"(?:^|[;\s])color\s*:\s*{_WHITE}", re.IGNORECASE)
_PAINTED = re.compile(rf"background(?:-color)?\s*:\s*+(?!{_WHITE})", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_TAG = re.compile(r"""<[a-zA-Z](?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')|=)*+""")
_VALUE = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+)""")
_SHORTEST_LONG_TAG = 1000
_MOST_ATTRIBUTES = 500
"""The parser compares each attribute of a tag with all before it."""
_MOST_ELEMENTS = 10_000
"""Beyond it trafilatura takes seconds (its time grows faster than the page), so the whole text of such a page is the article."""


@dataclass(frozen=True, slots=True)
class Page:
    """The main text of a page, blocks apart by blank lines, and what the page says about itself."""

    text: str
    title: str | None
    published: date | None


def read_page(html: str) -> Page:
    """Read the article out of a page.

    Raises BodyTooLarge when elements are nested deeper than the parser follows (256) or a tag has too many attributes,
    EmptyArticle when there is no text to see. Takes time in proportion to the length.
    """
    _check_tags(html)
    tree = _parse(html)
    small = sum(1 for _ in tree.iter()) <= _MOST_ELEMENTS
    title, published = _metadata(tree) if small else (tree.findtext(".//title"), None)
    _drop_unseen(tree)
    text = _main_text(tree) if small else _all_text(tree)
    if not text:
        raise EmptyArticle("the page has no text that a reader would see; send the article's text as `text`")
    return Page(text, title, published)


def _check_tags(html: str) -> None:
    for tag in _TAG.finditer(html):
        if tag.end() - tag.start() > _SHORTEST_LONG_TAG and len(_VALUE.sub(" ", tag.group()).split()) > _MOST_ATTRIBUTES:
            raise BodyTooLarge(
                f"a tag of the page has more than {_MOST_ATTRIBUTES} attributes; send the article's text as `text`"
            )


def _parse(html: str) -> "HtmlElement":
    from lxml import etree  # noqa: PLC0415 - heavy, and only pages need it
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = document_fromstring(html.encode(), parser=parser)
    except etree.ParserError as error:
        raise EmptyArticle("the page is empty") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise BodyTooLarge("the page nests its elements deeper than 256; send the article's text as `text`")
    return tree


def _metadata(tree: "HtmlElement") -> tuple[str | None, date | None]:
    from trafilatura import extract_metadata  # noqa: PLC0415

    found = extract_metadata(
        tree, extensive=False, date_config={"extensive_search": False, "original_date": True, "max_date": "2200-01-01"}
    )
    if found is None:
        return None, None
    return found.title or None, date.fromisoformat(found.date[:10]) if found.date else None


def _drop_unseen(tree: "HtmlElement") -> None:
    hidden = _hidden_by_rules("\n".join(style.text or "" for style in tree.findall(".//style")))
    for element in tree.xpath("//*[@class or @id]") if hidden else ():
        if element.tag not in _WHOLE and hidden & _selectors_of(element):
            _drop(element)
    for tag in _UNSEEN_TAGS:
        for element in tree.findall(f".//{tag}"):
            _drop(element)
    for element in tree.xpath("//*[@hidden or @aria-hidden='true' or @style]"):
        if element.getroottree().getroot() is tree and _is_unseen(element):
            _drop(element)


def _hidden_by_rules(css: str) -> frozenset[str]:
    """The simple selectors (`.class`, `#id`, with or without an element's name) that a style sheet hides, in small letters.

    Rules inside other rules, as for print, are left out, and so is everything that a browser would have to compute.
    """
    css = _COMMENT.sub("", css)
    found: set[str] = set()
    depth, start, selectors = 0, 0, ""
    for brace in _BRACE.finditer(css):
        before, start = css[start : brace.start()], brace.end()
        depth = max(0, depth + (1 if brace.group() == "{" else -1))
        if brace.group() == "{" and depth == 1:
            selectors = before.rpartition(";")[2]
        elif brace.group() == "}" and depth == 0 and "@" not in selectors and _UNSEEN_RULE.search(before):
            parts = (selector.strip() for selector in selectors.split(","))
            found |= {part.lower() for part in parts if _SELECTOR.fullmatch(part)}
    return frozenset(found)


def _selectors_of(element: "HtmlElement") -> frozenset[str]:
    """Every simple selector that means the element."""
    names = [f".{name}" for name in element.get("class", "").lower().split()] + [f"#{element.get('id', '').lower()}"]
    return frozenset(prefix + name for name in names for prefix in ("", str(element.tag)))


def _is_unseen(element: "HtmlElement") -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style", "")
    if _UNSEEN_STYLE.search(style):
        return True
    if not _WHITE_INK.search(style):
        return False
    return not any(_PAINTED.search(node.get("style", "")) or node.get("bgcolor") for node in (element, *element.iterancestors()))


def _drop(element: "HtmlElement") -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _main_text(tree: "HtmlElement") -> str:
    """Return the main text as trafilatura finds it; where that is all there is, with the page's blocks, which it then loses."""
    from trafilatura import bare_extraction  # noqa: PLC0415

    everything = _all_text(tree)
    found = bare_extraction(tree, include_comments=False, include_tables=True, fast=True)
    main = "" if found is None or isinstance(found, dict) or found.body is None else _all_text(found.body)
    return everything if not main or "".join(main.split()) == "".join(everything.split()) else main


_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section",
    "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
    "cell", "head", "item", "lb", "list", "quote", "row",  # of trafilatura's own tree
})  # fmt: skip


def _all_text(tree: "HtmlElement") -> str:
    """Return all text of a page, or of the tree that trafilatura made of it, one paragraph for each block."""
    from lxml.etree import iterwalk  # noqa: PLC0415

    body = tree.find(".//body")
    pieces: list[str] = []
    for event, element in iterwalk(tree if body is None else body, events=("start", "end")):
        if element.tag in _BLOCKS:
            pieces.append("\n")
        pieces.append(_SPACE.sub(" ", (element.text if event == "start" else element.tail) or ""))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n\n".join(line for line in lines if line)
