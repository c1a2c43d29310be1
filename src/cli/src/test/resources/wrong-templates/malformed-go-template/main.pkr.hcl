source "null" "a" {
  communicator = "none"
}

build {
  sources = ["source.null.a"]

  provisioner "shell-local" {
    inline          = ["true"]
    execute_command = ["/bin/sh", "-c", "{{.Vars"]
  }
}
