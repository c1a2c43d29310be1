locals { settings_file = "${path.cwd}/settings.json"
}
local "secret" {
  expression = vault("secret/data/do", "token")
  sensitive  = true
}
source "digitalocean" "d" {
  api_token    = local.secret
  image        = "debian-12-x64"
  region       = coalesce(var.region, "ams3")
  size         = var.large ? "s-4vcpu-8gb" : var.medium ? "s-2vcpu-4gb" : "s-1vcpu-1gb"
  snapshot_name = "snap-{{timestamp}}"
  tags         = setunion(["packer"], var.tags)
}
