"""A sentence as tokens, and the forms English verbs take."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|\w+(?=n[’']t\b)|[’'`]s\b|n[’']t\b|[’'](?:ll|ve|re|d|m)\b|\d[\d.,]*\d|\w+(?:[-‑.]\w+)*(?:[’'](?!s\b|ll\b|ve\b|re\b|d\b|m\b|t\b)\w+)*|[^\w\s]"
)
_OPENING, _CLOSING = "“«„‟", "”»"
_BOTH = "\"'"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign; `quoted` when it stands inside quotation marks."""

    text: str
    low: str
    start: int
    end: int
    quoted: bool = False

    @property
    def is_word(self) -> bool:
        """Whether it is a word rather than a sign."""
        return self.text[0].isalnum()

    @property
    def capital(self) -> bool:
        """Whether it begins with an upper-case letter."""
        return self.text[0].isupper()


def joined(tokens: Sequence[Token]) -> str:
    """The words of a run of tokens as text, without the spaces that stand before signs; ends before the first full stop."""
    text = ""
    for token in tokens:
        if token.text in ".;!?":
            break
        glued = (not token.is_word and token.text not in "([“«—–-") or token.text in {"n't", "n’t"}
        text += (
            token.text
            if glued or (text.endswith(("(", "“", "«", " ", "")) and not text) or text.endswith(("(", "“", "«"))
            else f" {token.text}"
        )
    return text.strip(" ,:“\"'")


def tokenize(sentence: str, *, quoted: bool = False) -> tuple[Token, ...]:
    """Tokens of a sentence; `quoted` tells that it begins inside a quotation."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(sentence):
        text = match.group()
        if text == "n't" or text == "n’t":
            tokens.append(Token(text, "not", *match.span(), quoted))
            continue
        if text in _OPENING:
            quoted = True
        elif text in _CLOSING:
            quoted = False
        elif text in _BOTH and _is_mark(sentence, match.start()):
            quoted = not quoted
        tokens.append(Token(text, text.lower().replace("’", "'"), *match.span(), quoted))
    return tuple(tokens)


def ends_quoted(sentence: str, *, quoted: bool = False) -> bool:
    """Whether a quotation is still open after the sentence."""
    tokens = tokenize(sentence, quoted=quoted)
    return tokens[-1].quoted if tokens else quoted


def _is_mark(sentence: str, at: int) -> bool:
    """Whether the straight quote at `at` is a quotation mark and no apostrophe."""
    before = sentence[at - 1] if at else " "
    after = sentence[at + 1] if at + 1 < len(sentence) else " "
    return not (before.isalnum() and after.isalnum())


IRREGULAR = {
    "be": "is are was were been being am", "become": "became", "begin": "began begun", "bring": "brought", "break": "broke broken",
    "build": "built", "buy": "bought", "catch": "caught", "choose": "chose chosen", "come": "came", "cut": "cut cutting", "deal": "dealt",
    "draw": "drew drawn", "drive": "drove driven", "eat": "ate eaten", "fall": "fell fallen", "feel": "felt", "fight": "fought",
    "find": "found", "flee": "fled fleeing", "fly": "flew flown", "forbid": "forbade forbidden", "forgive": "forgave forgiven", "free": "freed freeing",
    "get": "got gotten", "give": "gave given", "go": "went gone goes", "grow": "grew grown", "hang": "hung", "have": "had has having",
    "hear": "heard", "hit": "hit hitting", "hold": "held", "keep": "kept", "know": "knew known", "lay": "laid", "lead": "led",
    "leave": "left", "lend": "lent", "let": "let letting", "lose": "lost", "make": "made", "mean": "meant", "meet": "met", "oversee": "oversaw overseen",
    "overthrow": "overthrew overthrown", "pay": "paid", "put": "put putting", "quit": "quit quitting", "rebuke": "rebuked", "ride": "rode",
    "rise": "rose risen", "run": "ran running", "say": "said", "see": "saw seen", "seek": "sought", "sell": "sold", "send": "sent",
    "set": "set setting", "shake": "shook shaken", "shed": "shed", "shoot": "shot", "show": "showed shown", "shut": "shut shutting",
    "sit": "sat sitting", "speak": "spoke spoken", "spend": "spent", "split": "split", "stand": "stood", "steal": "stole stolen",
    "stick": "stuck", "strike": "struck stricken", "take": "took taken", "teach": "taught", "tell": "told", "think": "thought",
    "throw": "threw thrown", "undertake": "undertook undertaken", "overtake": "overtook overtaken", "understand": "understood", "uphold": "upheld", "win": "won winning", "withdraw": "withdrew withdrawn",
    "withhold": "withheld", "withstand": "withstood", "write": "wrote written", "ban": "banned banning", "bar": "barred barring",
    "stop": "stopped stopping", "drop": "dropped dropping", "plan": "planned planning", "stab": "stabbed stabbing", "step": "stepped stepping",
    "rob": "robbed robbing", "expel": "expelled expelling", "compel": "compelled compelling", "cancel": "cancelled cancelling canceled canceling",
    "admit": "admitted admitting", "permit": "permitted permitting", "commit": "committed committing", "kidnap": "kidnapped kidnapping",
    "scrap": "scrapped scrapping", "ship": "shipped shipping", "condemn": "condemned", "confer": "conferred conferring",
    "refer": "referred referring", "transfer": "transferred transferring", "travel": "travelled travelling traveled traveling",
    "shell": "shelled shelling", "rebel": "rebelled rebelling", "quell": "quelled", "chat": "chatted chatting", "gun": "gunned gunning",
    "slam": "slammed slamming", "slap": "slapped slapping", "snub": "snubbed snubbing", "rap": "rapped rapping", "tap": "tapped tapping",
    "air-drop": "air-dropped air-dropping", "airdrop": "airdropped", "veto": "vetoes vetoed vetoing", "echo": "echoes echoed", "die": "dying died",
    "regret": "regretted regretting", "behead": "beheaded", "counsel": "counselled", "lift": "lifted", "visit": "visited visiting",
    "defer": "deferred deferring", "trap": "trapped trapping", "jam": "jammed jamming", "strip": "stripped stripping", "swap": "swapped swapping",
    "chair": "chaired", "rule": "ruled ruling", "backtrack": "backtracked", "spar": "sparred sparring", "hug": "hugged", "occur": "occurred occurring",
    "propel": "propelled", "patrol": "patrolled patrolling", "fulfil": "fulfilled fulfilling", "label": "labelled labeled labelling",
    "signal": "signalled signaled signalling", "retell": "retold", "forsake": "forsook forsaken", "beat": "beaten beating", "bid": "bid bidding",
}  # fmt: skip


def forms(verb: str) -> frozenset[str]:
    """All forms of a verb: base, -s, past, participles."""
    if verb == "be":
        return frozenset({"be", *IRREGULAR["be"].split()})
    third = verb[:-1] + "ies" if re.search(r"[^aeiou]y$", verb) else verb + ("es" if re.search(r"(s|x|z|ch|sh)$", verb) else "s")
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    ing = stem + "ing"
    past = verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else verb + "d" if verb.endswith("e") else verb + "ed"
    special = IRREGULAR.get(verb, "").split()
    ings = {s for s in special if s.endswith("ing")} or {ing}
    pasts = {s for s in special if not s.endswith("ing")} or {past}
    return frozenset({verb, third, *ings, *pasts})


def is_participle(form: str, verb: str) -> bool:
    """Whether the form can follow `be` in a passive."""
    special = [s for s in IRREGULAR.get(verb, "").split() if not s.endswith("ing")]
    return form in special or (form.endswith("ed") and form != verb)
