"""The way of strong models: the whole article in one call, or window by window; bad rows are asked again, once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from schemas.article import Article
from schemas.draft import ActorDraft, Drafts
from schemas.extraction import ExtractionOptions, Rejected
from service.core.article import paragraphs
from service.core.plan import Answered, Call
from service.core.ports import ChatReply, ChatRequest, Message
from service.core.prompt import load_prompt, messages, response_schema
from service.core.reply import ReadReply, read_reply
from service.errors import ContextTooLong

_MENDS = 1
_CONTINUATIONS = 4
_LEDE_SENTENCES = 3
_MOST_NAMES = 8_000
_MOST_TOLD = 16_000
"""Characters of names and of events that a later window is told."""


@dataclass(frozen=True, slots=True)
class ArticlewiseWay:
    """Asks about whole windows of the article; `window_characters` of text and `window_sentences` sentences at most in each."""

    prompt: str = "extract/v1"
    window_sentences: int = 120
    window_characters: int = 16_000
    max_tokens: int = 8192

    def calls(self, article: Article, options: ExtractionOptions, answered: Sequence[Answered]) -> tuple[Call, ...]:
        """The next call: windows in order, each mended or continued before the next, which is told the actors found so far."""
        del options  # one call finds all kinds; what was not asked for is left out later
        whole = answered[0].call.windows if answered else ()
        whole = whole or windows_of(article, self.window_sentences, self.window_characters)
        windows, chains = _halved_where_too_long(whole, answered), _by_window(answered)
        for index, window in enumerate(windows):
            chain = chains.get(window)
            if chain and any(later in chains for later in windows[index + 1 : index + 2]):
                continue  # the next one was begun, so this one is done
            label = "read" if len(windows) == 1 else f"read {index + 1}/{len(windows)}"
            if not chain:
                carried = _carried(article, window, answered)
                call = self._call(article, window, label, len(answered) + 1, carried=carried)
                return (replace(call, windows=whole),)
            if (follow := self._follow_up(chain, label, len(answered) + 1)) is not None:
                return (follow,)
        return ()

    def drafts(self, article: Article, answered: Sequence[Answered]) -> tuple[Drafts, tuple[Rejected, ...]]:
        """All drafts, actors renumbered so that each window's numbers stay apart, and the rows that no second try mended."""
        del article
        merged = Drafts()
        rejected: list[Rejected] = []
        chains: dict[int, list[Answered]] = {}
        by_number = {one.call.number: one for one in answered}
        for one in answered:
            chains.setdefault(_root(one, by_number), []).append(one)
        for chain in chains.values():
            reads = _reads(chain)
            rejected += _left_over(chain, reads)
            merged = _joined(merged, [read for read in reads if read is not None])
        return merged, tuple(rejected)

    def _call(self, article: Article, window: range, label: str, number: int, *, carried: str) -> Call:
        request = ChatRequest(
            messages=messages(load_prompt(self.prompt), article, window, carried=carried),
            schema=response_schema(len(article.sentences)),
            schema_name="coding_sheet",
            max_tokens=self.max_tokens,
        )
        return Call(number, label, request, window)

    def _follow_up(self, chain: Sequence[Answered], label: str, number: int) -> Call | None:
        """A call that mends bad rows, asks an unreadable reply again, or continues a cut one; None when the window is done."""
        last = chain[-1]
        if last.reply is None:
            return None
        read = _reads(chain)[-1] or ReadReply()
        mends = sum(a.call.label.startswith("mend") for a in chain)
        if read.cut and len(chain) - mends <= _CONTINUATIONS and read.drafts != Drafts():
            task = "The answer was cut off. Give the rows that are still missing, same form, same actor numbers, none twice."
            return _after(last, f"continue {label}", number, task)
        if (read.rejected or read.fault) and mends < _MENDS:
            return _after(last, f"mend {label}", number, _complaint(read))
        return None


def windows_of(article: Article, most_sentences: int, most_characters: int) -> tuple[range, ...]:
    """Cut the article at paragraph borders (inside a paragraph only when it alone is too long) into windows of sentence numbers."""
    if len(article.sentences) < most_sentences * 3 // 4 and article.characters <= most_characters * 3 // 4:
        return (range(1, len(article.sentences) + 1),)
    borders = {paragraph.start for paragraph in paragraphs(article)}
    starts, first = [1], 1
    for n, (before, sentence) in enumerate(pairwise(article.sentences), 2):
        full = n - first >= most_sentences or sentence.end - article.sentences[first - 1].start > most_characters
        nearly = (
            before.end - article.sentences[first - 1].start > most_characters * 3 // 4 or n - first >= most_sentences * 3 // 4
        )
        if full or (nearly and n in borders):
            starts.append(n)
            first = n
    return tuple(range(a, b) for a, b in pairwise((*starts, len(article.sentences) + 1)))


def _halved_where_too_long(windows: Sequence[range], answered: Sequence[Answered]) -> list[range]:
    """The windows, those halved that the model found too long."""
    too_long = {a.call.sentences for a in answered if isinstance(a.error, ContextTooLong)}
    return [part for window in windows for part in _halved(window, too_long)]


def _halved(window: range, too_long: set[range]) -> list[range]:
    if window not in too_long or len(window) == 1:
        return [window]
    middle = window.start + len(window) // 2
    return _halved(range(window.start, middle), too_long) + _halved(range(middle, window.stop), too_long)


def _by_window(answered: Sequence[Answered]) -> dict[range, list[Answered]]:
    """The answers about each window, in order."""
    chains: dict[range, list[Answered]] = {}
    for one in answered:
        chains.setdefault(one.call.sentences, []).append(one)
    return chains


def _root(one: Answered, by_number: Mapping[int, Answered]) -> int:
    """Number of the call that opened the window this one belongs to."""
    while one.call.follows is not None and one.call.follows in by_number:
        one = by_number[one.call.follows]
    return one.call.number


def _after(last: Answered, label: str, number: int, task: str) -> Call:
    reply = last.reply.text if last.reply else ""
    turns = (*last.call.request.messages, Message("assistant", reply), Message("user", task))
    return Call(number, label, replace(last.call.request, messages=turns), last.call.sentences, follows=last.call.number)


def _complaint(read: ReadReply) -> str:
    if read.fault:
        return f"{read.fault}. Answer again with the whole JSON object and nothing else."
    wrong = "\n".join(f"- {r.draft.get('row')!r}: {r.detail}" for r in read.rejected)
    return (
        f"These rows are not valid:\n{wrong}\n"
        "Answer with the JSON object of four lists again, holding only their corrected rows; actor numbers stay as they are."
    )


def _reads(chain: Sequence[Answered]) -> list[ReadReply | None]:
    """Each reply of a window read, with the actor numbers that those before it gave; None where a call failed."""
    reads: list[ReadReply | None] = []
    known: set[int] = set()
    for one in chain:
        read = _read(one.reply, frozenset(known)) if one.reply is not None else None
        known |= {a.number for a in read.drafts.actors} if read else set()
        reads.append(read)
    return reads


@lru_cache(128)
def _read(reply: ChatReply, known: frozenset[int]) -> ReadReply:
    """Read a reply once, although the way comes back to it for each later call and for the drafts."""
    return read_reply(reply, known)


def _left_over(chain: Sequence[Answered], reads: Sequence[ReadReply | None]) -> tuple[Rejected, ...]:
    """Bad rows and unreadable replies that no later call was asked to mend, or that it did not mend."""
    left: list[Rejected] = []
    for read, after in zip(reads, (*chain[1:], None), strict=True):
        if read is None or (after is not None and after.reply is not None and after.call.label.startswith("mend")):
            continue
        left += read.rejected
        if read.fault:
            left.append(Rejected(kind="reply", reason="unreadable_reply", detail=read.fault, draft={}))
    return tuple(left)


def _joined(merged: Drafts, reads: Sequence[ReadReply]) -> Drafts:
    """`merged` and the drafts of one window's replies; a later row of the same actor number takes the earlier one's place."""
    actors: dict[int, ActorDraft] = {}
    for read in reads:
        actors |= {a.number: a for a in read.drafts.actors}
    offset = max((a.number for a in merged.actors), default=0)

    def moved(number: int | None) -> int | None:
        return None if number is None else number + offset

    def all_moved(numbers: Sequence[int]) -> tuple[int, ...]:
        return tuple(n + offset for n in numbers)

    drafts = [read.drafts for read in reads]
    return Drafts(
        actors=merged.actors
        + tuple(a.model_copy(update={"number": moved(a.number), "represents": moved(a.represents)}) for a in actors.values()),
        events=merged.events
        + tuple(
            e.model_copy(update={"actors": all_moved(e.actors), "recipients": all_moved(e.recipients)})
            for d in drafts
            for e in d.events
        ),
        delegations=merged.delegations
        + tuple(
            x.model_copy(
                update={"party": moved(x.party), "head": moved(x.head)}
                | {name: all_moved(getattr(x, name)) for name in ("members", "counterparts", "hosts")}
            )
            for d in drafts
            for x in d.delegations
        ),
        stances=merged.stances
        + tuple(
            s.model_copy(update={"holder": moved(s.holder), "target_actor": moved(s.target_actor)})
            for d in drafts
            for s in d.stances
        ),
    )


def _carried(article: Article, window: range, answered: Sequence[Answered]) -> str:
    """For a later window: the lede, and the actors and events that earlier windows gave."""
    if window.start == 1:
        return ""
    text = article.text or ""
    lede = " ".join(text[s.start : s.end] for s in article.sentences[:_LEDE_SENTENCES])
    read = [_read(one.reply, frozenset()).drafts for one in answered if one.reply is not None]
    names = dict.fromkeys(actor.name for drafts in read for actor in drafts.actors)
    told = dict.fromkeys(event.summary for drafts in read for event in drafts.events)
    return "\n".join(
        (
            f"The article begins (for context, not to be coded again): {' '.join(lede.split())}",
            f"Actors known from earlier parts: {_newest(names, _MOST_NAMES)}",
            f"Events coded in earlier parts (one told again here, in whichever words, is not coded again): {_newest(told, _MOST_TOLD)}",
        )
    )


def _newest(items: Iterable[str], most_characters: int) -> str:
    """The list in order; of one that is too long the last items, so that what each window is told does not grow with the article."""
    kept, room = list[str](), most_characters
    for item in reversed(tuple(items)):
        room -= len(item) + 2
        if room < 0:
            break
        kept.append(item)
    return "; ".join(reversed(kept))
