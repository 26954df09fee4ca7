"""The only readers of note files: bytes in, entries and problems out.

`walk` lists the files, `read` turns one into entries by its content: the
author's long post (`post`) or a Markdown note (`markdown`, with its
`front_matter`), which `day_notes` cuts where its headings are days. `git_days`
tells when a file was first committed, and `write` cuts a post into notes.
"""
