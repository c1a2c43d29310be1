source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
  provisioner "shell" {
    inline = ["x"]
    only   = ["machine.one"]
    except = ["machine.two"]
  }
}
