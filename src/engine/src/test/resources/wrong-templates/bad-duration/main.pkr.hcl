source "machine" "one" {
  image        = "i"
  wait_timeout = "5 minutes"
}

build {
  sources = ["machine.one"]
}
