source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
  provisioner "shell" {
    inline      = ["x"]
    pause_befor = "10s"
  }
  post-processor "manifest" {
    keep_input_artefact = true
  }
}
