source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
  provisioner "shell" {
    inline       = ["x"]
    pause_before = "10"
    timeout      = "-1s"
    max_retries  = 1.5
    only         = 7
  }
}
