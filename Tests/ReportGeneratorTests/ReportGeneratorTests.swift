// ReportGeneratorTests: filled by the commits that fill the module.
