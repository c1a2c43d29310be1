# The site of ../quickstart as a container image that serves it:
#
#     packer build docs/examples/docker
#     docker run --rm -p 8080:8080 packer-example/site

locals {
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

source "docker" "site" {
  image  = var.base_image
  pull   = var.pull
  commit = true
  changes = [
    "EXPOSE 8080",
    "ENTRYPOINT [\"busybox\", \"httpd\", \"-f\", \"-p\", \"8080\", \"-h\", \"/srv/site\"]",
    "LABEL org.opencontainers.image.title=site",
  ]
}

build {
  name    = "site"
  sources = ["source.docker.site"]

  provisioner "shell" {
    environment_vars = ["SETTINGS=${local.settings}", "PAGE=${local.page}"]
    inline = [
      "mkdir -p /srv/site",
      "printf '%s\\n' \"$PAGE\" > /srv/site/index.html",
      "printf '%s' \"$SETTINGS\" > /srv/site/settings.json",
    ]
  }

  provisioner "file" {
    source      = "${path.root}/../quickstart/files/style.css"
    destination = "/srv/site/style.css"
  }

  post-processors {
    post-processor "docker-tag" {
      repository = var.repository
      tags       = ["latest", lower(var.environment)]
    }

    post-processor "manifest" {
      output = "${path.root}/packer-manifest.json"
    }
  }
}
