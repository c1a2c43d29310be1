variable "unset" {
}

locals {
  b = nope()
}
