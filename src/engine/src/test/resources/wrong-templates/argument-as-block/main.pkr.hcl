source "machine" "one" {
  image = "i"
  tags {
    a = "b"
  }
}

build {
  sources = ["machine.one"]
}
