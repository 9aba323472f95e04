"""One module a command: SUMMARY, EXAMPLE, add_arguments(parser) and run(options) -> exit status."""
