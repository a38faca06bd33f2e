"""Whether a sentence reports work as done, or promises it."""

from __future__ import annotations

import re

from pipelines.read.incidents.records import Status

_START = (  # a label, or words before the comma, may stand before who does it
    r"^(?:[^:.]{3,60}[:.]\s)?"
    r"(?:\W*(?:in the meantime|since then|meanwhile|already|first(?:ly)?"
    r"|second(?:ly)?"
    r"|third(?:ly)?|also|finally|over|in|within|as|to|next|by|from|going|for"
    r"|longer term|long-term|short-term|additionally|furthermore|in addition|besides|beyond that|moreover|moving|during|this"
    r"|after)\b"
    r"[^,]{0,60}?,?\s)?"
)
_WHO = (
    r"(?:we|i|they|it|our \w+|the (?:[\w-]+ )?team|engineering|[A-Z][\w-]+(?: team)?)"
)
_PARTICIPLE = (
    r"(?:\w+(?:ed|en|wn|lt|ut|aught|ought|one|ade|old|un|ent)|set|put|met|led|reset)"
)
_HAS_DONE = re.compile(
    rf"{_START}{_WHO}(?:['’]ve| have| has)"
    rf"(?: now| already| also| since| therefore| \w+ly)* (?:been )?{_PARTICIPLE}\b"
    rf"|\b(?:has|have) (?:now |already |since )*been {_PARTICIPLE}\b"
    r"|\bnow (?:also )?(?:[a-z]+s|need|require|check|alert|use|run|have|can['’]?t|cannot|fail)\b"
    r"|^(?!.*\b(?:will|should|must|ing)\b)[^.]{10,80} now\W*$"
    r"|\bwe (?:now have|have (?:it|one|this|that|them) now)\b"
    r"|^[\w -]{3,60} (?:was|were) (?:also |since |then )?(?:repaired|fixed|replaced"
    r"|added|removed|deployed|updated|upgraded|restored|disabled|enabled|rewritten|raised"
    r"|changed|moved|rotated|increased)\b",
    re.IGNORECASE,
)
_DID = re.compile(
    r"^(?:[^:.]{3,60}[:.]\s)?(?:we |i )?(?:already |now |also )?(?:added|fixed|removed"
    r"|deployed|implemented|created|reverted|documented|merged|released|switched"
    r"|upgraded|sent|wrote|made|rolled out|put in place|issued|replaced|enabled"
    r"|disabled|rotated|migrated|moved|raised|lowered|introduced|changed|corrected"
    r"|patched|bumped|renamed|re-?worked"
    r"|(?:increased|updated|improved|automated|reduced|configured|restored|refactored"
    r"|(?!(?:need|feed|seed|speed|embed|proceed|exceed|succeed)\b)(?:re-)?[a-z]{3,}ed"
    r"|extended|tweaked|adjusted|tightened|advised|informed|rebuilt|rewritten)"
    r"(?=(?:/\w+)? (?:the|a|an|our|all|more|new|its|their|last|this|on|it|them)\b))\b"
    r"|^(?:we|i) (?:\w+ly )?(?!need|attempt|want|start|notic|reali[sz]|believ"
    r"|expect|observ|decid|discover|learn|experienc|suffer|receiv|identif"
    r"|agree|discuss|plan|talk|consider|propos|vot|ask|request)[a-z]{3,}ed\b",
    re.IGNORECASE,
)
_FILED = re.compile(
    r"\b(?:created|opened|filed|raised|added|made|put|placed|logged|drafted|wrote"
    r"|written|have|has|now have|moved|sent)\b",
    re.IGNORECASE,
)
_TICKET = re.compile(
    r"\b(?:tickets?|issues?|tasks?|backlog|roadmap|cards?|story|stories|plan)\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(  # what was done is only to have planned it
    r"\b(?:planned|scheduled?|decided|identified|proposed|discuss\w*|exploring"
    r"|considered|requested|asked|seen|learned|need(?:ed)?|prioriti[sz]ed)\b",
    re.IGNORECASE,
)
_WILL = re.compile(
    rf"{_START}{_WHO}(?:(?: will|['’]ll)(?! not)\b"
    r"|(?:['’]d| would) like to\b| (?:want|hope|need) to\b"
    r"|(?: are| is|['’]re) (?:now |also |currently |already |actively )*\w+ing\b"
    r"|(?: also)? (?:plan|intend|aim)s? to\b)"
    r"|^(?!(?:this|that|which|it)\b)[^.:;,]{3,60} will (?:now |no longer |also |only )*[a-z]+\b"
    r"|\b(?:has|have) (?:just |now |already )?(?:begun|started)\b|\b(?:is|are) under ?way"
    r"|\b(?:is|are) (?:currently |now )?being \w+"
    r"|\bwill be (?:\w+ly )?(?:part of|in place|\w+ed|\w+en|set up|put|built|rebuilt"
    r"|split|cut)\b",
    re.IGNORECASE,
)
_BEGUN = re.compile(
    r"\b(?:have|has|['’]ve)\b[^.]{0,20}\b(?:started|begun)\b|^(?:we )?(?:started|begun)\b",
    re.IGNORECASE,
)
_WAS = re.compile(r"\b(?:was|were|had)\b", re.IGNORECASE)


def tense_of(text: str) -> Status:
    """`We have added an alert` reports it as done, `we will add one` as still to do."""
    done = _HAS_DONE.search(text) or _DID.search(text)
    if done:
        before = text[max(0, done.start() - 40) : done.start()]
        around = before + text[done.start() : done.end() + 60]
        is_wish = re.search(r"\b(?:should|must|could|would|to)\s+$", before)
        if _BEGUN.search(done[0]):
            return "open"
        is_filed = _FILED.search(done[0].split()[-1]) and _TICKET.search(around)
        if not is_wish and not is_filed and not _PLANNED.search(around):
            return "done"
    return "open" if _WILL.search(text) else "unknown"


def tells_of_then(text: str) -> bool:
    """`We restarted it` is of the incident; `we have added an alert` came after it."""
    if _HAS_DONE.search(text):
        return False
    return bool(_DID.search(text) or _WAS.search(text))
