hcp_packer_registry {
  bucket_name = "b"
}

communicator "ssh" "x" {
}

source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
}
