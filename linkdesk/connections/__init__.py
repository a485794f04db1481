"""The client and a service: told, introduced, referred or gone with, and followed until it holds."""
