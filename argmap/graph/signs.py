"""The signs for roles and states, so that no meaning hangs on colour alone and every view uses the same."""

from argmap.model import Role

ROLE_SIGN = {Role.SUPPORT: "+", Role.COUNTER: "−", Role.UNDERCUT: "×"}
THESIS_SIGN = "◆"
MEMBER_SIGN = "&"
"""One of several linked premises."""
AGAIN_SIGN = "↑"
"""A reference to an element that stands in full elsewhere."""

STATE_SIGN = {
    "exact": "●",
    "folded": "●",
    "carried": "▲",
    "fuzzy": "▲",
    "ambiguous": "?",
    "rewritten": "✎",
    "lost": "✗",
    "unreadable": "!",
}
