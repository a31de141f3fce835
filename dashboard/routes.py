"""Plain pages and data beside Streamlit's, from the same release: permalinks and JSON."""

from __future__ import annotations

from starlette.routing import BaseRoute

ROUTES: list[BaseRoute] = []
