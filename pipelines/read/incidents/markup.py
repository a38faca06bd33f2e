"""Other markups made to look like markdown; every line stays where it is."""

from __future__ import annotations

import re

from pipelines.read.incidents.columns import with_columns
from pipelines.read.incidents.days import find_days
from pipelines.read.incidents.dialects import (
    from_asciidoc,
    from_rst,
    from_wiki,
    is_rst,
    is_wiki,
)
from pipelines.read.incidents.list_tables import with_grids
from pipelines.read.incidents.marked_tables import with_marked_tables
from pipelines.read.incidents.plain import with_headings
from pipelines.read.incidents.toctrees import with_toctrees
from pipelines.read.org import from_org

_TEMPLATING = re.compile(
    r"<%.{0,2000}?%>|\{%.{0,2000}?%\}|\{\{.{0,2000}?\}\}", re.DOTALL
)
_CALL = re.compile(  # a helper, a tag or a short code, with words of the text
    r"<%=?-? ?\w{1,40}[ (]|\{% ?-?(?:include|render|alert|note|warning|info|callout)\b"
    r"|\{\{[<%] ?[\w/-]{1,40} "
)
_SENTENCE = re.compile(
    r"(?P<quote>[\"'])(?P<words>[A-Z][^\"'<>{}\n]{0,40} [^\"'<>{}\n]{4,300}[.!])"
    r"(?P=quote)"
)
_STATE = re.compile(  # a wiki's template that says how far something is
    r"\{\{ ?((?:not )?done|in progress|todo|to do|pending|open|closed|resolved"
    r"|unresolved|declined|tick) ?(?:\|[^{}\n]{0,60})?\}\}",
    re.IGNORECASE,
)
_TICKET = re.compile(  # a wiki's template that only links one
    r"\{\{(?:phabricator|phab|bug|task|ticket|jira)\|([^{}|\n]{1,40})\}\}",
    re.IGNORECASE,
)
_USER = re.compile(r"\{\{(?:u|user|ping)\|([^{}|\n]{2,40})\}\}", re.IGNORECASE)
_FILLED = re.compile(  # a wiki's template that is filled in, a line per field
    r"^\{\{[^{}|\n=]{1,60}\n(?P<lines>(?:[ \t]*\|[^\n{}]{0,1000}\n){1,60})\}\}[ \t]*$",
    re.MULTILINE,
)
_FILLED_LINE = re.compile(r"^[ \t]*\|[ \t]*([\w -]{1,40}?)[ \t]*=[ \t]*", re.MULTILINE)
_NUMBERED = re.compile(
    r"(?:(?<=\n\n)|\A)(?P<title>\d{1,2}(?:\.\d{1,2})*[.)]? [^\n]{2,120})\n"
    r"(?P<rule>[=-])(?P=rule){2,}[ \t]*$",
    re.MULTILINE,
)
_DOT = re.compile(r"^([ \t]*)[•◦‣▪●○∙·→➔➜►▸](?=[ \t\xa0])", re.MULTILINE)
_ROUND = re.compile(r"^([ \t]{0,6})o(?=[ \t]+\S)", re.MULTILINE)
_TWIKI = re.compile(r"^---(\+{1,6})(?:!!)?[ \t]+(?=\S)", re.MULTILINE)
_TWIKI_HEAD = re.compile(  # a header below an empty line, which is needed for dashes
    r"^[ \t]*\n"
    r"((?:#{1,6} [^\n]*\n)?\|(?:[ \t]*\*[^*|\n]{1,80}\*[ \t]*\|){2,12})[ \t]*$",
    re.MULTILINE,
)
_TWIKI_LINK = re.compile(r"\[\[(https?://[^\[\]\s]+)\]\[([^\[\]\n]+)\]\]")
_TEXTILE = re.compile(r"^h([1-6])\.[ \t]+(?=\S)", re.MULTILINE)
_STROKE = re.compile(  # a dash that begins a line goes on a sentence, or is a bullet
    r"(?:(?<=\n\n)|(?<=:\n)|\A)(?P<indent>[ \t]*)[–—](?=[ \t])"
    r"|(?<=\n)(?P<more>[ \t]*)[–—](?=[ \t][^\n]*\n[ \t]*[–—] )",
)
_DASHES = re.compile(
    r"^[ \t]*(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+(?:\|[ \t]*)?$", re.M
)
_PIPE = re.compile(r"(?<!\\)\|")
_CODED = re.compile(  # `T1. Mend it`, `AP2 (ada): Test it`, a line each
    r"^(?=(?:[A-Z]{1,3}[- ]?\d{1,2}(?: \([^()\n]{1,30}\))?|\(\d{1,2}\))[.):][ \t]+\S)",
    re.MULTILINE,
)
_MARKED = re.compile(  # a line each: a mark before it, or whose it is
    r"^(?=[^\w\s\x00-\x7f–—][\ufe0f\u200d]?[ \t]+\S"
    r"|@[\w-]{1,40}(?: ?[+&,] ?@[\w-]{1,40}){0,9}: )",
    re.MULTILINE,
)
_EMPTY = re.compile(r"^[ \t]+[-*+][ \t]*$", re.MULTILINE)  # in a form: no underline
_TERM = re.compile(r"^;[ \t]*(?=\S)([^:;\n]{1,60}?)[ \t]*(?=\n:)", re.MULTILINE)
_DEFINED = re.compile(r"^:[ \t]+(?=\S)", re.MULTILINE)  # of a term on the line above
_TIMED = re.compile(  # a time over what happened then, as a term and what it is
    r"^([*_]{0,2}\d{1,2}[:.]\d\d[^\n:]{0,20})\n:[ \t]+(\S[^\n]{0,500})$", re.MULTILINE
)
_FORM = re.compile(  # a form that is set in: no code
    r"(?<=\n)[ \t]{4,}(?P<name>[A-Z][\w /-]{1,30}):[ \t]+(?=\S)"
)
_FENCE = re.compile(r"^[ \t]*(?:```|~~~|[-*+] |\d{1,2}[.)] )", re.MULTILINE)
_MAIL = re.compile(  # the head of a mail, a few lines that begin with a name each
    r"\A(?:[A-Z][\w-]{1,30}:[ \t][^\n]{0,500}\n(?:[ \t]+\S[^\n]{0,500}\n)?){1,30}(?=\n)"
)
_SUBJECT = re.compile(
    r"^(?:subject|title):[ \t]+(?:(?:re|fwd?):[ \t]+|\[[^\]\n]{1,40}\][ \t]+)*(?=\S)",
    re.MULTILINE | re.IGNORECASE,
)
_SIGNATURE = re.compile(r"^--[ \t]*$.*", re.MULTILINE | re.DOTALL)
_LAST = 3_000  # characters in which a mail may end with a signature
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_COMMENTED_FIELDS = re.compile(  # an issue whose body begins with them, unseen
    r"\A<!--[ \t]*\n(?P<fields>(?:[a-z]\w{0,30}:[^\n]{0,300}\n){1,20})-->[ \t]*(?=\n)"
)
_COMMENTED_HEAD = re.compile(  # `generated, do not edit` above the front matter
    r"\A(?P<comments>(?:<!--[^\n]{0,500}?-->[ \t]*\n|[ \t]*\n){1,5})---[ \t]*\n"
    r"(?=[A-Za-z_][\w-]{0,40}[ \t]*:)"
)
_TRACKED = re.compile(  # a short code that only dresses a moment
    r"\{\{[<%] ?\w{1,20} \"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d[^\"\n]{0,20})\" ?[>%]\}\}"
)
_TOML_KEY = re.compile(r"^(?P<key>[A-Za-z_][\w-]{0,60})[ \t]*=[ \t]*", re.MULTILINE)
_KEY = re.compile(r"^([A-Za-z_]{2,30}): *(.*)$", re.MULTILINE)
_NOTED = re.compile(r"(?<=[^\s\[\]])\[\^[\w-]{1,30}\](?=:?[\s.,;)|]|$)", re.MULTILINE)
_BOX = re.compile(  # a task without its bullet, maybe after `todo:`
    r"^[ \t]*(?:(?:to-?dos?|to do|tasks|actions?(?: items?)?|follow-?ups?|next steps)"
    r"[ \t]*:[ \t]+)?(\[[ xX]\] )",
    re.MULTILINE | re.IGNORECASE,
)
_SIGNED = re.compile(r"^[ \t]{12,}--[ \t]+[\w.-]{2,30}[ \t]*$", re.MULTILINE)
_SUMMARY = re.compile(
    r"^[ \t]*(?:<details[^>\n]{0,50}>[ \t]*(?:\n[ \t]*)?)?"
    r"<summary>([^<\n]{3,200})</summary>[ \t]*$",
    re.MULTILINE,
)
_ENTRY = re.compile(
    r"(?<=\n)\n---\n((?:[A-Za-z_]{2,30}: .{0,300}\n){0,20}date: .{0,300}\n"
    r"(?:[A-Za-z_]{2,30}: .{0,300}\n){0,20})---(?=\n)"
)
_HTML_HEADING = re.compile(
    r"^[ \t]*<h([1-6])[^>\n]{0,200}>([^<\n]{1,200})</h\1>[ \t]*$", re.MULTILINE
)
_HTML_PAGE = re.compile(  # what stands around the words of a page
    r"^[ \t]*(?:<!doctype[^>\n]{0,200}>"
    r"|</?(?:html|head|body|header|footer)\b[^>\n]{0,200}>"
    r"|<(?:title|style|script)\b[^>\n]{0,200}>[^\n]{0,300}</(?:title|style|script)>"
    r"|<(?:meta|link)\b[^>\n]{0,300}>)(?:[ \t]*(?:</?(?:html|head|body)\b[^>\n]{0,200}>"
    r"|<title\b[^>\n]{0,200}>[^\n]{0,300}</title>)){0,4}[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_HTML_TERM = re.compile(  # a term with what it is, in a line
    r"^[ \t]*<dt[^>\n]{0,100}>([^<\n]{1,60}?):?</dt>[ \t]*"
    r"<dd[^>\n]{0,100}>([^\n]{1,500}?)(?:</dd>)?[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_HTML_ITEM = re.compile(r"^[ \t]*<li[^>\n]{0,200}>[ \t]*", re.MULTILINE)
_HTML_STRUCK = re.compile(
    r"<(?P<tag>s|del|strike)>\s{0,9}(?P<words>[^<\n]{1,500}?)\s{0,9}</(?P=tag)>",
    re.IGNORECASE,
)
_HTML_FRAME = re.compile(
    r"^[ \t]*</?(?:ul|ol|dl|div|p|section|details|main|article)[^>\n]{0,200}>[ \t]*"
    r"|</(?:li|p|ul|ol)>[ \t]*$",
    re.MULTILINE,
)


def as_markdown(text: str, path: str) -> str:
    """Markdown without templating and comments, out of what people keep logs in.

    Args:
        text: Markdown, MediaWiki, TWiki, AsciiDoc, reStructuredText or Org mode, maybe
            in a template.
        path: Its extension tells AsciiDoc, reStructuredText and Org mode.
    """
    if len(_TEXTILE.findall(text)) > 1:  # as Jira has it
        text = _TEXTILE.sub(lambda m: "#" * int(m[1]) + " ", text).replace("(x)", "❌")
    if _TWIKI.search(text):
        text = _TWIKI.sub(lambda m: "#" * len(m[1]) + " ", text)
        text = _TWIKI_LINK.sub(r"[\2](\1)", _TWIKI_HEAD.sub(_twiki_header, text))
    text = with_grids(_from_toml(_uncovered(text.replace("\r\n", "\n"))))
    text = _from_mail(_TRACKED.sub(r"\1", text))
    text = _NUMBERED.sub(_heading, text)
    text = _NOTED.sub("", _COMMENT.sub(_newlines, text))
    if not _FENCE.search(text) and len(_FORM.findall(text)) > 2:
        text = _FORM.sub(r"- **\g<name>**: ", text)
    text = _ENTRY.sub(_entry, _BOX.sub(r"- \1", _SIGNED.sub("", text)))
    text = _SUMMARY.sub(_unfolded, text)
    text = _rows_as_wide_as_headers(text.replace("\u2011", "-"))
    text = _STATE.sub(r"(\1)", _USER.sub(r"\1", _TICKET.sub(r"\1", text)))
    text = _FILLED.sub(_fields, text)
    text = _from_html(_TEMPLATING.sub(_told_in_call, text))
    if len(_MARKED.findall(text)) > 1:
        text = _MARKED.sub("- ", text)
    if len(_CODED.findall(text)) > 1:
        text = _CODED.sub("- ", text)
    text = _TIMED.sub(r"- \1 \2\n", text)
    text = _DEFINED.sub("- ", _TERM.sub(r"###### \1", _EMPTY.sub("", text)))
    if len(_ROUND.findall(text)) > 1:
        text = _ROUND.sub(r"\1-", text)
    text = _STROKE.sub(r"\g<indent>-", _DOT.sub(r"\1-", text))
    return _by_markup(with_toctrees(text), path)


def _by_markup(text: str, path: str) -> str:
    extension = path.rpartition(".")[2].lower()
    if extension == "org":
        return from_org(text)
    if extension in ("adoc", "asciidoc"):
        return from_asciidoc(text)
    if extension in ("rst", "rest") or is_rst(text):
        return from_rst(text)
    if is_wiki(text):
        return with_marked_tables(from_wiki(text))
    return with_columns(with_headings(with_marked_tables(text)))


def _twiki_header(match: re.Match[str]) -> str:
    header = match[1].rpartition("\n")[2]
    return match[1] + "\n|" + "---|" * (header.count("|") - 1)


def _uncovered(text: str) -> str:
    """Front matter that a comment precedes, or that stands in one itself."""
    if fields := _COMMENTED_FIELDS.match(text):
        return f"---\n{fields['fields']}---{text[fields.end() :]}"
    if head := _COMMENTED_HEAD.match(text):
        return "---" + "\n" * head[0].count("\n") + text[head.end() :]
    return text


def _rows_as_wide_as_headers(text: str) -> str:
    """Tables whose line of dashes has another number of columns, put right."""
    if not _DASHES.search(text):
        return text
    lines = text.split("\n")
    for number in range(1, len(lines)):
        if not _DASHES.match(lines[number]) or "|" not in lines[number - 1]:
            continue
        columns = len(_cells(lines[number - 1]))
        if columns > 1 and columns != len(_cells(lines[number])):
            lines[number] = "|" + "---|" * columns
    return "\n".join(lines)


def _cells(line: str) -> list[str]:
    bare = line.strip().removeprefix("|").removesuffix("|")
    return _PIPE.split(bare)


def _from_toml(text: str) -> str:
    """Front matter between `+++` as YAML, as far as it is `key = value`."""
    head, mark, rest = text[4:].partition("\n+++")
    if not (text.startswith("+++\n") and mark):
        return text
    return "---\n" + _TOML_KEY.sub(r"\g<key>: ", head) + "\n---" + rest


def _heading(match: re.Match[str]) -> str:
    """A numbered line that is underlined is a heading, and no item of a list."""
    return f"{'#' if match['rule'] == '=' else '##'} {match['title'].strip()}\n"


def _fields(match: re.Match[str]) -> str:
    return "\n" + _FILLED_LINE.sub(r"- **\1**: ", match["lines"])


def _from_mail(text: str) -> str:
    """The subject of a mail heads it; what is below two dashes is its signature."""
    head = _MAIL.match(text)
    if head is None or not _SUBJECT.search(head[0]):
        return text
    subject = _SUBJECT.sub("# ", head[0], count=1)
    body = text[head.end() :]
    end = max(0, len(body) - _LAST)
    return subject + body[:end] + _SIGNATURE.sub(_newlines, body[end:])


def _from_html(text: str) -> str:
    """Headings, paragraphs and lists out of plain HTML."""
    if "<" not in text:
        return text
    text = _HTML_STRUCK.sub(r"~~\g<words>~~", _HTML_PAGE.sub("", text))
    text = _HTML_TERM.sub(r"- **\1**: \2", text)
    text = _HTML_HEADING.sub(lambda m: f"{'#' * int(m[1])} {m[2].strip()}", text)
    text = _HTML_ITEM.sub("- ", text)
    return _HTML_FRAME.sub("", text)


def _unfolded(match: re.Match[str]) -> str:
    """The summary of an incident to unfold heads it; other summaries stay."""
    if not find_days(match[1]):
        return match[0]
    return "\n" * match[0].count("\n") + f"## {match[1].strip()}"


def _entry(match: re.Match[str]) -> str:
    """Front matter in the middle of a log begins an entry."""
    keys = dict(_KEY.findall(match[1]))
    names = (keys.get(name, "") for name in ("title", "name", "summary", "service"))
    title = next((name for name in names if name), "")
    fields = _KEY.sub(r"- \g<1>: \g<2>", match[1].strip("\n"))
    return f"\n## {keys['date']} {title}\n{fields}\n"


def _told_in_call(match: re.Match[str]) -> str:
    """The sentence that a helper only dresses: `<%= note('All times are UTC.') %>`."""
    told = _SENTENCE.search(match[0]) if _CALL.match(match[0]) else None
    return (told["words"] if told else "") + _newlines(match)


def _newlines(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")
