"""An article and the replies so far → acts, views and delegations of its sentences, read in order."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from schemas.article import Article
from service.core.countries import country_code, place_country
from service.core.dates import find_time_words
from service.core.sentencewise.acts import Act, is_commentator, merged, speaker_of
from service.core.sentencewise.clauses import Clauses
from service.core.sentencewise.delegations import Sent, from_meeting, joined, mandate_in
from service.core.sentencewise.finder import ActFinder
from service.core.sentencewise.foreign import ForeignNamer
from service.core.sentencewise.mentions import Mention
from service.core.sentencewise.missions import Missions, mission_words
from service.core.sentencewise.modelled import act_of
from service.core.sentencewise.naming import Namer
from service.core.sentencewise.places import places
from service.core.sentencewise.replies import ReadRows
from service.core.sentencewise.scanner import Scanner
from service.core.sentencewise.stances import View, united, view_of
from service.core.sentencewise.tokens import Token, ends_quoted, tokenize
from service.core.sentencewise.topic import is_apolitical
from service.core.sentencewise.vocabulary import lexicon

_WANTING = frozenset({"wants", "wanted", "hopes", "believes", "supports", "opposes", "demands", "welcomes"})
_TELLING = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT", "AGREE", "CONCEDE", "SANCTION", "PROTEST", "RETREAT"})


_PURPOSE = re.compile(
    r"\b(for|to) (the |a |direct |first |new )*(talks?|negotiat\w+|discuss\w*|attend|mediat\w+|end|sign|mend|meetings?|summit)\b"
    r"[^,.;“”\"]{0,80}"
)
_LONGEST_CITY = 2
_PAIR = 2
_DELEGATION = re.compile(r"\bdelegation\b", re.IGNORECASE)


@dataclass
class Found:
    """What has been read so far."""

    acts: list[Act] = field(default_factory=list)
    views: list[View] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)


class Reader:
    """Reads an article's sentences one after the other, with the model's rows for those that have been answered."""

    def __init__(self, article: Article) -> None:
        text = article.text or ""
        self.sentences = tuple(text[s.start : s.end] for s in article.sentences)
        self._tokens = tokens_of(self.sentences)
        self.apolitical = article.language == "en" and is_apolitical(self._tokens)
        self.scanner = Scanner(self._tokens if article.language == "en" else (), article.language, issuer=_issuer(article))
        self.found = Found()
        self._language = article.language
        self._subjects: dict[int, int] = {}
        self._foreign = None if article.language == "en" else ForeignNamer(article, self.scanner.cast)
        self._here = places(self._tokens[0], ()) if self._tokens else ()
        words = [w.strip(",.:;'’\"") for w in (article.title or "").split()]
        self._venue = self._main_venue()
        self._title_places = [w for w in words[1:] if w[:1].isupper() and place_country(w)]

    def read(self, rows: Mapping[int, ReadRows], *, upto: int) -> Found:
        """Read the sentences up to number `upto`; an article without politics has nothing to be found."""
        if self.apolitical:
            return self.found
        for number in range(1, upto + 1):
            self._sentence(number, rows.get(number))
        cast = self.scanner.cast
        acts = merged(self.found.acts)
        sent = [s for act in acts for s in from_meeting(act, cast, self._where(act))]
        sent = [self._placed(s) for s in (*self.found.sent, *sent) if cast[s.party].kind != "person"]
        return Found(
            list(acts), list(united(self.found.views)), [self._with_mandate(s) for s in joined(sent)]
        )

    def date_of(self, numbers: Sequence[int]) -> str | None:
        """The first words of time in the sentences."""
        return next((words for n in numbers for words in find_time_words(self.sentences[n - 1], self._language)), None)

    def place_of(self, numbers: Sequence[int]) -> str | None:
        """The first place that the sentences name."""
        return next((place for n in numbers for place in self._places(n)), None)

    def purpose_of(self, numbers: Sequence[int]) -> str | None:
        """What somebody goes for, in the article's words."""
        return next((match.group()[:200] for n in numbers if (match := _PURPOSE.search(self.sentences[n - 1]))), None)

    def _placed(self, sent: Sent) -> Sent:
        """A delegation of which no place and nobody met is told goes where the article's talks are."""
        if sent.destination or sent.counterparts or self._venue is None:
            return sent
        at_home = place_country(self._venue) == self.scanner.cast[sent.party].country
        return sent if at_home else replace(sent, destination=self._venue)

    def _with_mandate(self, sent: Sent) -> Sent:
        """The delegation with what is said about its mandate, in a sentence that names its party last."""
        for number, (mandate, note) in mandate_in(dict(enumerate(self.sentences, 1))).items():
            if self._subjects.get(number) == sent.party and sent.mandate == "unstated":
                return replace(sent, mandate=mandate, mandate_note=note, sentences=tuple(sorted({*sent.sentences, number}))[:4])
        return sent

    def _foreign_sentence(self, number: int, rows: ReadRows | None, namer: ForeignNamer) -> None:
        """A sentence in another language: only what the model says of it, typed by its English words."""
        voices: set[int] = set()
        for row in rows.acts if rows else ():
            who = tuple(dict.fromkeys(n for name in row.who for n in namer.resolve(name)))
            whom = tuple(n for name in row.whom for n in namer.resolve(name)) or namer.countries(row.did)
            whom = tuple(n for n in dict.fromkeys(whom) if n not in who)
            if (act := act_of(row.did, who, whom, self.scanner.cast, number)) is not None:
                self.found.acts.append(act)
            if (act is not None and act.type in _TELLING) or row.did.split()[0].lower() in lexicon().words["saying"] | _WANTING:
                voices.update(who)
        for view in rows.views if rows else ():
            for holder in (n for name in view.who for n in namer.resolve(name) if n in voices):
                self.found.views.append(View(holder, view.position, view.what, None, (number,), "indirect", modelled=True))

    def _sentence(self, number: int, rows: ReadRows | None) -> None:
        if self._foreign is not None:
            self._foreign_sentence(number, rows, self._foreign)
            return
        tokens = self._tokens[number - 1]
        clauses = Clauses(tokens, self._mentions(number))
        cast = self.scanner.cast
        bodies = [n for m in clauses.mentions for n in m.actors if cast[n].kind in {"government", "organization", "armed_group"}]
        if bodies:
            self._subjects[number] = (
                bodies[-1]
                if len(bodies) == 1 or not _DELEGATION.search(self.sentences[number - 1])
                else _of_delegation(clauses, bodies)
            )
        acts = list(ActFinder(clauses, cast, number, heard=self._heard(clauses)).acts())
        if rows is not None:
            acts = self._with_model(acts, rows, clauses, number)
        for act in acts:
            self.found.views += view_of(act, clauses, cast)
        self.found.acts += [a for a in acts if not all(is_commentator(cast, n) for n in a.actors)]
        self.found.sent += Missions(clauses, cast, number, self._places(number)).found()
        if rows is not None:
            self._model_views(rows, clauses, number, acts)
        self._remember(clauses, acts)

    def _remember(self, clauses: Clauses, acts: Sequence[Act]) -> None:
        """Keep in mind whom the sentence was about, for the pronouns of the next."""
        cast, memory = self.scanner.cast, self.scanner.memory
        persons = [n for n in clauses.subjects() if cast[n].kind == "person"]
        memory.subject = persons[0] if persons else None
        opening = clauses.opening()
        memory.many = opening if len(opening) > 1 or any(cast[n].kind in {"group", "armed_group"} for n in opening) else ()
        for act in acts:
            present = tuple(dict.fromkeys((*act.actors, *act.recipients)))
            if act.meeting and len(present) == _PAIR:
                memory.pair = memory.many = present

    def _mentions(self, number: int) -> tuple[Mention, ...]:
        """Mentions of a sentence, read twice when it says itself who speaks in it."""
        tokens = self._tokens[number - 1]
        scanner = self.scanner
        memory = replace(scanner.memory, persons=[*scanner.memory.persons], bodies=[*scanner.memory.bodies])
        mentions = scanner.scan(tokens)
        speaker = speaker_of(Clauses(tokens, mentions))
        if speaker is not None and speaker != memory.speaker:
            memory.speaker = speaker
            scanner.memory = memory
            mentions = scanner.scan(tokens)
        return mentions

    def _with_model(self, acts: list[Act], rows: ReadRows, clauses: Clauses, number: int) -> list[Act]:
        """The acts, and those of the model's of a type that the words of the sentence do not tell by themselves."""
        namer = Namer(clauses, self.scanner)
        for row in rows.acts:
            who = tuple(dict.fromkeys(n for name in row.who for n in namer.resolve(name)))
            whom = tuple(dict.fromkeys(n for name in row.whom for n in namer.resolve(name) if n not in who))
            act = act_of(row.did, who, whom, self.scanner.cast, number)
            if act is not None and not any(act.type == a.type for a in acts):
                acts.append(act)
        return acts

    def _model_views(self, rows: ReadRows, clauses: Clauses, number: int, acts: Sequence[Act]) -> None:
        """The model's views, of those who say or do something that can show one: to be named or to take part is no view."""
        namer = Namer(clauses, self.scanner)
        voices = {n for a in acts if a.type in _TELLING for n in a.actors} | {speaker_of(clauses)}
        voices.add(self._heard(clauses))
        quoted = any(t.quoted for t in clauses.tokens)
        for row in rows.views:
            for name in row.who:
                for holder in namer.resolve(name)[:2]:
                    if holder not in voices:
                        continue
                    target = namer.resolve(row.what)
                    actor = target[0] if len(target) == 1 and target[0] != holder else None
                    self.found.views.append(
                        View(holder, row.position, row.what, actor, (number,), "direct" if quoted else "indirect", modelled=True)
                    )

    def _heard(self, clauses: Clauses) -> int | None:
        """Who goes on speaking in a sentence that is all quotation."""
        quoted = clauses.tokens and all(t.quoted or not t.is_word for t in clauses.tokens)
        return self.scanner.memory.speaker if quoted else None

    def _where(self, act: Act) -> tuple[str, ...]:
        names: list[str] = []
        for number in act.sentences:
            names += self._places(number)
        if not any(place_country(n) for n in names):
            names += [self._venue] if self._venue else self._title_places
        return tuple(dict.fromkeys(names))

    def _main_venue(self) -> str | None:
        """The first place that is named with talks, a summit or the like, else where the article opens."""
        told = [n for n, tokens in enumerate(self._tokens, 1) if {t.low for t in tokens} & mission_words()["occasions"]]
        return next((p for n in (*told, 1) if n <= len(self._tokens) for p in self._places(n) if place_country(p)), None)

    def _places(self, number: int) -> tuple[str, ...]:
        """Places of a sentence; "here" is the place of the dateline."""
        tokens = self._tokens[number - 1]
        cast = self.scanner.cast
        found = tuple(
            p
            for p in places(tokens, ())
            if place_country(p)
            or (len(p.split()) <= _LONGEST_CITY and cast.known_person(p.split()[-1]) is None and cast.known_body(p) is None)
        )
        return found or (self._here if any(t.low == "here" for t in tokens) else ())


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


def tokens_of(sentences: Sequence[str]) -> tuple[tuple[Token, ...], ...]:
    """The sentences' tokens; a quotation goes on from one to the next."""
    found, quoted = [], False
    for sentence in sentences:
        found.append(tokenize(sentence, quoted=quoted))
        quoted = ends_quoted(sentence, quoted=quoted)
    return tuple(found)
