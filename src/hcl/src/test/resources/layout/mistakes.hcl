a= [1,2
b={
  c=1
x "y" {
}}}
} d=1
e= "open
f='single'
