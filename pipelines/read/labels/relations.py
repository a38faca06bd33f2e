"""Which labels of a text stand for which, and which label a place is about."""

from __future__ import annotations

import re

from pipelines.markdown import Block
from pipelines.read.labels.aliases import (
    Alias,
    find_ages,
    find_aliases,
    side_by_side,
    split_sentences,
)
from pipelines.read.labels.mentions import Mention, find_mentions, label_in

# What a label was called before, said of the label that the place is about.
_OWN_FORMER = re.compile(
    r"(?:^\W*|\bthis(?: label)? (?:was|is) )(?:formerly|previously|originally"
    r"|former(?:ly)? (?:known as|called|named?s?)"
    r"|(?:former|old|older|previous|legacy) (?:names?|spellings?|labels?)"
    r"|alias(?:es)?|a\.?k\.?a|also (?:known as|called|named)|renamed from|replaces"
    r"|synonyms?|was)\b[^<]{0,30}<",
    re.IGNORECASE,
)


def relations(
    text: str, mentions: list[Mention], *, is_one_meaning: bool, owner: str | None
) -> tuple[list[str], list[Alias], dict[int, str]]:
    """Names in order, who stands for whom, and who is called old or new.

    `owner` is the label that the place is about; it is among the names where one of
    them stands for it.
    """
    names = list(dict.fromkeys(mention.name for mention in mentions))
    own = names.index(owner) if owner in names else len(names)
    pieces: list[str] = []
    at = 0
    for mention in mentions:
        position = names.index(mention.name)
        pieces += [text[at : mention.start].replace("<", "("), f"<{position}>"]
        at = mention.end
    pieces.append(text[at:].replace("<", "("))
    aliases: list[Alias] = []
    ages: dict[int, str] = {}
    for said in split_sentences("".join(pieces)):
        sentence = said
        if owner is not None and (cue := _OWN_FORMER.search(said)):
            sentence = f"<{own}> {said[cue.start() :].lstrip()}"
            names += [owner] if own == len(names) else []
        positions = [int(number) for number in re.findall(r"<(\d+)>", sentence)]
        if not positions:
            continue
        declared = find_aliases(sentence)
        aged = find_ages(sentence)
        named = sorted(set(positions))
        at_place = {position: place for place, position in enumerate(named)}
        beside = side_by_side(
            [names[position] for position in named],
            {at_place[position]: age for position, age in aged.items()},
            [Alias(at_place[a.old], at_place[a.new], a.is_weak) for a in declared],
        )
        aliases += declared
        aliases += [Alias(named[a.old], named[a.new], a.is_weak) for a in beside]
        ages |= aged
    old = {position: age for position, age in ages.items() if age == "old"}
    if is_one_meaning or old:  # across its sentences, by spelling only
        whole = side_by_side(names, old, aliases)
        aliases += [a for a in whole if is_one_meaning or a.old in old]
    return names, aliases, ages


def owner_of(block: Block, mentions: list[Mention], is_place: bool) -> str | None:
    """The label that a list item, or a section of a label document, is about."""
    if mentions and block.text.lstrip("*_ ").startswith(f"`{mentions[0].name}`"):
        return mentions[0].name
    if not is_place:
        return None
    title = (
        block.parents[-1]
        if block.parents
        else (block.headings[-1] if block.headings else "")
    )
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
    return names, aliases
