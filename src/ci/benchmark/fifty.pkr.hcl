# The same fifty times, side by side: what a build costs beside others.
source "null" "s01" {
  communicator = "none"
}

source "null" "s02" {
  communicator = "none"
}

source "null" "s03" {
  communicator = "none"
}

source "null" "s04" {
  communicator = "none"
}

source "null" "s05" {
  communicator = "none"
}

source "null" "s06" {
  communicator = "none"
}

source "null" "s07" {
  communicator = "none"
}

source "null" "s08" {
  communicator = "none"
}

source "null" "s09" {
  communicator = "none"
}

source "null" "s10" {
  communicator = "none"
}

source "null" "s11" {
  communicator = "none"
}

source "null" "s12" {
  communicator = "none"
}

source "null" "s13" {
  communicator = "none"
}

source "null" "s14" {
  communicator = "none"
}

source "null" "s15" {
  communicator = "none"
}

source "null" "s16" {
  communicator = "none"
}

source "null" "s17" {
  communicator = "none"
}

source "null" "s18" {
  communicator = "none"
}

source "null" "s19" {
  communicator = "none"
}

source "null" "s20" {
  communicator = "none"
}

source "null" "s21" {
  communicator = "none"
}

source "null" "s22" {
  communicator = "none"
}

source "null" "s23" {
  communicator = "none"
}

source "null" "s24" {
  communicator = "none"
}

source "null" "s25" {
  communicator = "none"
}

source "null" "s26" {
  communicator = "none"
}

source "null" "s27" {
  communicator = "none"
}

source "null" "s28" {
  communicator = "none"
}

source "null" "s29" {
  communicator = "none"
}

source "null" "s30" {
  communicator = "none"
}

source "null" "s31" {
  communicator = "none"
}

source "null" "s32" {
  communicator = "none"
}

source "null" "s33" {
  communicator = "none"
}

source "null" "s34" {
  communicator = "none"
}

source "null" "s35" {
  communicator = "none"
}

source "null" "s36" {
  communicator = "none"
}

source "null" "s37" {
  communicator = "none"
}

source "null" "s38" {
  communicator = "none"
}

source "null" "s39" {
  communicator = "none"
}

source "null" "s40" {
  communicator = "none"
}

source "null" "s41" {
  communicator = "none"
}

source "null" "s42" {
  communicator = "none"
}

source "null" "s43" {
  communicator = "none"
}

source "null" "s44" {
  communicator = "none"
}

source "null" "s45" {
  communicator = "none"
}

source "null" "s46" {
  communicator = "none"
}

source "null" "s47" {
  communicator = "none"
}

source "null" "s48" {
  communicator = "none"
}

source "null" "s49" {
  communicator = "none"
}

source "null" "s50" {
  communicator = "none"
}

build {
  sources = [
    "source.null.s01",
    "source.null.s02",
    "source.null.s03",
    "source.null.s04",
    "source.null.s05",
    "source.null.s06",
    "source.null.s07",
    "source.null.s08",
    "source.null.s09",
    "source.null.s10",
    "source.null.s11",
    "source.null.s12",
    "source.null.s13",
    "source.null.s14",
    "source.null.s15",
    "source.null.s16",
    "source.null.s17",
    "source.null.s18",
    "source.null.s19",
    "source.null.s20",
    "source.null.s21",
    "source.null.s22",
    "source.null.s23",
    "source.null.s24",
    "source.null.s25",
    "source.null.s26",
    "source.null.s27",
    "source.null.s28",
    "source.null.s29",
    "source.null.s30",
    "source.null.s31",
    "source.null.s32",
    "source.null.s33",
    "source.null.s34",
    "source.null.s35",
    "source.null.s36",
    "source.null.s37",
    "source.null.s38",
    "source.null.s39",
    "source.null.s40",
    "source.null.s41",
    "source.null.s42",
    "source.null.s43",
    "source.null.s44",
    "source.null.s45",
    "source.null.s46",
    "source.null.s47",
    "source.null.s48",
    "source.null.s49",
    "source.null.s50",
  ]

  provisioner "shell-local" {
    inline = ["echo hello"]
  }
}
