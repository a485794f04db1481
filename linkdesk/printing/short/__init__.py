"""Cards and letters on one or two pages: what a client takes along, gets by post or hands to a service."""
