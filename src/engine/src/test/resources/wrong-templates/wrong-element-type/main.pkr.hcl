source "machine" "one" {
  image       = "i"
  run_command = ["a", ["b"]]
}

build {
  sources = ["machine.one"]
}
