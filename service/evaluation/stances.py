"""The codebook's scoring of stances."""

from itertools import product

from schemas.stance import Position, Stance
from service.evaluation.gold_records import GoldStance
from service.evaluation.ground import Ground
from service.evaluation.names import content_words, name_keys, overlap
from service.evaluation.verdict import Verdict

SAME_TARGET = 0.5
"""Least share of the shorter phrase's content words that the two targets have in common."""
NEIGHBOURS: frozenset[frozenset[Position]] = frozenset(
    frozenset(pair)
    for pair in (
        ("supports", "conditional"),
        ("conditional", "ambivalent"),
        ("supports", "ambivalent"),
        ("opposes", "ambivalent"),
    )
)
"""Positions that differ by half a credit. Ambivalent lies between all others, conditional next to support."""


def judge_stance(gold: GoldStance, stance: Stance, ground: Ground) -> Verdict:
    """Judge by holder, target, position and touching evidence; half credit for a neighbouring position."""
    likeness = target_likeness(gold, stance, ground)
    positions = (gold.position, *gold.position_ok)
    checks = {
        "holder": bool(ground.as_gold((stance.holder,)) & {gold.holder, *gold.holder_ok}),
        "target": likeness >= SAME_TARGET,
        "position": stance.position in positions,
        "evidence": ground.touches(stance.evidence, gold.sentences),
    }
    credit = 0.0
    if checks["holder"] and checks["target"] and checks["evidence"]:
        near = any(frozenset((stance.position, position)) in NEIGHBOURS for position in positions)
        credit = 1.0 if checks["position"] else 0.5 if near else 0.0
    return Verdict(
        credit=credit,
        full=all(checks.values()),
        failed=tuple(name for name, holds in checks.items() if not holds),
        slots={"position": float(checks["position"]), "expression": float(stance.expression == gold.expression)},
        closeness=(likeness + overlap(content_words(gold.claim), content_words(stance.claim))) / 2,
    )


def target_likeness(gold: GoldStance, stance: Stance, ground: Ground) -> float:
    """Give 1 for one actor or one phrase, else the best overlap of wordings; an event is worded by its summary."""
    target = stance.target
    wordings = [target.text]
    if target.actor:
        if gold.target_actor in ground.as_gold((target.actor,)):
            return 1.0
        wordings.extend(ground.names(target.actor))
    if target.event and (event := ground.events.get(target.event)):
        wordings.append(event.summary)
    phrases = [gold.target, *gold.target_ok, *(ground.gold_names(gold.target_actor) if gold.target_actor else ())]
    if any(name_keys(wording) & name_keys(phrase) for wording, phrase in product(wordings, phrases)):
        return 1.0
    return max(overlap(content_words(wording), content_words(phrase)) for wording, phrase in product(wordings, phrases))
