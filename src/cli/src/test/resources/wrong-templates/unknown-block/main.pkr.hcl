sauce "null" "a" {
  communicator = "none"
}
