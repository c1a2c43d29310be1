source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
  provisioner "shell" {
    inline   = ["x"]
    override = {
      one = {
        inline = "y"
      }
    }
  }
  provisioner "shell" {
    inline   = ["x"]
    override = "one"
  }
}
