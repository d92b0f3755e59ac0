"""One self-contained HTML file with the page's own view of an extraction, for mail and archives.

The page's style sheets, modules and libraries are written into the file; it loads nothing, and its security policy, by hashes,
runs nothing else. The extraction stands in it as JSON, so that it can be read back.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from schemas.extraction import Extraction

PAGE: Final = Path(__file__).parents[1] / "web" / "page"
LIBRARIES: Final = (
    "d3.min.js", "plot.umd.min.js", "cytoscape.min.js", "layout-base.js", "cose-base.js", "cytoscape-fcose.js"
)  # fmt: skip
_STYLE_LINK: Final = re.compile(r'<link rel="stylesheet" href="/page/css/(?P<name>[\w.-]+)"(?P<rest>[^>]*)>')
_STYLE: Final = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_IMPORT: Final = re.compile(r'^import \{ [^}]+ \} from "\./(?P<name>[\w.-]+)";\n', re.MULTILINE)
_EXPORT: Final = re.compile(r"^export (?=const|let|class|function|async)", re.MULTILINE)
_ENTRY: Final = '<script type="module" src="/page/js/main.js"></script>'
_ICON: Final = '<link rel="icon" href="/page/icon.svg" type="image/svg+xml">'
_FONTS: Final = "fonts.css"  # Fonts would double the file; the reader's system fonts serve.


def render_report(extraction: Extraction, article_text: str | None = None) -> str:
    """Return the report as one HTML document.

    `article_text` is the article when the extraction does not hold it; with neither, the report shows the cited sentences alone.
    """
    if article_text is not None:
        article = extraction.article.model_copy(update={"text": article_text})
        extraction = extraction.model_copy(update={"article": article})
    libraries = [_script((PAGE / "vendor" / name).read_text(encoding="utf-8")) for name in LIBRARIES]
    module = _script("\n".join(linked_modules("main.js")))
    styled = _STYLE_LINK.sub(_inline_style, (PAGE / "index.html").read_text(encoding="utf-8"))
    policy = _policy([*libraries, module], _STYLE.findall(styled))
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    result = f'<script type="application/json" id="dragoman-result">{as_script_data(extraction)}</script>'
    scripts = "".join(f"<script>{text}</script>\n" for text in libraries) + f'<script type="module">{module}</script>\n'
    html = styled.replace(_ICON, head).replace(_ENTRY, "").replace('href="/"', 'href="#main"')
    return html.replace("</body>", f"{result}\n{scripts}</body>")


def as_script_data(extraction: Extraction) -> str:
    """Return the extraction as JSON that no content can end or comment out: `<`, `>` and `&` are written as escapes."""
    text = extraction.model_dump_json()
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def linked_modules(entry: str) -> Iterator[str]:
    """Yield the sources of `entry` and all it imports, each once and after what it needs, without their import and export words.

    They then run as one module, which is sound because no two of them declare the same name (a test says so).
    """
    seen: set[str] = set()

    def visit(name: str) -> Iterator[str]:
        if name in seen:
            return
        seen.add(name)
        source = (PAGE / "js" / name).read_text(encoding="utf-8")
        for needed in _IMPORT.finditer(source):
            yield from visit(needed["name"])
        yield _EXPORT.sub("", _IMPORT.sub("", source))

    return visit(entry)


def _inline_style(link: re.Match[str]) -> str:
    if link["name"] == _FONTS:
        return ""
    css = (PAGE / "css" / link["name"]).read_text(encoding="utf-8")
    return f"<style{link['rest']}>\n{css}</style>"


def _script(source: str) -> str:
    """Return JavaScript that cannot end its own script element: within strings and patterns an escaped slash is a slash."""
    return source.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _policy(scripts: list[str], styles: list[str]) -> str:
    return (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src {_hashes(styles)}; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def _hashes(texts: list[str]) -> str:
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)
