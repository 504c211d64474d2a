"""Who hears what: audiences, what takes several messages in a fixed order, and the sentences' language."""
