"""Whether a PDF is a publication of ours, as it was sealed. Nothing of what is shown to us is kept."""
