variable "name" {
  default = "ab"

  validation {
    condition     = length(local.x) > 3
    error_message = "too short"
  }

  validation {
    condition = true
  }
}

source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
}
