"""The show's feed: written from facts, and checked by the rules of those who read it."""

from narrate.feed.check import Breach, base_of, check_feed
from narrate.feed.rules import categories, is_language
from narrate.feed.values import FEED, Attachment, Entry, Podcast
from narrate.feed.write import address, render_feed, show_guid

__all__ = [
    "FEED",
    "Attachment",
    "Breach",
    "Entry",
    "Podcast",
    "address",
    "base_of",
    "categories",
    "check_feed",
    "is_language",
    "render_feed",
    "show_guid",
]
