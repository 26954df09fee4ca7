"""Which notes a question keeps to, other than by their dates.

all_but           ``노트 중에 CLIP 빼고``, ``everything except CLIP``: a list without a
                  subject
category_names    what categories are also called: in Hangul, in full, in short
categories        which of the known categories a question keeps to
category_roles    whether a question names a category as a place of notes, or as a
                  subject
bearing           ``카테고리 없는 글``, ``untagged notes``: notes by whether they bear
                  such a thing
holding           ``코드가 있는 노트``, ``notes with formulae``: notes by what stands in
                  them
pieces            ``CLIP 글에 있는 표``, ``the code in the MAML note``: what of a note
                  is to be shown
several_left_out  ``CLIP이랑 GAN 빼고``, ``except CLIP and GAN``: several things left
                  out at once
tagged            takes the notes that bear a tag for those of its word, as tags are
                  searched
"""
