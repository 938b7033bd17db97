"""What makes a site of the pages: files outside of docs/, notebooks, and a look at what was built."""

from __future__ import annotations

import base64
from types import SimpleNamespace

import nbformat
import pytest

from docs._site import outside
from docs._site.notebooks import Written, executed
from docs._site.self_contained import addresses, faults_of


@pytest.fixture
def turned(tmp_path, monkeypatch):
    """A page's text with its links turned; NOTICE and gazetteer/README.md are pages of the site."""
    pages = {
        "NOTICE": "repository/NOTICE.md",
        "gazetteer/README.md": "repository/gazetteer/README.md",
        "CHANGELOG.md": "changelog.md",
    }
    monkeypatch.setattr(outside, "_pages", pages)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "there.md").touch()
    config = SimpleNamespace(config_file_path=str(tmp_path / "mkdocs.yml"))

    def turn(markdown, address):
        page = SimpleNamespace(file=SimpleNamespace(src_uri=address))
        return outside.on_page_markdown(markdown, page=page, config=config, files=None)

    return turn


@pytest.mark.parametrize(
    ("address", "link", "there"),
    [
        ("how-to/map.md", "../../NOTICE", "../repository/NOTICE.md"),
        ("index.md", "../gazetteer/README.md#policy", "repository/gazetteer/README.md#policy"),
        ("how-to/map.md", "../reference/cli.md", "../reference/cli.md"),
        ("how-to/map.md", "#a-place", "#a-place"),
        ("how-to/map.md", "https://example.org/a", "https://example.org/a"),
        ("how-to/map.md", "../../notebooks/01-a.ipynb", "../notebooks/01-a.md"),
        ("how-to/map.md", "../../nowhere.md", "../../nowhere.md"),
        ("repository/gazetteer/README.md", "../docs/how-to/map.md", "../../how-to/map.md"),
        ("repository/gazetteer/README.md", "../NOTICE", "../NOTICE.md"),
        ("notebooks/01-a.md", "../docs/how-to/map.md", "../how-to/map.md"),
        ("notebooks/01-a.md", "02-b.ipynb", "02-b.md"),
        ("changelog.md", "docs/there.md", "there.md"),
    ],
)
def test_links_lead_where_the_pages_are(address, link, there, turned):
    assert turned(f"See [the `page`]({link}).", address) == f"See [the `page`]({there})."


def test_a_changelog_may_tell_of_pages_that_have_moved(turned):
    assert turned("- New ([docs/gone.md](docs/gone.md)).", "changelog.md") == "- New (docs/gone.md)."


def test_a_link_that_is_called_after_its_file_gets_the_title_of_the_page(turned, tmp_path):
    (tmp_path / "docs" / "there.md").write_text("# What is there\n\n## More\n")
    assert turned("[docs/there.md](docs/there.md)", "changelog.md") == "[What is there](there.md)"
    assert turned("[there.md](there.md#more)", "index.md") == "[What is there](there.md#more)"
    assert turned("[there](there.md)", "index.md") == "[there](there.md)"


def test_pictures_and_titles_are_kept(turned):
    assert turned('![a](../docs/a.png "b")', "repository/gazetteer/README.md") == '![a](../../a.png "b")'


@pytest.mark.parametrize(
    "code", ["```text\n[a](../NOTICE)\n```\n", "`[a](../NOTICE)`", "``[a](../NOTICE) ` ``"]
)
def test_code_is_left_alone(code, turned):
    assert turned(f"{code} [b](../NOTICE)", "index.md") == f"{code} [b](repository/NOTICE.md)"


def test_what_a_page_links_is_found():
    text = "[a](b.md#c) [d](../e/f.toml) [g](https://h.org) [i](#j)\n[![k](l.png)](m.md)\n"
    assert outside.targets(text, "docs/n/o.md") == ["docs/n/b.md", "docs/e/f.toml", "docs/n/m.md"]


def test_a_file_that_is_no_page_becomes_a_block():
    assert outside.address("a/weights.toml") == "repository/a/weights.toml.md"
    assert outside.block("a/weights.toml", "b = 1\n").endswith("# a/weights.toml\n\n````toml\nb = 1\n````\n")


@pytest.mark.parametrize(
    ("text", "suffix", "loaded"),
    [
        ('<script src="https://a.org/b.js"></script>', ".html", ["https://a.org/b.js"]),
        ('<link rel="preconnect" href="//a.org">', ".html", ["//a.org"]),
        ('<img srcset="a.png 1x, https://a.org/b.png 2x">', ".html", ["https://a.org/b.png 2x"]),
        ('<iframe srcdoc="&lt;img src=&#34;http://a.org/b&#34;&gt;"></iframe>', ".html", ["http://a.org/b"]),
        ("<style>@import 'https://a.org/b.css'</style>", ".html", ["https://a.org/b.css"]),
        ('<p style="background: url(//a.org/b.png)"></p>', ".html", ["//a.org/b.png"]),
        ("a { background: url('https://a.org/b.png') }", ".css", ["https://a.org/b.png"]),
        ('<svg><use href="https://a.org/b.svg#c"/></svg>', ".svg", ["https://a.org/b.svg#c"]),
        ('<a href="https://a.org">b</a><link rel="canonical" href="https://a.org">', ".html", []),
        ("<script>const a = 'https://a.org'</script><p>url(https://a.org)</p>", ".html", []),
    ],
)
def test_what_is_loaded_from_hosts_is_found(text, suffix, loaded):
    assert addresses(text, suffix)[0] == loaded


def test_a_built_site_is_looked_through(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "index.html").write_text(
        '<a href="a/b%20c.html#d">e</a><a href="#f">g</a><a href="mailto:h@i">j</a>'
    )
    (tmp_path / "a" / "b c.html").write_text('<img src="../k.png"><a href="..">l</a>')
    (tmp_path / "404.html").write_text('<a href="/m/">n</a>')
    assert list(faults_of(tmp_path)) == ["a/b c.html links ../k.png"]
    (tmp_path / "k.png").touch()
    (tmp_path / "a" / "o.css").write_text("@import url(https://p.org/q.css);")
    assert list(faults_of(tmp_path)) == ["a/o.css loads https://p.org/q.css"]


def code(source, *outputs):
    return {"cell_type": "code", "source": source, "outputs": list(outputs)}


def shown(**data):
    return {
        "output_type": "display_data",
        "data": {kind.replace("_", "/"): value for kind, value in data.items()},
    }


def test_a_notebook_that_has_run_is_taken_as_it_is_unless_it_is_another(tmp_path):
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("a"), nbformat.v4.new_code_cell("b")])
    path = tmp_path / "01-a.ipynb"
    assert executed(made, path) is None
    ran = nbformat.from_dict(made)
    ran.cells[0].outputs = [nbformat.v4.new_output("stream", text="1")]
    nbformat.write(ran, path)
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("a"), nbformat.v4.new_code_cell("b")])
    assert executed(made, path).cells[0].outputs[0].text == "1"
    made.cells[1].source = "c"
    assert executed(made, path) is None


def test_a_notebook_becomes_a_page():
    framed = "<div><iframe srcdoc='&lt;p title=&quot;a&quot;&gt;&#x27;b&#x27;' width='100%'></iframe></div>"
    cells = [
        {"cell_type": "markdown", "source": "# A title\n\nWords."},
        code("a = 1"),
        code(""),
        code("b", {"output_type": "stream", "name": "stdout", "text": "c\n 50%|##  | 5/10\r\nd\n"}),
        code("e", shown(text_html=framed, text_plain="<Map>")),
        code("f", shown(text_html="<style scoped>x</style>\n<table>\n<tr></tr>\n</table>")),
        code("g", shown(image_png=base64.b64encode(b"png").decode(), text_plain="<Figure>")),
        code("h", {"output_type": "execute_result", "data": {"text/plain": "1 ``` 2"}}),
    ]
    made = Written("01-a")
    assert (
        made.page({"cells": cells})
        == """\
# A title

<a href="01-a.ipynb" download>The notebook itself</a>

Words.

````python
a = 1
````

````python
b
````

````text
c
d
````

````python
e
````

<div class="notebook-output" tabindex="0"><div><iframe src="01-a/1.html" loading="lazy" title="Map"></iframe></div></div>

````python
f
````

<div class="notebook-output" tabindex="0"><table>&#10;<tr></tr>&#10;</table></div>

````python
g
````

![Figure](01-a/2.png)

````python
h
````

````text
1 ``` 2
````
"""
    )
    assert made.files == {"01-a/1.html": "<p title=\"a\">'b'", "01-a/2.png": b"png"}
