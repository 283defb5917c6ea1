"""The pages of a show: an episode's, which reads along, and the list of episodes. Each one file that asks for nothing.

What the script and the styles do stands in the files beside this one; they are written into each page, so that a page
can be kept, sent and opened from a folder, and read without its script.
"""

from narrate.site.pages import Beside, Link, Listed, ListedShow, episode_page, index_page

__all__ = ["Beside", "Link", "Listed", "ListedShow", "episode_page", "index_page"]
