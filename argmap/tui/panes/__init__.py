"""The panes beside the reader: the map's outline and details, its sources, and the quotes to review."""

from argmap.tui.panes.detail_pane import DetailPane
from argmap.tui.panes.outline_pane import OutlinePane
from argmap.tui.panes.review_pane import ReviewPane
from argmap.tui.panes.sources_pane import SourcesPane

__all__ = ["DetailPane", "OutlinePane", "ReviewPane", "SourcesPane"]
