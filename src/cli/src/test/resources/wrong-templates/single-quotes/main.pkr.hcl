source 'null' 'a' {
}
