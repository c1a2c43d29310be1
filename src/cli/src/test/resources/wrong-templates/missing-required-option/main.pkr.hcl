source "docker" "a" {
  commit = true
}

build {
  sources = ["source.docker.a"]
}
