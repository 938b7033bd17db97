"""Scripts and styles of one's own inside the page of any folium map.

folium knows scripts by address only. What is put here is written into the figure's header as text,
once a figure, so that an element works on a plain `folium.Map` that folium itself saves as well as
on geomap's page, where `geomap.render.document` adds its checksum to the policy.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from branca.element import Element, Figure, MacroElement

from geomap.errors import UsageError
from geomap.render import assets


class InlineScript(Element):
    """A script element with its text inside, in ASCII.

    Parameters
    ----------
    text
        Of the script.
    """

    tag, safe = "script", staticmethod(assets.safe_script)

    def __init__(self, text: str) -> None:
        super().__init__()
        self._name = type(self).__name__
        self._text = self.safe(text)

    def render(self, **kwargs: Any) -> str:  # noqa: ARG002 (branca's signature)
        """The element. branca would read the text as a template, and run what looks like one."""
        return f"<{self.tag}>{self._text}</{self.tag}>"


class InlineStyle(InlineScript):
    """A style element with its text inside, in ASCII."""

    tag, safe = "style", staticmethod(assets.safe_style)


class CarriesScripts(MacroElement):
    """Mixin of elements that bring their scripts and styles with them.

    Among a class's bases it stands after folium's ``JSCSSMixin``, so that libraries load first, and
    before the others. Subclasses list what they carry as (name, maker of the text), in the order in
    which it loads. A name is that of one text in all of a figure: the first element that is
    rendered puts it there, the others do not.
    """

    inline_js: ClassVar[tuple[tuple[str, Callable[[], str]], ...]] = ()
    inline_css: ClassVar[tuple[tuple[str, Callable[[], str]], ...]] = ()

    def render(self, **kwargs: Any) -> Any:
        """Put what is carried into the figure's header, then render as ever.

        Raises
        ------
        UsageError
            If the element is on no map.
        """
        put_inline(figure_of(self), scripts=self.inline_js, styles=self.inline_css)
        return super().render(**kwargs)  # type: ignore[no-untyped-call]


def figure_of(element: Element) -> Figure:
    """The figure of the map that an element is on.

    Raises
    ------
    UsageError
        If it is on none.
    """
    figure = element.get_root()
    if not isinstance(figure, Figure):
        raise UsageError(f"{type(element).__name__} is on no map", hint="add it to one first")
    return figure


def put_inline(
    figure: Figure,
    *,
    scripts: tuple[tuple[str, Callable[[], str]], ...] = (),
    styles: tuple[tuple[str, Callable[[], str]], ...] = (),
) -> None:
    """Write scripts and styles into the figure's header, each name once.

    Parameters
    ----------
    figure
        Root of the map.
    scripts, styles
        (name, maker of the text), in the order in which they load.
    """
    for kind, listed in ((InlineStyle, styles), (InlineScript, scripts)):
        for name, text in listed:
            if name not in figure.header._children:
                figure.header.add_child(kind(text()), name=name)


class Text(Element):
    """An element that renders to just this text.

    branca would read the text as a template once more, and run what looks like one.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def render(self, **kwargs: Any) -> str:  # noqa: ARG002 (branca's signature)
        """The text."""
        return self._text


def put_script(figure: Figure, name: str, text: str) -> None:
    """Write a script into the figure after those that are there, each name once."""
    if name not in figure.script._children:
        figure.script.add_child(Text(text), name=name)


def own_script() -> str:
    """The text of geomap's own script."""
    return assets.script(assets.OWN_SCRIPT)


def own_style() -> str:
    """The text of geomap's own style sheet."""
    return assets.style(assets.OWN_STYLE)


OWN_JS = (("geomap", own_script),)
OWN_CSS = (("geomap_style", own_style),)
