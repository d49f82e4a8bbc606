"""How long building takes, beside what others take for the same programs and pages."""
