source "machine" "one" {
  image  = "i"
  flavour = "sweet"
}

build {
  sources = ["machine.one"]
}
