source "file" "a" {
  contents = "x"
  target  = "y"
}

build {
  sources = ["source.file.a"]
}
