source "machine" "one" {
  image = "i"
  cores = "many"
  commit = [true]
  tags = "a=b"
}

build {
  sources = ["machine.one"]
}
