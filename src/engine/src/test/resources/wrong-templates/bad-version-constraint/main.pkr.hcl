packer {
  required_version = "newest"
}

source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
}
