source "null" "a" {
  communicator = "none"
}

build {
  sources = ["source.null.a"]
}

variable "region" {
  default = "mars"

  validation {
    condition     = length(var.region) > 5
    error_message = "The region must have more than five letters."
  }
}
