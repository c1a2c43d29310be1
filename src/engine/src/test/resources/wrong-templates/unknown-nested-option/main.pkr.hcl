source "machine" "one" {
  image = "i"
  mount {
    source = "/a"
    tarjet = "/b"
  }
}

build {
  sources = ["machine.one"]
}
