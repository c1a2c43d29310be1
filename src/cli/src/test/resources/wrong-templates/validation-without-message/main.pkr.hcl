variable "a" {
  default = "x"

  validation {
    condition = true
  }
}
