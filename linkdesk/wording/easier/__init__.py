"""Plainer words, a picture and ready phrases beside a box, while words for a client are typed."""
