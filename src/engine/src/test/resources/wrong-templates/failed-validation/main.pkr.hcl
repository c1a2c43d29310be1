variable "name" {
  default = "ab"

  validation {
    condition     = length(var.name) > 3
    error_message = "The name must have more than three letters."
  }
}

source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
}
