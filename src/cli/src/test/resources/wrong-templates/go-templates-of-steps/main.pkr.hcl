source "null" "a" {
  communicator = "none"
}

build {
  sources = ["source.null.a"]

  # Rendered while the build runs, but wrong already.
  provisioner "shell-local" {
    environment_vars = ["A=1", "B={{ user `b` }}"]
    inline = [
      "echo fine {{ build `ID` }}",
      "echo {{ build `Nope` }}",
    ]
  }

  provisioner "shell" {
    inline          = ["docker inspect -f '{{json .Config}}'"]
    execute_command = "{{ .Vars }} sudo {{ .Path }"
  }

  provisioner "file" {
    source      = "{{ template_dir }}/a.txt"
    destination = "/tmp/{{ split `a-b` `-` 2 }}"
  }

  provisioner "powershell" {
    inline            = ["dir"]
    env               = { "{{ env `NAME` }}" = "x" }
    elevated_user     = "x"
    elevated_password = "{{ vault `secret/a` `b` }}"
  }

  provisioner "windows-shell" {
    inline          = ["dir"]
    execute_command = "{{ if }}"
  }

  provisioner "ansible" {
    playbook_file           = "main.pkr.hcl"
    extra_arguments         = ["-e", "port={{ build `Port }}"]
    ansible_env_vars        = ["A={{ consul_key `a` }}"]
    inventory_file_template = "{{ .HostAlias"
  }

  provisioner "puppet-masterless" {
    manifest_file   = "main.pkr.hcl"
    execute_command = "{{ puppet }}"
    extra_arguments = ["{{"]
  }

  provisioner "chef-solo" {
    execute_command = "{{ end }}"
    install_command = "{{ .Sudo | }}"
  }

  post-processor "shell-local" {
    command = "echo {{ sed `a` `b` }}"
  }

  post-processor "manifest" {
    custom_data = { version = "{{ user `version` }}" }
  }

  post-processor "checksum" {
    output = "{{ .BuildName"
  }

  post-processor "compress" {
    output = "{{ range }}"
  }
}
