"""Run the textbook's programs, record what they print, and put it on the page."""
