source "machine" "one" {
  image = "i"
  cores = 1.5
}

build {
  sources = ["machine.one"]
}
