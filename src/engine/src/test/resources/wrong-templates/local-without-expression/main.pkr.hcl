local "a" {
  sensitive = true
}

source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
}
