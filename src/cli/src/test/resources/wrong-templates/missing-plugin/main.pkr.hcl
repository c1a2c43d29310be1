packer {
  required_plugins {
    nonesuch = {
      version = ">= 1.0.0"
      source  = "github.com/example/nonesuch"
    }
  }
}

source "nonesuch" "a" {
}

build {
  sources = ["source.nonesuch.a"]
}
