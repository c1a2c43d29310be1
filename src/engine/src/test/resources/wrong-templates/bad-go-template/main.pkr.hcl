source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
  provisioner "shell" {
    inline = ["{{ .Path"]
  }
  provisioner "shell" {
    inline          = ["x"]
    execute_command = "{{ nope }}"
  }
}
