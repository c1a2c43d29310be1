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
