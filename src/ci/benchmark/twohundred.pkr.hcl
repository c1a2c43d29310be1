# A template of 200 lines of the usual kind: variables, locals, sources and builds with their steps.
packer {
  required_version = ">= 1.6.0"
}

variable "region" {
  type        = string
  default     = "eu-central-1"
  description = "What stands for region in the names and labels of the images"
}

variable "zones" {
  type        = list(string)
  default     = ["a", "b", "c"]
  description = "What stands for zones in the names and labels of the images"
}

variable "size" {
  type        = number
  default     = 4
  description = "What stands for size in the names and labels of the images"
}

variable "debug" {
  type    = bool
  default = false
}

variable "labels" {
  type        = map(string)
  default     = { team = "images", stage = "test" }
  description = "What stands for labels in the names and labels of the images"
}

variable "owner" {
  type        = string
  default     = "images@example.com"
  description = "What stands for owner in the names and labels of the images"
}

locals {
  name     = "image-${var.region}-${var.size}"
  upper    = upper(local.name)
  zones    = [for zone in var.zones : "${var.region}${zone}"]
  joined   = join(",", local.zones)
  labels   = merge(var.labels, { region = var.region, owner = var.owner })
  pairs    = [for key, value in local.labels : "${key}=${value}"]
  sorted   = sort(local.pairs)
  banner   = format("%s (%d zones)", local.upper, length(local.zones))
  document = jsonencode({ name = local.name, zones = local.zones, labels = local.labels })
  quiet    = var.debug ? "set -x" : "set +x"
}

source "null" "one" {
  communicator = "none"
}

source "null" "two" {
  communicator = "none"
}

source "null" "three" {
  communicator = "none"
}

source "null" "four" {
  communicator = "none"
}

build {
  name    = "build-one"
  sources = ["source.null.one"]
  provisioner "shell-local" {
    environment_vars = ["STEP=1", "NAME=${local.name}", "ZONES=${local.joined}"]
    inline = [
      local.quiet,
      "echo step 1 of ${local.banner}",
      "echo ${local.sorted[0]} ${substr(local.document, 0, 8)}",
    ]
  }
  provisioner "shell-local" {
    environment_vars = ["STEP=2", "NAME=${local.name}", "ZONES=${local.joined}"]
    inline = [
      local.quiet,
      "echo step 2 of ${local.banner}",
      "echo ${local.sorted[0]} ${substr(local.document, 0, 8)}",
    ]
  }
  provisioner "shell-local" {
    environment_vars = ["STEP=3", "NAME=${local.name}", "ZONES=${local.joined}"]
    inline = [
      local.quiet,
      "echo step 3 of ${local.banner}",
      "echo ${local.sorted[0]} ${substr(local.document, 0, 8)}",
    ]
  }
  post-processor "manifest" {
    output     = "one-manifest.json"
    strip_path = true
  }
}

build {
  name    = "build-two"
  sources = ["source.null.two"]
  provisioner "shell-local" {
    environment_vars = ["STEP=4", "NAME=${local.name}", "ZONES=${local.joined}"]
    inline = [
      local.quiet,
      "echo step 4 of ${local.banner}",
      "echo ${local.sorted[0]} ${substr(local.document, 0, 8)}",
    ]
  }
  provisioner "shell-local" {
    environment_vars = ["STEP=5", "NAME=${local.name}", "ZONES=${local.joined}"]
    inline = [
      local.quiet,
      "echo step 5 of ${local.banner}",
      "echo ${local.sorted[0]} ${substr(local.document, 0, 8)}",
    ]
  }
  provisioner "shell-local" {
    environment_vars = ["STEP=6", "NAME=${local.name}", "ZONES=${local.joined}"]
    inline = [
      local.quiet,
      "echo step 6 of ${local.banner}",
      "echo ${local.sorted[0]} ${substr(local.document, 0, 8)}",
    ]
  }
  post-processor "manifest" {
    output     = "two-manifest.json"
    strip_path = true
  }
}

build {
  name    = "build-three"
  sources = ["source.null.three"]
  provisioner "shell-local" {
    environment_vars = ["STEP=7", "NAME=${local.name}", "ZONES=${local.joined}"]
    inline = [
      local.quiet,
      "echo step 7 of ${local.banner}",
      "echo ${local.sorted[0]} ${substr(local.document, 0, 8)}",
    ]
  }
  provisioner "shell-local" {
    environment_vars = ["STEP=8", "NAME=${local.name}", "ZONES=${local.joined}"]
    inline = [
      local.quiet,
      "echo step 8 of ${local.banner}",
      "echo ${local.sorted[0]} ${substr(local.document, 0, 8)}",
    ]
  }
  provisioner "shell-local" {
    environment_vars = ["STEP=9", "NAME=${local.name}", "ZONES=${local.joined}"]
    inline = [
      local.quiet,
      "echo step 9 of ${local.banner}",
      "echo ${local.sorted[0]} ${substr(local.document, 0, 8)}",
    ]
  }
  post-processor "manifest" {
    output     = "three-manifest.json"
    strip_path = true
  }
}

build {
  name    = "build-four"
  sources = ["source.null.four"]
  provisioner "shell-local" {
    environment_vars = ["STEP=10", "NAME=${local.name}", "ZONES=${local.joined}"]
    inline = [
      local.quiet,
      "echo step 10 of ${local.banner}",
      "echo ${local.sorted[0]} ${substr(local.document, 0, 8)}",
    ]
  }
  provisioner "shell-local" {
    environment_vars = ["STEP=11", "NAME=${local.name}", "ZONES=${local.joined}"]
    inline = [
      local.quiet,
      "echo step 11 of ${local.banner}",
      "echo ${local.sorted[0]} ${substr(local.document, 0, 8)}",
    ]
  }
  provisioner "shell-local" {
    environment_vars = ["STEP=12", "NAME=${local.name}", "ZONES=${local.joined}"]
    inline = [
      local.quiet,
      "echo step 12 of ${local.banner}",
      "echo ${local.sorted[0]} ${substr(local.document, 0, 8)}",
    ]
  }
  post-processor "manifest" {
    output     = "four-manifest.json"
    strip_path = true
  }
}
