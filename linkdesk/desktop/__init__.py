"""The program around the pages: window, loopback server, one instance, data folder; the only user of pywebview."""
