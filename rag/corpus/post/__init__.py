"""Reads the author's long post: many entries in one text, and references below.

code_lines      tells code from prose in a text that has no fences
body            turns the lines of an entry of a post into Markdown, line by line
entry_bounds    finds where the entries of a post begin and end
latex_commands  knows the commands of LaTeX that notes use, and the letters they draw
latex           says what a piece of LaTeX looks like once it has been rendered as text
first_words     names an entry that has no title, by its first words
footnotes       reads the references of a post, and the footnote digits glued to its
                words
formula_pairs   finds where a line says a formula twice: as it looks, then as LaTeX
formulae        writes each formula of a post once, as LaTeX between dollar signs
reader          reads the owner's post: one text with many entries, and references below
"""
