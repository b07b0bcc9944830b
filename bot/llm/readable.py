"""What an embedder can read of a text: cleaned the same way for every one of them."""

import re
import unicodedata

# Fifty thousand characters would hold a core for most of a minute; a thousand say what a question has to say.
QUERY_CHARACTERS = 1000

# A tokenizer cannot encode a lone surrogate, JSON cannot carry one, and the reference engine stops at a NUL.
_UNREADABLE = re.compile("[\0\ud800-\udfff]")


def readable(text: str) -> str:
    """Raises ValueError where nothing readable is left."""
    # Blanks around a text are dropped: a tokenizer makes a word of them, which moves the vector.
    cleaned = _UNREADABLE.sub("", unicodedata.normalize("NFC", text)).strip()
    if not cleaned:
        raise ValueError("a blank text has no meaning to embed")
    return cleaned


def readable_query(text: str) -> str:
    """A question, cut to what it needs. Raises ValueError where nothing readable is left."""
    return readable(text.strip()[:QUERY_CHARACTERS])
