"""Brings the index level with the notes.

passages      what of an entry is embedded and ranked by words, and how changes are told
freshness     tells how far the notes have moved on since they were indexed
index_writer  applies changed files to a generation that nobody reads yet
validate      tries a generation before anybody gets it: integrity, counts, searches
index         brings the index level with the notes: what changed is read, embedded,
              written
upkeep        brings the index up to date before a question, as far as that can be done
              now
"""
