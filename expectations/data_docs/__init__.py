"""Great Expectations' Data Docs of what the judge ran: a page per policy.

Great Expectations renders each result; the page around it is ours. Its own pages load
styles and scripts from five other hosts, and put values from the data into the page
as they are.
"""
