"""Link workers and their roles."""
