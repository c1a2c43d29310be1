source "dokcer" "a" {
  image = "x"
}

build {
  sources = ["source.dokcer.a"]
}
