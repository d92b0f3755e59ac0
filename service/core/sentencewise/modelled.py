"""The model's rows as acts: who did what to whom, typed by the words of the lexicon in "did"."""

from dataclasses import replace

from service.core.sentencewise.acts import Act
from service.core.sentencewise.cast import Cast
from service.core.sentencewise.clauses import Clauses
from service.core.sentencewise.finder import ActFinder
from service.core.sentencewise.mentions import Mention
from service.core.sentencewise.tokens import tokenize


def act_of(did: str, who: tuple[int, ...], whom: tuple[int, ...], cast: Cast, number: int) -> Act | None:
    """The act that a row tells of sentence `number`; None when the lexicon knows no act in its words.

    The row is read like the sentence "They <did> them", so that plans, refusals and phrases count in it as they do in a sentence.
    """
    if not who:
        return None
    tokens = (*tokenize("They"), *tokenize(did), *(tokenize("them") if whom else ()))
    mentions = [Mention(who, 0, 1)]
    if whom:
        mentions.append(Mention(whom, len(tokens) - 1, len(tokens)))
    found = ActFinder(Clauses(tokens, mentions), cast, number).acts()
    return replace(found[0], recipients=found[0].recipients or whom, words=did) if found else None
