packer {
  required_plugins {
    a = ">= 1.0"
    b = {
      version = ">= 1"
    }
    c = {
      source = "github.com/hashicorp/c"
    }
    d = {
      version = "~~ 1"
      source  = "github.com/hashicorp/d"
    }
    e = {
      version = ">= 1"
      source  = "hashicorp/e"
    }
    f = {
      version = ">= 1"
      source  = "github.com/hashicorp/packer-plugin-f"
      other   = 1
    }
    Gg = {
      version = ">= 1"
      source  = "github.com/hashicorp/gg"
    }
  }
}

source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
}
