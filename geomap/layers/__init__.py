"""What is to be drawn, without saying with what."""
