source "machine" "one" {
  image = "i"
  image = "j"
}

build {
  sources = ["machine.one"]
}
