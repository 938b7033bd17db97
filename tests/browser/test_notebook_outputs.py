"""What a notebook shows of hostile texts: nothing runs, nothing is asked for, and the text can be read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Browser

from geomap.model import Actor, Document
from geomap.pipeline import Report, Shown
from tests.browser.hostile.payloads import PAYLOADS, bare
from tests.builders import claim, incident, toponym

NOTEBOOK = '<!doctype html><meta charset="utf-8"><title>n</title><body><main>{}</main>'


def report_of(payload: str) -> Report:
    """A report with a payload wherever a text or a gazetteer can bring one."""
    text = f"{payload} Eastford {payload}"
    at = text.index("Eastford", len(payload))
    name = replace(toponym(), start=at, end=at + 8)
    lost = replace(toponym(resolved=False), start=0, end=len(payload), text=payload)
    made = incident()
    place = replace(made.place, text=payload, name=payload)
    told = replace(
        made,
        quote=payload,
        start=0,
        end=len(text),
        date_text=payload,
        place=place,
        initiators=(Actor(payload, payload),),
        claims=(replace(claim(), speaker=payload, side=payload, quote=payload),),
    )
    document = Document(id=payload, text=text, title=payload, language=payload)
    told = replace(told, document_id=document.id)
    return Report(documents=(document,), toponyms=((lost, name),), incidents=(told,))


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_nothing_of_a_text_runs(browser: Browser, payload: str, tmp_path):
    report = report_of(payload)
    outputs = [report._repr_html_(), report.incidents._repr_html_(), Shown(report)._repr_html_()]
    path = tmp_path / "notebook.html"
    path.write_bytes(NOTEBOOK.format("".join(outputs)).encode("utf-8", "replace"))
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.wait_for_function("Array.from(document.images).every((i) => i.complete)")
    assert page.evaluate("window.__x") is None
    assert page.locator("script, iframe, object, embed").count() == 0
    assert [url for url in asked if not url.startswith(("file:", "data:image/svg+xml;base64,"))] == []
    assert page.evaluate("Array.from(document.images, (i) => i.naturalWidth)") == [560, 560]
    seen = bare(page.locator("main").inner_text())
    assert (
        bare(payload.replace("\u202e", "U+202E").replace("\x00", "U+0000").replace("\ud800", "U+D800"))
        in seen
    )
    context.close()
