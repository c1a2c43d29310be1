source "machine" "one" {
  image = "i"
  recipe = { path = "." }
}

build {
  sources = ["machine.one"]
}
