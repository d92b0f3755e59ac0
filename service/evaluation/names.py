"""When two names name one actor, and which words of a phrase carry its meaning."""

import re
import unicodedata
from collections.abc import Iterable

TITLES = frozenset({
    "president", "presidente", "presidenta", "vice-president", "premier", "chancellor", "canciller", "chancelier", "minister",
    "ministers", "ministro", "ministra", "ministre", "secretary", "secretario", "secretaria", "secretaire", "secretary-general",
    "general", "ambassador", "embajador", "embajadora", "ambassadeur", "envoy", "enviado", "senator", "senador", "governor",
    "mayor", "king", "queen", "rey", "reina", "roi", "prince", "princess", "emir", "sheikh", "sultan", "pope", "papa", "mr",
    "mrs", "ms", "dr", "sir", "lord", "lady", "sr", "sra", "monsieur", "madame", "spokesman", "spokeswoman", "spokesperson",
    "portavoz", "chief", "leader", "commissioner", "commander", "colonel", "admiral", "captain", "lieutenant", "major",
    "sergeant", "judge", "justice", "professor", "congressman", "congresswoman", "representative", "speaker", "negotiator",
    "adviser", "advisor", "director", "chairman", "chairwoman",
})  # fmt: skip
LINKS = frozenset({"of", "for", "to", "and", "in", "de", "del", "du", "des", "von", "der"})
ARTICLES = frozenset({
    "the", "a", "an", "el", "la", "los", "las", "le", "les", "l", "un", "una", "une", "der", "die", "das", "its", "his", "her",
    "their", "our",
})  # fmt: skip
STOP_WORDS = frozenset({
    "a", "an", "the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your", "it", "he", "she",
    "they", "we", "i", "of", "for", "to", "in", "on", "at", "by", "with", "from", "into", "over", "under", "about", "between",
    "among", "against", "toward", "towards", "before", "after", "during", "until", "since", "as", "and", "or", "but", "nor",
    "not", "no", "than", "so", "such", "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "do", "does",
    "did", "will", "would", "could", "should", "may", "might", "must", "can", "any", "all", "some", "each", "every", "other",
    "another", "more", "most", "very", "who", "whom", "whose", "which", "what", "when", "where", "how", "there", "here", "both",
    "either", "own", "up", "out", "off", "via", "per",
})  # fmt: skip
_WORD = re.compile(r"[^\W_]+")


def fold(name: str) -> str:
    """`name` without case, diacritics, possessives and punctuation: "Erdoğan's" and "Erdogan" are the same."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.replace("ı", "i")) if not unicodedata.combining(c)).casefold()
    bare = re.sub(r"(?<=\w)['’](?:s\b)?", "", bare).replace(".", "")
    return " ".join(_WORD.findall(bare))


def name_keys(name: str) -> frozenset[str]:
    """Fold the name, also without its article and without its title. Names with a key in common are one actor's."""
    full = fold(name)
    words = full.split()
    while len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    untitled = _without_title(words)
    return frozenset(" ".join(part) for part in (full.split(), words, untitled) if part)


def keys_of(names: Iterable[str]) -> frozenset[str]:
    """Keys of an actor that goes by all of `names`."""
    return frozenset(key for name in names for key in name_keys(name))


def content_words(phrase: str) -> frozenset[str]:
    """Stems of the words of `phrase` that are no stop words; "Russian sanctions" and "sanctions on Russia" have the same."""
    return frozenset(_stem(word) for word in fold(phrase).split() if word not in STOP_WORDS)


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the shorter phrase's content words that the other has too; 0 when either has none."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def _without_title(words: list[str]) -> list[str]:
    joined = " ".join(words).replace("secretary of state", "secretary").split()
    last = max((i for i, word in enumerate(joined) if word in TITLES), default=-1)
    rest = joined[last + 1 :]
    return rest if rest and rest[0] not in LINKS else []


def _stem(word: str) -> str:
    for ending in ("ings", "ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4 - (ending in {"ing", "s"}):
            word = word[: -len(ending)]
            break
    return word[:6]
