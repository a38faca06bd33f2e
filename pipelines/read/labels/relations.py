"""Which labels of a text stand for which, and which label a place is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipelines.markdown import Block
from pipelines.read.labels.ages import find_ages
from pipelines.read.labels.aliases import (
    ARROW,
    Alias,
    find_aliases,
    side_by_side,
    split_sentences,
    steps_in,
    tells_apart,
)
from pipelines.read.labels.facets import facet_of
from pipelines.read.labels.mentions import Mention, find_mentions, label_in
from pipelines.read.labels.synonyms import meaning_key

# What a label was called before, said of the label that the place is about.
_OWN_FORMER = re.compile(
    r"(?:^\W*|[(,;:–—] ?|\. |\bthis(?: label)? (?:(?:was|is) )?)"
    r"(?:formerly|previously|originally"
    r"|former(?:ly)? (?:known as|called|named?s?)"
    r"|(?:former|old|older|previous|legacy) (?:names?|spellings?|labels?)"
    r"|it (?:was|used to be)|alias(?:es)?|a\.?k\.?a"
    r"|also (?:known as|called|named|labell?ed|tagged|written)|known as|renamed from"
    r"|replaces"
    r"|supersedes|succeeds"
    r"|(?:before|until|up to) (?:\d{4}|v?\d[\w.]*)(?=:)|legacy(?=:)"
    r"|synonyms?|used to be|was(?=:? (?:called |named |known as )?[^\w<]{0,2}<))\b"
    r"[^<]{0,30}<",
    re.IGNORECASE,
)
# What is to be used instead of the label that the place is about.
_OWN_SUCCESSOR = re.compile(
    r"(?:^\W*(?:(?:it|this|that)(?: label| one)? (?:is|was|got|has been) )?|[(,;:–—] ?)"
    r"(?:(?:deprecated|obsolete|retired|old|legacy|no longer used)"
    r"\W{1,3}(?:please )?(?:use|prefer|apply|see|now)"
    r"|(?:please )?use instead:?|replaced (?:by|with)|superseded by|renamed to"
    r"|merged into|folded into|now(?: called| named)?|called|becomes|became"
    r"|we (?:merged|folded|renamed|moved|turned) it (?:into|to|with))"
    r" (?P<new><\d+>)(?! ?(?:\+|and|plus) <)",
    re.IGNORECASE,
)


_INSTEAD = re.compile(
    r"^(?:please )?(?:use|prefer|apply|add|take) (?:the )?(?:label )?<\d+>(?: label)?"
    r" instead\b|^(?:the )?<\d+>(?: label)?"
    r" (?:(?:should|must|is to|shall) be used|is what (?:you|we) (?:want|need|use)"
    r"|is what to use|is the (?:one|label) to use)\b",
    re.IGNORECASE,
)
_PASSES = re.compile(
    rf"\b(?:becomes?|turns? into|will become)\b|{ARROW}", re.IGNORECASE
)
_CHANGES = re.compile(
    r"\b(?:is|are|gets?) (?:then )?(?:replaced|changed|swapped|exchanged)\b", re.I
)
# What is done each time that something happens; not once and for all.
_EACH_TIME = re.compile(
    r"^\W*(?:when|once|after|whenever|as soon as|if)\b.{0,200}"
    r"\b(?:is|are|gets?) (?:then )?(?:replaced|changed|swapped|exchanged|turned)\b",
    re.IGNORECASE | re.DOTALL,
)
_OLD_LABELS = re.compile(
    r"\b(?:deprecated|legacy|old|obsolete|retired|former)\b", re.IGNORECASE
)
_SEE = re.compile(
    r"^\W{0,3}(?P<old><\d+>)\W{1,5}(?:please )?(?:see|use|try|now) (?P<new><\d+>)"
    r"\W{0,3}$",
    re.IGNORECASE,
)
_IF = re.compile(r"\b(?:if|when|once|whenever|unless|until (?!v?\d))\b", re.IGNORECASE)
_GONE = re.compile(
    r"\b(?:(?:happened|become|became) (?:to|of)|where (?:is|are|did|has))\b"
    r"[^`]{0,40}`(?P<label>[^`\n]{1,60})`",
    re.IGNORECASE,
)
_ON_CONDITION = re.compile(
    r"\b(?:when|once|after|if|as soon as|until)\b", re.IGNORECASE
)
_RENAMES = re.compile(
    r"\b(?:renam|migrat|mapping|fold(?:ed|ing)|clean-?up|cleaned up|consolidat"
    r"|old (?:and|to|vs\.?|->|→) new)",
    re.IGNORECASE,
)
_TO = re.compile(r"(?<!renamed )(?P<pair><\d+> to <\d+>)")
_OWN_USE = re.compile(r"^\W{0,3}<\d+> ?\((?:please )?use (?P<new><\d+>)", re.IGNORECASE)
_PAIR = re.compile(
    r"(?<=[,;] )(?:and )?<(?P<old>\d+)>(?: (?:to|into|is|as|by|becomes|with|→|->))?"
    r" <(?P<new>\d+)>(?! (?:and|or) <)"
)
# A sentence about the one label of the sentence before.
_IT = re.compile(
    r"^(?:it|this|that)(?: label| one)?(?= (?:is|was|has|became|got|will|used|replaces"
    r"|replaced|supersedes)\b)"
    r"|(?P<verb>\b(?:treat|merged|renamed|moved|folded|replace[sd]|supersede[sd]|migrated"
    r"|changed) )"
    r"it\b",
    re.IGNORECASE,
)
ARROWS = re.compile(r"[➜➔➡⇨⟹↦]\ufe0f?|-->|==>")
_ITS_NEXT = re.compile(r"^its (?:replacement|successor|new name) is\b", re.IGNORECASE)
_SAME_ONE = re.compile(
    r"\binto (?:the same(?: one| label)?|that one|the latter)(?=\W*$)", re.IGNORECASE
)
_SO = re.compile(
    r",? (?:and )?(?:so (?:did|was|were|has|have|is)|(?:the )?same (?:for|with)"
    r"|likewise|(?:together|along) with) <(?P<old>\d+)>",
    re.IGNORECASE,
)


def relations(
    text: str,
    mentions: list[Mention],
    *,
    is_one_meaning: bool,
    owner: str | None,
    heading: str = "",
) -> tuple[list[str], list[Alias], dict[int, str]]:
    """Names in order, who stands for whom, and who is called old or new.

    `owner` is the label that the place is about; it is among the names where one of
    them stands for it. Below a heading of renames, "`a` to `b`" is one.
    """
    names = list(dict.fromkeys(mention.name for mention in mentions))
    own = names.index(owner) if owner in names else len(names)
    pieces: list[str] = []
    at = 0
    for mention in mentions:
        position = names.index(mention.name)
        is_owner = re.match(r"['’]s\b", text[mention.end : mention.end + 3])
        place = "(one)" if is_owner else f"<{position}>"
        pieces += [text[at : mention.start].replace("<", "("), place]
        at = mention.end
    pieces.append(text[at:].replace("<", "("))
    with_arrows = ARROWS.sub("→", "".join(pieces))
    aliases: list[Alias] = []
    ages: dict[int, str] = {}
    before: list[int] = []
    for written in _joined(split_sentences(with_arrows)):
        said = _spelt_out(written, before, aliases)
        before = sorted({int(number) for number in re.findall(r"<(\d+)>", said)})
        is_of_renames = speaks_of_renames(f"{heading} {said.split('<')[0]}")
        sentence = _TO.sub(r"renamed \g<pair>", said) if is_of_renames else said
        if owner is not None and len(find_aliases(sentence)) < 2:
            is_old = bool(_OLD_LABELS.search(heading))
            sentence = _with_owner(sentence, own, is_old=is_old)
        if own == len(names) and f"<{own}>" in sentence and owner:
            names.append(owner)
        positions = [int(number) for number in re.findall(r"<(\d+)>", sentence)]
        if not positions:
            continue
        declared = [
            alias
            for alias in find_aliases(sentence)
            if is_of_renames or not _is_of_states(names, alias, sentence)
        ]
        if speaks_of_renames(f"{heading} {said}"):
            taken = {alias.old for alias in declared}
            declared += [step for step in steps_in(said) if step.old not in taken]
        declared += _in_line(declared, sentence)
        aged = find_ages(sentence)
        named = sorted(set(positions))
        at_place = {position: place for place, position in enumerate(named)}
        if tells_apart(sentence):
            continue
        beside = side_by_side(
            [names[position] for position in named],
            {at_place[position]: age for position, age in aged.items()},
            [Alias(at_place[a.old], at_place[a.new], a.is_weak) for a in declared],
            is_list=is_one_meaning,
        )
        aliases += declared
        aliases += [Alias(named[a.old], named[a.new], a.is_weak) for a in beside]
        ages |= aged
    old = {position: age for position, age in ages.items() if age == "old"}
    if is_one_meaning or old:  # across its sentences, by spelling only
        whole = side_by_side(names, old, aliases)
        aliases += [a for a in whole if is_one_meaning or a.old in old]
    return names, aliases, ages


def _spelt_out(sentence: str, before: list[int], aliases: list[Alias]) -> str:
    """With the label that `it`, `its successor`, `the same one` point back to."""
    if same := _SAME_ONE.search(sentence):
        named = re.findall(r"<(\d+)>", sentence[: same.start()])
        news = [*named[-2:-1], *(str(alias.new) for alias in aliases[-1:])]
        sentence = _SAME_ONE.sub(f"into <{news[0]}>", sentence) if news else sentence
    if len(before) == 1:
        sentence = _ITS_NEXT.sub(f"<{before[0]}> is replaced by", sentence)
        found = _IT.search(sentence)
        verb = (found["verb"] or "") if found else ""
        is_of_before = found and "<" not in sentence[: found.start()]
        if found and (is_of_before or verb.startswith(("replace", "supersede"))):
            rest = sentence[found.end() :]
            sentence = f"{sentence[: found.start()]}{verb}<{before[0]}>{rest}"
    return sentence


def speaks_of_renames(words: str) -> bool:
    """A heading, or the words before a list, that say that labels change names."""
    return bool(_RENAMES.search(words))


def _between(sentence: str, alias: Alias) -> str:
    """The words from the one label to the other."""
    places = sorted(
        (match.start(), match.end())
        for match in re.finditer(rf"<(?:{alias.old}|{alias.new})>", sentence)
    )
    return sentence[places[0][1] : places[-1][0]] if len(places) > 1 else ""


def _in_line(declared: list[Alias], sentence: str) -> Iterator[Alias]:
    """`a` was renamed to `b`, `c` to `d`: the second pair has no verb of its own."""
    if not any(not alias.is_weak for alias in declared):
        return
    taken = {alias.old for alias in declared} | {alias.new for alias in declared}
    for so in _SO.finditer(sentence):
        named = re.findall(r"<(\d+)>", sentence[: so.start()]) or ["-1"]
        targets = [a.new for a in declared if int(named[-1]) in (a.old, a.new)]
        if targets and int(so["old"]) not in taken:
            yield Alias(int(so["old"]), targets[0])
    for pair in _PAIR.finditer(sentence):
        old, new = int(pair["old"]), int(pair["new"])
        if old != new and not taken & {old, new}:
            taken |= {old, new}
            yield Alias(old, new)


def _with_owner(said: str, own: int, *, is_old: bool) -> str:
    """What is said of the label that the place is about, with that label in it.

    Below a heading of old labels (`is_old`), what to see is what to use.
    """
    if is_old and (see := _SEE.match(said)):
        return f"{see['old']} is replaced by {see['new']}"
    if cue := _OWN_FORMER.search(said):
        beside = re.search(r"<(\d+)> \(?$", said[: cue.start() + 1])  # `b` (was `a`)
        newer = beside[1] if beside else own
        return f"<{newer}> formerly {said[cue.end() - 1 :]}"
    if cue := _OWN_SUCCESSOR.search(said) or _OWN_USE.search(said):
        return f"<{own}> is replaced by {cue['new']}"
    return said


def _is_of_states(names: list[str], alias: Alias, sentence: str) -> bool:
    """A state that turns into another: `in review` becomes `done`, or does so when."""
    old, new = names[alias.old], names[alias.new]
    if meaning_key(old) == meaning_key(new):
        return False
    if _IF.search(_between(sentence, alias)) or _EACH_TIME.search(sentence):
        return True
    if _CHANGES.search(sentence) and _ON_CONDITION.search(sentence):
        return True
    if not _PASSES.search(sentence):
        return False
    is_state = "status" in (facet_of(old), facet_of(new))
    return is_state or bool(_ON_CONDITION.search(sentence))


def _joined(sentences: Iterable[str]) -> Iterator[str]:
    """With "Use <1> instead." as a part of the sentence that says instead of what."""
    waiting = ""
    for sentence in sentences:
        if waiting and _INSTEAD.match(sentence) and waiting.count("<") == 1:
            waiting = f"{waiting.rstrip('.!;? ')}, {_ordered(sentence)}"
            continue
        if waiting:
            yield waiting
        waiting = sentence
    if waiting:
        yield waiting


def _ordered(sentence: str) -> str:
    """`<1> should be used` as `use <1>`."""
    label = re.search(r"<\d+>", sentence)
    return f"use {label[0]} instead" if label else sentence


def owner_of(block: Block, mentions: list[Mention], is_place: bool) -> str | None:
    """The label that a list item, or a section of a label document, is about."""
    if mentions and block.text.lstrip("*_ ").startswith(f"`{mentions[0].name}`"):
        return mentions[0].name
    title = (
        block.parents[-1]
        if block.parents
        else (block.headings[-1] if block.headings else "")
    )
    if (gone := _GONE.search(title)) and (is_place or "label" in title.lower()):
        return label_in(gone["label"])
    if not is_place:
        return None
    if span := re.match(r"\W{0,3}`([^`\n]{1,60})`", title):
        return label_in(span[1])
    is_bare = re.fullmatch(r"[\w.-]{1,30}(?:::|[:/]) ?[\w. -]{1,40}", title)
    return label_in(title) if is_bare else None


def remarks_of_row(
    block: Block, names: list[str], aliases: list[Alias]
) -> tuple[list[str], list[Alias]]:
    """With what the other cells of a row say of its only label: "was `crash`"."""
    if len(names) != 1 or aliases:
        return names, aliases
    for cell in block.cells:
        mentions = find_mentions(block, cell)
        if not mentions or names[0] in [mention.name for mention in mentions]:
            continue
        named, said, _ = relations(cell, mentions, is_one_meaning=False, owner=names[0])
        olds = [named[one.old] for one in said if named[one.new] == names[0]]
        aliases = [*aliases, *(Alias(len(names) + n, 0) for n in range(len(olds)))]
        names = [*names, *olds]
        if news := [named[one.new] for one in said if named[one.old] == names[0]]:
            aliases = [*aliases, Alias(0, len(names))]
            names = [*names, news[0]]
    return names, aliases
