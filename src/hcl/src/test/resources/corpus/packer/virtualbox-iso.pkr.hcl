source "virtualbox-iso" "x" {
  guest_os_type = "Debian_64"
  vboxmanage    = [
    ["modifyvm", "{{.Name}}", "--memory", "1024"],
    ["modifyvm", "{{.Name}}", "--cpus", 2],
  ]
  export_opts = ["--manifest", "--vsys", "0", "--description", <<EOT
A description
of several lines
EOT
  ]
  keep_registered = false
}
