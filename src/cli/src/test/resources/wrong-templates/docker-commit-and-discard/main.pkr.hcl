source "docker" "a" {
  image   = "busybox"
  commit  = true
  discard = true
}

build {
  sources = ["source.docker.a"]
}
