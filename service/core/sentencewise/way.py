"""The sentence-wise way: one call for each sentence that may tell something, and drafts of whatever has been answered."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from schemas.article import Article
from schemas.draft import DelegationDraft, Drafts, EventDraft, StanceDraft
from schemas.extraction import ExtractionOptions, Rejected
from service.core.plan import Answered, Call
from service.core.ports import ChatRequest, Message
from service.core.sentencewise.acts import Act
from service.core.sentencewise.cast import Cast
from service.core.sentencewise.reading import Found, Reader, tokens_of
from service.core.sentencewise.replies import SCHEMA, ReadRows, read_rows
from service.core.sentencewise.topic import is_apolitical

_QUOTES = str.maketrans(dict.fromkeys('"“”„«»‟', "'"))
_LONGEST = 700
_MAX_TOKENS = 200


@dataclass(frozen=True, slots=True)
class SentencewiseWay:
    """Asks about one sentence a call; the call is the citation."""

    prompt: str = "sentencewise/v1"

    def calls(self, article: Article, options: ExtractionOptions, answered: Sequence[Answered]) -> tuple[Call, ...]:
        """A call for every sentence, in order; they do not depend on one another. None for an article without politics."""
        del options
        text = article.text or ""
        if answered or (article.language == "en" and is_apolitical(tokens_of([text[s.start : s.end] for s in article.sentences]))):
            return ()
        return tuple(
            Call(n, f"sentence {n}", self._request(text[s.start : s.end], article.language), range(n, n + 1))
            for n, s in enumerate(article.sentences, 1)
        )

    def drafts(self, article: Article, answered: Sequence[Answered]) -> tuple[Drafts, tuple[Rejected, ...]]:
        """Drafts of the sentences answered so far, and the rows that are none."""
        rows: dict[int, ReadRows] = {}
        rejected: list[Rejected] = []
        for one in answered:
            if one.reply is None:
                continue
            number = one.call.sentences[0]
            rows[number] = read_rows(one.reply)
            rejected += [
                Rejected(
                    kind=kind, reason="invalid_draft", detail=f"sentence {number}: not of the form asked for", draft={"row": row}
                )
                for kind, row in rows[number].bad
            ]
        reader = Reader(article)
        upto = max(rows, default=0)
        return _drafts(reader, reader.read(rows, upto=upto)), tuple(rejected)

    def _request(self, sentence: str, language: str) -> ChatRequest:
        shown = " ".join(sentence.split()).translate(_QUOTES)[:_LONGEST]
        return ChatRequest(
            (*opening(self.prompt, english=language == "en"), Message("user", shown)),
            SCHEMA,
            schema_name="reply",
            max_tokens=_MAX_TOKENS,
        )


def warm_up(prompt: str = "sentencewise/v1") -> ChatRequest:
    """A request whose prompt all English calls begin with: a model that has read it answers the first sentence at once."""
    return ChatRequest((*opening(prompt), Message("user", "Hello.")), SCHEMA, schema_name="reply", max_tokens=1)


@cache
def opening(prompt: str, *, english: bool = True) -> tuple[Message, ...]:
    """The system message and the example turns; those in other languages come last, so that all calls share one prefix."""
    folder = files("prompts").joinpath(*prompt.split("/"))
    turns = [Message("system", folder.joinpath("system.md").read_text(encoding="utf-8").strip())]
    examples = json.loads(folder.joinpath("examples.json").read_text(encoding="utf-8"))
    for sentence, acts, views in (*examples["english"], *(() if english else examples["other"])):
        turns.append(Message("user", sentence))
        turns.append(Message("assistant", _encoded({"acts": acts, "views": views})))
    return tuple(turns)


def _encoded(reply: dict[str, list[str]]) -> str:
    return json.dumps(reply, ensure_ascii=False, separators=(",", ":"))


def _summary(act: Act, cast: Cast) -> str:
    doers = " and ".join(cast[n].name for n in act.actors)
    return f"{doers}: {act.words}"[:400] if act.noun else f"{doers} {act.words}"[:400]


def _drafts(reader: Reader, found: Found) -> Drafts:
    cast = reader.scanner.cast
    events = tuple(
        EventDraft(
            type=a.type, actors=a.actors, recipients=a.recipients, status=a.status, sentences=a.sentences,
            summary=_summary(a, cast), date=reader.date_of(a.sentences), place=reader.place_of(a.sentences),
        )
        for a in found.acts
    )  # fmt: skip
    delegations = tuple(
        DelegationDraft(
            party=s.party, head=s.head, members=s.members, counterparts=s.counterparts, hosts=s.hosts, destination=s.destination,
            date=reader.date_of(s.sentences), purpose=reader.purpose_of(s.sentences),
            level=cast[s.head].rank if s.head else "unstated", mandate=s.mandate, mandate_note=s.mandate_note,
            status=s.status, sentences=s.sentences,
        )
        for s in found.sent
    )  # fmt: skip
    stances = tuple(
        StanceDraft(
            holder=v.holder, position=v.position, target=v.target, target_actor=v.target_actor,
            claim=f"{cast[v.holder].name} {v.position} {v.target}"[:400], expression=v.expression, sentences=v.sentences,
        )
        for v in found.views
    )  # fmt: skip
    used = {n for e in events for n in (*e.actors, *e.recipients)}
    used |= {n for d in delegations for n in (d.party, d.head, *d.members, *d.counterparts, *d.hosts) if n}
    used |= {n for s in stances for n in (s.holder, s.target_actor) if n}
    used |= {r for n in used if (r := cast[n].represents)}
    return Drafts(
        actors=tuple(r.draft() for r in cast.referents if r.number in used),
        events=events,
        delegations=delegations,
        stances=stances,
    )
