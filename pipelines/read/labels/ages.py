"""Which labels of a sentence with placeholders its words call old or new."""

from __future__ import annotations

import re

_AGE = re.compile(
    r"<(?P<label>\d+)> ?\((?:[^()<>]{0,30}?\b)?"
    r"(?:(?P<old>old|older|oldest|legacy|deprecated|obsolete|retired|former|formerly"
    r"|previous|previously|outdated|historic|historical|superseded|no longer used)"
    r"|(?P<new>new|newer|newest|current|canonical|preferred|official|standard|recommended"
    r"))\b[^()<>]{0,60}\)",
    re.IGNORECASE,
)
_LIST = r"(?P<labels><\d+>(?:(?:, (?:and |or )?| and | or |/)<\d+>){0,11})"
_AGE_BEFORE = re.compile(
    r"\b(?:(?P<old>old|older|legacy|deprecated|obsolete|former"
    r"|historically,? (?:we )?used|we used to use|previously,? (?:we )?used)"
    r"|(?P<new>new|newer|current|canonical|preferred))"
    r"(?: (?:name|names|spelling|form|label|labels|one|style|convention))?:? "
    rf"{_LIST}",
    re.IGNORECASE,
)
_IN_USE = re.compile(
    r"<(?P<label>\d+)>(?: labels?)? is (?:now )?the"
    r" (?:(?:one|label|name) to (?:use|apply)"
    r"|preferred|canonical|current|official|newer|right|only) ?(?:one|label|name)?\b",
    re.IGNORECASE,
)
_OLDER_FORMS = re.compile(
    rf"{_LIST} (?:are|is) (?:an? |the )?(?:old|older|former|legacy|previous|deprecated)"
    r" (?:spelling|name|form|variant|version)s? (?:of|for)\b",
    re.IGNORECASE,
)
_ALWAYS = (  # `do not use it for questions` tells where
    r"(?!(?:,|/| and| or)?(?: and| or)? ?<)"
    r"(?! (?:for|on|to|if|when|unless|until|before|after|without|with|in|as|by|and|or"
    r"|together|alone|outside|yourself|directly|twice)\b)"
)
_UNSURE = r"(?!.*\b(?:if|when|while|unless|until|where|in case)\b)"
_DEPRECATED = tuple(
    re.compile(said, re.IGNORECASE)
    for said in (
        rf"{_LIST}(?: labels?)? (?:is|are|was|were|has been|have been|got)"
        r" (?:now |since )?(?:deprecated|obsolete|retired|withdrawn|abandoned"
        r"|gone|legacy|no longer (?:used|in use|applied)"
        r"|not to be (?:used|applied)"
        r"|(?:an|the|our) (?:old|older|former|previous|legacy|outdated)"
        r" (?:name|names|spelling|form|label|labels|one))\b",
        rf"{_LIST}(?: labels?)? (?:should|must|shall)(?: not|n't)(?: longer)? be"
        rf" (?:used|applied|added|set)\b{_ALWAYS}",
        rf"\b(?:do not|don't|never) (?:use|apply|add) (?:the )?(?:labels? )?{_LIST}"
        rf"{_ALWAYS}",
        rf"^{_UNSURE}.*?{_LIST}[^<>.;]{{0,60}}\b(?:do not|don't|never|stop)"
        r" (?:use|using|apply|applying) (?:them|it|these|those|either)"
        r"(?: (?:any ?more|any longer|again))?(?=\W*$|[.;,!])",
    )
)


def find_ages(sentence: str) -> dict[int, str]:
    """Positions of the labels that the words next to them call `old` or `new`."""
    ages: dict[int, str] = {}
    for match in _AGE.finditer(sentence):
        ages.setdefault(int(match["label"]), "old" if match["old"] else "new")
    for match in _AGE_BEFORE.finditer(sentence):
        for number in re.findall(r"\d+", match["labels"]):
            ages.setdefault(int(number), "old" if match["old"] else "new")
    for match in _OLDER_FORMS.finditer(sentence):
        for number in re.findall(r"\d+", match["labels"]):
            ages.setdefault(int(number), "old")
    for match in _IN_USE.finditer(sentence):
        ages.setdefault(int(match["label"]), "new")
    for match in (one for said in _DEPRECATED for one in said.finditer(sentence)):
        for number in re.findall(r"\d+", match["labels"]):
            ages.setdefault(int(number), "old")
    return ages
