import AggregatorService

AggregatorDaemon.main()
