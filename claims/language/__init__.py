"""From words to frames: text, quantities, lexicon, cues, clauses, frames."""
