communicator = "none"
