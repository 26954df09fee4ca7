"""Markdown as text: blocks, sentences, passages, and what a note holds beside prose.

block_lines     what single lines of Markdown tell, and where what they open ends
blocks          finds the blocks of Markdown by reading its lines once
headings        the words of a heading, without the marks of Markdown
sentences       finds the sentences of Markdown, Korean and English
chunking        cuts an entry into passages: by heading and block, never through either
footnote_marks  marks that are left out of what is shown: footnotes' without them,
                breaks, folds
wiki_links      links to other notes as Obsidian writes them: ``[[힙|더미]]``
holding         what a note holds beside prose: code, formulae, tables, links, things to
                do
lazy_regex      regular expressions that are compiled when they are first used, and
                quickly
"""
