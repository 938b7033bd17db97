"""Layers to a self-contained folium map."""
