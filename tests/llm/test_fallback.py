"""The next model is asked when the one before failed for good."""

import pytest

from service.clock import within
from service.errors import ContextTooLong, DeadlineExceeded, ModelMisconfigured, ModelRefused, ModelUnavailable, ReplyLost
from service.llm.fallback import FallbackModel
from tests.llm.doubles import ModelDouble, TurnedClock, reply, request, soon


@pytest.mark.parametrize(
    "error", [ModelUnavailable("x"), ModelMisconfigured("x"), ModelRefused("x"), DeadlineExceeded("x")], ids=repr
)
async def test_the_next_model_answers_and_is_named_in_the_reply(error: Exception) -> None:
    first, second = ModelDouble(error, name="first"), ModelDouble("{}", name="second")
    model = FallbackModel([first, second])
    answered = await model.ask(request(), deadline=soon())
    assert (model.name, answered.model) == ("first", "second")


async def test_a_request_that_is_too_long_is_the_planners_to_mend() -> None:
    second = ModelDouble()
    with pytest.raises(ContextTooLong):
        await FallbackModel([ModelDouble(ContextTooLong("x")), second]).ask(request(), deadline=soon())
    assert not second.asked


async def test_when_all_fail_the_first_error_is_raised_with_the_others_noted_and_the_longest_text() -> None:
    models = [ModelDouble(ReplyLost("one", partial="ab")), ModelDouble(ReplyLost("two", partial="abcd"))]
    with pytest.raises(ReplyLost, match="one") as caught:
        await FallbackModel(models).ask(request(), deadline=soon())
    assert caught.value.partial == "abcd"
    assert caught.value.__notes__ == ["ReplyLost: two"]


async def test_a_model_that_hangs_leaves_time_for_the_next() -> None:
    clock = TurnedClock()
    given: list[float] = []

    class Hanging(ModelDouble):
        async def ask(self, request, *, deadline, on_text=None):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202, ARG002
            given.append(deadline.remaining())
            clock.at += deadline.remaining()
            raise DeadlineExceeded("hung")

    answered = await FallbackModel([Hanging(), ModelDouble("{}", name="second")]).ask(request(), deadline=within(100, clock))
    assert answered.model == "second"
    assert given == [pytest.approx(60)]


async def test_no_model_is_asked_when_the_time_is_up() -> None:
    clock = TurnedClock()
    deadline = within(1, clock)
    clock.at += 2
    second = ModelDouble()
    with pytest.raises(DeadlineExceeded):
        await FallbackModel([ModelDouble(DeadlineExceeded("x")), second]).ask(request(), deadline=deadline)
    assert not second.asked


async def test_all_models_are_closed() -> None:
    models = [ModelDouble(reply()), ModelDouble(reply())]
    await FallbackModel(models).aclose()
    assert all(model.closed for model in models)
