"""What a browser may load for a page, and from where: the content security policy.

Everything comes from the site itself, and nothing written into a page runs: no script and no style. So a text
that slipped through every escaping would still be only a text. There is no list of exceptions on purpose.
"""

from __future__ import annotations

POLICY = (
    "default-src 'self'; img-src 'self' data:; "  # Material's style sheet holds its icons
    "base-uri 'none'; form-action 'self'; frame-src 'none'; object-src 'none'"
)
"""The policy of every page, as a meta element gives it: what only a header can say is left out."""
