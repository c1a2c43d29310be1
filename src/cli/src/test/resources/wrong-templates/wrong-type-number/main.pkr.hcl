source "null" "a" {
  communicator = "none"
}

build {
  sources = ["source.null.a"]

  post-processor "compress" {
    output            = "a.tar.gz"
    compression_level = "high"
  }
}
