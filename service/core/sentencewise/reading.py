"""An English article's sentences, read in order: acts, views and delegations that their own words tell, and whose views to ask about."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from schemas.article import Article
from schemas.stance import Expression
from service.core.article import paragraphs
from service.core.countries import country_code, place_country
from service.core.injection import instruction_like, reach
from service.core.sentencewise.acts import Act, is_commentator, merged, speaker_of
from service.core.sentencewise.clauses import Clauses
from service.core.sentencewise.delegations import Sent, from_meeting, joined, mandate_in
from service.core.sentencewise.finder import ActFinder
from service.core.sentencewise.mentions import Mention
from service.core.sentencewise.missions import missions
from service.core.sentencewise.naming import Namer
from service.core.sentencewise.replies import SaidView
from service.core.sentencewise.scanner import Scanner
from service.core.sentencewise.stances import View, united, view_of
from service.core.sentencewise.tokens import Token, ends_quoted, tokenize
from service.core.sentencewise.topic import is_apolitical
from service.core.sentencewise.vocabulary import people
from service.core.sentencewise.voices import Voice, voices_in
from service.core.sentencewise.whereabouts import Whereabouts

_PAIR = 2
_DELEGATION = re.compile(r"\bdelegation\b", re.IGNORECASE)


@dataclass
class Found:
    """What has been read."""

    acts: list[Act] = field(default_factory=list)
    views: list[View] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)


_OVER = frozenset({"concluded", "withdrawn", "refused"})


class Reader:
    """Reads all sentences of an English article at once; an article without politics has none that count."""

    def __init__(self, article: Article) -> None:
        text = article.text or ""
        self.sentences = tuple(text[s.start : s.end] for s in article.sentences)
        self._tokens = tokens_of(self.sentences, {paragraph.start for paragraph in paragraphs(article)})
        self._scanner = Scanner(self._tokens, issuer=_issuer(article))
        self.cast = self._scanner.cast
        self.whereabouts = Whereabouts(article, self.sentences, self._tokens, self.cast)
        self.voices: list[Voice] = []
        self._found = Found()
        self._subjects: dict[int, int] = {}
        self._namers: dict[int, Namer] = {}
        self._mandates = mandate_in(dict(enumerate(self.sentences, 1)))
        to_model = reach(article, instruction_like(article))
        for number in () if is_apolitical(self._tokens) else range(1, len(self.sentences) + 1):
            before = self._scanner.memory.copy()
            self._sentence(number)
            if number in to_model:  # nobody of an instruction to the model is "he" or "the two" of what follows
                self._scanner.memory = before

    def read(self, views: Iterable[View] = ()) -> Found:
        """What the article tells, with the views that the model has read in it."""
        acts = merged(self._found.acts)
        sent = [*self._found.sent, *(s for act in acts for s in from_meeting(act, self.cast, self.whereabouts.of(act)))]
        sent = [self._placed(s) for s in sent if self.cast[s.party].kind != "person"]
        return Found(
            list(acts),
            list(united([*(view for view in self._found.views if view.target), *views])),
            self._with_mandates(joined(sent)),
        )

    @property
    def voiced(self) -> tuple[int, ...]:
        """Numbers of the sentences that may tell the view of somebody whose view their own words do not show."""
        shown = {(n, view.holder) for view in self._found.views for n in view.sentences}
        return tuple(
            sorted({voice.number for voice in self.voices if any((voice.number, n) not in shown for n in voice.holders)})
        )

    def views_of(self, number: int, said: SaidView) -> tuple[View, ...]:
        """The positions of a row about a sentence, of those whose voice it has: to be named or to take part is no view."""
        namer = self._namers[number]
        voices = {n for voice in self.voices if voice.number == number for n in voice.holders}
        holders = [n for name in said.who for n in namer.resolve(name)[:_PAIR] if n in voices]
        if said.what.lower() in people().sets["pronouns"]:
            return ()
        target = namer.resolve(said.what)
        actor = target[0] if len(target) == 1 and target[0] not in holders else None
        expression: Expression = "direct" if any(t.quoted for t in self._tokens[number - 1]) else "indirect"
        views = (View(n, said.position, said.what, actor, (number,), expression, modelled=True) for n in holders)
        return tuple(view for view in views if not self._contradicts(view))

    def _contradicts(self, view: View) -> bool:
        """Whether the sentence's own words show another position of the holder, and none like this."""
        shown = {v.position for v in self._found.views if v.holder == view.holder and v.sentences == view.sentences}
        return bool(shown) and view.position not in shown

    def _placed(self, sent: Sent) -> Sent:
        """A delegation of which no place and nobody met is told goes where the article's talks are."""
        venue = self.whereabouts.venue
        if sent.destination or sent.counterparts or venue is None:
            return sent
        at_home = place_country(venue) == self.cast[sent.party].country
        return sent if at_home else replace(sent, destination=venue)

    def _with_mandates(self, sent: Iterable[Sent]) -> list[Sent]:
        """The delegations with what is said about a mandate: that of the party which its sentence names last, and which is told nearest."""
        told = list(sent)
        for number, (mandate, note) in self._mandates.items():
            open_ones = [
                i
                for i, s in enumerate(told)
                if s.party == self._subjects.get(number) and s.mandate == "unstated" and s.status not in _OVER
            ]
            if open_ones:
                i = min(open_ones, key=lambda i: min(abs(n - number) for n in told[i].sentences))
                cited = tuple(sorted({*told[i].sentences, number}))[:4]
                told[i] = replace(told[i], mandate=mandate, mandate_note=note, sentences=cited)
        return told

    def _sentence(self, number: int) -> None:
        cast = self.cast
        clauses = Clauses(self._tokens[number - 1], self._mentions(number))
        self._namers[number] = Namer(clauses, cast, self._scanner.memory.speaker)
        self._note_party(clauses, number)
        heard = self._heard(clauses, number)
        acts = ActFinder(clauses, cast, number, heard=heard).acts()
        for act in acts:
            self._found.views += view_of(act, clauses, cast)
        self._found.acts += [a for a in acts if not all(is_commentator(cast, n) for n in a.actors)]
        self._found.sent += missions(clauses, cast, number, self.whereabouts.places(number))
        self.voices += voices_in(clauses, acts, cast, number, heard=heard)
        self._remember(clauses, acts)

    def _note_party(self, clauses: Clauses, number: int) -> None:
        """Keep the party that the sentence is about, for what it says of a mandate."""
        kinds = {"government", "organization", "armed_group"}
        bodies = [n for m in clauses.mentions for n in m.actors if self.cast[n].kind in kinds]
        if bodies:
            told = len(bodies) > 1 and _DELEGATION.search(self.sentences[number - 1])
            self._subjects[number] = _of_delegation(clauses, bodies) if told else bodies[-1]

    def _remember(self, clauses: Clauses, acts: Sequence[Act]) -> None:
        """Keep in mind whom the sentence was about, for the pronouns of the next."""
        cast, memory = self.cast, self._scanner.memory
        persons = [n for n in clauses.subjects() if cast[n].kind == "person"]
        memory.subject = persons[0] if persons else None
        memory.thing = clauses.opens_with_thing()
        opening = clauses.opening()
        memory.many = opening if len(opening) > 1 or any(cast[n].kind in {"group", "armed_group"} for n in opening) else ()
        for act in acts:
            present = tuple(dict.fromkeys((*act.actors, *act.recipients)))
            if act.meeting and len(present) == _PAIR:
                memory.pair = memory.many = present

    def _mentions(self, number: int) -> tuple[Mention, ...]:
        """Mentions of a sentence, read twice when it says itself who speaks in it."""
        tokens = self._tokens[number - 1]
        scanner = self._scanner
        if (said_by := self._told_after(number)) is not None:
            scanner.memory.speaker = said_by
        memory = scanner.memory.copy()
        mentions = scanner.scan(tokens)
        speaker = speaker_of(Clauses(tokens, mentions))
        if speaker is not None and speaker != memory.speaker:
            memory.speaker = speaker
            scanner.memory = memory
            mentions = scanner.scan(tokens)
        return mentions

    def _heard(self, clauses: Clauses, number: int) -> int | None:
        """Who speaks in a sentence that is all quotation: who is said to in the next, else who spoke last."""
        if not clauses.tokens or not self._all_quoted(number):
            return None
        return self._told_after(number) or self._scanner.memory.speaker

    def _all_quoted(self, number: int) -> bool:
        return all(t.quoted or not t.is_word for t in self._tokens[number - 1])

    def _told_after(self, number: int) -> int | None:
        """Whom the next sentence names as the speaker of one that is all quotation."""
        if not self._all_quoted(number) or number >= len(self._tokens):
            return None
        return self._scanner.told_of(self._tokens[number])


def _of_delegation(clauses: Clauses, bodies: Sequence[int]) -> int:
    """The party whose delegation the sentence speaks of."""
    for mention in clauses.mentions:
        words = {t.low for t in clauses.tokens[mention.first : mention.last + 1]}
        if "delegation" in words and mention.actors[0] in bodies:
            return mention.actors[0]
    return bodies[-1]


def _issuer(article: Article) -> str | None:
    """Country whose government publishes the article: "we" is then that government."""
    source = article.source or ""
    if not any(
        word in source.lower()
        for word in ("department", "ministry", "government", "embassy", "white house", "office", "state.gov")
    ):
        return None
    words = [w.strip("(),") for w in source.split()]
    grams = (" ".join(words[i : i + n]) for n in (2, 1) for i in range(len(words)))
    return next((code for gram in grams if gram and (code := country_code(gram))), None)


def tokens_of(sentences: Sequence[str], starts: Collection[int] = ()) -> tuple[tuple[Token, ...], ...]:
    """The sentences' tokens; a quotation goes on from one to the next, but not into those that begin a paragraph, numbered from 1.

    A quotation of several paragraphs is opened in each; one that is never closed must not turn all that follows into speech.
    """
    found, quoted = [], False
    for number, sentence in enumerate(sentences, 1):
        quoted = quoted and number not in starts
        found.append(tokenize(sentence, quoted=quoted))
        quoted = ends_quoted(sentence, quoted=quoted)
    return tuple(found)
