"""From questions we could not answer to a card an editor can finish: gathered by meaning, never filed alone."""

from .clustering import clusters_of
from .drafting import draft_card, paired
from .gathering import KnowledgeGap, gather, together
from .masking import masked
from .ruler import Foreseen, Ruler

__all__ = ["Foreseen", "KnowledgeGap", "Ruler", "clusters_of", "draft_card", "gather", "masked", "paired", "together"]
