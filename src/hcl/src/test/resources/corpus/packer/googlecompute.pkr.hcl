source "googlecompute" "app" {
  project_id          = var.project
  source_image_family = "debian-12"
  zone                = "${var.region}-${var.zone}"
  ssh_username        = "packer"
  image_name          = join("-", compact(["app", var.suffix, local.version]))
  image_labels        = { for key, value in var.labels : lower(key) => lower(value) }
  metadata            = { enable-oslogin = "FALSE" }
  disk_size           = var.disk != null ? var.disk : 10
  use_internal_ip     = !var.public && var.vpn
  scopes = [
    // what the machine may do
    "https://www.googleapis.com/auth/userinfo.email",
    /* and this */ "https://www.googleapis.com/auth/compute",
  ]
}

build { sources = ["sources.googlecompute.app"] }
