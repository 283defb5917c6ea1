"""Who wrote an article, and when: as pages, dumps and texts print it."""
