"""A town's own .docx as the frame of its report: checked when handed in, filled when a report is written."""
