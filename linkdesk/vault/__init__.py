"""The key, the cipher, the two locks and the backup."""
