packer {
  required_version = ">= 2.0.0"
}

source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
}
