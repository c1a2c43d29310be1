source "machin" "one" {
  image = "i"
}

build {
  sources = ["machin.one"]
}
