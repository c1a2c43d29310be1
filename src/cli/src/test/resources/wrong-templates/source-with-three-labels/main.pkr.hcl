source "null" "a" "b" {
}
