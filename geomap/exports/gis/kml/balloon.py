"""What a balloon says of an incident: all voices, as text that no program runs."""

from __future__ import annotations

import html
from typing import Any

from geomap.model import Incident

_VOICES = (("claimed_by", "Claimed by"), ("confirmed_by", "Confirmed by"), ("denied_by", "Denied by"))


def balloon(incident: Incident, told: dict[str, Any]) -> str:
    """A few paragraphs of HTML in which all words of the input are escaped.

    Parameters
    ----------
    incident
        The incident.
    told
        Its properties.
    """
    rows = [("Status", told["status"]), ("When", _when(told)), ("Where", _where(told))]
    rows += [(title, "; ".join(told[name])) for name, title in _VOICES]
    rows += [("Initiator", "; ".join(told["initiator"])), ("Target", "; ".join(told["target"]))]
    if told["fatalities_best"] is not None or told["fatalities_low"] is not None:
        rows.append(("Killed, as told", _toll(told)))
    if told["polarity"] != "asserted":
        rows.insert(1, ("Polarity", told["polarity"]))
    facts = "".join(f"<b>{title}:</b> {escaped(text)}<br>" for title, text in rows if text)
    said = "".join(
        f"<li>{escaped(c.speaker)} ({c.act.value}, {c.stance.value}): <q>{escaped(c.quote)}</q></li>"
        for c in incident.claims
    )
    claims = f"<ul>{said}</ul>" if said else ""
    claims += _accounts(told)
    source = ", ".join(part for part in (told["source"], told["published"], told["document_id"]) if part)
    return f"<p>{facts}</p><blockquote>{escaped(incident.quote)}</blockquote>{claims}<p>{escaped(source)}</p>"


def _accounts(told: dict[str, Any]) -> str:
    """How each document tells of it, and in what they differ; empty if one alone does."""
    if not told["accounts"]:
        return ""
    names: dict[str, str] = {d["id"]: d["source"] or d["id"] for d in told["documents"]}

    def named(document_id: str) -> str:
        return names.get(document_id, document_id)

    listed = "".join(
        f"<li>{escaped(', '.join(_facts(account, named(account['document_id']))))}: "
        f"<q>{escaped(account['quote'])}</q></li>"
        for account in told["accounts"]
    )
    differ = "".join(
        f"<li>{escaped(each['about'])}: "
        + "; ".join(
            f"{escaped(version['words'])} ({escaped(', '.join(map(named, version['documents'])))})"
            for version in each["versions"]
        )
        + "</li>"
        for each in told["disagreements"]
    )
    number = f"{len(told['accounts'])}, independent sources: {told['independent_sources']}"
    return f"<p><b>Accounts:</b> {number}</p><ul>{listed}</ul>" + (
        f"<p><b>Told differently:</b></p><ul>{differ}</ul>" if differ else ""
    )


def _facts(account: dict[str, Any], name: str) -> list[str]:
    killed = account["fatalities_best"]
    facts = [name, _when(account), account["place_name"], f"{killed} killed" if killed is not None else None]
    return [fact for fact in facts if fact]


def escaped(text: str) -> str:
    """Text for HTML. Google Earth puts properties into ``$[name]`` as they are: the dollar is a code."""
    return html.escape(text).replace("$", "&#36;")


def _when(told: dict[str, Any]) -> str:
    start, end = told["date_start"], told["date_end"]
    if start == end or not end:
        return start or ""
    return f"{start or '...'} to {end}"


def _where(told: dict[str, Any]) -> str:
    name = told["place_name"] or ""
    radius = told["radius_km"]
    return f"{name} (within {radius:g} km)" if name and radius else name


def _toll(told: dict[str, Any]) -> str:
    best, low, high = (told[f"fatalities_{name}"] for name in ("best", "low", "high"))
    if best is not None and best == low == high:
        return str(best)
    spread = f"{low if low is not None else '?'} to {high if high is not None else '?'}"
    return f"{best} ({spread})" if best is not None else spread
