source "machine" {
  image = "i"
}

source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
}
