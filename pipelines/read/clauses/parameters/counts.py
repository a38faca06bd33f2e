"""How many approvals, reviews or reviewers a sentence asks for."""

from __future__ import annotations

import re
from functools import cache

from pipelines.read.clauses.lexicon import spaced
from pipelines.read.clauses.parameters.reading import (
    number,
    number_words,
    pattern,
    words,
)

_PART = re.compile(  # `three of its five members` are three
    r"\b(\d{1,2}|one|two|three|four|five)(?: out)? of (?:the|its|our|their|these|those)"
    r"(?: other)?(?: (?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten))?\s+"
    r"(?!approvals?|votes?|reviews?|approvers?)",
    re.IGNORECASE,
)
_SECOND_PERSON = re.compile(
    r"\b(?:another|a\s+fresh)\s+pair\s+of\s+eyes\b|\ba\s+second\s+(?:person|human|pair|maintainer|developer|engineer|reviewer"
    r"|committer|member)\b",
    re.IGNORECASE,
)
_SCORED = re.compile(  # `+2 from a core reviewer`
    r"(?:(?<!\w)|\breview\s?)\+[12]\s+(?:from|by)"
    r"\s+(?:an?|one|another)\b",
    re.IGNORECASE,
)
_DEFINES = re.compile(  # `An approval is ...`, `after an approval`, `is no approval`
    r"(?:^|[:.(\"“]\s*|\b(?:after|is|isn't|not|as|than|called)\s+"
    r"|(?:\b(?:not|never|nobody|no[- ]one)|n['’]t)\s+(?:\w+\s+)?give\s+)$",
    re.IGNORECASE,
)
_NO_COUNT = re.compile(  # `an approval by the author does not count`
    r"\b(?:approvals?|reviews?|lgtms?|votes?)\b[^.;,]{0,60}\b(?:do|does)(?:\s+not|n['’]t)\s+count\b",
    re.IGNORECASE,
)
_SECOND = re.compile(r"\ba\s+second\s+(?:approv|review(?!ing))", re.IGNORECASE)
_BY_ONE = re.compile(
    r"\b(?:approved|signed\s+off)\s+by\s+(?:an?:|one\s+of\b|(?:some(?:one|body)|any(?:one|body))"
    r"\s+(?:else|other\s+than)\b)"
    r"|\b(?:approved|signed\s+off)\s+by\s+some(?:one|body)\s+(?:from|on|in|of|outside)\b"
    r"|\b(?:approved|reviewed|signed\s+off)\s+by\s+(?:at\s+least\s+)?one\s+"
    r"(?:[\w-]+\s+){0,3}(?:team|squad|guild|group)\b(?!['’])"
    r"|\b(?:approval|sign-?off|lgtm|consent)\s+(?:of|by|from)\s+(?:some(?:one|body)"
    r"\s+(?:from|on|in|of|outside)|(?:any\s+)?one\s+of)\b"
    r"|\bsome(?:one|body)\s+else['’]s\s+(?:approval|review|sign-?off)\b"
    r"|\b(?:some(?:one|body)\s+(?:of|from|in|on)|one\s+of(?!\s+wh)|a\s+member\s+of)"
    r"\s+[^.;,]{1,60}?\s"
    r"(?:must|should|has\s+to|needs\s+to)\s+(?:also\s+)?(?:approve|sign\s+off)\b",
    re.IGNORECASE,
)
ONE_IS = re.compile(  # `one of them must be a committer's`
    r"\bone(?:\s+of\s+(?:them|these|those|which))?\s+(?:must|has\s+to|should)\s+"
    r"(?:be\s+(?:an?|the)\s+(?:[\w-]+\s+){0,2}[\w-]+['’]s|come\s+from\s+an?"
    r"|be\s+(?:given\s+)?(?:by|from)\s+an?)(?!\w)",
    re.IGNORECASE,
)
_MANY_ACT = re.compile(  # `Two moderators must have approved it`
    r"(?<![\w.-])(?P<n>\d|two|three|four|five)\s+(?:[\w-]+\s+)?(?!of\b)[a-z]+s\s+"
    r"(?:must|should|have\s+to|need\s+to)\s+(?:have\s+)?"
    r"(?:approved?|reviewe?d?|sign(?:ed)?\s+off|up-?vote|vote\s+for|agree|looke?d?\s+at)\b",
    re.IGNORECASE,
)
PEOPLE_NEEDED = re.compile(  # `two committers are required`
    r"(?<![\w.-])(?P<n>\d|two|three|four|five)\s+(?:[\w-]+\s+)?"
    r"(?:approvers|reviewers|maintainers|committers|owners|collaborators|leads)\s+are\s+"
    r"(?:required|needed|necessary)\b"
    r"|\b(?:changes|patches|prs|(?:pull|merge)\s+requests)\b[^.;,]{0,60}\s(?:need|require)\s+"
    r"(?P<m>[2-5]|two|three|four|five),?\s+(?:of\s+(?:which|whom)|at\s+least\s+one\s+of)\b",
    re.IGNORECASE,
)
_BOTH_ACT = re.compile(  # `we both have to approve`, `both of us must approve it`
    r"\b(?:we|they|you)\s+both|\bboth\s+(?:of\s+(?:us|them|you)|(?:of\s+the\s+)?(?:\w+\s+)?"
    r"(?:maintainers|owners|reviewers|leads|approvers|editors|committers))",
    re.IGNORECASE,
)
_JOINTLY = re.compile(  # `the CFO and the head of sales jointly approve`
    r"\b[\w-]+\s+and\s+(?:the\s+|an?\s+|its\s+)?(?:[\w-]+\s+){1,5}"
    r"(?:jointly|together)\s+(?:approve|review|sign\s+off)"
    r"|\b(?:jointly\s+)?(?:approved|reviewed|signed\s+off)\s+(?:jointly\s+|together\s+)?"
    r"by\s+(?:an?|one|another)\s+(?:[\w-]+\s+){1,3}(?:and|,)\s*then\s+(?:by\s+)?"
    r"(?:an?|one|another)\b",
    re.IGNORECASE,
)
_AND_MORE = re.compile(  # `tech lead + 1 from the team`
    r"\b(?:owner|lead|maintainer|reviewer|approver|committer|manager|engineer|dba|author['’]s"
    r"\s+team)\s+\+\s+(?P<n>[1-3])\s+(?:from|of|other|\w+)\b",
    re.IGNORECASE,
)
_SCORES = re.compile(  # `Code-Review+2 from two owners`
    r"\+[12](?:\s+votes?)?\s+(?:from|by)\s+(?:at\s+least\s+)?(?P<n>[2-5]|two|three|four)\b",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"\s+(?:(?:must|should|has|have|need|needs|shall|to)\s+){0,3}"
    r"(?:approved?|review(?:ed)?|sign(?:ed)?\s+off|agreed?)\b",
    re.IGNORECASE,
)
_ELSE_LOOKS = re.compile(  # `somebody else looks at it before it is merged`
    r"\b(?:some(?:one|body)|any(?:one|body))\s+else\s+(?:(?:must|should|has|have|needs?|"
    r"always|also|on\s+the\s+team)\s+)?(?:to\s+)?(?:looks?|looked|reviews?|reviewed|"
    r"approves?|approved|checks?|checked|reads?|signs?)\b",
    re.IGNORECASE,
)
_IF_SO = re.compile(r"\b(?:unless|if|let|whether)\s+$", re.IGNORECASE)
_OF_WHICH = re.compile(  # `need two, and one of them is Hedda's`
    r"\b(?:needs?|requires?|takes?)\s+(?:at\s+least\s+)?(?P<n>two|three|four|[2-5])"
    r"(?:\s*[,;:]|\s+and\b)(?:\s+and)?(?:\s+of\s+(?:which|whom))?(?:\s+at\s+least)?\s+"
    r"(?:one|two)\s+(?:of\s+(?:them|these|those|which|whom)|from|by|(?:must|has\s+to|should)"
    r"\s+(?:be|come))\b"
    r"|[,;(]\s*(?:at\s+least\s+)?(?P<m>two|three|four|[2-5])\s+of\s+(?:them|whom)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(  # `the OK of the captain and of one other maintainer`
    r"\b(?:of|from|by)\s+(?:the|an?)\s+(?:(?!teams?\b)[\w-]+\s+){1,3}and\s+(?:of|from|by)\s+$",
    re.IGNORECASE,
)
_OF_COMMITS = re.compile(  # `a DCO sign-off`: the author's own line
    r"\bDCO\b|\bsigned-off-by\b|\bcertificate of origin\b|\bcommits?\b(?! to\b)"
    r"|\bsign-?offs?\s+(?:lines?|trailers?)\b",
    re.IGNORECASE,
)
_AT_MOST = re.compile(  # `don't ask more than 3 reviewers`: no demand
    r"\b(?:(?:no|not)\s+more\s+than|at\s+most|up\s+to|(?:\w+n['’]t|not|never)\s+\w+\s+more\s+than)"
    r"\s+$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(  # `two approvals: one from ...`
    r"\b(?:\d|two|three|four|five)\s+(?:\w+\s+)?$", re.IGNORECASE
)
_HAVE_ACTED = re.compile(  # `after two members of the team have approved it`
    r"[^.;,]{0,60}?\b(?:(?:have|has)\s+(?:\w+\s+)?"
    r"(?:approved|reviewed|signed|accepted|agreed)|approve|agree|accept|sign\s+off)\b",
    re.IGNORECASE,
)
_REQUESTS = re.compile(  # `request a review from a lead`: asked, and not counted
    r"\b(?:request(?:s|ing)?|ask(?:s|ing)?(?:\s+\w+){0,3}\s+for)"
    r"(?:\s+an?(?:\s+review\s+(?:from|by|of))?)?\s+$",
    re.IGNORECASE,
)
_CASE = re.compile(r"\b(?:if|when|unless|whether)\s+$", re.IGNORECASE)
_HAS_ONLY = re.compile(  # `if it gets only one approval`: a case, not a demand
    r"\b(?:if|when)\s+(?:\w+\s+){1,4}(?:(?:has|have|gets?|receives?|got)\s+only"
    r"|(?:needs?|requires?|has|have)\s+more\s+than)\s+$",
    re.IGNORECASE,
)
_ENDS = (  # what is added ends here and does not go on to a verb of its own
    r"(?=\s*(?:[.;,:()]|$)|\s+(?:before|after|that|which|who|whose"
    r"|are\s+(?:required|needed|necessary))\b)"
)
_NOT_S = (  # a verb that follows `one from QA` ends in an s, or is one of these
    r"(?!(?:must|should|will|shall|can|may|the|an?|it|them|to|not|and|or)\b)[\w/-]*[^\Ws]"
)
_DET = r"(?:(?:the|our|your|its|their|an?)\s+)?"
_WHERE = (  # `from QA`, `from the area touched by your change`
    rf"(?:from|by)\s+(?!(?:them|these|those)\b|wh){_DET}"
    rf"(?:{_NOT_S}(?:\s+{_NOT_S}(?:\s+(?:by|of|in|for)\s+{_DET}{_NOT_S})?){{0,3}}"
    rf"|[\w/-]+){_ENDS}"
)
_ONE_EACH = re.compile(  # `sign-offs: one from the yard, one from the shop`
    rf"\bone\s+(?:from|by)\s+[^.;]{{2,60}}?(?:,|,?\s+and)\s+(?:one|another)\s+{_WHERE}",
    re.IGNORECASE,
)


def count(text: str) -> int | None:
    """The number of approvals, reviews or reviewers that the sentence asks for."""
    if _NO_COUNT.search(text):
        return None
    named = pattern("counts", "named").search(text)
    if named and not _NUMBERED.search(text[: named.start()][-30:]):
        return int(number(named[1]) or 0) or None
    if some := _told_otherwise(text):
        return some
    by = _counted_by().search(text)
    if by and (value := number(by["n"])) and value > 1 and not _is_both(by, text):
        return int(value)
    text = _PART.sub(r"\1 ", text)
    for match in _counted().finditer(text):
        value = 1.0 if match["n"].lower() == "another" else number(match["n"])
        if value and value >= 1 and not _is_other_count(text, match):
            is_beside = bool(_BESIDE.search(text[: match.start()][-80:]))
            return int(value) + _more(text, match.end()) + is_beside
    return _acting(text)


def _told_otherwise(text: str) -> int | None:
    """Without a number before a noun: `a second review`, `approved by one of ...`."""
    if _SECOND.search(text) or _JOINTLY.search(text):
        return 2
    if more := _AND_MORE.search(text):
        return int(more["n"]) + 1
    if scores := _SCORES.search(text):
        return int(number(scores["n"]) or 0) or None
    if one := _BY_ONE.search(text):
        return 1 + bool(_and_one().match(text, one.end()))
    return 1 if _SCORED.search(text) else None


def _acting(text: str) -> int | None:
    """Those who act, without a noun for what they give: `we both approve`."""
    if acting := _MANY_ACT.search(text):
        return int(number(acting["n"]) or 0) or None
    if _ONE_EACH.search(text):
        return 2
    if needed := PEOPLE_NEEDED.search(text):
        return int(number(needed["n"] or needed["m"]) or 0) or None
    if some := _OF_WHICH.search(text):
        return int(number(some["n"] or some["m"]) or 0) or None
    both = _BOTH_ACT.search(text)
    if both and _ACTS.match(text, both.end()):
        return 2
    if else_looks(text):
        return 1
    is_one = _SECOND_PERSON.search(text) or ONE_IS.search(text)
    return 1 if is_one or _is_of_one_role(text) else None


def _is_of_one_role(text: str) -> bool:
    """One of a role gives it, and is not only asked: `if a lead should review it`."""
    places = [text[: found.start()][-40:] for found in _one_role().finditer(text)]
    return any(not (_CASE.search(at) or _REQUESTS.search(at)) for at in places)


@cache
def _one_role() -> re.Pattern[str]:
    """`a lead's approval`, `the approval of a lead`, `a lead must approve it`."""
    between = words()["counts"]["not_between"]
    roles = "|".join(words()["roles"].values())
    one = rf"\ban?\s+(?:(?!(?:{between})\b)[\w-]+\s+){{0,3}}?(?:{roles})"
    given = r"(?:approval|acceptance|consent|review|sign-?off|lgtm|ok)"
    return re.compile(
        rf"{one}['’]s?\s+{given}\b|\b{given}\s+(?:of|by|from)\s+{one}(?![\w-])"
        rf"|{one}(?:\s+(?:of|in|from)\s+(?:the|that|its)\s+[\w -]{{1,30}}?)?"
        r"\s+(?:must|should|has\s+to|needs\s+to)\s+(?:also\s+)?(?:approve|review|sign\s+off)\b",
        re.IGNORECASE,
    )


def else_looks(text: str) -> bool:
    """`somebody else looks at it`; not `unless somebody else has approved it`."""
    found = _ELSE_LOOKS.search(text)
    return bool(found) and not _IF_SO.search(text[: found.start()] if found else "")


def _more(text: str, at: int) -> int:
    """What another number of the same sentence adds: `... and one from QA`."""
    added = _and_from().match(text, at)
    if not added:
        return 0
    n = added["n"] or added["m"]
    return 1 if n.lower() == "another" else int(number(n) or 0)


@cache
def _of_role() -> str:
    """`of the leads`: another noun there is no person who approves."""
    roles = "|".join(words()["roles"].values())
    return rf"of\s+{_DET}(?:{_NOT_S}\s+){{0,2}}?(?:{roles}){_ENDS}"


@cache
def _and_from() -> re.Pattern[str]:
    """`two approvals from leads and one from QA`, `... and one maintainer`."""
    return re.compile(
        r"(?:\s+(?:from|by|of)\s+[^.;,]{2,40}?)?,?\s+and\s+(?P<n>another|one|two)\s+"
        rf"(?:one\s+|more\s+)?(?:{_WHERE}|{_of_role()})"
        r"|\s+and\s+(?:at\s+least\s+)?(?P<m>one|two|[1-5])\s+(?:\w+\s+)?(?:maintainers?|"
        r"committers?|leads?|owners?|reviewers?|approvers?|engineers?|developers?)(?!['’])"
        rf"(?:{_ENDS}|(?<!s)(?={_ACTS.pattern}))",  # `one owner must approve`
        re.IGNORECASE,
    )


@cache
def _and_one() -> re.Pattern[str]:
    """`approval from one of the leads and one of the owners`."""
    return re.compile(
        rf"[^.;,]{{2,50}}?,?\s+and\s+(?:one|another)\s+(?:more\s+)?(?:{_WHERE}|{_of_role()})",
        re.IGNORECASE,
    )


def _is_both(by: re.Match[str], text: str) -> bool:
    """`by both the lead and the owner` counts whom it names."""
    after = text[by.end("n") :].lstrip()
    return by["n"].lower() == "both" and after.startswith(("the ", "a ", "an "))


@cache
def _counted_by() -> re.Pattern[str]:
    by = spaced(words()["counts"]["by"])
    return re.compile(
        rf"\b(?:{by})(?P<n>\d{{1,2}}|{number_words()})(?![\s-]+(?:thirds?|quarters?)\b)"
        r"(?:\s+\w|[,.;)]|$)",
        re.IGNORECASE,
    )


@cache
def _counted() -> re.Pattern[str]:
    roles = "|".join(words()["roles"].values())
    nouns = spaced(f"{words()['approval_nouns']}|{roles}")
    between = words()["counts"]["not_between"]
    return re.compile(
        rf"(?<![\w.+/-])(?P<n>\d{{1,2}}|{number_words()}|another)"
        rf"(?:\s*(?:-|–|or|to)\s*(?:\d|two|three|four))?(?:\s*\(\d{{1,2}}\)|[+x])?\s+"
        rf"(?:(?:or\s+)?more\s+)?(?:(?!(?:{between})\b)[\w@/`'+-]+(?:\.\w+)?\s+){{0,3}}?"
        rf"(?:[`/]{{0,2}}(?:{nouns}|members?\s+of))(?![\w-])",
        re.IGNORECASE,
    )


def _is_other_count(text: str, match: re.Match[str]) -> bool:
    """The number counts something else, such as `a review comment` or a duration."""
    counts = words()["counts"]
    if re.match(rf"\s+(?:{counts['not_after']})\b", text[match.end() :]):
        return True
    before = text[max(0, match.start() - 40) : match.start()]
    if _HAS_ONLY.search(text[max(0, match.start() - 60) : match.start()]):
        return True
    if re.search(
        rf"\b(?:{counts['not_acting']})(?: by| of)?\s+$", before, re.IGNORECASE
    ):
        return True
    if _AT_MOST.search(before) or _is_held(match, text):
        return True
    noun = match[0].split()[-1].strip("`/")
    if noun.lower().startswith("sign") and _is_of_author(text, match.end()):
        return True
    if noun.lower().endswith("-by"):  # a trailer of a commit, but for who gives it
        return not re.match(r"\W{0,2}\s+(?:from|by)\b", text[match.end() :])
    is_approval = re.fullmatch(counts["approvals"], noun, re.IGNORECASE)
    is_undefined = _DEFINES.search(before) or _REQUESTS.search(before)
    if match["n"].lower() in ("a", "an") and is_undefined:
        return True
    if match["n"].lower() in (
        "a",
        "an",
        "another",
    ):  # `a vote`, `a reviewer` count nothing
        is_asked = re.search(rf"{spaced(counts['by_one'])}\s*$", before, re.IGNORECASE)
        is_plain_vote = noun.lower().startswith("vote") and "+" not in match[0]
        is_thing = is_approval and not is_plain_vote
        return not (is_thing or is_asked)
    is_time = re.search(rf"\b(?:{counts['not_before']})\s+$", before, re.IGNORECASE)
    has_acted = _HAVE_ACTED.match(text[match.end() :])
    is_approving = re.search(r"\bapproving\s", match[0], re.IGNORECASE)
    return bool(is_time) and not (is_approval or is_approving or has_acted)


def _is_held(match: re.Match[str], text: str) -> bool:
    """The votes that a voter has: `each committer has two votes`."""
    before = text[max(0, match.start() - 80) : match.start()]
    return "vote" in match[0].lower() and bool(_held().search(before))


@cache
def _held() -> re.Pattern[str]:
    return re.compile(spaced(words()["counts"]["held"]), re.IGNORECASE)


def _is_of_author(text: str, end: int) -> bool:
    """The sign-off of a commit, which nobody else gives."""
    is_given = re.match(r"\s+(?:from|by|of)\b(?!\s+(?:the|its) author)", text[end:])
    return bool(_OF_COMMITS.search(text)) and not is_given
