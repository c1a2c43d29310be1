source "machine" "one" {
  image  = "i"
  commit = true
  cores  = -1
}

build {
  sources = ["machine.one"]
  provisioner "shell" {
  }
}
