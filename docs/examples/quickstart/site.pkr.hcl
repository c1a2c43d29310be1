# Bundles a small web site: settings and a page rendered from variables, and a style sheet; packed into one archive
# with its SHA-256 checksum and a manifest. It needs no account, no daemon and no network.
#
#     packer build docs/examples/quickstart
#     packer build -var name=Shop -var 'features=["search"]' docs/examples/quickstart

locals {
  site     = "${path.root}/dist/site"
  greeting = format("Welcome to %s", var.name)
  settings = jsonencode({
    name        = lower(var.name)
    environment = var.environment
    features    = var.features
  })
  page = <<-HTML
    <!doctype html>
    <html lang="en">
      <meta charset="utf-8">
      <title>${upper(var.name)}</title>
      <link rel="stylesheet" href="style.css">
      <h1>${local.greeting}</h1>
      <p>Switched on: ${join(", ", var.features)}.</p>
    </html>
  HTML
}

source "file" "settings" {
  content = local.settings
  target  = "${local.site}/settings.json"
}

build {
  name    = "site"
  sources = ["source.file.settings"]

  provisioner "shell-local" {
    environment_vars = ["SITE=${local.site}", "PAGE=${local.page}"]
    inline = [
      "printf '%s\\n' \"$PAGE\" > \"$SITE/index.html\"",
      "cp '${path.root}/files/style.css' \"$SITE/style.css\"",
      # One input gives one archive, byte by byte: no time of day in it.
      "TZ=UTC0 touch -t 202601010000.00 \"$SITE\"/*",
    ]
  }

  post-processors {
    post-processor "artifice" {
      files = [
        "${local.site}/index.html",
        "${local.site}/settings.json",
        "${local.site}/style.css",
      ]
    }

    post-processor "compress" {
      output              = "${path.root}/dist/site.tar.gz"
      keep_input_artifact = true
    }

    post-processor "checksum" {
      checksum_types      = ["sha256"]
      output              = "${path.root}/dist/site.tar.gz.{{.ChecksumType}}"
      keep_input_artifact = true
    }

    post-processor "manifest" {
      output     = "${path.root}/dist/packer-manifest.json"
      strip_path = true
    }
  }
}
