// ReportGenerator: room laid out, filled in by the next commits.
