"""Long work as jobs: asked for on a page, done by a worker, taken away by whoever asked.

A floor above registers a `Kind` (collab.jobs.kinds) and calls `ask` (collab.jobs.services). The same content that is
asked for twice is made once. docs/decisions says how a job outlives the worker that began it.
"""
