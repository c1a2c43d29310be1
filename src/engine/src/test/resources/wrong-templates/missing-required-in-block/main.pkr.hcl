source "machine" "one" {
  image = "i"
  mount {
    target = "/b"
  }
}

build {
  sources = ["machine.one"]
}
