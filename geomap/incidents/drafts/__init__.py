"""Incidents in the making: made sentence by sentence, completed by and joined with what was told before."""
