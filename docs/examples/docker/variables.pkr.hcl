variable "name" {
  type        = string
  default     = "Example"
  description = "Name of the site, as visitors read it."
}

variable "environment" {
  type        = string
  default     = "staging"
  description = "Where the site runs; part of the settings that its pages read."
}

variable "features" {
  type        = list(string)
  default     = ["search", "comments"]
  description = "Parts of the site that are switched on."
}

variable "base_image" {
  type        = string
  default     = "busybox:stable"
  description = "Image to start from; it must have a shell and busybox."
}

variable "pull" {
  type        = bool
  default     = true
  description = "Whether the base image is fetched first; false for one that only this engine has."
}

variable "repository" {
  type        = string
  default     = "packer-example/site"
  description = "Name that the new image gets."
}
