"""Answers invented in each platform's shape, one module a platform, said by nobody.

A module holds `PAGES`, requests with whole answers of every purpose that brings items; `LEAST`, the
least item that maps, without a counter; and `LAST`, a request whose answer ends its part.
"""
