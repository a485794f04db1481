"""The kernel every table shares: ids, versions, times, audit, drafts, migrations."""
