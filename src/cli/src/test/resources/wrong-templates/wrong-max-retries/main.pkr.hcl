source "null" "a" {
  communicator = "none"
}

build {
  sources = ["source.null.a"]

  provisioner "shell-local" {
    max_retries = "often"
    inline      = ["true"]
  }
}
