"""Texts that would run, or break a page, wherever it took them for more than text."""

from __future__ import annotations

# A label has to have room on the map, and a guess is cut: about a hundred characters at most.
RUN = "(window.__x=(window.__x||0)+1)"
PAYLOADS = {
    "closing script": f"</script><script>{RUN}</script>",
    "image handler": f'<img src=x onerror="{RUN}">',
    "svg handler": f"<svg onload={RUN}><a href='javascript:{RUN}'>x</a></svg>",
    "template literal": "${" + RUN + "}`+" + RUN + "+`",
    "backslashes": "\\\\`+" + RUN + "+`\\",
    "quotes": f"'+{RUN}+'\"\u2028{RUN}\u2029//",
    "jinja": "{{ 7*7 }}{% raw %}{{ this }}",
    "comment": f"<!--<script>{RUN}//-->",
    "closing style": f"</style></title></textarea><script>{RUN}</script>",
    "link": f"javascript:{RUN}",
    # Harmless where it is read once, and not where it is written out and read again.
    "mutation": f']]><math><style><!--</style><p title="--&gt;&lt;img src onerror={RUN}&gt;">',
    # A formula for a table, an address for a style, an expression for a GIS.
    "cell and style": f'=A("//e.invalid");}}*{{background:url(//e.invalid)}}[%{RUN}%]',
    "direction and null": f"\u202e\u0000\ud800<b>{RUN}</b>",
}


def bare(text: str) -> str:
    """Without blanks, and without what HTML has no character for or a page does not show."""
    none = dict.fromkeys((0, 0xD800, 0xFFFD, 0x202E, ord("?")))
    return "".join(text.translate(none).split())
