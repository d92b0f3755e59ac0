"""The sentence-wise way: an English article's own words tell its acts and delegations, and the model is asked for the views.

In other languages the model is asked for the acts too.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from schemas.article import Article
from schemas.draft import DelegationDraft, Drafts, EventDraft, StanceDraft
from schemas.extraction import ExtractionOptions, Rejected
from service.core.plan import Answered, Call
from service.core.sentencewise.acts import Act
from service.core.sentencewise.asking import PROMPT, about_sentence, about_views
from service.core.sentencewise.cast import Cast
from service.core.sentencewise.foreign_reading import ForeignReader
from service.core.sentencewise.reading import Found, Reader
from service.core.sentencewise.replies import Rows, read_rows
from service.core.sentencewise.vocabulary import people
from service.core.sentencewise.whereabouts import Whereabouts

Read = tuple[Drafts, tuple[Rejected, ...]]
_NOT_YET = frozenset({"announced", "en_route", "refused", "withdrawn"})
_OPENING = frozenset(
    {
        "to", "the", "a", "an", "this", "these", "those", "his", "her", "its", "their", "our", "my", "any", "no",
        "and", "or", "but", "that", "who", "which", "if", "when", "while", "where",
    }
)  # fmt: skip
_FEWEST = 2
_BY = re.compile(r"\w+ by ")
_reader = lru_cache(maxsize=8)(Reader)  # an article is read once, not anew with every reply about it


@dataclass(frozen=True, slots=True)
class SentencewiseWay:
    """Asks about one sentence a call; the call is the citation."""

    prompt: str = PROMPT

    def calls(self, article: Article, options: ExtractionOptions, answered: Sequence[Answered]) -> tuple[Call, ...]:
        """A call for every English sentence that may tell a view, and for every sentence of another language, in order.

        They do not depend on one another. An English article without politics needs none.
        """
        del options
        if answered:
            return ()
        if article.language == "en":
            reader = _reader(article)
            return tuple(
                Call(k, f"views in sentence {n}", about_views(reader.sentences[n - 1]), range(n, n + 1))
                for k, n in enumerate(reader.voiced, 1)
            )
        text = article.text or ""
        sentences = (text[s.start : s.end] for s in article.sentences)
        return tuple(Call(n, f"sentence {n}", about_sentence(s), range(n, n + 1)) for n, s in enumerate(sentences, 1))

    def drafts(self, article: Article, answered: Sequence[Answered]) -> Read:
        """Drafts of the sentences answered so far, and the rows that are none."""
        return _english(article, answered) if article.language == "en" else _foreign(article, answered)


def _english(article: Article, answered: Sequence[Answered]) -> Read:
    """Rules tell acts and delegations, so that they are known before the first reply; the views of a sentence come with its own."""
    reader, rows = _reader(article), _rows(answered)
    views = [view for n, r in rows.items() for v in r.views for view in reader.views_of(n, v)]
    return _drafts(reader.read(views=views), reader.cast, reader.whereabouts), _rejected(rows)


def _foreign(article: Article, answered: Sequence[Answered]) -> Read:
    reader, rows = ForeignReader(article), _rows(answered)
    return _drafts(reader.read(rows), reader.cast, reader.whereabouts), _rejected(rows)


def _rows(answered: Sequence[Answered]) -> dict[int, Rows]:
    """What the model answered, by sentence number."""
    return {a.call.sentences[0]: read_rows(a.reply) for a in answered if a.reply is not None}


def _rejected(answers: Mapping[int, Rows]) -> tuple[Rejected, ...]:
    return tuple(
        Rejected(kind=kind, reason="invalid_draft", detail=f"sentence {number}: not of the form asked for", draft={"row": row})
        for number, rows in answers.items()
        for kind, row in rows.bad
    )


def _summary(act: Act, cast: Cast) -> str:
    words = act.words.split()
    while len(words) > _FEWEST and words[-1].lower() in people().sets["prepositions"] | _OPENING:
        words.pop()  # the words were cut there
    return _told(replace(act, words=" ".join(words).rstrip(" ,")), cast)


def _told(act: Act, cast: Cast) -> str:
    doers = " and ".join(cast[n].name for n in act.actors)
    if _BY.match(act.words) and any(name in act.words for n in act.actors for name in cast[n].names):
        return " ".join((" and ".join(cast[n].name for n in act.recipients), act.words)).strip()[:400]
    return f"{doers}: {act.words}"[:400] if act.noun else f"{doers} {act.words}"[:400]


def _drafts(found: Found, cast: Cast, told: Whereabouts) -> Drafts:
    events = tuple(
        EventDraft(
            type=a.type, actors=a.actors, recipients=a.recipients, status=a.status, sentences=a.sentences,
            summary=_summary(a, cast), date=told.date_of(a.sentences, a.first, done=a.status == "occurred"),
            place=told.place_of(a.sentences, a.first),
        )
        for a in found.acts
    )  # fmt: skip
    delegations = tuple(
        DelegationDraft(
            party=s.party, head=s.head, members=s.members, counterparts=s.counterparts, hosts=s.hosts, destination=s.destination,
            date=told.date_of(s.sentences, coming=s.status in _NOT_YET), purpose=told.purpose_of(s.sentences),
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
