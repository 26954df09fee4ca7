"""When a question asks about, in Korean and in English.

atoms             a piece of text that names a moment, and how two of them make a range
date_phrase       a phrase of time, as it was understood
read_en           what the English names of days, weeks, months, seasons and years mean
dates_en          how English names days, weeks, months, seasons and years
dates_num         dates in digits alone, as both languages write them
read_ko           what the Korean names of days, weeks, months, seasons and years mean
dates_ko          how Korean names days, weeks, months, seasons and years
dates_named       days with a name, days counted within a month, and a few set phrases
numbers_as_dates  whether a number that may be a date is one: ``11.5에``, ``by 2022``
phrases           phrases of time: a moment, two of them, or a side of one
joined            makes one stretch of time of the phrases that together mean one
order             ``가장 최근``, ``최근 3개``, ``the first two notes``: which end, how
                  many
recurring         ``토요일에 쓴 글``, ``notes from February, any year``: days that come
                  again
writing           whether a date says when a note was written, or is part of its subject
dates             when a question asks about, in Korean and in English
"""
