"""Parts of `statements`: cues, sources, quoted and reported contents, speakers, topics."""
