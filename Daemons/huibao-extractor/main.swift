import Workers

WorkerDaemon.extractor()
