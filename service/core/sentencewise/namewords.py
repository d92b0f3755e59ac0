"""Which words of a sentence make up a name: runs of capitals, countries, offices, bodies."""

from collections.abc import Callable, Sequence

from schemas.actor import ActorKind
from service.core.countries import country_code
from service.core.sentencewise.tokens import Token, dateline_end
from service.core.sentencewise.vocabulary import lexicon, people

TITLE_WORDS = frozenset(w for title in people().ranks for w in title.split() if w != "of") | people().sets["of_titles"]
TITLE_HEADS = frozenset(title.split()[-1] for title in people().ranks)
_LOW_LINKS = frozenset({"of", "for", "and", "the", "on"})
_LONGEST_COUNTRY = 4
_LONGEST_ABBREVIATION = 7


class NameWords:
    """Looks at tokens only; what the article writes in lower and upper case elsewhere tells names from sentence openings."""

    def __init__(self, sentences: Sequence[Sequence[Token]], language: str, is_person: Callable[[str], bool]) -> None:
        self._language = language
        self._is_person = is_person
        self._lower = frozenset(t.low for s in sentences for i, t in enumerate(s) if i and not t.capital)
        self._upper = frozenset(t.text for s in sentences for i, t in enumerate(s) if i and t.capital and s[i - 1].is_word)

    def span(self, tokens: Sequence[Token], i: int) -> int:
        """End of the run of capitalised words at `i`; `i` when there is none."""
        if i >= len(tokens) or not self._is_name_word(tokens, i):
            return i
        end = i + 1
        while end < len(tokens):
            token = tokens[end]
            nxt = tokens[end + 1] if end + 1 < len(tokens) else None
            if token.capital and token.low not in people().sets["skip"]:
                end += 1
            elif (token.low in people().sets["particles"] and nxt is not None and nxt.capital) or (
                token.low in _LOW_LINKS and nxt is not None and nxt.capital and self._links(tokens, i, end)
            ):
                end += 2
            else:
                break
        return end

    def _links(self, tokens: Sequence[Token], i: int, end: int) -> bool:
        """Whether a small word at `end` goes on with the name: "Commonwealth of Independent States", not "Russia and Ukraine"."""
        words = {t.low for t in tokens[i:end]}
        if tokens[end].low == "and":
            return bool(words & {"security", "trade", "foreign", "cooperation", "justice", "health"})
        if tokens[end].low == "on":
            return bool(words & {"commission", "committee", "council"}) and tokens[end + 1].low not in people().sets["skip"]
        return tokens[end].low in {"of", "for"} and bool(
            words & (people().sets["keywords"] | {"commonwealth", "ministry", "minister"})
        )

    def _is_name_word(self, tokens: Sequence[Token], i: int) -> bool:
        token = tokens[i]
        if token.low in people().sets["armed"]:
            return True  # "al-Shabab"
        if not token.is_word or not token.capital or token.low in people().sets["skip"]:
            return False
        opens = i == dateline_end(tokens) or (
            not tokens[i - 1].is_word and tokens[i - 1].text not in {",", "-", "–", "—", "(", "/", "'s", "’s"}
        )
        return self._opens_with_name(tokens, i) if opens else token.low not in {"he", "she", "they", "we", "it"}

    def _opens_with_name(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether the first word of a sentence is part of a name, and not capitalised for its place alone."""
        token = tokens[i]
        next_capital = i + 1 < len(tokens) and tokens[i + 1].capital
        if token.low in people().sets["function"] and token.text != "US" and not (next_capital and token.text in self._upper):
            return False
        if token.low in people().sets["rankings"]:
            return False
        abbreviation = token.text.isupper() and len(token.text) > 1
        if abbreviation or token.text in self._upper or self.is_state(tokens, i):
            return True
        common = (
            token.low in self._lower or token.low.endswith(("ly", "ing", "ed")) or (not next_capital and _is_common(token.low))
        )
        return not common and _opens_like_a_name(tokens, i)

    def is_state(self, tokens: Sequence[Token], i: int) -> bool:
        return self.state(tokens, i)[0] is not None

    def state(self, tokens: Sequence[Token], i: int) -> tuple[str | None, int]:
        """The country named at `i`, and the token after it."""
        for length in range(_LONGEST_COUNTRY, 0, -1):
            words = tokens[i : i + length]
            if len(words) < length or not words[0].capital:
                continue
            if any(not (t.is_word or t.text == "'") for t in words):
                continue
            name = " ".join(t.text for t in words)
            if length == 1 and (len(name) == 1 or self._is_person(name)):
                continue
            code = country_code(name, self._language)
            if code:
                return code, i + length
        return None, i

    def title(self, tokens: Sequence[Token], i: int) -> int:
        """End of the office named at `i`; `i` when none is."""
        end, last = i, i
        while end < len(tokens) and (tokens[end].low in TITLE_WORDS or _goes_on_of(tokens, i, end)):
            end += 1
            if tokens[end - 1].low in TITLE_HEADS or (
                tokens[end - 1].low in {"state", "staff", "government"} and tokens[end - 2].low == "of"
            ):
                last = end
                end += self._adds_another(tokens, i, end)
        return last

    def _adds_another(self, tokens: Sequence[Token], i: int, end: int) -> bool:
        """Whether an "and" at `end` joins a second office of one person: "Deputy Prime Minister and Foreign Minister Ana Ruiz"."""
        if end + 1 >= len(tokens) or tokens[end].low != "and" or not (tokens[i].capital and tokens[end + 1].capital):
            return False
        second = self.title(tokens, end + 1)
        named = second < len(tokens) and tokens[second].capital
        return second > end + 1 and named and not self.is_state(tokens, second)

    def body_kind(self, tokens: Sequence[Token], i: int, end: int) -> ActorKind | None:
        """Kind of the body that a name names; None for a person, a place or a paper."""
        lows = [t.low for t in tokens[i:end]]
        name = " ".join(lows)
        if set(lows) & people().sets["media"] or name in people().sets["media"]:
            return None
        if any(f" {armed} " in f" {name} " for armed in people().sets["armed"]):
            return "armed_group"
        if lows[-1] in people().sets["places"]:
            return None
        if set(lows) & people().sets["keywords"]:
            return "party" if "party" in lows else "organization"
        letters = tokens[i].text.replace(".", "")
        return "organization" if end == i + 1 and letters.isupper() and 1 < len(letters) <= _LONGEST_ABBREVIATION else None

    def common_noun(self, tokens: Sequence[Token], i: int, end: int) -> int:
        """Take along the noun of "the UN security council" and "the Annapolis conference"."""
        if self.body_kind(tokens, i, end) is None:
            return end
        for last in range(end, min(end + 3, len(tokens))):
            low = tokens[last].low
            if (
                low in people().sets["function"] - {"security"}
                or not tokens[last].is_word
                or tokens[last].capital
                or low in TITLE_HEADS
                or low in lexicon().participles
                or low in lexicon().words["saying"]
            ):
                return end
            if last > end + 1 or (tokens[last - 1].capital and last > end):
                return end
            goes_on = last + 1 < len(tokens) and tokens[last + 1].low in people().sets["keywords"]
            if low in people().sets["keywords"] | people().sets["groups"] | people().sets["organs"] and not goes_on:
                return last + 1
        return end


def _is_common(low: str) -> bool:
    """Whether a sentence may well begin with the word without naming anybody: a group, an act."""
    nouns, groups = lexicon().nouns, people().sets["groups"]
    return low in groups or low in nouns or (low.endswith("s") and low[:-1] in nouns) or low in people().sets["crowds"]


def _opens_like_a_name(tokens: Sequence[Token], i: int) -> bool:
    """Whether what follows the first word of a sentence makes a name of it: another capital, a possessive, a verb."""
    if i + 1 >= len(tokens):
        return False
    following = tokens[i + 1]
    words = lexicon().words
    verbs = words["saying"] | words["be"] | words["have"] | words["auxiliary"] | words["planning"] | words["adverbs"]
    return (
        following.capital
        or following.text in {"'s", "’s", ",", "("}
        or following.low in verbs
        or following.low in lexicon().verbs
        or following.low.endswith(("ed", "ly"))
    )


def _goes_on_of(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Whether "of" goes on with the office: "Secretary of State"."""
    return (
        end > i and end + 1 < len(tokens) and tokens[end].low == "of" and tokens[end + 1].low in {"state", "staff", "government"}
    )
