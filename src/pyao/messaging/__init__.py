"""Who gets which messages: audiences, sequences in a fixed order, the client's dialect, and the language of texts."""
