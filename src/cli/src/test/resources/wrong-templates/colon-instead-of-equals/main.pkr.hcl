variable "a" {
  default: "b"
}
