print("huibao")
