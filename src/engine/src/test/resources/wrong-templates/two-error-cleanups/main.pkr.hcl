source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
  error-cleanup-provisioner "shell" {
    inline = ["x"]
  }
  error-cleanup-provisioner "shell" {
    inline = ["y"]
  }
}
