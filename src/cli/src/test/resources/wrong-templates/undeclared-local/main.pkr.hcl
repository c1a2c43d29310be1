source "null" "a" {
  communicator = local.missing
}

build {
  sources = ["source.null.a"]
}
