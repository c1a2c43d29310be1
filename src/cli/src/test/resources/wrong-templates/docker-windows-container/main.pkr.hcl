source "docker" "a" {
  image             = "nanoserver"
  commit            = true
  windows_container = true
}

build {
  sources = ["source.docker.a"]
}
