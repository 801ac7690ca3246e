mod ingest_transcripts;
