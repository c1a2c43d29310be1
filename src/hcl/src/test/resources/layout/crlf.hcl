a=1
bb=2 # x
b{
c=<<E
  x
E
}
