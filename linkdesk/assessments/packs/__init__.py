"""Picture packs: pictures of a service's own in place of those that come with LinkDesk, in forms and on paper."""
