"""The site: static pages that open to the rows behind every number, and on to evidence.

`pages.py` lists the pages; a page is its entry there, its queries (`queries/site/`) and
its template (`templates/site/`). `build.write_site` writes them all.
"""
