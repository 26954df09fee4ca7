"""Brings the index level with the notes.

passages   what of an entry is embedded and ranked by words, and how changes are told
freshness  tells how far the notes have moved on since they were indexed
validate   tries a generation before anybody gets it: integrity, counts, searches
writer     applies changed files to a generation that nobody reads yet
indexer    brings the index level with the notes: what changed is read, embedded,
           written
refresh    brings the index up to date before a question, as far as that can be done now
"""
