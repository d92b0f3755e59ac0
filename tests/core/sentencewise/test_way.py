"""The way as a whole: which calls, what of a prefix of the replies, and what of replies that are none."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.extraction import ExtractionOptions
from service.core.compose import compose
from service.core.names import Searchable
from service.core.plan import Answered
from service.core.ports import ChatReply
from service.core.prompt import examples_text
from service.core.sentencewise.way import SentencewiseWay, opening
from tests.core.sentencewise.reads import article_of, drafts_of

TEXT = "President Ana Ruiz met Chancellor Karl Voss in Lima. Bolivia condemned Chile. The weather was mild."
OPTIONS = ExtractionOptions()


def reply(text: str, finish_reason: str = "stop") -> ChatReply:
    return ChatReply(text, "length" if finish_reason == "length" else "stop", "small")


def test_every_sentence_is_one_call_and_all_calls_share_their_beginning() -> None:
    calls = SentencewiseWay().calls(article_of(TEXT), OPTIONS, ())
    assert [call.sentences for call in calls] == [range(1, 2), range(2, 3), range(3, 4)]
    assert {call.request.messages[:-1] for call in calls} == {opening("sentencewise/v1")}
    assert [call.request.messages[-1].content for call in calls][1] == "Bolivia condemned Chile."


def test_the_reading_is_done_once_all_sentences_are_answered() -> None:
    way, article = SentencewiseWay(), article_of(TEXT)
    answered = [Answered(call, reply('{"acts":[],"views":[]}')) for call in way.calls(article, OPTIONS, ())]
    assert way.calls(article, OPTIONS, answered) == ()


def test_other_languages_get_their_examples_after_the_english_ones() -> None:
    english, other = opening("sentencewise/v1"), opening("sentencewise/v1", english=False)
    assert other[: len(english)] == english
    assert len(other) > len(english)


def test_a_quotation_mark_never_reaches_the_model() -> None:
    call, *_ = SentencewiseWay().calls(article_of("“No,” she said, «never»."), OPTIONS, ())
    assert call.request.messages[-1].content == "'No,' she said, 'never'."


def test_records_come_sentence_by_sentence() -> None:
    article = article_of(TEXT)
    counts = [len(drafts_of(article, [((), ())] * n)[0].events) for n in range(4)]
    assert counts == [0, 1, 2, 2]


def test_a_reply_that_is_still_coming_gives_its_complete_rows_and_no_fault() -> None:
    article = article_of("Estonia gave Latvia a piece of its mind.")
    (call,) = SentencewiseWay().calls(article, OPTIONS, ())
    half = '{"acts":["Estonia | criticised | Latvia"],"views":["Estonia | aga'
    drafts, rejected = SentencewiseWay().drafts(article, [Answered(call, reply(half, "length"))])
    assert [event.type for event in drafts.events] == ["ACCUSE"]
    assert rejected == ()


def test_a_row_of_another_form_is_rejected_and_costs_no_other() -> None:
    drafts, rejected = drafts_of(
        article_of("Estonia gave Latvia a piece of its mind."), [(["Estonia criticised", "Estonia | criticised | Latvia"], ())]
    )
    assert [event.type for event in drafts.events] == ["ACCUSE"]
    assert [(r.kind, r.reason, r.draft) for r in rejected] == [("event", "invalid_draft", {"row": "Estonia criticised"})]


def test_a_reply_that_is_no_json_is_rejected_as_a_reply() -> None:
    article = article_of("Estonia was quiet.")
    (call,) = SentencewiseWay().calls(article, OPTIONS, ())
    _, rejected = SentencewiseWay().drafts(article, [Answered(call, reply("I cannot do that."))])
    assert [(r.kind, r.reason) for r in rejected] == [("reply", "invalid_draft")]


def test_a_call_that_failed_leaves_the_others_their_records() -> None:
    way, article = SentencewiseWay(), article_of(TEXT)
    calls = way.calls(article, OPTIONS, ())
    answered = [Answered(calls[0], None), Answered(calls[1], reply('{"acts":[],"views":[]}'))]
    assert "ACCUSE" in [event.type for event in way.drafts(article, answered)[0].events]


def test_names_of_the_examples_come_from_no_real_country() -> None:
    prompt = Searchable(examples_text("sentencewise/v1"))
    assert not any(
        prompt.holds(name) for name in ("Russia", "Ukraine", "Israel", "Iran", "China", "France", "Germany", "Putin", "Trump")
    )


def test_examples_stand_on_their_own_sentences() -> None:
    examples = json.loads(examples_text("sentencewise/v1"))
    for sentence, acts, views in examples["english"]:
        for row in (*acts, *views):
            words = {w.strip("',.") for w in sentence.lower().replace(",", " ").split()} | {"he"}
            for name in row.split(" | ")[0].split(";"):
                assert all(w in words or f"{w}'s" in words for w in name.lower().split()), (sentence, name)


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=300).filter(lambda t: any(c.isalnum() for c in t)))
def test_no_text_breaks_the_reading(text: str) -> None:
    try:
        article = article_of(text.replace("\x00", ""))
    except Exception:  # noqa: BLE001 - what cannot be read is refused before it comes here
        return
    drafts, _ = drafts_of(article)
    compose(article, drafts)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Russia", "the president", "met", "Ana Ruiz", "said", "that", ",", "will", "not", "meet", "attack", "’s", "“", "”", "and", "he", "by",
             "troops", "to", "talks", "with", "Moscow", "sanctions", "on", "was", "arrested", "two leaders", "delegation", "arrived", "of", "must"]
        ),
        min_size=1,
        max_size=25,
    )
)  # fmt: skip
def test_no_order_of_news_words_breaks_the_reading(words: list[str]) -> None:
    article = article_of(" ".join(words))
    drafts, _ = drafts_of(article, [(["he | met | Moscow"], ["Ana Ruiz | for | talks"])])
    compose(article, drafts)
