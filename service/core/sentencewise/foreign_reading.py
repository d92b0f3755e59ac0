"""An article in another language: what the model's English rows say of each sentence."""

from collections.abc import Mapping

from schemas.article import Article
from service.core.article import paragraphs
from service.core.sentencewise.acts import merged
from service.core.sentencewise.cast import Cast
from service.core.sentencewise.delegations import from_meeting, joined
from service.core.sentencewise.foreign import ForeignNamer
from service.core.sentencewise.modelled import act_of
from service.core.sentencewise.reading import Found, tokens_of
from service.core.sentencewise.replies import Rows
from service.core.sentencewise.stances import View, united
from service.core.sentencewise.vocabulary import lexicon
from service.core.sentencewise.voices import TELLING
from service.core.sentencewise.whereabouts import Whereabouts

_WANTING = frozenset({"wants", "wanted", "hopes", "believes", "supports", "opposes", "demands", "welcomes"})


class ForeignReader:
    """Types the model's rows by their English words, and leads its names back to the article's own."""

    def __init__(self, article: Article) -> None:
        text = article.text or ""
        self.sentences = tuple(text[s.start : s.end] for s in article.sentences)
        self.cast = Cast()
        tokens = tokens_of(self.sentences, {paragraph.start for paragraph in paragraphs(article)})
        self.whereabouts = Whereabouts(article, self.sentences, tokens, self.cast)
        self._namer = ForeignNamer(article, self.cast)

    def read(self, rows: Mapping[int, Rows]) -> Found:
        """What the rows tell, by sentence number."""
        found = Found()
        for number in sorted(rows):
            self._sentence(number, rows[number], found)
        acts = merged(found.acts)
        sent = [s for act in acts for s in from_meeting(act, self.cast, self.whereabouts.of(act))]
        sent = [s for s in sent if self.cast[s.party].kind != "person"]
        return Found(list(acts), list(united(found.views)), list(joined(sent)))

    def _sentence(self, number: int, rows: Rows, found: Found) -> None:
        namer, voices = self._namer, set[int]()
        for row in rows.acts:
            who = tuple(dict.fromkeys(n for name in row.who for n in namer.resolve(name)))
            whom = tuple(n for name in row.whom for n in namer.resolve(name)) or namer.countries(row.did)
            act = act_of(row.did, who, tuple(n for n in dict.fromkeys(whom) if n not in who), self.cast, number)
            if act is not None:
                found.acts.append(act)
            if (act is not None and act.type in TELLING) or row.did.split()[0].lower() in lexicon().words["saying"] | _WANTING:
                voices.update(who)
        for view in rows.views:
            for holder in (n for name in view.who for n in namer.resolve(name) if n in voices):
                found.views.append(View(holder, view.position, view.what, None, (number,), "indirect", modelled=True))
