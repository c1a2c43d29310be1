source "machine" "one" {
  image        = "i"
  wait_timeout = "-5m"
}

build {
  sources = ["machine.one"]
}
