source "machine" "one" {
  image = "i"
  recipe {
    path = "a"
  }
  recipe {
    path = "b"
  }
}

build {
  sources = ["machine.one"]
}
