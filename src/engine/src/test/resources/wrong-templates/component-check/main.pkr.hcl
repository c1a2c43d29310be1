source "machine" "one" {
  image  = "i"
  commit = true
  cores  = 0
}

build {
  sources = ["machine.one"]
  provisioner "shell" {
  }
}
