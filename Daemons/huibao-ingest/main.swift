import Workers

WorkerDaemon.ingest()
