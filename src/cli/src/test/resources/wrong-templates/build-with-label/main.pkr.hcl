source "null" "a" {
  communicator = "none"
}

build "x" {
  sources = ["source.null.a"]
}
