"""What is said of vulnerabilities, and that silence is never taken for an answer."""

from __future__ import annotations

from supply import audit
from supply.audit import NOT_ASKED, audited, read_answer

ANSWER = {
    "dependencies": [
        {"name": "sound", "version": "1", "vulns": []},
        {"name": "holed", "version": "2", "vulns": [{"id": "PYSEC-2"}, {"id": "CVE-1"}]},
        {"name": "unknown", "skip_reason": "not found"},
    ]
}


def test_an_answer_is_read():
    assert read_answer(ANSWER) == (["sound==1", "holed==2"], {"holed==2": ("CVE-1", "PYSEC-2")})


def test_who_is_not_known_to_the_first_is_asked_about_at_the_second(monkeypatch):
    asked = []

    def ask(service, packages):
        asked.append((service, packages))
        return ANSWER if service == "pypi" else {}

    monkeypatch.setattr(audit, "_ask", ask)
    made = audited(("sound==1", "holed==2", "unknown==3"))
    assert asked[1] == ("osv", ("unknown==3",))
    assert made.status == 1
    assert any("NOT ASKED about 1 " in line for line in made.lines())


def test_without_a_network_it_says_so(monkeypatch):
    monkeypatch.setattr(audit, "_ask", lambda service, packages: {})
    made = audited(("sound==1",))
    assert made.status == NOT_ASKED
    assert "NOT ASKED" in made.lines()[-1]
