"""When a question asks about, in Korean and in English.

moments           a piece of text that names a moment, and how two of them make a range
digits            dates in digits alone, as both languages write them
meanings_en       what the English names of days, weeks, months, seasons and years mean
meanings_ko       what the Korean names of days, weeks, months, seasons and years mean
named_days        days with a name, days counted within a month, and a few set phrases
names_en          how English names days, weeks, months, seasons and years
names_ko          how Korean names days, weeks, months, seasons and years
numbers_as_dates  whether a number that may be a date is one: ``11.5에``, ``by 2022``
time_phrase       a phrase of time, as it was understood
phrases           phrases of time: a moment, two of them, or a side of one
joined            makes one stretch of time of the phrases that together mean one
recurring         ``토요일에 쓴 글``, ``notes from February, any year``: days that come
                  again
sort_order        ``가장 최근``, ``최근 3개``, ``the first two notes``: which end, how
                  many
impossible        days that no calendar has, and a list of no notes: what can have no
                  answer
writing_date      whether a date says when a note was written, or is part of its subject
when              when a question asks about, in Korean and in English
"""
