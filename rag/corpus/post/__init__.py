"""Reads the author's long post: many entries in one text, and references below.

footnotes      reads the references of a post, and the footnote digits glued to its
               words
post_commands  knows the commands of LaTeX that notes use, and the letters they draw
post_latex     says what a piece of LaTeX looks like once it has been rendered as text
post_match     finds where a line says a formula twice: as it looks, then as LaTeX
formulae       writes each formula of a post once, as LaTeX between dollar signs
post_code      tells code from prose in a text that has no fences
post_body      turns the lines of an entry of a post into Markdown, line by line
post_split     finds where the entries of a post begin and end
post_title     names an entry that has no title, by its first words
post           reads the owner's post: one text with many entries, and references below
"""
