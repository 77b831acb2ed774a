"""What draws on the screen, a folder for each part of a page."""
