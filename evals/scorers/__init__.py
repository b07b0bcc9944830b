"""One scorer a file, each readable in a minute: what it asks of a case, and why a case falls short."""
