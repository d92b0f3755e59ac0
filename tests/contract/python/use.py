"""Uses the generated client against a running service: `python use.py ADDRESS ARTICLE` prints what came back as JSON."""

import json
import sys
from datetime import date

from generated import Client
from generated.api.extractions import create_extraction, delete_extraction, get_extraction
from generated.models import Extraction, ExtractionRequest, Problem


def main(address: str, article: str) -> None:
    with Client(base_url=address) as client:
        asked = ExtractionRequest(text=article, published=date(2025, 5, 16), source="Wire")
        extraction = create_extraction.sync(client=client, body=asked)
        assert isinstance(extraction, Extraction), extraction
        kept = get_extraction.sync(extraction.id, client=client)
        deleted = delete_extraction.sync_detailed(extraction.id, client=client)
        gone = get_extraction.sync(extraction.id, client=client)
        empty = create_extraction.sync(client=client, body=ExtractionRequest(text=" "))
    assert isinstance(gone, Problem)
    assert isinstance(empty, Problem)
    told = {
        "types": [event.type_.value for event in extraction.events],
        "quote": extraction.events[0].evidence[0].quote,
        "published": extraction.article.published,
        "kept": isinstance(kept, Extraction) and kept.id == extraction.id,
        "deleted": deleted.status_code,
        "gone": gone.type_,
        "empty": empty.type_,
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
