"""Plain text from what others typed with HTML in it."""

import re
from html import unescape
from html.parser import HTMLParser

TAG = re.compile(
    r"</?(?:a|b|br|div|em|h[1-6]|i|li|ol|p|span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)\b[^<>]*>",
    re.IGNORECASE,
)
ENTITY = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|rsquo|lsquo|rdquo|ldquo|ndash|mdash|#\d+|#x[0-9a-f]+);", re.IGNORECASE
)
STRAY = re.compile(r"<(?![^<>]*>)")
"""Begins no tag that ends. The parser would look for its end to the end of the text, once for each (SEC-40)."""
BREAKS = {"br", "p", "div", "li", "tr", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"}
NOT_SHOWN = {"script", "style"}


def plain_text(text: str) -> str:
    """The words of a text that may hold HTML; text without any is given back as it is.

    >>> plain_text("<p>Uses <b>both</b> hands &amp; eyes.</p>")
    'Uses both hands & eyes.'
    >>> plain_text("a < b, and c > d")
    'a < b, and c > d'
    """
    if not TAG.search(text):
        return unescape(text) if ENTITY.search(text) else text
    words = _Words()
    words.feed(STRAY.sub("&lt;", text))
    words.close()
    lines = ("".join(words.parts)).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in NOT_SHOWN:
            self._hidden += 1
        self._space(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in NOT_SHOWN:
            self._hidden = max(0, self._hidden - 1)
        self._space(tag)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)

    def _space(self, tag: str) -> None:
        if tag in BREAKS:
            self.parts.append("\n")
        elif tag in {"td", "th"}:
            self.parts.append(" ")
