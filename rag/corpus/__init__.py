"""The only readers of note files: bytes in, entries and problems out.

dates         days as people write them, in front matter and in file names
english_days  days with the name of the month, as in ``May 11, 2021``
day_headings  finds the headings of a text that are days, which cut it into a note a day
post/         reads the author's long post: many entries in one text, and references
              below
day_notes     reads a file whose headings are days: a note a day, and one of what is
              left
front_values  reads the YAML or TOML of front matter as texts, with their lines
front_matter  what a note says about itself between ``---`` (YAML) or ``+++`` (TOML)
walk          finds the files of notes under a folder, without reading any
git_days      tells from a repository's history when a note was first committed
links_page    tells a page that lists the notes of its folder from one that is a note
locate        finds the file of a path that was indexed
dialects      says in plain Markdown what editors and site generators have marks of
              their own for
dialect_rows  the same of one row
inline_marks  says in plain Markdown what stands within a row in marks of an editor, or
              in HTML
html_tables   says in plain Markdown what tables say in HTML
properties    what a note is filed under in its text: rows of properties, ``#tags``
titles        what a note is called: by its front matter, its headings, or its file
unfinished    tells drafts and the forms that notes are made from
unsaid        finds what stands in a note without saying anything: comments and contents
markdown      reads a file that is one Markdown note
read          reads one file of notes, whatever it holds: bytes to entries
watch         tells when notes have changed and it is quiet again
write         splits a post into one file a note, without ever overwriting one

`walk` lists the files, `read` turns one into entries by its content: the
author's long post (`post`) or a Markdown note (`markdown`, with its
`front_matter`), which `day_notes` cuts where its headings are days. `git_days`
tells when a file was first committed, and `write` cuts a post into notes.
"""
