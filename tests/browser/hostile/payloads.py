"""Texts that would run, or break a page, wherever it took them for more than text."""

from __future__ import annotations

RUN = "(window.__x=(window.__x||0)+1)"
PAYLOADS = {
    "closing script": f"</script><script>{RUN}</script>",
    "image handler": f'<img src=x onerror="{RUN}">',
    "svg handler": f"<svg onload={RUN}><a href='javascript:{RUN}'>x</a></svg>",
    "template literal": "${" + RUN + "}",
    "backtick": "`+" + RUN + "+`",
    "backslashes": "\\\\`+" + RUN + "+`\\",
    "quotes": f"\"+{RUN}+\"'+{RUN}+'",
    "line separators": f"\u2028{RUN}\u2029//\u2028",
    "jinja": "{{ 7*7 }}{% raw %}{{ this }}",
    "comment": f"<!--<script>{RUN}//-->",
    "closing style": f"</style></title></textarea><script>{RUN}</script>",
    "link": f"javascript:{RUN}",
    "direction and null": f"\u202e\u0000\ud800<b>{RUN}</b>",
}


def bare(text: str) -> str:
    """Without blanks, and without what HTML has no character for."""
    return "".join(text.translate({0: None, 0xD800: None, 0xFFFD: None, ord("?"): None}).split())
