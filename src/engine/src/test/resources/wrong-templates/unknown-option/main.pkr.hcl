source "machine" "one" {
  imagee = "i"
  image  = "i"
}

build {
  sources = ["machine.one"]
}
