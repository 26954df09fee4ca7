"""The calendar: stretches of it, and arithmetic with days.

periods    stretches of the calendar, and moments that are named only in part
intervals  arithmetic of the calendar: periods, gaps between days, streaks, time gone by
"""
