"""Texts that would run, or break a page, wherever it took them for more than text."""

from __future__ import annotations

RUN = "(window.__x=(window.__x||0)+1)"
PAYLOADS = {
    "closing script": f"</script><script>{RUN}</script>",
    "image handler": f'<img src=x onerror="{RUN}">',
    "svg handler": f"<svg onload={RUN}><a href='javascript:{RUN}'>x</a></svg>",
    "template literal": "${" + RUN + "}`+" + RUN + "+`",
    "backslashes": "\\\\`+" + RUN + "+`\\",
    "quotes": f"\"+{RUN}+\"'+{RUN}+'\u2028{RUN}\u2029//\u2028",
    "jinja": "{{ 7*7 }}{% raw %}{{ this }}",
    "comment": f"<!--<script>{RUN}//-->",
    "closing style": f"</style></title></textarea><script>{RUN}</script>",
    "link": f"javascript:{RUN}",
    # Harmless where it is read once, and not where it is written out and read again.
    "mutations": (
        f'<noscript><p title="</noscript><img src=x onerror={RUN}>"></noscript><math><mtext><table><mglyph>'
        f'<style><!--</style><img title="--&gt;&lt;img src=x onerror={RUN}&gt;"></math>'
        f"<svg><title><![CDATA[</title><script>{RUN}</script>]]></svg>&lt;img src=x onerror={RUN}&gt;&#60;b&#62;"
    ),
    # A formula for a table, an address for a style.
    "cell and style": f"=HYPERLINK(\"https://payload.invalid/\",\"x\");}}*{{background:url(https://payload.invalid/)}}[% {RUN} %]",
    "direction and null": f"\u202e\u0000\ud800<b>{RUN}</b>",
}


def bare(text: str) -> str:
    """Without blanks, and without what HTML has no character for or a page does not show."""
    none = dict.fromkeys((0, 0xD800, 0xFFFD, 0x202E, ord("?")))
    return "".join(text.translate(none).split())
