"""Text to sentences, and a sentence's words to utterances of a length that the voice speaks well."""

from narrate.chunk.sentences import sentences
from narrate.chunk.utterances import utterances

__all__ = ["sentences", "utterances"]
