build {
  sources = ["source.null.a"]
  color = "red"
}
