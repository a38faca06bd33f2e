"""Read a page as a browser would: its tags, links, ids and words."""

import re
from html.parser import HTMLParser

LOADED = {
    "script": "src",
    "link": "href",
    "img": "src",
    "iframe": "src",
    "embed": "src",
}
VOID = {"meta", "br", "wbr", "hr", "input", "link", "img"}


class Page(HTMLParser):
    """Collects what a test asks about, and checks that tags are closed in order."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.ids, self.links, self.loaded = [], [], [], []
        self.attributes, self.words, self.open = [], "", []
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        self.ids += [value for name, value in attrs if name == "id"]
        if tag == "a":
            self.links.append(known.get("href"))
        if tag in LOADED:
            self.loaded.append(known.get(LOADED[tag]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words += data

    @property
    def headings(self):
        return [int(tag[1]) for tag in self.tags if re.fullmatch(r"h\d", tag)]
