"""Text as bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.store.encoding import LONGEST_KEY, etag, key_bytes, utf8

texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(texts)
def test_text_comes_back_from_its_bytes(text: str) -> None:
    assert utf8(text).decode() == text


@pytest.mark.parametrize("encode", [utf8, key_bytes])
@given(texts, texts)
def test_a_lone_surrogate_is_refused_wherever_it_stands(encode: object, before: str, after: str) -> None:
    assert callable(encode)
    with pytest.raises(UnicodeEncodeError):
        encode(before + "\udc80" + after)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=LONGEST_KEY - 20))
def test_a_key_of_any_length_fits_an_index(key: str) -> None:
    assert len(key_bytes(key)) <= LONGEST_KEY


def test_an_etag_is_a_quoted_strong_tag_of_the_bytes() -> None:
    assert etag(b"{}") == '"44136fa355b3678a1146ad16f7e8649e"'
    assert etag(b"{} ") != etag(b"{}")
