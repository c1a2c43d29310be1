source "null" "a" {
  communicator = "none"
}

build {
  sources = ["source.null.a"]

  dynamic "provisioner" {
    for_each = 5
    labels   = ["shell-local"]

    content {
      inline = ["true"]
    }
  }
}
