"""Texts that are already clean, Markdown among them -> what became of each of their lines."""
