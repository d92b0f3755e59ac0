"""The words that records are coded in, as type checkers want to know them. The service's codebook defines each."""

from typing import Literal

ActorKind = Literal["person", "government", "organization", "armed_group", "party", "company", "group"]
Sector = Literal[
    "AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "IGO", "IMG", "ISM", "JRN", "JUD", "LAB", "LEG", "MED", "MIL",
    "MNC", "NGO", "OPP", "PRE", "PRM", "PTY", "REB", "REF", "REL", "SOC", "SPY", "UAF", "UNK",
]  # fmt: skip
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "OTHER",
]  # fmt: skip
EventStatus = Literal["occurred", "ongoing", "planned", "hypothetical", "refused"]
Context = Literal[
    "military", "intelligence", "executive", "legislative", "election", "political_institutions", "pro_democracy",
    "pro_autocracy", "economic", "legal", "reparations", "human_rights", "rights_freedoms", "repression", "human_security",
    "gender", "lgbt", "religion_ethnicity", "inequality", "diplomatic", "territory", "peacekeeping", "health", "asylum",
    "migration", "disasters", "natural_resource", "environment", "technology", "terrorism", "cbrn", "cyber",
    "misinformation", "crime", "corruption", "illegal_drugs", "trafficking",
]  # fmt: skip
Level = Literal["head_of_state_or_government", "ministerial", "senior_official", "technical", "unstated"]
Mandate = Literal["full", "limited", "none", "unstated"]
DelegationStatus = Literal["announced", "en_route", "arrived", "in_talks", "concluded", "withdrawn", "refused", "unstated"]
Position = Literal["supports", "opposes", "conditional", "ambivalent"]
Expression = Literal["direct", "indirect", "conduct"]
