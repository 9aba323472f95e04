"""Reports as .docx: written, read with what people changed, and edited in place."""
