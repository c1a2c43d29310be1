source "null" "a" {
  communicator   = "none"
  ssh_public_key = [1]
}
build {
  sources = ["source.null.a"]
}
