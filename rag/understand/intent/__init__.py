"""What kind of answer is wanted: passages, a list, a count, an aggregate.

aggregate_phrase    what is told of notes' dates and categories, taken out of a question
aggregates_en       how English asks for something of notes' dates other than their
                    number
aggregates_ko       how Korean asks for something of notes' dates other than their
                    number
grouping            what is listed or counted: entries, their months, their categories
extremes            ``첫 글이랑 마지막 글``, ``the longest note``: notes at an end of
                    their order
kinds               what kind of answer a question wants
most_written        ``GAN 얘기는 언제 제일 많이 했지``: when, or where, most was written
                    of something
notes_meant         whether a question asks for notes themselves
per_group           ``분기별``, ``해마다``, ``per year and category``: what notes are
                    counted by
top_groups          ``제일 많이 쓴 태그 3개``, ``top 3 tags``: so many of what notes are
                    counted by
aggregates          what is told of notes' dates and categories, when not how many notes
                    there are
earlier_of_two      ``CLIP이랑 GAN 중에 뭘 먼저 썼지?``: which of two things was written
                    of first
sides               what a question sets side by side: ``CLIP이랑 ImageBind 차이``
implied_aggregates  lets a plain reading of notes' dates and category stand for an
                    aggregate of them
"""
