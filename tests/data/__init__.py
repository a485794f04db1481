"""What tests are fed with: invented people only."""
