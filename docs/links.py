"""A hook of MkDocs: links from a page into the repository are links where the repository is browsed, and plain words on the site."""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

_LINK = re.compile(r"(?<!!)\[(?P<words>[^\]]+)\]\((?P<target>\.\./[^)#\s]+)(?:#[^)]*)?\)")


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Unlink what is there and lies outside of the documents. What is not there stays, and breaks the build."""
    documents = Path(config.docs_dir).resolve()
    folder = (documents / page.file.src_uri).parent

    def told(found: re.Match[str]) -> str:
        target = (folder / found["target"]).resolve()
        leads_out = target.exists() and not target.is_relative_to(documents)
        return found["words"] if leads_out else found[0]

    return _LINK.sub(told, markdown)
