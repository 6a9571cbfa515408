"""What to highlight in a text: where each of its quotes stands, and what it does in the map."""

from collections.abc import Mapping

from argmap.corpus import Standing
from argmap.graph import STATE_SIGN
from argmap.model import ArgMap, Role
from argmap.tui.reader.highlights import Highlight
from argmap.tui.reader.highlights import Role as Look

_LOOK = {Role.SUPPORT: Look.SUPPORT, Role.COUNTER: Look.COUNTER, Role.UNDERCUT: Look.UNDERCUT}


def highlights(whole: ArgMap, standings: Mapping[str, Standing], source_id: str, length: int) -> list[Highlight]:
    """The highlights of a source whose text has `length` code points now."""
    roles = _roles(whole)
    made = []
    for quote_id in whole.quotes_of(source_id):
        standing = standings.get(quote_id)
        place = place_of(standing) if standing else None
        if standing is None or place is None or place[1] > length:
            continue
        look = Look.REVIEW if standing.needs_review else _look(roles.get(quote_id, set()))
        sign = STATE_SIGN[standing.state] if standing.needs_review else ""
        made.append(Highlight(*place, look, quote_id, sign))
    return made


def place_of(standing: Standing) -> tuple[int, int] | None:
    """Where a quote stands, or where its words were before they were rewritten; None where nobody knows."""
    resolution = standing.resolution
    if resolution is None or resolution.start is None or resolution.end is None:
        return None
    return (resolution.start, resolution.end) if resolution.start < resolution.end else None


def _roles(whole: ArgMap) -> dict[str, set[Role]]:
    """What each premise does, over all the links it is in."""
    roles: dict[str, set[Role]] = {}
    for link in whole.links():
        for member in link.premises:
            roles.setdefault(member, set()).add(link.role)
    return roles


def _look(roles: set[Role]) -> Look:
    if not roles:
        return Look.PLAIN
    return _LOOK[next(iter(roles))] if len(roles) == 1 else Look.MIXED
