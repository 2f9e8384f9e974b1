"""Sphinx's settings for the site. scripts/build-docs copies the pages beside this file before it runs Sphinx."""

import os

project = "Lockstep"
author = "The Lockstep authors"
copyright = "The Lockstep authors. Apache License 2.0"
release = os.environ["LOCKSTEP_VERSION"]
version = release
html_title = f"Lockstep {release}"

extensions = ["myst_parser"]
exclude_patterns = ["requirements.txt"]
myst_heading_anchors = 4  # the anchors that GitHub makes of headings
nitpicky = True
smartquotes = False  # options begin with two hyphens

html_theme = "furo"
html_static_path = []
html_copy_source = False
html_show_sphinx = False
html_last_updated_fmt = None  # the same bytes from the same pages
