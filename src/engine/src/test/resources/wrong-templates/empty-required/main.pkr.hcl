source "machine" "one" {
  image = ""
}

build {
  sources = ["machine.one"]
}
