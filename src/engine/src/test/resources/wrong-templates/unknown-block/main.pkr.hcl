sauce "machine" "x" {
}

source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
}
