source "null" "a" {
  ssh_host     = "192.0.2.1"
  communicator = "none"
}

build {
  sources = ["source.null.a"]
}
