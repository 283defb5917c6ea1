"""The folder of a show: what its maker wrote in ``show.toml``, and a record of each of its items."""
