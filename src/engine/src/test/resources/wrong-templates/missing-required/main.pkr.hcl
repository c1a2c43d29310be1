source "machine" "one" {
  cores = 1
}

build {
  sources = ["machine.one"]
}
