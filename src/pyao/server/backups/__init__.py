"""Backups: one compressed file each, made and verified in a process of its own; and putting one back.

A backup holds what belongs to the community: the store as it was after one batch (characters with their earlier states,
guilds, forums, polls, the message of the day, map changes, the ledger), the settings file, the audit log, the maps of
the last world save, the operator's translations.  Of the world pack only its hash: it can be imported again.
"""
