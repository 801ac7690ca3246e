//! Transcripts: WebVTT, SRT, text, Markdown, DOCX and JSON to turns of speech.
