"""Languages, as BCP 47 tags."""


def primary(language: str) -> str:
    """The first part of a BCP 47 tag, in small letters: ``en`` of ``en-US``."""
    return language.lower().replace("_", "-").partition("-")[0]
