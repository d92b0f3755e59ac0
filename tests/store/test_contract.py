"""What every store does, in memory as on SQLite and PostgreSQL."""

import asyncio
from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from service.core.ports import ChatReply
from service.errors import IdempotencyInProgress, IdempotencyMismatch
from service.store import KeptResponse, Store
from service.store.encoding import etag
from service.store.statements import PRUNED_AT_ONCE
from tests.store.conftest import Turned
from tests.store.replies import REQUEST, reply

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
keys = st.one_of(texts, st.text("kK\0é", min_size=500, max_size=600))
several = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

RESPONSE = KeptResponse(201, (("content-type", "application/json"), ("x-note", "naïve")), b'{"a": "\\u0000"}\0')


@several
@given(text=texts, model=texts, fingerprint=st.none() | texts)
async def test_a_reply_comes_back_word_for_word_nul_included(
    store: Store, text: str, model: str, fingerprint: str | None
) -> None:
    kept = replace(reply(text, model=model), fingerprint=fingerprint)
    await store.keep_reply("k", kept, REQUEST)
    assert await store.find_reply("k") == replace(kept, kept=True)


async def test_a_reply_without_cost_and_fingerprint_comes_back_without(store: Store) -> None:
    bare = ChatReply(text="", finish_reason="length", model="m")
    await store.keep_reply("k", bare, REQUEST)
    assert await store.find_reply("k") == replace(bare, kept=True)


@several
@given(key=keys, other=keys)
async def test_a_key_finds_its_own_reply_and_no_other(store: Store, key: str, other: str) -> None:
    assume(key != other)
    name = uuid4().hex
    await store.keep_reply(name + key, reply("mine"), REQUEST)
    assert await store.find_reply(name + other) is None
    await store.keep_reply(name + other, reply("theirs"), REQUEST)
    found = await store.find_reply(name + key)
    assert found
    assert found.text == "mine"


async def test_a_newer_reply_takes_the_place_of_the_older(store: Store) -> None:
    await store.keep_reply("k", reply("old", model="m-1"), REQUEST)
    await store.keep_reply("k", reply("new", model="m-2"), REQUEST)
    found = await store.find_reply("k")
    assert found
    assert (found.text, found.model) == ("new", "m-2")


async def test_a_reply_with_a_lone_surrogate_is_refused_and_nothing_is_kept(store: Store) -> None:
    with pytest.raises(UnicodeEncodeError):
        await store.keep_reply("k", reply("half a \ud83d"), REQUEST)
    assert await store.find_reply("k") is None


@several
@given(body=st.binary(max_size=300))
async def test_an_extraction_comes_back_byte_for_byte_with_its_tag(store: Store, body: bytes) -> None:
    await store.keep_extraction("ext_1", body)
    assert await store.find_extraction("ext_1") == body
    assert await store.find_etag("ext_1") == etag(body)


async def test_a_large_extraction_fits(store: Store) -> None:
    body = b"\x00\xff'\"\\" * 1_000_000
    await store.keep_extraction("ext_large", body)
    assert await store.find_extraction("ext_large") == body


async def test_a_deleted_extraction_is_gone_and_deleting_it_again_says_so(store: Store) -> None:
    await store.keep_extraction("ext_1", b"{}")
    assert await store.delete_extraction("ext_1")
    assert await store.find_extraction("ext_1") is None
    assert await store.find_etag("ext_1") is None
    assert not await store.delete_extraction("ext_1")


async def test_of_fifty_claimants_exactly_one_wins(store: Store) -> None:
    won = await asyncio.gather(*(store.claim("k", f"owner {n}", 60) for n in range(50)))
    assert won.count(True) == 1


async def test_a_claim_is_prolonged_by_its_owner_alone(store: Store, clock: Turned) -> None:
    assert await store.claim("k", "a", 10)
    clock.seconds += 8
    assert await store.claim("k", "a", 10)
    clock.seconds += 8
    assert not await store.claim("k", "b", 10)


async def test_a_claim_whose_lease_has_ended_goes_to_the_next(store: Store, clock: Turned) -> None:
    assert await store.claim("k", "crashed", 10)
    clock.seconds += 10
    assert await store.claim("k", "next", 10)
    assert not await store.claim("k", "crashed", 10)


async def test_a_released_claim_is_free_and_only_its_owner_releases_it(store: Store) -> None:
    assert await store.claim("k", "a", 60)
    await store.release("k", "b")
    assert not await store.claim("k", "b", 60)
    await store.release("k", "a")
    assert await store.claim("k", "b", 60)


async def test_fifty_reservations_at_once_never_pass_the_limit(store: Store) -> None:
    granted = await asyncio.gather(*(store.reserve("tokens", 0, 3, 100) for _ in range(50)))
    assert granted.count(True) == 33
    assert await store.reserve("tokens", 0, 1, 100)
    assert not await store.reserve("tokens", 0, 1, 100)


async def test_a_first_reservation_above_the_limit_is_refused_and_counts_nothing(store: Store) -> None:
    assert not await store.reserve("tokens", 0, 101, 100)
    assert await store.reserve("tokens", 0, 100, 100)


async def test_each_name_and_window_counts_alone(store: Store) -> None:
    assert await store.reserve("a", 0, 1, 1)
    assert await store.reserve("a", 60, 1, 1)
    assert await store.reserve("b", 0, 1, 1)
    assert not await store.reserve("a", 0, 1, 1)


async def test_settling_gives_back_what_was_not_used_and_adds_what_was_used_above_the_limit(store: Store) -> None:
    await store.reserve("tokens", 0, 80, 100)
    await store.settle("tokens", 0, -30)
    assert await store.reserve("tokens", 0, 50, 100)
    await store.settle("tokens", 0, 40)
    assert not await store.reserve("tokens", 0, 0, 139)
    assert await store.reserve("tokens", 0, 0, 140)


@pytest.mark.parametrize("counted", [0, 5])
async def test_settling_never_counts_below_zero(store: Store, counted: int) -> None:
    await store.reserve("tokens", 0, counted, 100)
    await store.settle("tokens", 0, -20)
    assert not await store.reserve("tokens", 0, 101, 100)
    assert await store.reserve("tokens", 0, 100, 100)
    assert not await store.reserve("tokens", 0, 1, 100)


async def test_settling_a_window_that_nobody_reserved_in_counts_it(store: Store) -> None:
    await store.settle("tokens", 0, 40)
    assert not await store.reserve("tokens", 0, 61, 100)


async def test_refusals_add_up_per_endpoint_and_model(store: Store) -> None:
    await store.keep_refused("https://a", "m", frozenset({"seed", "json_schema"}))
    await store.keep_refused("https://a", "m", frozenset({"seed", "temperature"}))
    assert await store.find_refused("https://a", "m") == {"seed", "json_schema", "temperature"}
    assert await store.find_refused("https://a", "n") == frozenset()
    assert await store.find_refused("https://b", "m") == frozenset()


async def test_a_finished_request_is_replayed(store: Store) -> None:
    assert await store.begin("k", "body 1", "a", 60) is None
    await store.finish("k", "a", RESPONSE)
    assert await store.begin("k", "body 1", "b", 60) == RESPONSE


async def test_a_running_request_is_in_progress_for_others(store: Store) -> None:
    await store.begin("k", "body 1", "a", 60)
    with pytest.raises(IdempotencyInProgress):
        await store.begin("k", "body 1", "b", 60)


async def test_of_fifty_requests_with_one_key_exactly_one_runs(store: Store) -> None:
    begun = await asyncio.gather(*(store.begin("k", "body", f"{n}", 60) for n in range(50)), return_exceptions=True)
    assert begun.count(None) == 1
    assert sum(isinstance(result, IdempotencyInProgress) for result in begun) == 49


@pytest.mark.parametrize("finished", [True, False])
async def test_a_key_with_another_body_is_a_mismatch_running_or_finished(store: Store, *, finished: bool) -> None:
    await store.begin("k", "body 1", "a", 60)
    if finished:
        await store.finish("k", "a", RESPONSE)
    with pytest.raises(IdempotencyMismatch):
        await store.begin("k", "body 2", "b", 60)


async def test_a_run_whose_process_died_is_taken_over_and_the_late_response_is_ignored(store: Store, clock: Turned) -> None:
    await store.begin("k", "body 1", "dead", 60)
    clock.seconds += 60
    assert await store.begin("k", "body 1", "next", 60) is None
    await store.finish("k", "dead", replace(RESPONSE, status=500))
    with pytest.raises(IdempotencyInProgress):
        await store.begin("k", "body 1", "third", 60)
    await store.finish("k", "next", RESPONSE)
    assert await store.begin("k", "body 1", "third", 60) == RESPONSE


async def test_a_key_with_another_body_is_a_mismatch_even_after_its_process_died(store: Store, clock: Turned) -> None:
    await store.begin("k", "body 1", "dead", 60)
    clock.seconds += 61
    with pytest.raises(IdempotencyMismatch):
        await store.begin("k", "body 2", "next", 60)
    assert await store.begin("k", "body 1", "next", 60) is None


async def test_an_owner_prolongs_its_run(store: Store, clock: Turned) -> None:
    await store.begin("k", "body 1", "a", 60)
    clock.seconds += 50
    assert await store.begin("k", "body 1", "a", 60) is None
    clock.seconds += 50
    with pytest.raises(IdempotencyInProgress):
        await store.begin("k", "body 1", "b", 60)


async def test_an_abandoned_run_is_forgotten_but_a_finished_one_is_not(store: Store) -> None:
    await store.begin("k", "body 1", "a", 60)
    await store.abandon("k", "b")
    with pytest.raises(IdempotencyInProgress):
        await store.begin("k", "body 1", "b", 60)
    await store.abandon("k", "a")
    assert await store.begin("k", "body 2", "b", 60) is None
    await store.finish("k", "b", RESPONSE)
    await store.abandon("k", "b")
    assert await store.begin("k", "body 2", "c", 60) == RESPONSE


async def _keep_one_of_each(store: Store, key: str, window: int) -> None:
    await store.keep_reply(key, reply(), REQUEST)
    await store.keep_extraction(key, b"{}")
    await store.claim(key, "a", 0)
    await store.reserve(key, window, 1, 1)
    await store.keep_refused(key, "m", frozenset({"seed"}))
    await store.begin(key, "body", "a", 0)


async def test_pruning_removes_the_old_of_every_kind_and_nothing_else(store: Store, clock: Turned) -> None:
    await _keep_one_of_each(store, "old", int(clock.seconds))
    clock.seconds += 100
    await _keep_one_of_each(store, "new", int(clock.seconds))
    assert await store.prune(clock.seconds - 50) == 6
    assert await store.find_reply("old") is None
    assert await store.find_extraction("old") is None
    assert await store.find_refused("old", "m") == frozenset()
    assert await store.find_reply("new")
    assert await store.find_extraction("new")
    assert await store.find_refused("new", "m")
    assert not await store.reserve("new", int(clock.seconds), 1, 1)
    assert await store.prune(clock.seconds + 1) == 6


async def test_pruning_lets_other_writes_through_and_leaves_nothing_old(store: Store, clock: Turned) -> None:
    old = 2 * PRUNED_AT_ONCE + 1
    await asyncio.gather(*(store.keep_reply(f"old {n}", reply(), REQUEST) for n in range(old)))
    clock.seconds += 100
    pruning = asyncio.create_task(store.prune(clock.seconds - 50))
    await store.keep_reply("new", reply(), REQUEST)
    assert await pruning == old
    assert await store.find_reply("new")
    assert await store.prune(clock.seconds - 50) == 0


async def test_a_store_that_answers_says_so(store: Store) -> None:
    await store.ping()
